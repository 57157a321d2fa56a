import type { ParsedStatement } from '../services/parse.ts';
import { closest } from '../services/closest.ts';
import type { Acceptance, Constraint, Selection, SelectorAttribute } from './model.ts';
import { selectorAttributes } from './model.ts';
import { propertiesOf } from './properties.ts';
import type { SelectionText, StatementText, Word } from './read-statement.ts';
import type { StatementContext } from './statement-context.ts';
import { valueOf } from './statement-context.ts';
import { elementStatuses, exposures, pillars } from './vocabulary.ts';

/** Reads an `accept` statement; whether there is such a rule and such a finding is looked at where findings are made. */
export function readAcceptance(
  text: StatementText & { type: 'accept' },
  statement: ParsedStatement,
  context: StatementContext,
): Acceptance | undefined {
  if (!text.rule) return undefined;
  const rule = context.word(text.rule);
  const { checked, properties } = context.properties('accept', text.properties);
  return {
    rule: { text: rule.text, span: context.span(rule) },
    subjects: text.subjects.map((word) => context.endpoint(context.word(word), 'accept')),
    targets: text.targets.map((word) => context.endpoint(context.word(word), 'accept')),
    twoWay: text.arrow?.text === '<->',
    kinds: context.kinds(text.kinds),
    reason: valueOf(checked, 'reason'),
    owner: valueOf(checked, 'owner'),
    ticket: valueOf(checked, 'ticket'),
    link: valueOf(checked, 'link'),
    until: valueOf(checked, 'until'),
    properties,
    span: context.statementSpan(statement),
  };
}

const attributeValues: Readonly<Partial<Record<SelectorAttribute, readonly string[]>>> = {
  pillar: pillars,
  status: elementStatuses,
  exposure: exposures,
};

/** Properties that `has` can ask for: those of the things that can be selected. */
const askedProperties: ReadonlySet<string> = new Set(
  (['use', 'component', 'group', 'zone'] as const).flatMap((holder) =>
    propertiesOf[holder].map((property) => property.name),
  ),
);

/** Reads a constraint. Names in it are looked up in each design that is checked; attributes and kinds are checked here. */
export function readConstraint(
  text: StatementText & { type: 'constraint' },
  statement: ParsedStatement,
  context: StatementContext,
): Constraint | undefined {
  const subject = selection(text.subject, context);
  if (!subject) return undefined;
  const object = selection(text.object, context);
  if (text.relation !== undefined && text.relation !== 'has' && !object) return undefined;
  if (text.every && text.keyword === 'forbid') {
    context.report(
      'forbid-every',
      context.word(text.every),
      'What is forbidden is forbidden to each: leave out `every`.',
      { severity: 'warning', fixes: [{ ...context.replace(context.word(text.every), '', 'Remove every', true) }] },
    );
  }
  const property = text.property && context.word(text.property);
  if (property && !askedProperties.has(property.text)) {
    const near = closest(property.text, askedProperties);
    context.report(
      'unknown-property',
      property,
      `Nothing has a property \`${property.text}\`. ${near ? `Did you mean \`${near}\`?` : `It is one of ${listed(askedProperties)}.`}`,
      { fixes: near ? [context.replace(property, near, `Replace by ${near}`, true)] : [] },
    );
    return undefined;
  }
  const value = text.value && context.word(text.value);
  const { checked, properties } = context.properties('constraint', text.properties);
  return {
    kind: text.keyword,
    every: text.every !== undefined,
    subject,
    relation: text.relation,
    object,
    kinds: context.kinds(text.kinds),
    without: selection(text.without, context),
    property: property && { text: property.text, span: context.span(property) },
    value: value && { text: value.text, span: context.span(value) },
    text: context.label(text.message),
    severity: valueOf(checked, 'severity') as Constraint['severity'],
    properties,
    span: context.statementSpan(statement),
  };
}

function selection(text: SelectionText | undefined, context: StatementContext): Selection | undefined {
  if (!text || (!text.all && text.terms.length === 0)) return undefined;
  const terms = text.terms.flatMap((term) => {
    const value = context.word(term.value);
    const span = context.span(value);
    if (!term.attribute) {
      const element = context.visibleElement(value.text);
      if (element) context.refer(element, span, 'constraint');
      return [{ text: value.text, span }];
    }
    const written = context.word(term.attribute);
    const attribute = selectorAttributes.find((name) => name === written.text);
    if (!attribute) {
      reportWord(
        'unknown-attribute',
        written,
        `Elements cannot be selected by \`${written.text}\`.`,
        selectorAttributes,
        context,
      );
      return [];
    }
    const values = attributeValues[attribute];
    if (values && !values.includes(value.text)) {
      reportWord('invalid-value', value, `\`${value.text}\` is no ${attribute}.`, values, context);
      return [];
    }
    return [{ attribute, text: value.text, span: { ...span, start: written.start } }];
  });
  const first = text.terms[0];
  const last = text.terms.at(-1);
  if (!text.all && terms.length === 0) return undefined;
  const start = first ? context.word(first.attribute ?? first.value).start : 0;
  const end = last ? context.word(last.value).end : 0;
  return { all: text.all, terms, span: context.span({ start, end }) };
}

function reportWord(code: string, word: Word, what: string, known: readonly string[], context: StatementContext): void {
  const near = closest(word.text, known);
  context.report(code, word, `${what} ${near ? `Did you mean \`${near}\`?` : `It is one of ${listed(known)}.`}`, {
    fixes: near ? [context.replace(word, near, `Replace by ${near}`, true)] : [],
  });
}

function listed(words: Iterable<string>): string {
  return [...words].map((word) => `\`${word}\``).join(', ');
}
