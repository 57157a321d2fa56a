import type { Range } from 'vscode-languageserver-types';
import type { ArchitectureModel } from '../model/model.ts';
import type { Project } from '../project.ts';
import type { WordInPlace } from './token-roles.ts';
import { wordsOf } from './token-roles.ts';

/** What semantic highlighting tells apart; index in the list is the number sent. */
export const semanticTokenTypes = [
  'class',
  'variable',
  'namespace',
  'enumMember',
  'property',
  'interface',
  'keyword',
] as const;
export const semanticTokenModifiers = ['declaration', 'deprecated', 'defaultLibrary'] as const;

type TokenType = (typeof semanticTokenTypes)[number];
type Modifier = (typeof semanticTokenModifiers)[number];

/**
 * The words of a file, or of a range of it, by their meaning: services of the catalog, elements, groups and zones,
 * kinds, properties. Encoded as the protocol wants it: five numbers a word, places relative to the word before.
 */
export function semanticTokens(project: Project, uri: string, range?: Range): number[] {
  const file = project.parsed(uri);
  const model = project.model(uri);
  if (!file || !model) return [];
  const from = range ? file.lines.offsetAt(range.start) : 0;
  const to = range ? file.lines.offsetAt(range.end) : file.text.length;
  const used = new Map<number, boolean>();
  for (const element of model.elements.values()) {
    const gone = element.service?.status === 'retired' || element.service?.status === 'renamed';
    if (element.service && element.serviceSpan?.uri === uri) used.set(element.serviceSpan.start, gone);
  }
  const data: number[] = [];
  let line = 0;
  let character = 0;
  for (const word of wordsOf(file)) {
    const { token } = word;
    if (token.end <= from) continue;
    if (token.start >= to) break;
    const meaning = meaningOf(model, word, used);
    if (!meaning) continue;
    const place = file.lines.positionAt(token.start);
    const modifiers = meaning.modifiers.reduce(
      (bits, modifier) => bits | (1 << semanticTokenModifiers.indexOf(modifier)),
      0,
    );
    data.push(
      place.line - line,
      place.line === line ? place.character - character : place.character,
      token.end - token.start,
      semanticTokenTypes.indexOf(meaning.type),
      modifiers,
    );
    ({ line, character } = place);
  }
  return data;
}

function meaningOf(
  model: ArchitectureModel,
  word: WordInPlace,
  used: ReadonlyMap<number, boolean>,
): { readonly type: TokenType; readonly modifiers: readonly Modifier[] } | undefined {
  const { token, role } = word;
  switch (role.kind) {
    case 'service': {
      const gone = used.get(token.start) ?? model.catalog.service(token.text)?.status === 'retired';
      const known = used.has(token.start) || model.catalog.service(token.text) !== undefined;
      if (!known) return undefined;
      return { type: 'class', modifiers: gone ? ['deprecated', 'defaultLibrary'] : ['defaultLibrary'] };
    }
    case 'element': {
      const element = model.elements.get(token.text);
      if (!element && role.selects && model.catalog.service(token.text)) {
        return { type: 'class', modifiers: ['defaultLibrary'] };
      }
      if (!element) return undefined;
      return { type: element.kind === 'group' || element.kind === 'zone' ? 'namespace' : 'variable', modifiers: [] };
    }
    case 'declaration':
      switch (role.of) {
        case 'group':
        case 'zone':
          return { type: 'namespace', modifiers: ['declaration'] };
        case 'view':
        case 'attack':
        case 'architecture':
          return { type: 'interface', modifiers: ['declaration'] };
        case 'service':
          return { type: 'class', modifiers: ['declaration'] };
        default:
          return { type: 'variable', modifiers: ['declaration'] };
      }
    case 'rule':
    case 'flow-kind':
      return { type: 'enumMember', modifiers: [] };
    case 'property':
      return { type: 'property', modifiers: [] };
    case 'value':
      return token.type === 'ID' ? { type: 'enumMember', modifiers: [] } : undefined;
    case 'keyword':
      return { type: 'keyword', modifiers: [] };
  }
  return undefined;
}
