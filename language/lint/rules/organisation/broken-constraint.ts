import type { ArchitectureModel, Constraint, Element, Flow } from '../../../model/model.ts';
import type { Span } from '../../../model/span.ts';
import { flowsFromInside, isOfKind, waysTo, wayFrom, withAllHolders } from '../../constraint-paths.ts';
import { withHolders } from '../../containers.ts';
import { listing } from '../../fill-message.ts';
import type { RuleReport } from '../../rule.ts';
import { defineRule } from '../../rule.ts';
import { leavesOf, selectElements } from '../../select-elements.ts';

type Message =
  | 'missing'
  | 'absent'
  | 'present'
  | 'unsaid'
  | 'said'
  | 'unconnected'
  | 'unreached'
  | 'flows'
  | 'reached'
  | 'more'
  | 'unchecked';

/** Breaches of one constraint that are told one by one; of more, the number is told. */
const longestList = 200;

/** A way that is told is cut after so many flows. */
const longestWay = 12;

export const brokenConstraint = defineRule<Message>({
  id: 'broken-constraint',
  family: 'organisation',
  severity: 'error',
  docs: {
    summary: 'The design does not keep a constraint that it states or imports.',
    why:
      'A constraint is a decision somebody made for every design of the organisation. A design that breaks one is either ' +
      'wrong, or an exception that somebody has to decide about.',
    fix:
      'Change the design so that it keeps the constraint. Where it must not, state the exception with ' +
      '`accept broken-constraint on …`, with a reason, an owner and an end.',
    falsePositives:
      'A constraint selects by name, service, pillar, tag, status or exposure; one that selects more than was meant is ' +
      'narrowed where it is written. What is accepted of an element is accepted of it for all constraints, so keep the ' +
      'time short where several hold.',
    source: 'The constraint itself, written by the organisation whose design it is',
    bad: [
      'use virtual-machines as web\nuse log-analytics as workspace\nuse key-vault\n\nkey-vault -> workspace : log\nweb -> key-vault : traffic\n\n' +
        'require every virtual-machines -> log-analytics : log "every VM must reach the workspace"',
      'component partner { exposure internet }\nuse azure-sql-database as data\nuse azure-firewall as firewall\n\n' +
        'partner -> firewall : traffic\npartner -> data : traffic\nfirewall -> data : traffic\n\n' +
        'forbid partner reaches data via traffic without firewall "traffic from partners passes the firewall"',
    ],
    good: [
      'use virtual-machines as web\nuse log-analytics as workspace\n\nweb -> workspace : log\n\n' +
        'require every virtual-machines -> log-analytics : log "every VM must reach the workspace"',
    ],
  },
  messages: {
    more: '{text}: a constraint is broken at {count} more places, which are not listed. Mend those that are, or narrow the constraint.',
    unchecked:
      'From here on {count} constraints are not checked, because the design is too large for so many. Divide it into several designs.',
    missing: '{text}: the design has no {subject}, which a constraint requires. Add one.',
    absent:
      '{text}: nothing in the design is {subject} with {wanted}, which a constraint requires. Say so where it holds.',
    present: '{text}: {name} is forbidden by a constraint. Remove it, or accept the exception.',
    unsaid: '{text}: a constraint requires {wanted} of {name}, and the design does not say it. Add it.',
    said: '{text}: a constraint forbids {wanted} of {name}. Change it, or accept the exception.',
    unconnected:
      '{text}: nothing flows from {name} to {object}{kinds}, which a constraint requires. Draw the flow if it is there; build it if not.',
    unreached:
      '{text}: no way leads from {name} to {object}{kinds}, which a constraint requires. Draw the flows if they are there; build them if not.',
    flows:
      '{text}: {kind} flows from {name} to {target}, which a constraint forbids. Remove the flow, or accept the exception.',
    reached:
      '{text}: {name} reaches {target} by {way}, which a constraint forbids. Break the way, or accept the exception.',
  },
  *check(model) {
    // A file of nothing but constraints is no design: they are for those that import it.
    if (model.elements.size === 0) return;
    const checked = model.constraints.slice(0, constraintLimit(model));
    for (const constraint of checked) {
      const selected = selectElements(constraint.subject, model);
      const text =
        constraint.text?.trim().replace(/[.:\s]+$/, '') || (constraint.kind === 'require' ? 'Required' : 'Forbidden');
      const about = {
        aspect: constraintInWords(constraint),
        related: [{ span: constraint.span, message: 'The constraint' }],
        severity: constraint.severity ?? 'error',
      };
      let breaches = 0;
      for (const report of checkOne(constraint, selected, model)) {
        if (++breaches > longestList) continue;
        yield {
          ...report,
          ...about,
          data: { ...report.data, text },
          related: [...(report.related ?? []), ...about.related],
        };
      }
      if (breaches > longestList)
        yield {
          ...missing(constraint, model),
          ...about,
          message: 'more',
          data: { text, count: breaches - longestList },
        };
    }
    const left = model.constraints.length - checked.length;
    const first = model.constraints[checked.length];
    if (first) yield { ...missing(first, model), message: 'unchecked', data: { count: left }, severity: 'warning' };
  },
});

type Report = RuleReport<Message>;

/** As many constraints as can be checked in a few seconds: each may look at every element and flow. */
function constraintLimit(model: ArchitectureModel): number {
  return Math.max(10, Math.floor(20_000_000 / (model.elements.size + model.flows.length)));
}

function* checkOne(constraint: Constraint, selected: ReadonlySet<Element>, model: ArchitectureModel): Iterable<Report> {
  if (constraint.relation === 'has') yield* checkProperty(constraint, selected, model);
  else if (constraint.relation === undefined) yield* checkPresence(constraint, selected, model);
  else if (constraint.kind === 'require') yield* checkRequired(constraint, selected, model);
  else if (constraint.relation === '->') yield* checkForbiddenFlows(constraint, selected, model);
  else yield* checkForbiddenWays(constraint, selected, model);
}

function* checkPresence(
  constraint: Constraint,
  selected: ReadonlySet<Element>,
  model: ArchitectureModel,
): Iterable<Report> {
  if (constraint.kind === 'require') {
    if (selected.size === 0) yield missing(constraint, model);
    return;
  }
  for (const element of selected) {
    // What stands in something that is forbidden goes with it.
    if (element.parent && selected.has(element.parent)) continue;
    yield { span: element.nameSpan, message: 'present', data: { name: element.name }, subject: element.path };
  }
}

function* checkProperty(
  constraint: Constraint,
  selected: ReadonlySet<Element>,
  model: ArchitectureModel,
): Iterable<Report> {
  const { property, value } = constraint;
  if (!property) return;
  const wanted = `${property.text}${value ? ` ${value.text}` : ''}`;
  const places = new Map<Element, Span>();
  for (const element of selected) {
    const place = placeOfProperty(element, property.text, value?.text, constraint.kind === 'require');
    if (place) places.set(element, place);
  }
  const data = (element: Element) => ({ name: element.name, wanted });
  if (constraint.kind === 'forbid') {
    for (const [element, span] of places) yield { span, message: 'said', data: data(element), subject: element.path };
  } else if (constraint.every) {
    for (const element of leavesOf(selected))
      if (!places.has(element))
        yield { span: element.nameSpan, message: 'unsaid', data: data(element), subject: element.path };
  } else if (places.size === 0) {
    yield { ...missing(constraint, model), message: 'absent', data: { subject: words(constraint.subject), wanted } };
  }
}

/** Where an element, or for what is required a container around it, says a property; undefined where none does. */
function placeOfProperty(
  element: Element,
  name: string,
  value: string | undefined,
  inherited: boolean,
): Span | undefined {
  for (const holder of inherited ? withHolders(element) : [element]) {
    const span = holder.properties.spans.get(name)?.value;
    const said: unknown = (holder.properties as unknown as Readonly<Record<string, unknown>>)[name];
    if (span && (value === undefined || (Array.isArray(said) ? said.includes(value) : said === value))) return span;
  }
  // A service's pillar is a fact of the catalog.
  return name === 'pillar' && element.service && (value === undefined || element.service.pillar === value)
    ? element.nameSpan
    : undefined;
}

function* checkRequired(
  constraint: Constraint,
  selected: ReadonlySet<Element>,
  model: ArchitectureModel,
): Iterable<Report> {
  const subjects = leavesOf(selected);
  const { object, without } = constraint;
  if (!object) return;
  const targets = selectElements(object, model);
  const barred = without ? selectElements(without, model) : new Set<Element>();
  const reaches = constraint.relation === 'reaches' ? waysTo(targets, barred, constraint, model).firstFlow : undefined;
  const accepted = withAllHolders(targets);
  const keeps = (element: Element): boolean => {
    if (targets.has(element)) return true;
    if (reaches) return [...withHolders(element)].some((holder) => reaches.has(holder));
    for (const flow of flowsFromInside(element, model))
      if (isOfKind(flow, constraint) && accepted.has(flow.target)) return true;
    return false;
  };
  const message = reaches ? 'unreached' : 'unconnected';
  const data = { object: words(object), kinds: kindsInWords(constraint) };
  if (constraint.every) {
    for (const element of subjects)
      if (!keeps(element))
        yield { span: element.nameSpan, message, data: { ...data, name: element.name }, subject: element.path };
    return;
  }
  if (subjects.length === 0) yield missing(constraint, model);
  else if (!subjects.some(keeps)) {
    const first = subjects[0]!;
    yield {
      span: first.nameSpan,
      message,
      data: { ...data, name: listing(subjects.map(({ name }) => name)) },
      subject: first.path,
    };
  }
}

function* checkForbiddenFlows(
  constraint: Constraint,
  selected: ReadonlySet<Element>,
  model: ArchitectureModel,
): Iterable<Report> {
  const targets = withAllHolders(constraint.object ? selectElements(constraint.object, model) : []);
  const sources = withAllHolders(selected);
  for (const flow of model.flows) {
    if (!isOfKind(flow, constraint) || !sources.has(flow.source) || !targets.has(flow.target)) continue;
    yield {
      span: flow.targetSpan,
      message: 'flows',
      data: { name: flow.source.name, target: flow.target.name, kind: flow.kind },
      subject: flow.id,
    };
  }
}

function* checkForbiddenWays(
  constraint: Constraint,
  selected: ReadonlySet<Element>,
  model: ArchitectureModel,
): Iterable<Report> {
  const { object, without } = constraint;
  if (!object) return;
  const targets = selectElements(object, model);
  const barred = without ? selectElements(without, model) : new Set<Element>();
  const ways = waysTo(targets, barred, constraint, model);
  for (const element of leavesOf(selected)) {
    if (targets.has(element) || barred.has(element) || !ways.firstFlow.has(element)) continue;
    const way = wayFrom(element, ways, longestWay);
    const last = way.at(-1);
    if (!last) continue;
    yield {
      span: element.nameSpan,
      message: 'reached',
      data: { name: element.name, target: last.target.name, way: wayInWords(element, way) },
      related: way.map((flow) => ({
        span: flow.span,
        message: `${flow.kind} from ${flow.source.name} to ${flow.target.name}`,
      })),
      subject: element.path,
    };
  }
}

/** A constraint as one line, whatever its layout: what it is known by. */
function constraintInWords({
  kind,
  every,
  subject,
  relation,
  object,
  kinds,
  without,
  property,
  value,
}: Constraint): string {
  return [
    kind,
    every && 'every',
    written(subject),
    relation,
    object && written(object),
    property?.text,
    value?.text,
    kinds.length > 0 && `: ${kinds.join(', ')}`,
    without && `without ${written(without)}`,
  ]
    .filter((part) => typeof part === 'string')
    .join(' ');
}

function written({ all, terms }: Constraint['subject']): string {
  return all ? '*' : terms.map(({ attribute, text }) => (attribute ? `${attribute} ${text}` : text)).join(', ');
}

function wayInWords(element: Element, way: readonly Flow[]): string {
  return [element.name, ...way.map(({ target }) => target.name)].join(' → ');
}

/** Nothing in the design is to blame, so the constraint is marked, or in a design that imports it the design itself. */
function missing(constraint: Constraint, model: ArchitectureModel): Report {
  const own = constraint.span.uri === model.uri;
  return {
    span: own ? constraint.span : (model.architecture?.span ?? { uri: model.uri, start: 0, end: 0 }),
    message: 'missing',
    data: { subject: words(constraint.subject) },
    subject: model.architecture?.name ?? 'architecture',
  };
}

function words({ all, terms }: Constraint['subject']): string {
  if (all) return 'anything';
  return listing(
    terms.map(({ attribute, text }) => (attribute ? `${attribute} ${text}` : text)),
    4,
    'or',
  );
}

function kindsInWords({ kinds }: Constraint): string {
  return kinds.length > 0 ? ` as ${listing(kinds, 4, 'or')}` : '';
}
