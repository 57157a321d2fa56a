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
    'defender-for-endpoint: entity.name.type.class.service',
    'as: keyword.control.as',
    'mde: variable.other.readwrite.element',
    'MDE: string.quoted.double',
    '{: punctuation.section.block.begin',
    'plan: variable.other.property',
    'P2: string.quoted.double',
    'status: variable.other.property',
    'planned: variable.other.enummember.value',
    '}: punctuation.section.block.end',
  ],
  [
    'use "Azure ATP" as mdi',
    'use: keyword.control.use',
    '"Azure ATP": string.quoted.double',
    'mdi: variable.other.readwrite.element',
  ],
  [
    'mde, mdi -> xdr, sentinel : alert, log via workspace "Label"',
    'mde: variable.other.readwrite.element',
    'mdi: variable.other.readwrite.element',
    '->: keyword.operator.flow',
    'xdr: variable.other.readwrite.element',
    'sentinel: variable.other.readwrite.element',
    ':: punctuation.separator.kinds',
    'alert: variable.other.enummember.flow-kind',
    'log: variable.other.enummember.flow-kind',
    'via: keyword.control.via',
    'workspace: variable.other.readwrite.element',
    'Label: string.quoted.double',
  ],
  ['a <-> b : incident', '<->: keyword.operator.flow', 'incident: variable.other.enummember.flow-kind'],
  [
    'a->b:alert',
    'a: variable.other.readwrite.element',
    '->: keyword.operator.flow',
    'b: variable.other.readwrite.element',
    'alert: variable.other.enummember.flow-kind',
  ],
  // Words of the language inside names are no words of the language, and kinds are kinds only where one stands.
  [
    'use-case -> my-zone : alert',
    'use-case: variable.other.readwrite.element',
    'my-zone: variable.other.readwrite.element',
  ],
  [
    'log -> policy : alert-storm',
    'log: variable.other.readwrite.element',
    'policy: variable.other.readwrite.element',
    'alert-storm: variable.other.readwrite.element',
  ],
  [
    'zone m365 "Microsoft 365" {',
    'zone: keyword.control.declaration',
    'm365: entity.name.namespace',
    'Microsoft 365: string.quoted.double',
  ],
  ['group monitoring {', 'group: keyword.control.declaration', 'monitoring: entity.name.namespace'],
  [
    'component tickets "ServiceNow"',
    'component: keyword.control.declaration',
    'tickets: variable.other.readwrite.element',
  ],
  [
    'architecture contoso-soc "SOC" {',
    'architecture: keyword.control.declaration',
    'contoso-soc: entity.name.type.interface',
  ],
  ['view overview "High level" {', 'view: keyword.control.declaration', 'overview: entity.name.type.interface'],
  [
    'service entra-id "Microsoft Entra ID" {',
    'service: keyword.control.declaration',
    'entra-id: entity.name.type.class.service',
  ],
  ['import "./zone.parapet"', 'import: keyword.control.import', './zone.parapet: string.quoted.double'],
  ['integrate *', 'integrate: keyword.control.integrate', '*: keyword.operator.all'],
  [
    'integrate mdc, xdr -> sentinel',
    'integrate: keyword.control.integrate',
    'mdc: variable.other.readwrite.element',
    '->: keyword.operator.flow',
  ],
  [
    'threat phishing "Spear phishing"',
    'threat: keyword.control.declaration',
    'phishing: entity.name.type.interface',
    'Spear phishing: string.quoted.double',
  ],
  [
    'attack blended "Blended" : phishing -> theft',
    'attack: keyword.control.declaration',
    'blended: entity.name.type.interface',
    'phishing: variable.other.readwrite.element',
    '->: keyword.operator.flow',
    'theft: variable.other.readwrite.element',
  ],
  [
    'accept duplicate-incidents on xdr -> sentinel : incident { reason "x" }',
    'accept: keyword.control.decision',
    'duplicate-incidents: entity.name.function.rule',
    'on: keyword.control.decision',
    'xdr: variable.other.readwrite.element',
    'sentinel: variable.other.readwrite.element',
    'incident: variable.other.enummember.flow-kind',
    'reason: variable.other.property',
  ],
  [
    'require every virtual-machines -> workspace : log "why"',
    'require: keyword.control.decision',
    'every: keyword.control.decision',
    'virtual-machines: variable.other.readwrite.element',
    'log: variable.other.enummember.flow-kind',
    'why: string.quoted.double',
  ],
  [
    'forbid internet reaches data without firewall "why"',
    'forbid: keyword.control.decision',
    'internet: variable.other.readwrite.element',
    'reaches: keyword.control.decision',
    'without: keyword.control.decision',
    'firewall: variable.other.readwrite.element',
  ],
  ['/** Documentation. */', ' Documentation. : comment.block.documentation'],
  ['/* note */ use a', ' note : comment.block', 'a: entity.name.type.class.service'],
  ['// note', ' note: comment.line.double-slash'],
  ['// parapet-disable-next-line unknown-flow -- why', 'parapet-disable-next-line: keyword.other.directive'],
  ['use a "half a string', 'half a string: string.quoted.double'],
  ['"say \\"it\\" again"', '\\": constant.character.escape'],
];

/** The same inside braces, where properties, selections and facts are. */
const inBlock: typeof samples = [
  ['owner "SOC engineering"', 'owner: variable.other.property', 'SOC engineering: string.quoted.double'],
  [
    'tags tier-0, "crown jewels"',
    'tags: variable.other.property',
    'tier-0: variable.other.enummember.value',
    'crown jewels: string.quoted.double',
  ],
  ['include *', 'include: keyword.control.view', '*: keyword.operator.all'],
  [
    'collapse m365, azure',
    'collapse: keyword.control.view',
    'm365: variable.other.readwrite.element',
    'azure: variable.other.readwrite.element',
  ],
  [
    'flows alert, incident',
    'flows: keyword.control.view',
    'alert: variable.other.enummember.flow-kind',
    'incident: variable.other.enummember.flow-kind',
  ],
  [
    'technique T1566.001, T1003',
    'technique: variable.other.property',
    'T1566.001: variable.other.enummember.value',
    'T1003: variable.other.enummember.value',
  ],
  ['technique T1566.001', 'technique: variable.other.property', 'T1566.001: variable.other.enummember.value'],
  [
    'targets users mitigated by mdo, entra',
    'targets: keyword.control.threat',
    'users: variable.other.readwrite.element',
    'mitigated by: keyword.control.threat',
    'mdo: variable.other.readwrite.element',
  ],
  [
    'arrange rows environment, threats columns network, identity',
    'arrange: keyword.control.view',
    'rows: keyword.control.view',
    'environment: variable.other.readwrite.element',
    'columns: keyword.control.view',
    'identity: variable.other.readwrite.element',
  ],
  [
    'receives alert, log from defender-xdr',
    'receives: keyword.control.fact',
    'alert: variable.other.enummember.flow-kind',
    'from: keyword.control.fact',
    'defender-xdr: entity.name.type.class.service',
  ],
  ['direction right', 'direction: variable.other.property', 'right: variable.other.enummember.value'],
  [
    'sends alert, signal to defender-xdr { source "x" }',
    'sends: keyword.control.fact',
    'alert: variable.other.enummember.flow-kind',
    'to: keyword.control.fact',
    'defender-xdr: entity.name.type.class.service',
    'source: variable.other.property',
  ],
  ['never-sends alert to sentinel', 'never-sends: keyword.control.fact', 'sentinel: entity.name.type.class.service'],
  [
    'formerly "Azure AD" until 2023',
    'formerly: keyword.control.fact',
    'until: keyword.control.fact',
    '2023: constant.numeric.date',
  ],
  ['portal "Azure portal" "https://portal.azure.com"', 'portal: keyword.control.fact'],
  [
    'requires log-analytics or sentinel',
    'requires: keyword.control.fact',
    'log-analytics: entity.name.type.class.service',
    'or: keyword.control.fact',
  ],
  ['retires 2027-03-31', 'retires: variable.other.property', '2027-03-31: constant.numeric'],
  ['use sentinel', 'use: keyword.control.use', 'sentinel: entity.name.type.class.service'],
  [
    'mde -> xdr : alert',
    'mde: variable.other.readwrite.element',
    '->: keyword.operator.flow',
    'alert: variable.other.enummember.flow-kind',
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
      assert.deepEqual([token?.text, token?.scopes.at(-1)], [kind, 'variable.other.enummember.flow-kind.parapet']);
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
    assert.equal(scopes.at(-1), 'entity.name.type.class.service.parapet');
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
      assert.ok(best < 1000, `${best.toFixed(0)} ms`);
    });
  }
});
