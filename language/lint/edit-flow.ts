import type { ArchitectureModel, Flow, FlowStatement, Properties } from '../model/model.ts';
import type { Span, TextEdit } from '../model/span.ts';
import type { FlowKind } from '../model/vocabulary.ts';

/** Lists of a statement: every source to every target, in every kind. */
interface FlowLists {
  readonly sources: readonly string[];
  readonly targets: readonly string[];
  readonly kinds: readonly FlowKind[];
}

type ListName = keyof FlowLists;
const listNames: readonly ListName[] = ['sources', 'targets', 'kinds'];

/** Where a flow stands in its statement. */
interface FlowPosition {
  readonly source: number;
  readonly target: number;
  readonly kind: number;
  /** It is the way back of a `<->`. */
  readonly reversed: boolean;
}

/**
 * Edits that take one flow out of the text and leave every other flow of its statement. Undefined for flows that an
 * `integrate` statement derives: they have no text of their own.
 */
export function removeFlow(flow: Flow): readonly TextEdit[] | undefined {
  return rewrite(flow, []);
}

/** Edits that turn one flow round. Where the design already has the flow in that direction, the wrong one just goes. */
export function swapFlowEnds(model: ArchitectureModel, flow: Flow): readonly TextEdit[] | undefined {
  const there = model.flowsBetween(flow.target, flow.source).some((other) => other.kind === flow.kind);
  if (there) return removeFlow(flow);
  const statement = flow.statement;
  if (statement && !statement.twoWay && isAlone(statement)) {
    return [
      { span: flow.sourceSpan, newText: printName(flow.target.name) },
      { span: flow.targetSpan, newText: printName(flow.source.name) },
    ];
  }
  return rewrite(flow, [{ sources: [flow.target.name], targets: [flow.source.name], kinds: [flow.kind] }]);
}

/** Edits that give one flow another kind. Where the design already has the flow in that kind, the wrong one just goes. */
export function changeFlowKind(model: ArchitectureModel, flow: Flow, kind: FlowKind): readonly TextEdit[] | undefined {
  const there = model.flowsBetween(flow.source, flow.target).some((other) => other.kind === kind);
  if (there) return removeFlow(flow);
  const statement = flow.statement;
  if (statement && !statement.twoWay && statement.sources.length === 1 && statement.targets.length === 1) {
    return [{ span: flow.kindSpan, newText: kind }];
  }
  return rewrite(flow, [{ sources: [flow.source.name], targets: [flow.target.name], kinds: [kind] }]);
}

/**
 * The one place that takes a statement apart. The statement itself stays, with comments and all, for one part of what
 * remains; the other parts and `added` follow it as statements of their own.
 */
function rewrite(flow: Flow, added: readonly FlowLists[]): readonly TextEdit[] | undefined {
  const statement = flow.statement;
  const position = statement && findPosition(statement, flow);
  if (!statement || !position) return undefined;
  const lists: FlowLists = {
    sources: statement.sources.map((reference) => reference.name),
    targets: statement.targets.map((reference) => reference.name),
    kinds: statement.kinds.map(({ kind }) => kind),
  };

  if (!statement.twoWay) return cutOut(statement, flow, lists, position, added);

  const wayBack: FlowLists = { sources: lists.targets, targets: lists.sources, kinds: lists.kinds };
  if (position.reversed) {
    // Only the way there stays as it is; of the way back, what remains is written out.
    const remaining = without(wayBack, { ...position, source: position.target, target: position.source });
    return place(statement, flow, [{ span: statement.arrowSpan, newText: '->' }], [...remaining, ...added]);
  }
  if (isAlone(statement)) {
    const turned = [
      { span: flow.sourceSpan, newText: printName(flow.target.name) },
      { span: statement.arrowSpan, newText: '->' },
      { span: flow.targetSpan, newText: printName(flow.source.name) },
    ];
    return place(statement, flow, turned, added);
  }
  const cut = cutOut(statement, flow, lists, position, [wayBack, ...added]);
  return [{ span: statement.arrowSpan, newText: '->' }, ...cut];
}

/** Takes one flow out of a statement of one direction. */
function cutOut(
  statement: FlowStatement,
  flow: Flow,
  lists: FlowLists,
  position: FlowPosition,
  added: readonly FlowLists[],
): readonly TextEdit[] {
  const shared = listNames.filter((name) => lists[name].length > 1);
  const first = shared[0];
  if (first === undefined) {
    if (added.length === 0) return [{ span: statement.span, newText: '' }];
    return [{ span: statement.span, newText: added.map((part) => printStatement(part, flow)).join('\n') }];
  }
  const removal: TextEdit = { span: itemWithComma(statement[first], indexIn(position, first)), newText: '' };
  return place(statement, flow, [removal], [...without(lists, position, 1), ...added]);
}

/**
 * What remains of some lists when one flow is taken out, as at most three lists that do not overlap; `from` leaves out
 * the first ones.
 */
function without(lists: FlowLists, position: FlowPosition, from = 0): FlowLists[] {
  const parts: FlowLists[] = [];
  let rest = lists;
  for (const name of listNames) {
    const index = indexIn(position, name);
    if (lists[name].length > 1) parts.push({ ...rest, [name]: lists[name].filter((_, other) => other !== index) });
    rest = { ...rest, [name]: [lists[name][index]] };
  }
  return parts.slice(from);
}

function indexIn(position: FlowPosition, name: ListName): number {
  return name === 'sources' ? position.source : name === 'targets' ? position.target : position.kind;
}

/** Edits inside a statement, with further statements behind it. Edits that meet become one. */
function place(
  statement: FlowStatement,
  flow: Flow,
  edits: readonly TextEdit[],
  added: readonly FlowLists[],
): readonly TextEdit[] {
  if (added.length === 0) return edits;
  const text = added.map((part) => `\n${printStatement(part, flow)}`).join('');
  const end = statement.span.end;
  const meeting = edits.find((edit) => edit.span.end === end);
  if (meeting) {
    return edits.map((edit) => (edit === meeting ? { span: edit.span, newText: edit.newText + text } : edit));
  }
  return [...edits, { span: { ...statement.span, start: end }, newText: text }];
}

/** An entry of a list with the comma that would be left over. */
function itemWithComma(list: readonly { readonly span: Span }[], index: number): Span {
  const item = list[index]!.span;
  const next = list[index + 1]?.span;
  if (next) return { ...item, end: next.start };
  const before = list[index - 1]?.span;
  return before ? { ...item, start: before.end } : item;
}

function findPosition(statement: FlowStatement, flow: Flow): FlowPosition | undefined {
  const kind = indexAt(statement.kinds, flow.kindSpan);
  const there = {
    source: indexAt(statement.sources, flow.sourceSpan),
    target: indexAt(statement.targets, flow.targetSpan),
  };
  if (kind >= 0 && there.source >= 0 && there.target >= 0) return { ...there, kind, reversed: false };
  const back = {
    source: indexAt(statement.sources, flow.targetSpan),
    target: indexAt(statement.targets, flow.sourceSpan),
  };
  if (kind >= 0 && back.source >= 0 && back.target >= 0) return { ...back, kind, reversed: true };
  return undefined;
}

function indexAt(list: readonly { readonly span: Span }[], span: Span): number {
  return list.findIndex((entry) => entry.span.start === span.start && entry.span.end === span.end);
}

function isAlone(statement: FlowStatement): boolean {
  return statement.sources.length === 1 && statement.targets.length === 1 && statement.kinds.length === 1;
}

/** A statement of some lists with carrier, label and properties of the flow they are split off from. */
function printStatement(lists: FlowLists, flow: Flow): string {
  const parts = [
    lists.sources.map(printName).join(', '),
    '->',
    lists.targets.map(printName).join(', '),
    ':',
    lists.kinds.join(', '),
  ];
  if (flow.via) parts.push('via', printName(flow.via.name));
  if (flow.label !== undefined) parts.push(printString(flow.label));
  const properties = printProperties(flow.properties);
  if (properties !== '') parts.push(`{ ${properties} }`);
  return parts.join(' ');
}

function printProperties(properties: Properties): string {
  const printed: string[] = [];
  const say = (name: string, value: string | undefined) => {
    if (value !== undefined) printed.push(`${name} ${value}`);
  };
  const text = (value: string | undefined) => (value === undefined ? undefined : printString(value));
  say('owner', text(properties.owner));
  say('status', properties.status);
  say('plan', text(properties.plan));
  say('region', text(properties.region));
  say('tags', properties.tags?.length ? properties.tags.map(printName).join(', ') : undefined);
  say('link', text(properties.link));
  say('description', text(properties.description));
  say('exposure', properties.exposure);
  return printed.join(' ');
}

const plainName = /^[_a-zA-Z][\w]*(-\w+)*$/;

/** A name as it may stand in a list: in quotation marks where it is not a plain word. */
export function printName(name: string): string {
  return plainName.test(name) ? name : printString(name);
}

/** A text in quotation marks. */
export function printString(text: string): string {
  return `"${text.replace(/[\\"]/g, '\\$&').replace(/\s+/g, ' ')}"`;
}
