import type { AstNode, CstNode } from 'langium';
import { GrammarUtils } from 'langium';
import type {
  Acceptance,
  Block,
  Constraint,
  Flow,
  Property,
  Selector,
  Statement,
  Term,
  Threat,
  Value,
  View,
} from '../generated/ast.ts';

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

/** One of the things a constraint speaks of: a name, or an attribute with its value. */
export interface SelectorText {
  readonly attribute?: Word;
  readonly value: Word;
}

/** What a constraint speaks of: everything, or what one of the terms selects. */
export interface SelectionText {
  readonly all: boolean;
  readonly terms: readonly SelectorText[];
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
      readonly arrangements: readonly { readonly rows: readonly Word[]; readonly columns: readonly Word[] }[];
      readonly settings: readonly PropertyText[];
    }
  | { readonly type: 'service' }
  | {
      readonly type: 'threat';
      readonly name?: Word;
      readonly label?: Word;
      readonly targets: readonly Word[];
      readonly mitigatedBy: readonly Word[];
      readonly properties: readonly PropertyText[];
    }
  | {
      readonly type: 'attack';
      readonly name?: Word;
      readonly label?: Word;
      readonly steps: readonly (readonly Word[])[];
      readonly properties: readonly PropertyText[];
    }
  | {
      readonly type: 'accept';
      readonly rule?: Word;
      readonly subjects: readonly Word[];
      readonly arrow?: Word;
      readonly targets: readonly Word[];
      readonly kinds: readonly Word[];
      readonly properties: readonly PropertyText[];
    }
  | {
      readonly type: 'constraint';
      readonly keyword: 'require' | 'forbid';
      /** The word `every`, where it is written. */
      readonly every?: Word;
      readonly subject?: SelectionText;
      readonly relation?: '->' | 'reaches' | 'has';
      readonly object?: SelectionText;
      readonly kinds: readonly Word[];
      readonly without?: SelectionText;
      /** Of `has`. */
      readonly property?: Word;
      readonly value?: Word;
      readonly message?: Word;
      readonly properties: readonly PropertyText[];
    }
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
    case 'View':
      return readView(node);
    case 'Service':
      return { type: 'service' };
    case 'Threat':
      return readThreat(node);
    case 'Attack':
      return {
        type: 'attack',
        name: word(node, 'name'),
        label: word(node, 'label'),
        steps: (node.steps ?? []).map((step) => terms(step.threats)),
        properties: properties(node.body),
      };
    case 'Acceptance':
      return readAcceptance(node);
    case 'Constraint':
      return readConstraint(node);
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

function readView(node: View): StatementText {
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
    arrangements: entries.flatMap((entry) =>
      entry.$type === 'Arrangement' ? [{ rows: terms(entry.rows), columns: terms(entry.columns) }] : [],
    ),
    settings: entries.flatMap((entry) => {
      if (entry.$type !== 'ViewSetting') return [];
      const name = word(entry, 'name');
      const setting = value(entry.value);
      return name ? [{ name, values: setting ? [setting] : [] }] : [];
    }),
  };
}

function readThreat(node: Threat): StatementText {
  const entries = node.entries ?? [];
  const relation = (keyword: 'targets' | 'mitigated'): Word[] =>
    entries.flatMap((entry) =>
      entry.$type === 'ThreatRelation' && entry.keyword === keyword ? terms(entry.terms) : [],
    );
  return {
    type: 'threat',
    name: word(node, 'name'),
    label: word(node, 'label'),
    targets: relation('targets'),
    mitigatedBy: relation('mitigated'),
    properties: entries.flatMap((entry) => (entry.$type === 'Property' ? (property(entry) ?? []) : [])),
  };
}

function readAcceptance(node: Acceptance): StatementText {
  return {
    type: 'accept',
    rule: word(node, 'rule'),
    subjects: terms(node.subjects),
    arrow: word(node, 'arrow'),
    targets: terms(node.targets),
    kinds: terms(node.kinds),
    properties: properties(node.body),
  };
}

function readConstraint(node: Constraint): StatementText {
  return {
    type: 'constraint',
    keyword: node.keyword ?? 'require',
    every: word(node, 'every'),
    subject: selection(node.subject),
    relation: node.relation,
    object: selection(node.object),
    kinds: terms(node.kinds),
    without: selection(node.without),
    property: word(node, 'property'),
    value: word(node, 'value'),
    message: word(node, 'message'),
    properties: properties(node.body),
  };
}

function selection(node: Selector | undefined): SelectionText | undefined {
  return (
    node && {
      all: node.all === true,
      terms: (node.terms ?? []).flatMap((entry) => {
        const text = word(entry, 'text') ?? word(entry, 'quoted');
        return text ? [{ attribute: word(entry, 'attribute'), value: text }] : [];
      }),
    }
  );
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
  const text = node?.word ?? node?.text ?? node?.date ?? node?.dotted ?? node?.number;
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
