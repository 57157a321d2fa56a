import type { AstNode, CstNode } from 'langium';
import { GrammarUtils } from 'langium';
import type { Block, Flow, Property, Statement, Term, Value } from '../generated/ast.ts';

/** A word of the text with its place when its statement was parsed. */
export interface Word {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

export interface PropertyText {
  readonly name: Word;
  readonly values: readonly Word[];
}

/** What a statement says, as plain data: words with places, names not yet looked up. */
export type StatementText =
  | {
      readonly type: 'architecture';
      readonly name?: Word;
      readonly title?: Word;
      readonly properties: readonly PropertyText[];
    }
  | { readonly type: 'import'; readonly path?: Word }
  | {
      readonly type: 'use';
      readonly service?: Word;
      readonly name?: Word;
      readonly label?: Word;
      readonly properties: readonly PropertyText[];
    }
  | {
      readonly type: 'component';
      readonly name?: Word;
      readonly label?: Word;
      readonly properties: readonly PropertyText[];
    }
  | { readonly type: 'container'; readonly kind: 'group' | 'zone'; readonly name?: Word; readonly label?: Word }
  | {
      readonly type: 'flow';
      readonly sources: readonly Word[];
      readonly targets: readonly Word[];
      readonly arrow?: Word;
      readonly kinds: readonly Word[];
      readonly via?: Word;
      readonly label?: Word;
      readonly properties: readonly PropertyText[];
    }
  | {
      readonly type: 'integrate';
      readonly all: boolean;
      readonly sources: readonly Word[];
      readonly directed: boolean;
      readonly targets: readonly Word[];
    }
  | {
      readonly type: 'view';
      readonly name?: Word;
      readonly title?: Word;
      readonly selections: readonly {
        readonly keyword: string;
        readonly all: boolean;
        readonly terms: readonly Word[];
      }[];
      readonly settings: readonly PropertyText[];
    }
  | { readonly type: 'service' }
  | { readonly type: 'reserved'; readonly word: Word }
  | { readonly type: 'property'; readonly property?: PropertyText };

const readStatements = new WeakMap<AstNode, StatementText>();

/**
 * Reads one statement of the AST. Never throws: what a syntax error left out is absent. The result is kept with the
 * node, so that statements which did not change are read once.
 */
export function readStatement(node: Statement | Property): StatementText {
  let text = readStatements.get(node);
  if (!text) {
    text = read(node);
    readStatements.set(node, text);
  }
  return text;
}

function read(node: Statement | Property): StatementText {
  switch (node.$type) {
    case 'Architecture':
      return {
        type: 'architecture',
        name: word(node, 'name'),
        title: word(node, 'title'),
        properties: properties(node.body),
      };
    case 'Import':
      return { type: 'import', path: word(node, 'path') };
    case 'Use':
      return {
        type: 'use',
        service: term(node.service),
        name: word(node, 'name'),
        label: word(node, 'label'),
        properties: properties(node.body),
      };
    case 'Component':
      return {
        type: 'component',
        name: word(node, 'name'),
        label: word(node, 'label'),
        properties: properties(node.body),
      };
    case 'Container':
      return { type: 'container', kind: node.kind ?? 'group', name: word(node, 'name'), label: word(node, 'label') };
    case 'Flow':
      return readFlow(node);
    case 'Integrate':
      return {
        type: 'integrate',
        all: node.all === true,
        sources: terms(node.sources),
        directed: node.arrow !== undefined,
        targets: terms(node.targets),
      };
    case 'View': {
      const entries = node.entries ?? [];
      return {
        type: 'view',
        name: word(node, 'name'),
        title: word(node, 'title'),
        selections: entries.flatMap((entry) =>
          entry.$type === 'ViewSelection' && entry.keyword
            ? [{ keyword: entry.keyword, all: entry.all === true, terms: terms(entry.terms) }]
            : [],
        ),
        settings: entries.flatMap((entry) => {
          if (entry.$type !== 'ViewSetting') return [];
          const name = word(entry, 'name');
          const setting = value(entry.value);
          return name ? [{ name, values: setting ? [setting] : [] }] : [];
        }),
      };
    }
    case 'Service':
      return { type: 'service' };
    case 'Reserved':
      return { type: 'reserved', word: word(node, 'word') ?? place(node.word ?? '', node.$cstNode)! };
    case 'Property':
      return { type: 'property', property: property(node) };
  }
}

function readFlow(node: Flow): StatementText {
  return {
    type: 'flow',
    sources: terms(node.sources),
    targets: terms(node.targets),
    arrow: word(node, 'arrow'),
    kinds: terms(node.kinds),
    via: term(node.via),
    label: word(node, 'label'),
    properties: properties(node.body),
  };
}

function properties(block: Block | undefined): PropertyText[] {
  return (block?.entries ?? []).flatMap((entry) => property(entry) ?? []);
}

function property(node: Property): PropertyText | undefined {
  const name = word(node, 'name');
  if (!name) return undefined;
  return { name, values: (node.values ?? []).flatMap((entry) => value(entry) ?? []) };
}

function value(node: Value | undefined): Word | undefined {
  const text = node?.word ?? node?.text ?? node?.date ?? node?.number;
  return text === undefined ? undefined : place(text, node?.$cstNode);
}

function terms(nodes: readonly Term[] | undefined): Word[] {
  return (nodes ?? []).flatMap((node) => term(node) ?? []);
}

function term(node: Term | undefined): Word | undefined {
  const text = node?.text ?? node?.quoted;
  return text === undefined ? undefined : place(text, node?.$cstNode);
}

function word<N extends AstNode>(node: N, field: keyof N & string): Word | undefined {
  const text = node[field];
  if (typeof text !== 'string') return undefined;
  return place(text, GrammarUtils.findNodeForProperty(node.$cstNode, field));
}

function place(text: string, node: CstNode | undefined): Word | undefined {
  return node && { text, start: node.offset, end: node.end };
}
