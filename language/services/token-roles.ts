import { propertiesOf } from '../model/properties.ts';
import type { PlacedToken, PropertyOwner, Slot } from './cursor-context.ts';
import { placeTokens, placeTokensAround } from './cursor-context.ts';
import type { ParsedFile, Token } from './parse.ts';
import { statementWords } from './statement-words.ts';
import { countWhile } from '../model/count-while.ts';

/** What a word of the text is, told by where it stands; whether a name means something is not looked at. */
export type TokenRole =
  | { readonly kind: 'keyword'; readonly slot?: Slot }
  /** A name that the statement gives; `of` is the statement's word. */
  | {
      readonly kind: 'declaration';
      readonly of: 'use' | 'component' | 'group' | 'zone' | 'view' | 'architecture' | 'service' | 'threat' | 'attack';
    }
  /** `selects`: a service's id may stand here as well. */
  | { readonly kind: 'element'; readonly selects?: boolean }
  | { readonly kind: 'service'; readonly slot: Slot & { readonly kind: 'service' } }
  | { readonly kind: 'flow-kind'; readonly slot: Slot & { readonly kind: 'flow-kind' } }
  | { readonly kind: 'rule' }
  | { readonly kind: 'property'; readonly of: PropertyOwner }
  | { readonly kind: 'value'; readonly of: PropertyOwner; readonly property: string }
  | { readonly kind: 'import' }
  | { readonly kind: 'arrow' }
  | { readonly kind: 'text' }
  | { readonly kind: 'other' };

/** A word with its role. */
export interface WordInPlace extends PlacedToken {
  readonly role: TokenRole;
}

const wordsOfFile = new WeakMap<ParsedFile, readonly WordInPlace[]>();

/** All words, texts and signs of a file with their roles, in order. Worked out once a state of the file. */
export function wordsOf(file: ParsedFile): readonly WordInPlace[] {
  let words = wordsOfFile.get(file);
  if (!words) {
    words = placeTokens(file).map((placed) => ({ ...placed, role: roleOf(placed) }));
    wordsOfFile.set(file, words);
  }
  return words;
}

/** The word an offset is in or at an end of; where a word and a sign meet, the word. */
export function wordAt(file: ParsedFile, offset: number): WordInPlace | undefined {
  // Where not all words are known already, those around the place are enough.
  const words: readonly PlacedToken[] = wordsOfFile.get(file) ?? placeTokensAround(file, offset);
  const count = countWhile(words, ({ token }) => token.start <= offset);
  const here = words[count - 1];
  if (!here) return undefined;
  const left = words[count - 2];
  const found = left && here.token.start === offset && left.token.end === offset && isSign(here.token) ? left : here;
  return offset <= found.token.end ? { ...found, role: roleOf(found) } : undefined;
}

/** Signs have no letters. */
function isSign(token: Token): boolean {
  return token.type === ',' || token.type === ':' || token.type === '->' || token.type === '<->' || token.type === '*';
}

const entryWords: ReadonlySet<string> = new Set([
  'include',
  'exclude',
  'flows',
  'collapse',
  'arrange',
  'targets',
  'mitigated',
  'receives',
  'sends',
  'never-sends',
  'formerly',
  'portal',
  'requires',
]);

function roleOf({ token, next, slots, before, amongStatements }: PlacedToken): TokenRole {
  if (token.type === '->' || token.type === '<->') return { kind: 'arrow' };
  if (isSign(token)) return { kind: 'other' };
  const first = before[0];
  if (amongStatements && !first) {
    if (statementWords.has(token.type)) return { kind: 'keyword', slot: slots[0] };
    const slot = slots.find((entry) => entry.kind === 'statement');
    if (slot && slot.in !== 'file' && isPropertyLine(slot.in, token, next)) return { kind: 'property', of: slot.in };
    return token.type === 'STRING' || slot ? { kind: 'element' } : { kind: 'other' };
  }
  if (amongStatements && first && before.length === 1) {
    switch (first.type) {
      case 'component':
      case 'group':
      case 'zone':
      case 'view':
      case 'architecture':
      case 'service':
      case 'threat':
      case 'attack':
        return token.type === 'STRING' ? { kind: 'text' } : { kind: 'declaration', of: first.type };
    }
  }
  for (const slot of slots) {
    switch (slot.kind) {
      case 'word':
        if (slot.words.includes(token.text)) return { kind: 'keyword', slot };
        break;
      case 'alias':
        return { kind: 'declaration', of: 'use' };
      case 'element':
        if (slot.role === 'selected') {
          const words = slots.some((entry) => entry.kind === 'word' && entry.words.includes(token.text));
          if (words) return { kind: 'keyword' };
          return { kind: 'element', selects: true };
        }
        return { kind: 'element' };
      case 'service':
        return { kind: 'service', slot };
      case 'flow-kind':
        if (slot.colon) break;
        return { kind: 'flow-kind', slot };
      case 'rule':
        return { kind: 'rule' };
      case 'selector-value':
        return { kind: 'other' };
      case 'import-path':
        return { kind: 'import' };
      case 'property-name':
        if (entryWords.has(token.type)) return { kind: 'keyword', slot };
        return { kind: 'property', of: slot.of };
      case 'property-value':
        if (amongStatements && first && !isPropertyLine(slot.of, first, token)) break;
        return { kind: 'value', of: slot.of, property: slot.property };
    }
  }
  if (token.type === 'STRING') return { kind: 'text' };
  return token.type === 'ID' ? { kind: 'other' } : { kind: 'keyword' };
}

/** In a group or zone: whether a line that begins with this word says a property of it. */
function isPropertyLine(of: PropertyOwner, token: Token, next: Token | undefined): boolean {
  if (!next || next.type === '->' || next.type === '<->' || next.type === ',' || next.type === '}') return false;
  return (of === 'group' || of === 'zone') && propertiesOf[of].some((property) => property.name === token.text);
}
