import type { ParsedStatement } from '../services/parse.ts';
import type { Attack, AttackMove, Element, EndpointReference, Threat } from './model.ts';
import type { StatementText } from './read-statement.ts';
import type { StatementContext } from './statement-context.ts';

/** Moves of one attack beyond these are left out: nobody follows more, and each step goes to each of the next. Those that would close a circle count. */
export const maximumMoves = 1_000;

/** Reads what a threat whose element was declared is about. */
export function readThreat(
  text: StatementText & { type: 'threat' },
  element: Element,
  context: StatementContext,
): Threat {
  const written = (name: string) =>
    text.properties
      .filter((property) => property.name.text === name)
      .flatMap((property) => property.values)
      .map((value) => ({ text: value.text, span: context.span(context.word(value)) }));
  return {
    element,
    techniques: written('technique'),
    tactic: written('tactic')[0],
    targets: text.targets.flatMap((word) => {
      const end = context.endpoint(context.word(word), 'threat-target');
      return isThreat(end.element) ? (reportThreat(end, 'A threat targets', context), []) : [end];
    }),
    mitigatedBy: text.mitigatedBy.flatMap((word) => {
      const end = context.endpoint(context.word(word), 'mitigation');
      return isThreat(end.element) ? (reportThreat(end, 'A threat is mitigated by', context), []) : [end];
    }),
  };
}

function isThreat(element: Element | undefined): boolean {
  return element?.kind === 'threat';
}

function reportThreat(end: EndpointReference, what: string, context: StatementContext): void {
  context.report(
    'misplaced-threat',
    end.span,
    `${what} services, components, groups or zones, and \`${end.name}\` is a threat: the order of threats is said by \`attack\`.`,
  );
}

/** Reads an attack; a move that would close a circle is reported and left out. */
export function readAttack(
  text: StatementText & { type: 'attack' },
  statement: ParsedStatement,
  context: StatementContext,
): Attack | undefined {
  if (!text.name) return undefined;
  const named = context.word(text.name);
  const steps = text.steps.map((words) =>
    words.map((word) => {
      const end = context.endpoint(context.word(word), 'attack');
      if (!end.element || end.element.kind === 'threat') return end;
      context.report(
        'not-a-threat',
        end.span,
        `\`${end.name}\` is no threat: an attack goes from threat to threat. What a threat is aimed at is said by its \`targets\`.`,
      );
      return { name: end.name, span: end.span };
    }),
  );
  const known = text.steps.length > 0 ? steps.flat().length : 0;
  if (known < 2 && !statement.broken) {
    context.report(
      'attack-without-steps',
      named,
      'An attack has at least two threats: write them in order, for example `: phishing -> theft`.',
    );
  }
  return {
    name: named.text,
    label: context.label(text.label) ?? named.text,
    documentation: statement.documentation?.text,
    properties: context.properties('attack', text.properties).properties,
    steps,
    moves: movesOf(steps, context),
    span: context.statementSpan(statement),
    nameSpan: context.span(named),
  };
}

function movesOf(steps: readonly (readonly EndpointReference[])[], context: StatementContext): AttackMove[] {
  const moves: AttackMove[] = [];
  const next = new Map<Element, Set<Element>>();
  const tried = new Map<Element, Set<Element>>();
  let tries = 0;
  const comesBack = new Set<Element>();
  // Who is named twice in a step is there once: a long step that repeats itself costs no more than a short one.
  const stations = steps.map(
    (step) => new Map(step.flatMap(({ element, span }) => (element ? [[element, span] as const] : []))),
  );
  for (let index = 1; index < stations.length; index++) {
    for (const [to, span] of stations[index]!) {
      for (const from of stations[index - 1]!.keys()) {
        if (!addTo(tried, from, to)) continue;
        if (++tries > maximumMoves) {
          context.report(
            'attack-too-long',
            span,
            `An attack can have ${maximumMoves} moves; from here on they are left out. Divide it into several attacks.`,
          );
          return moves;
        }
        if (from !== to && !leadsTo(to, from, next)) {
          moves.push({ source: from, target: to, span });
          addTo(next, from, to);
        } else if (!comesBack.has(to)) {
          comesBack.add(to);
          context.report(
            'attack-cycle',
            span,
            `The attack comes back to \`${to.name}\`, which it has gone through before: an attack goes one way, so name another threat or end it here.`,
          );
        }
      }
    }
  }
  return moves;
}

/** Notes a pair; false where it was noted before. */
function addTo(pairs: Map<Element, Set<Element>>, from: Element, to: Element): boolean {
  let targets = pairs.get(from);
  if (!targets) pairs.set(from, (targets = new Set()));
  return targets.size < targets.add(to).size;
}

/** Whether moves lead from one threat to another. */
function leadsTo(from: Element, to: Element, next: ReadonlyMap<Element, ReadonlySet<Element>>): boolean {
  const seen = new Set([from]);
  for (const element of seen) {
    if (element === to) return true;
    for (const target of next.get(element) ?? []) seen.add(target);
  }
  return false;
}
