import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { flowKinds } from '../../language/model/vocabulary.ts';
import { grammarOf, root, tokenize } from './tokenize.ts';

/** Each line, and what is said of pieces of it: `piece: innermost scope` without `.parapet`, in reading order. */
const samples: readonly (readonly [line: string, ...expected: readonly string[]])[] = [
  [
    'use defender-for-endpoint as mde "MDE" { plan "P2" status planned }',
    'use: keyword.control.use',
    'defender-for-endpoint: entity.name.type.service',
    'as: keyword.control.as',
    'mde: variable.other.element',
    'MDE: string.quoted.double',
    '{: punctuation.section.block.begin',
    'plan: support.type.property-name',
    'P2: string.quoted.double',
    'status: support.type.property-name',
    'planned: support.constant.property-value',
    '}: punctuation.section.block.end',
  ],
  [
    'use "Azure ATP" as mdi',
    'use: keyword.control.use',
    '"Azure ATP": string.quoted.double',
    'mdi: variable.other.element',
  ],
  [
    'mde, mdi -> xdr, sentinel : alert, log via workspace "Label"',
    'mde: variable.other.element',
    'mdi: variable.other.element',
    '->: keyword.operator.flow',
    'xdr: variable.other.element',
    'sentinel: variable.other.element',
    ':: punctuation.separator.kinds',
    'alert: constant.language.flow-kind',
    'log: constant.language.flow-kind',
    'via: keyword.control.via',
    'workspace: variable.other.element',
    'Label: string.quoted.double',
  ],
  ['a <-> b : incident', '<->: keyword.operator.flow', 'incident: constant.language.flow-kind'],
  [
    'a->b:alert',
    'a: variable.other.element',
    '->: keyword.operator.flow',
    'b: variable.other.element',
    'alert: constant.language.flow-kind',
  ],
  // Words of the language inside names are no words of the language, and kinds are kinds only where one stands.
  ['use-case -> my-zone : alert', 'use-case: variable.other.element', 'my-zone: variable.other.element'],
  [
    'log -> policy : alert-storm',
    'log: variable.other.element',
    'policy: variable.other.element',
    'alert-storm: variable.other.element',
  ],
  [
    'zone m365 "Microsoft 365" {',
    'zone: storage.type',
    'm365: variable.other.element',
    'Microsoft 365: string.quoted.double',
  ],
  ['group monitoring {', 'group: storage.type', 'monitoring: variable.other.element'],
  ['component tickets "ServiceNow"', 'component: storage.type', 'tickets: variable.other.element'],
  ['architecture contoso-soc "SOC" {', 'architecture: storage.type', 'contoso-soc: entity.name.section'],
  ['view overview "High level" {', 'view: storage.type', 'overview: entity.name.section'],
  ['service entra-id "Microsoft Entra ID" {', 'service: storage.type.service', 'entra-id: entity.name.type.service'],
  ['import "./zone.parapet"', 'import: keyword.control.import', './zone.parapet: string.quoted.double'],
  ['integrate *', 'integrate: keyword.control.integrate', '*: keyword.operator.all'],
  [
    'integrate mdc, xdr -> sentinel',
    'integrate: keyword.control.integrate',
    'mdc: variable.other.element',
    '->: keyword.operator.flow',
  ],
  ['threat phishing "Spear phishing"', 'threat: keyword.other.reserved'],
  ['/** Documentation. */', ' Documentation. : comment.block.documentation'],
  ['/* note */ use a', ' note : comment.block', 'a: entity.name.type.service'],
  ['// note', ' note: comment.line.double-slash'],
  ['// parapet-disable-next-line unknown-flow -- why', 'parapet-disable-next-line: keyword.other.directive'],
  ['use a "half a string', 'half a string: string.quoted.double'],
  ['"say \\"it\\" again"', '\\": constant.character.escape'],
];

/** The same inside braces, where properties, selections and facts are. */
const inBlock: typeof samples = [
  ['owner "SOC engineering"', 'owner: support.type.property-name', 'SOC engineering: string.quoted.double'],
  [
    'tags tier-0, "crown jewels"',
    'tags: support.type.property-name',
    'tier-0: support.constant.property-value',
    'crown jewels: string.quoted.double',
  ],
  ['include *', 'include: keyword.other.view', '*: keyword.operator.all'],
  [
    'collapse m365, azure',
    'collapse: keyword.other.view',
    'm365: variable.other.element',
    'azure: variable.other.element',
  ],
  [
    'flows alert, incident',
    'flows: keyword.other.view',
    'alert: constant.language.flow-kind',
    'incident: constant.language.flow-kind',
  ],
  ['direction right', 'direction: support.type.property-name', 'right: support.constant.property-value'],
  [
    'sends alert, signal to defender-xdr { source "x" }',
    'sends: keyword.other.fact',
    'alert: constant.language.flow-kind',
    'to: keyword.other.fact',
    'defender-xdr: entity.name.type.service',
    'source: support.type.property-name',
  ],
  ['never-sends alert to sentinel', 'never-sends: keyword.other.fact', 'sentinel: entity.name.type.service'],
  [
    'formerly "Azure AD" until 2023',
    'formerly: keyword.other.fact',
    'until: keyword.other.fact',
    '2023: constant.numeric.date',
  ],
  ['portal "Azure portal" "https://portal.azure.com"', 'portal: keyword.other.fact'],
  [
    'requires log-analytics or sentinel',
    'requires: keyword.other.fact',
    'log-analytics: entity.name.type.service',
    'or: keyword.other.fact',
  ],
  ['retires 2027-03-31', 'retires: support.type.property-name', '2027-03-31: constant.numeric'],
  ['use sentinel', 'use: keyword.control.use', 'sentinel: entity.name.type.service'],
  [
    'mde -> xdr : alert',
    'mde: variable.other.element',
    '->: keyword.operator.flow',
    'alert: constant.language.flow-kind',
  ],
];

describe('highlighting', () => {
  const check = async (prefix: string, [line, ...expected]: (typeof samples)[number]): Promise<void> => {
    const { lines } = tokenize(await grammarOf('source.parapet'), `${prefix}${line}`);
    const tokens = [...(lines.at(-1) ?? [])];
    for (const entry of expected) {
      const colon = entry.lastIndexOf(': ');
      const [piece, scope] = [entry.slice(0, colon), `${entry.slice(colon + 2)}.parapet`];
      const at = tokens.findIndex(({ text }) => text === piece);
      const all = tokens.map(({ text, scopes }) => `${JSON.stringify(text)} ${scopes.at(-1)}`).join('\n');
      assert.notEqual(at, -1, `no token ${JSON.stringify(piece)} in its place:\n${all}`);
      assert.equal(tokens[at]?.scopes.at(-1), scope, all);
      tokens.splice(0, at + 1);
    }
  };
  for (const sample of samples) it(sample[0], () => check('', sample));
  for (const sample of inBlock) it(`{ ${sample[0]}`, () => check('zone z {\n', sample));

  it('knows every flow kind', async () => {
    const grammar = await grammarOf('source.parapet');
    for (const kind of flowKinds) {
      const token = tokenize(grammar, `a -> b : ${kind}`).lines[0]?.at(-1);
      assert.deepEqual([token?.text, token?.scopes.at(-1)], [kind, 'constant.language.flow-kind.parapet']);
    }
  });

  it('is back at the start after each of the catalog files and examples', async () => {
    const grammar = await grammarOf('source.parapet');
    for (const folder of ['language/catalog', 'examples']) {
      const names = readdirSync(path.join(root, folder)).filter((name) => name.endsWith('.parapet'));
      assert.notEqual(names.length, 0);
      for (const name of names) {
        const { depth } = tokenize(grammar, readFileSync(path.join(root, folder, name), 'utf8'));
        assert.equal(depth, 0, `${name} ends inside something`);
      }
    }
  });

  it('lets half a string cost only its line', async () => {
    const { lines, depth } = tokenize(await grammarOf('source.parapet'), 'use a "half\nuse b');
    assert.equal(depth, 0);
    assert.equal(lines[1]?.[0]?.scopes.at(-1), 'keyword.control.use.parapet');
  });
});

describe('highlighting in Markdown', () => {
  const scopesOf = async (text: string, piece: string): Promise<readonly string[]> => {
    const { lines } = tokenize(await grammarOf('text.html.markdown'), text);
    return lines.flat().find((token) => token.text === piece)?.scopes ?? [];
  };

  it('highlights a fenced block', async () => {
    const scopes = await scopesOf('text\n```parapet\nuse sentinel\n```\nuse nothing', 'sentinel');
    assert.ok(scopes.includes('meta.embedded.block.parapet'), scopes.join());
    assert.equal(scopes.at(-1), 'entity.name.type.service.parapet');
  });

  it('ends with the fence, however much is left open in it', async () => {
    for (const open of ['zone z {', 'use a "half', '/* open']) {
      const scopes = await scopesOf(`\`\`\`parapet\n${open}\n\`\`\`\nafterwards`, 'afterwards');
      assert.deepEqual(scopes, ['text.html.markdown'], open);
    }
  });

  it('leaves other fences alone', async () => {
    assert.deepEqual(await scopesOf('```parapet-like\nuse sentinel\n```', 'use sentinel'), ['text.html.markdown']);
  });
});

describe('highlighting of hostile lines', () => {
  /** VS Code colours no line that is longer. */
  const length = 20_000;
  const lines = new Map([
    ['one word', 'a'.repeat(length)],
    ['hyphens', 'a-'.repeat(length / 2)],
    ['commas', 'a, '.repeat(length / 3)],
    ['blanks after a name', `use a${' '.repeat(length)}!`],
    ['blanks between commas', `x : a${' ,'.repeat(length / 2)}`],
    ['quotation marks', '"'.repeat(length)],
    ['backslashes in a string', `"${'\\'.repeat(length)}`],
    ['strings in a list', `tags ${'"a", '.repeat(length / 5)}`],
    ['braces', '{'.repeat(2000)],
    ['slashes', '/'.repeat(length)],
    ['stars after a comment begins', `/*${'*'.repeat(length)}`],
    ['arrows', '->'.repeat(length / 2)],
    ['keywords', 'use as via to '.repeat(length / 14)],
    ['names in front of a word that does not come', `sends ${'a,'.repeat(length / 2)}`],
  ]);
  for (const [name, line] of lines) {
    it(`${name}: without holding up the editor`, async () => {
      const grammar = await grammarOf('source.parapet');
      const time = (): number => {
        const start = performance.now();
        tokenize(grammar, `zone z {\n${line}\n}`);
        return performance.now() - start;
      };
      // The machine may be busy with something else the first time.
      const best = Math.min(time(), time(), time());
      assert.ok(best < 200, `${best.toFixed(0)} ms`);
    });
  }
});
