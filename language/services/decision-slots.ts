import { propertiesOf } from '../model/properties.ts';
import { selectorAttributes } from '../model/model.ts';
import type { Slot } from './cursor-context.ts';
import type { Token } from './parse.ts';

/** Properties of elements by which `has` can ask, each once. */
const askedProperties: readonly string[] = [
  ...new Set([...propertiesOf.use, ...propertiesOf.component].map((property) => property.name)),
];

/** What stands in the list that the place is in: words, not signs. */
function wordsOf(tokens: readonly Token[]): Token[] {
  return tokens.filter((token) => ![',', ':', '->', '<->', '*'].includes(token.type));
}

/** `attack name "label" : first -> second, third`: threats, step by step. */
export function attackSlots(current: readonly Token[], inString: boolean): readonly Slot[] {
  if (current.length === 1 || inString) return [];
  const colon = current.findIndex((token) => token.type === ':');
  if (colon < 0) return [{ kind: 'word', words: [':'] }];
  const last = current[current.length - 1]!;
  if (last.type === ':' || last.type === ',' || last.type === '->') {
    const others = wordsOf(current.slice(colon + 1));
    return [{ kind: 'element', role: 'attack-step', sources: [], others, all: false }];
  }
  return [{ kind: 'word', words: ['->'] }];
}

/** `accept rule on element` and `accept rule on source -> target : kind`; `flowSlots` tells of the flow's part. */
export function acceptanceSlots(
  current: readonly Token[],
  flowSlots: (flow: readonly Token[]) => readonly Slot[],
): readonly Slot[] {
  if (current.length === 1) return [{ kind: 'rule', others: [] }];
  if (current.length === 2) return [{ kind: 'word', words: ['on'] }];
  const flow = current.slice(3);
  if (flow.length === 0) return [{ kind: 'element', role: 'accepted', sources: [], others: [], all: false }];
  return flowSlots(flow).flatMap((slot): Slot[] => {
    if (slot.kind === 'element') return slot.role === 'via' ? [] : [{ ...slot, role: 'accepted' }];
    if (slot.kind === 'word' && slot.words.includes('via')) return [];
    return [slot];
  });
}

/** `require every virtual-machines -> workspace : log`, `forbid a reaches b via traffic without c`, `require a has owner`. */
export function constraintSlots(current: readonly Token[], inString: boolean): readonly Slot[] {
  let index = 1;
  const every = current[index]?.type === 'every';
  if (every) index++;
  const subject = readSelector(current, index);
  if (subject.slots) {
    return current.length === 1 ? [...subject.slots, { kind: 'word', words: ['every'] }] : subject.slots;
  }
  index = subject.end;
  const relation = current[index];
  if (!relation) return inString ? [] : [{ kind: 'word', words: ['->', 'reaches', 'has'] }];
  if (relation.type === 'has') return askedSlots(current.slice(index + 1), inString);
  if (relation.type !== '->' && relation.type !== 'reaches') return [];
  const object = readSelector(current, index + 1);
  if (object.slots) return object.slots;
  index = object.end;
  const opens = relation.type === '->' ? ':' : 'via';
  if (current[index]?.type === opens) {
    const others = wordsOf(current.slice(index + 1));
    const list = readList(current, index + 1);
    if (list.open) {
      return [{ kind: 'flow-kind', role: 'constraint', sources: [], targets: [], others, colon: false }];
    }
    index = list.end;
  } else if (!current[index]) {
    if (inString) return [];
    return [{ kind: 'word', words: relation.type === '->' ? [':'] : ['via', 'without'] }];
  }
  if (relation.type !== 'reaches') return [];
  if (!current[index]) return inString ? [] : [{ kind: 'word', words: ['without'] }];
  if (current[index]!.type !== 'without') return [];
  return readSelector(current, index + 1).slots ?? [];
}

function askedSlots(rest: readonly Token[], inString: boolean): readonly Slot[] {
  if (inString) return [];
  const [property] = rest;
  if (!property) return [{ kind: 'word', words: askedProperties }];
  const definition = [...propertiesOf.use, ...propertiesOf.component].find(({ name }) => name === property.text);
  return rest.length === 1 && definition?.values ? [{ kind: 'word', words: definition.values }] : [];
}

/** Reads a selector from a place on: where it ends, or what is expected where it has no end yet. */
function readSelector(
  current: readonly Token[],
  from: number,
):
  { readonly end: number; readonly slots?: undefined } | { readonly end?: undefined; readonly slots: readonly Slot[] } {
  let index = from;
  const terms: Token[] = [];
  for (;;) {
    const token = current[index];
    if (!token) {
      const words: Slot[] = [{ kind: 'word', words: [...selectorAttributes] }];
      return {
        slots: [{ kind: 'element', role: 'selected', sources: [], others: terms, all: index === from }, ...words],
      };
    }
    if (token.type === '*') return { end: index + 1 };
    const attribute = selectorAttributes.find((name) => name === token.text);
    const next = current[index + 1];
    if (attribute && !next) return { slots: [{ kind: 'selector-value', attribute }] };
    const isPair = attribute !== undefined && next?.type === 'ID';
    terms.push(token);
    index += isPair ? 2 : 1;
    if (current[index]?.type !== ',') return { end: index };
    index++;
  }
}

/** Reads words with commas between them; `open` where another is expected. */
function readList(current: readonly Token[], from: number): { readonly end: number; readonly open: boolean } {
  let index = from;
  for (;;) {
    if (!current[index]) return { end: index, open: true };
    index++;
    if (current[index]?.type !== ',') return { end: index, open: false };
    index++;
  }
}

/** `targets a, b` and `mitigated by c`, besides the properties of a threat. */
export function threatSlots(
  current: readonly Token[],
  taken: readonly string[],
  propertySlots: () => readonly Slot[],
): readonly Slot[] {
  const first = current[0];
  if (!first) return [{ kind: 'property-name', of: 'threat', taken }];
  const last = current[current.length - 1]!;
  const next: Slot = { kind: 'property-name', of: 'threat', taken: [...taken, first.text] };
  if (first.type === 'targets') {
    if (current.length > 1 && last.type !== ',') return [next];
    return [{ kind: 'element', role: 'endangered', sources: [], others: wordsOf(current.slice(1)), all: false }];
  }
  if (first.type === 'mitigated') {
    if (current.length === 1) return [{ kind: 'word', words: ['by'] }];
    if (current.length > 2 && last.type !== ',') return [next];
    return [{ kind: 'element', role: 'mitigating', sources: [], others: wordsOf(current.slice(2)), all: false }];
  }
  return propertySlots();
}

/** `arrange rows a, b columns c, d` in a view. */
export function arrangementSlots(current: readonly Token[], after: Slot): readonly Slot[] {
  const last = current[current.length - 1]!;
  if (current.length === 1) return [{ kind: 'word', words: ['rows'] }];
  const columns = current.findIndex((token) => token.type === 'columns');
  const isOpen = last.type === ',' || last.type === 'rows' || last.type === 'columns';
  if (!isOpen) return columns < 0 ? [{ kind: 'word', words: ['columns'] }, after] : [after];
  const others = wordsOf(current.slice(columns < 0 ? 2 : columns + 1));
  return [{ kind: 'element', role: columns < 0 ? 'row' : 'column', sources: [], others, all: false }];
}
