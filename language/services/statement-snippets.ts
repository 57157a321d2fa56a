import { catalogFlowKinds, flowKinds, pillars } from '../model/vocabulary.ts';

/** What completion writes for a statement. Bodies are snippets of the protocol, with a tab for each step of indentation. */
export interface StatementSnippet {
  readonly word: string;
  readonly body: string;
  /** Where it may stand. */
  readonly place: 'file' | 'anywhere';
  /** What follows is completed too, so it is asked for at once. */
  readonly leadsOn?: boolean;
  /** More than the statement that begins with this word: what it is. */
  readonly meaning?: string;
}

const kinds = flowKinds.join(',');

/** All statements, in the order in which they are offered. */
export const statementSnippets: readonly StatementSnippet[] = [
  {
    word: 'architecture',
    body: 'architecture ${1:name} "${2:Title}" {\n\towner "${3:Team}"\n}\n$0',
    place: 'file',
  },
  { word: 'import', body: 'import "./$1"', place: 'file', leadsOn: true },
  { word: 'use', body: 'use $0', place: 'anywhere', leadsOn: true },
  { word: 'component', body: 'component ${1:name} "${2:Label}"', place: 'anywhere' },
  { word: 'group', body: 'group ${1:name} "${2:Title}" {\n\t$0\n}', place: 'anywhere' },
  { word: 'zone', body: 'zone ${1:name} "${2:Title}" {\n\t$0\n}', place: 'anywhere' },
  { word: 'integrate', body: 'integrate $0', place: 'anywhere', leadsOn: true },
  { word: 'view', body: 'view ${1:name} "${2:Title}" {\n\tinclude ${3:*}\n\t$0\n}', place: 'file' },
  {
    word: 'service',
    body: `service \${1:id} "\${2:Name}" {\n\tpillar \${3|${pillars.join(',')}|}\n\tsends \${4|${catalogFlowKinds.join(',')}|} to \${5:defender-xdr}\n\t$0\n}`,
    place: 'file',
  },
  {
    word: 'threat',
    body: 'threat ${1:name} "${2:What may happen}" {\n\ttechnique $3\n\ttargets $4\n\tmitigated by $0\n}',
    place: 'anywhere',
  },
  { word: 'attack', body: 'attack ${1:name} "${2:Title}" : $0', place: 'file', leadsOn: true },
  { word: 'accept', body: 'accept $0', place: 'file', leadsOn: true },
  { word: 'require', body: 'require $0', place: 'file', leadsOn: true },
  { word: 'forbid', body: 'forbid $0', place: 'file', leadsOn: true },
];

/** More than one word, for who begins: a flow, and a whole design. Offered where the client can go from stop to stop. */
export const flowSnippet: StatementSnippet = {
  word: 'flow',
  body: `\${1:from} -> \${2:to} : \${3|${kinds}|} "\${4:label}"`,
  place: 'anywhere',
  meaning: 'What flows from one service to another.',
};

export const designSnippet: StatementSnippet = {
  word: 'design',
  body: [
    '/** ${1:What this picture is about.} */',
    'architecture ${2:my-design} "${3:Security architecture}" {',
    '\towner "${4:team}"',
    '}',
    '',
    'zone ${5:cloud} "${6:Microsoft cloud}" {',
    '\tuse ${7:defender-for-endpoint}',
    '\tuse ${8:defender-xdr}',
    '}',
    '',
    `\${7:defender-for-endpoint} -> \${8:defender-xdr} : \${9|${kinds}|}$0`,
  ].join('\n'),
  place: 'file',
  meaning: 'A first design: a zone, two services and a flow between them.',
};
