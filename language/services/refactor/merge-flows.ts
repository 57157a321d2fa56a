import type { FlowText } from './flow-text.ts';
import { listNames, printFlowText, readFlowText } from './flow-text.ts';
import type { FindRefactorings, RefactorRequest, Refactoring, Replacement } from './refactoring.ts';
import { lineEndOf } from '../format/source-items.ts';
import type { StatementLines } from './selected-statements.ts';
import {
  commentsBetween,
  cutsOf,
  indentationAt,
  lineStart,
  linesOf,
  selectedStatements,
} from './selected-statements.ts';

type ListName = (typeof listNames)[number];

/**
 * Writes several flow statements as one with lists: those that are selected, or all beside the one at the cursor that
 * differ from it in one list only. Comments of the others move above it.
 */
export const mergeFlows: FindRefactorings = (request) => {
  const { file, start, end } = request;
  const { siblings, selected } = selectedStatements(file, start, end);
  if (selected.length > 1) {
    const flows = selected.map((statement) => readFlowText(file, statement));
    if (!flows.every((flow) => flow !== undefined)) return [];
    const merged = union(flows);
    const edit = merged && merge(request, flows, merged);
    return edit
      ? [{ title: `Merge ${flows.length} flows into one`, kind: 'refactor.rewrite', replacements: edit }]
      : [];
  }
  const flow = selected[0] && readFlowText(file, selected[0]);
  if (!flow) return [];
  const others = siblings.flatMap((statement) => {
    const other = readFlowText(file, statement);
    return other && other.key === flow.key ? [other] : [];
  });
  return listNames.flatMap((name): Refactoring[] => {
    const alike = disjoint(
      others
        .filter((other) => other === flow || isAlike(flow, other, name))
        .map((other) => (other.statement === flow.statement ? flow : other)),
      flow,
      name,
    );
    if (alike.length < 2) return [];
    const merged = union(alike);
    const edit = merged && merge(request, alike, merged);
    if (!edit) return [];
    return [
      {
        title: `Merge ${alike.length} flows into one with their ${name}`,
        kind: 'refactor.rewrite',
        replacements: edit,
      },
    ];
  });
};

/** Whether two statements differ in one list only. */
function isAlike(flow: FlowText, other: FlowText, name: ListName): boolean {
  return listNames.every((list) => list === name || sameEntries(flow[list], other[list]));
}

/** Statements of which no two have an entry of a list in common, with the given one among them. */
function disjoint(flows: readonly FlowText[], flow: FlowText, name: ListName): FlowText[] {
  const taken = new Set(flow[name]);
  return flows.filter((other) => {
    if (other.statement === flow.statement) return true;
    if (other[name].some((entry) => taken.has(entry))) return false;
    for (const entry of other[name]) taken.add(entry);
    return true;
  });
}

/** The lists of one statement that says just what these say; undefined where there is none. */
function union(flows: readonly FlowText[]): Pick<FlowText, ListName> | undefined {
  if (flows.some((flow) => flow.key !== flows[0]!.key)) return undefined;
  const all = (name: ListName): string[] => [...new Set(flows.flatMap((flow) => flow[name]))];
  const lists = { sources: all('sources'), targets: all('targets'), kinds: all('kinds') };
  const size = (flow: Pick<FlowText, ListName>): number =>
    flow.sources.length * flow.targets.length * flow.kinds.length;
  const said = new Set(
    flows.flatMap((flow) =>
      flow.sources.flatMap((source) =>
        flow.targets.flatMap((target) => flow.kinds.map((kind) => `${source}\n${target}\n${kind}`)),
      ),
    ),
  );
  // Each once, and each combination of the lists.
  const written = flows.reduce((sum, flow) => sum + size(flow), 0);
  return said.size === written && said.size === size(lists) ? lists : undefined;
}

function merge(
  { file }: RefactorRequest,
  flows: readonly FlowText[],
  lists: Pick<FlowText, ListName>,
): Replacement[] | undefined {
  const [first, ...others] = flows;
  const { statement } = first!;
  const lines = linesOf(file, statement);
  if (!lines) return undefined;
  const lineEnd = lineEndOf(file.text);
  const indentation = indentationAt(file.text, statement.start);
  const gone: StatementLines[] = [];
  const comments: string[] = [];
  for (const other of others) {
    const otherLines = linesOf(file, other.statement);
    if (!otherLines) return undefined;
    for (const comment of commentsBetween(file, otherLines.start, otherLines.end)) {
      // Documentation is the same for all: see the key.
      if (comment.start !== other.statement.documentation?.start) comments.push(comment.text);
    }
    gone.push(otherLines);
  }
  const replacements: Replacement[] = cutsOf(file.text, gone);
  const above = statement.documentation?.start ?? statement.start;
  if (comments.length > 0) {
    const place = lineStart(file.text, above);
    const newText = comments.map((comment) => indentation + comment + lineEnd).join('');
    replacements.push({ start: place, end: place, newText });
  }
  replacements.push({ start: statement.start, end: statement.end, newText: printFlowText(first!, lists) });
  return replacements.sort((left, right) => left.start - right.start);
}

function sameEntries(some: readonly string[], others: readonly string[]): boolean {
  return some.length === others.length && some.every((entry) => others.includes(entry));
}
