import { closest } from '../services/closest.ts';
import { dayNumber } from './day-number.ts';
import type { Properties } from './model.ts';
import type { PropertyDefinition, PropertyHolder } from './properties.ts';
import { propertiesOf } from './properties.ts';
import type { PropertyText, Word } from './read-statement.ts';
import type { Span } from './span.ts';
import type { ElementStatus, Exposure, Pillar } from './vocabulary.ts';

/** How a reader of statements tells what is wrong with a word. */
export type ReportWord = (code: string, word: Word, message: string, replacement?: string) => void;

/** A property that passed the checks. */
export interface CheckedProperty {
  readonly definition: PropertyDefinition;
  readonly values: readonly string[];
  readonly name: Word;
  readonly first: Word;
  readonly last: Word;
}

/**
 * Checks properties against the closed set of their statement. Wrong ones are reported and left out, so that each costs
 * only itself.
 */
export function checkProperties(
  holder: PropertyHolder,
  texts: readonly PropertyText[],
  report: ReportWord,
): CheckedProperty[] {
  const known = new Map(propertiesOf[holder].map((definition) => [definition.name, definition]));
  const checked = new Map<string, CheckedProperty>();
  for (const { name, values } of texts) {
    const definition = known.get(name.text);
    if (!definition) {
      const near = closest(name.text, known.keys());
      const advice = near
        ? `Did you mean \`${near}\`?`
        : `It can have ${[...known.keys()].map((key) => `\`${key}\``).join(', ')}.`;
      report('unknown-property', name, `${article(holder)} has no property \`${name.text}\`. ${advice}`, near);
      continue;
    }
    const first = values[0];
    if (!first) continue;
    if (checked.has(name.text)) {
      report('duplicate-property', name, `\`${name.text}\` is said twice here: keep one.`);
      continue;
    }
    if (!definition.list && values.length > 1) {
      report('invalid-value', values[1]!, `\`${name.text}\` takes one value: remove what follows the comma.`);
    }
    const wrong = definition.values && values.find((value) => !definition.values!.includes(value.text));
    if (wrong) {
      const near = closest(wrong.text, definition.values);
      const advice = near
        ? `Did you mean \`${near}\`?`
        : `It is one of ${definition.values.map((value) => `\`${value}\``).join(', ')}.`;
      report('invalid-value', wrong, `\`${wrong.text}\` is no ${name.text}. ${advice}`, near);
      continue;
    }
    if (definition.link && !isAllowedLink(first.text)) {
      report(
        'invalid-link',
        first,
        'A link begins with `https:` or `mailto:`, or is a path inside the workspace such as `./docs/siem.md`.',
      );
      continue;
    }
    if (definition.date && !(first.text.length === 10 && dayNumber(first.text) !== undefined)) {
      report('invalid-value', first, `\`${first.text}\` is no day: write it as \`2027-03-31\`.`);
      continue;
    }
    checked.set(name.text, {
      definition,
      values: definition.list ? values.map((value) => value.text) : [first.text],
      name,
      first,
      last: definition.list ? values.at(-1)! : first,
    });
  }
  return [...checked.values()];
}

/** Makes an element's or flow's properties from checked ones. */
export function toProperties(checked: readonly CheckedProperty[], span: (start: Word, end: Word) => Span): Properties {
  const text = (name: string): string | undefined =>
    checked.find((property) => property.definition.name === name)?.values[0];
  return {
    owner: text('owner'),
    status: text('status') as ElementStatus | undefined,
    plan: text('plan'),
    region: text('region'),
    tags: checked.find((property) => property.definition.name === 'tags')?.values,
    link: text('link'),
    description: text('description'),
    exposure: text('exposure') as Exposure | undefined,
    pillar: text('pillar') as Pillar | undefined,
    spans: new Map(
      checked.map(({ definition, name, first, last }) => [
        definition.name,
        { name: span(name, name), value: span(first, last) },
      ]),
    ),
  };
}

/** `https:`, `mailto:` or a relative path that stays below where it starts or climbs with `../` only in front. */
export function isAllowedLink(link: string): boolean {
  if (/^https:\/\/[^\s]+$/i.test(link) || /^mailto:[^\s]+$/i.test(link)) return true;
  return /^(\.{1,2}\/)?[\w][^\s:\\]*$/.test(link);
}

function article(holder: PropertyHolder): string {
  return {
    architecture: 'An architecture',
    use: 'A `use`',
    component: 'A component',
    group: 'A group',
    zone: 'A zone',
    flow: 'A flow',
    view: 'A view',
    threat: 'A threat',
    attack: 'An attack',
    accept: 'An `accept`',
    constraint: 'A constraint',
  }[holder];
}
