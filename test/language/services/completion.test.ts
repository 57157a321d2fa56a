import assert from 'node:assert/strict';
import type { CompletionItem, InsertReplaceEdit, TextEdit } from 'vscode-languageserver-types';
import type { CompletionOptions } from '../../../language/pipeline.ts';
import { completion, resolveCompletion } from '../../../language/pipeline.ts';
import { folder, projectFixture } from './project-fixture.ts';

/** The items at the cursor in the order an editor shows them before anything is typed. */
function complete(source: string, options: CompletionOptions = {}): CompletionItem[] {
  const { project, cursor } = projectFixture(source);
  const { items } = completion(project, cursor.uri, cursor.position, { workspaceFolders: [folder], ...options });
  return [...items].sort((left, right) => (sortKey(left) < sortKey(right) ? -1 : 1));
}

function sortKey(item: CompletionItem): string {
  return item.sortText ?? item.label;
}

function labels(source: string, options?: CompletionOptions): string[] {
  return complete(source, options).map((item) => item.label);
}

/** The text of the file after an item was chosen. */
function chosen(source: string, label: string, options?: CompletionOptions): string {
  const { project, cursor } = projectFixture(source);
  const item = complete(source, options).find((entry) => entry.label === label);
  assert.ok(item, `no item ${label}`);
  const file = project.parsed(cursor.uri)!;
  const main = item.textEdit as TextEdit | InsertReplaceEdit;
  const edits = [
    { range: 'range' in main ? main.range : main.replace, newText: main.newText },
    ...(item.additionalTextEdits ?? []),
  ];
  return edits
    .map(({ range, newText }) => ({
      start: file.lines.offsetAt(range.start),
      end: file.lines.offsetAt(range.end),
      newText,
    }))
    .sort((left, right) => right.start - left.start)
    .reduce((text, edit) => text.slice(0, edit.start) + edit.newText + text.slice(edit.end), file.text);
}

describe('completion', () => {
  describe('of services', () => {
    for (const [typed, id] of [
      ['defender-for-id', 'defender-for-identity'],
      ['"Azure ATP', 'defender-for-identity'],
      ['Azure ATP', 'defender-for-identity'],
      ['"Azure ATP"', 'defender-for-identity'],
      ['mdatp', 'defender-for-endpoint'],
      ['MDE', 'defender-for-endpoint'],
      ['senti', 'sentinel'],
      ['azure-sentinel', 'sentinel'],
      ['"Azure Active Dir', 'entra-id'],
      ['Microsoft 365 Defender', 'defender-xdr'],
    ] as const) {
      it(`finds ${id} by ${typed}`, () => {
        const quoted = typed.endsWith('"') ? `${typed.slice(0, -1)}$0"` : `${typed}$0`;
        assert.equal(labels(`use ${quoted}`)[0], id);
        assert.equal(chosen(`use ${quoted}`, id), `use ${id}`);
      });
    }

    it('is shown by editors that compare what was typed with the filter text', () => {
      const [item] = complete('use "Azure ATP$0"');
      assert.equal(item!.filterText, '"Azure ATP Azure ATP');
      assert.match(item!.labelDetails!.detail!, /formerly Azure ATP/);
      assert.equal(item!.labelDetails!.description, '🔑 Defender for Identity');
    });

    it('shows the pillar of a service by a sign, and its status in words', () => {
      const all = complete('use $0');
      const find = (label: string): CompletionItem => all.find((item) => item.label === label)!;
      assert.equal(find('sentinel').labelDetails!.description, '🛡️ Sentinel');
      assert.match(find('sentinel').detail!, /Microsoft Sentinel · Security operations/);
      assert.match(find('nsg-flow-logs').labelDetails!.detail!, /being retired \(20\d\d/);
      assert.equal(find('intune').labelDetails!.detail, undefined);
    });

    it('asks to be asked again, as the names that match change with each letter', () => {
      const { project, cursor } = projectFixture('use a$0');
      assert.equal(completion(project, cursor.uri, cursor.position).isIncomplete, true);
    });

    it('puts those in use last, and retired ones after them and struck through', () => {
      const all = complete('use sentinel\nuse $0');
      const place = (label: string): number => all.findIndex((item) => item.label === label);
      const retired = all.filter((item) => item.tags?.includes(1));
      assert.ok(retired.length > 0);
      assert.ok(place('sentinel') > place('log-analytics'));
      for (const item of retired) assert.ok(place(item.label) > place('sentinel'), item.label);
    });

    it('does not count the use being written as in use', () => {
      const item = complete('use sentinel$0').find((entry) => entry.label === 'sentinel')!;
      assert.equal(item.labelDetails!.detail, undefined);
    });

    it('puts first what services of the design need, then what they are a part of, and says so', () => {
      const offered = complete('use sentinel as siem\nuse defender-for-endpoint as mde\nuse $0');
      const place = (label: string): number => offered.findIndex((item) => item.label === label);
      const remark = (label: string): string | undefined => offered[place(label)]!.labelDetails?.detail?.trim();
      assert.equal(remark('log-analytics'), 'siem needs it');
      assert.equal(remark('defender-xdr'), 'mde is a part of it');
      const others = ['entra-id-protection', 'azure-firewall', 'intune'];
      assert.ok(place('log-analytics') < place('defender-xdr'));
      for (const wanted of ['log-analytics', 'defender-xdr'])
        for (const other of others) assert.ok(place(wanted) < place(other), `${wanted} before ${other}`);
      assert.equal(labels('use sentinel\nuse log$0')[0], 'log-analytics');
      assert.equal(labels('use sentinel\nuse intune$0')[0], 'intune');
    });

    it('does not ask for what is there, or one of whose alternatives is', () => {
      const remarks = (source: string): string[] =>
        complete(source).flatMap((item) => item.labelDetails?.detail?.match(/needs it|part of it/)?.[0] ?? []);
      assert.deepEqual(remarks('use sentinel\nuse log-analytics\nuse azure-monitor\nuse $0'), []);
      const own = 'service a { requires b or c }\nservice b\nservice c\nuse a\n';
      assert.equal(remarks(`${own}use $0`).length, 2);
      assert.deepEqual(remarks(`${own}use c\nuse $0`), []);
    });

    it('offers the nearest for a misspelt name', () => {
      assert.ok(labels('use sentinal$0').includes('sentinel'));
    });

    it('offers the services a workspace file defines', () => {
      const source =
        'import "./own.parapet"\nuse my$0\n//- own.parapet\nservice my-siem "My SIEM" {\n  pillar security-operations\n}\n';
      assert.equal(labels(source)[0], 'my-siem');
    });

    it('gives the card when asked for an item', () => {
      const { project, cursor } = projectFixture('use sen$0');
      const { items } = completion(project, cursor.uri, cursor.position);
      const resolved = resolveCompletion(
        project,
        items.find((item) => item.label === 'sentinel')!,
      );
      assert.match((resolved.documentation as { value: string }).value, /\*\*Microsoft Sentinel\*\*/);
    });

    it('suggests names after as', () => {
      assert.deepEqual(labels('use defender-for-endpoint as $0')[0], 'mde');
      assert.ok(!labels('use defender-for-identity as mde\nuse defender-for-endpoint as $0').includes('mde'));
    });

    it('offers as after the service, and nothing else', () => {
      assert.deepEqual(labels('use sentinel $0'), ['as']);
    });
  });

  describe('of flows', () => {
    const start = 'use defender-for-endpoint as mde\nuse defender-xdr as xdr\nuse sentinel\ncomponent tickets\n';

    it('puts the targets first to which the catalog knows a flow, with its kinds', () => {
      const items = complete(`${start}mde -> $0`);
      assert.deepEqual(
        items.slice(0, 2).map((item) => item.label),
        ['xdr', 'sentinel'],
      );
      assert.match(items[0]!.labelDetails!.detail!, /alert/);
      assert.ok(items.findIndex((item) => item.label === 'tickets') > 1);
    });

    it('never offers the source as its own target, nor a target twice', () => {
      assert.ok(!labels(`${start}mde -> $0`).includes('mde'));
      assert.ok(!labels(`${start}mde -> xdr, $0`).includes('xdr'));
    });

    it('adds the use of a service that the design does not have yet', () => {
      assert.equal(
        chosen('use defender-for-endpoint as mde\n\nmde -> $0', 'defender-xdr'),
        'use defender-for-endpoint as mde\nuse defender-xdr\n\nmde -> defender-xdr',
      );
    });

    it('adds the use in the group the flow is in, with its indentation', () => {
      assert.equal(
        chosen('group g "G" {\n  use defender-for-endpoint as mde\n  mde -> $0\n}', 'defender-xdr'),
        'group g "G" {\n  use defender-for-endpoint as mde\n  use defender-xdr\n  mde -> defender-xdr\n}',
      );
    });

    it('adds the use after the heading where there is none yet, with the file’s line ends', () => {
      const text = chosen('architecture a "A"\r\n\r\ncomponent c\r\nc -> sent$0', 'sentinel');
      assert.equal(text, 'architecture a "A"\r\n\r\nuse sentinel\r\n\r\ncomponent c\r\nc -> sentinel');
    });

    it('puts the kinds first that the catalog knows for the pair, with what flows', () => {
      const items = complete(`${start}mde -> xdr : $0`);
      assert.deepEqual(
        items.slice(0, 2).map((item) => item.label),
        ['alert', 'signal'],
      );
      assert.equal(items[0]!.labelDetails!.description, 'endpoint alerts');
      assert.equal(items.length, 10);
    });

    it('does not offer a kind twice', () => {
      assert.ok(!labels(`${start}mde -> xdr : alert, $0`).includes('alert'));
    });

    it('offers the kind with its colon where that is missing', () => {
      assert.equal(chosen(`${start}mde -> xdr $0`, ': alert'), `${start}mde -> xdr : alert`);
    });

    it('writes a space after a sign that was typed just now', () => {
      assert.equal(chosen(`${start}mde -> xdr :$0`, 'alert', { trigger: ':' }), `${start}mde -> xdr : alert`);
      assert.equal(chosen(`${start}mde ->$0`, 'xdr', { trigger: '>' }), `${start}mde -> xdr`);
    });

    it('finds an element by the names of its service', () => {
      assert.equal(labels(`${start}mde -> azure-sent$0`)[0], 'sentinel');
    });

    it('offers elements and what a statement begins with at the start of a line', () => {
      const found = labels(`${start}$0`);
      for (const label of [
        'use',
        'component',
        'group',
        'zone',
        'view',
        'integrate',
        'import',
        'service',
        'mde',
        'tickets',
      ]) {
        assert.ok(found.includes(label), label);
      }
    });

    it('offers elements after via, but not the ends', () => {
      const found = labels(`${start}mde -> xdr : alert via $0`);
      assert.ok(found.includes('tickets'));
      assert.ok(!found.includes('mde'));
    });

    it('offers what has flows of the catalog after integrate, components not at all', () => {
      const found = labels(`${start}integrate $0`);
      assert.equal(found[0], '*');
      assert.ok(!found.includes('tickets'));
      assert.deepEqual(labels(`${start}integrate mde -> $0`).slice(0, 2), ['xdr', 'sentinel']);
    });

    it('offers the best of more than anybody reads, and asks again with the next letter', () => {
      const many = Array.from({ length: 600 }, (_, index) => `component part-${index}`).join('\n');
      const { project, cursor } = projectFixture(`${many}\nuse sentinel\nuse defender-xdr as xdr\nxdr -> $0`);
      const { items, isIncomplete } = completion(project, cursor.uri, cursor.position, {});
      assert.equal(isIncomplete, true);
      assert.ok(items.length < 600);
      assert.ok(items.some(({ label }) => label === 'sentinel'));
    });
  });

  describe('of a word that was begun', () => {
    const design = [
      'zone m365 "Microsoft 365" {',
      '  use defender-for-endpoint as mde',
      '  use defender-for-identity as mdi',
      '  use defender-xdr as xdr',
      '}',
      'use log-analytics as workspace',
      'use sentinel',
      'use entra-id as entra',
      'component tickets "ServiceNow"',
      '',
    ].join('\n');

    for (const [typed, first, not] of [
      ['u', 'use', ['import', 'zone', 'mde']],
      ['v', 'view', ['import', 'service']],
      ['mde', 'mde', ['import', 'use', 'mdi', 'sentinel']],
      ['m', 'm365', ['import', 'use', 'component']],
      ['tick', 'tickets', ['import', 'attack']],
      ['snow', 'tickets', ['import']],
      ['com', 'component', ['import', 'accept']],
    ] as const) {
      it(`begins a line with ${first} by ${typed}, and offers nothing else that is spelt otherwise`, () => {
        const found = labels(`${design}${typed}$0`);
        assert.equal(found[0], first);
        for (const other of not) assert.ok(!found.includes(other), other);
      });
    }

    it('leaves the order to the server, however an editor scores names', () => {
      for (const line of [
        'mde',
        'use azure ad',
        'use "azure ad',
        'use def',
        'mde -> s',
        'integrate m',
        'view v { include x',
      ]) {
        const typed = /[^ ]*$/.exec(line.replace('azure ad', 'azure-ad'))![0].replace('azure-ad', 'azure ad');
        const found = complete(`${design}${line}$0`);
        assert.ok(found.length > 0, line);
        for (const item of found) assert.ok(item.filterText?.startsWith(`${typed} `), `${line}: ${item.filterText}`);
      }
    });

    it('narrows a closed list', () => {
      assert.deepEqual(labels(`${design}mde -> xdr : ale$0`), ['alert']);
      assert.deepEqual(labels('use sentinel { status p$0 }'), ['planned']);
      assert.deepEqual(labels('use sentinel { st$0 }'), ['status']);
      const rules = labels(`${design}accept form$0`);
      assert.equal(rules[0], 'former-name');
      assert.ok(!rules.includes('sentinel-alone'));
      assert.ok(!labels(`${design}integrate m$0`).includes('*'));
    });

    it('offers of a closed list what is nearest to a misspelt word', () => {
      assert.deepEqual(labels(`${design}mde -> xdr : alrt$0`), ['alert']);
      assert.deepEqual(labels('use sentinel { status plnned$0 }'), ['planned']);
      assert.deepEqual(labels('use sentinel { stauts$0 }'), ['status']);
      assert.deepEqual(labels('veiw$0'), ['view']);
    });

    it('puts a name that is complete before all others, in use or not', () => {
      assert.equal(labels(`${design}use Azure AD$0`)[0], 'entra-id');
      assert.equal(labels(`${design}use MDE$0`)[0], 'defender-for-endpoint');
      assert.equal(labels(`${design}mde -> workspace$0`)[0], 'workspace');
    });

    it('puts an element that begins so before a service that the design has not', () => {
      assert.equal(labels(`${design}mde -> wo$0`)[0], 'workspace');
    });

    it('leaves an arrow that is half written to its last sign', () => {
      assert.deepEqual(labels(`${design}mde $0`), ['->', '<->']);
      assert.deepEqual(labels(`${design}mde -$0`), []);
      assert.deepEqual(labels(`${design}mde <$0`), []);
    });

    it('goes on with as behind a service that is complete', () => {
      assert.equal(labels(`${design}use azure-firewall a$0`)[0], 'as');
      assert.equal(labels(`${design}use sentinel a$0`)[0], 'as');
      assert.ok(!labels(`${design}use Endpoint Manager$0`).includes('as'));
      assert.ok(!labels(`${design}use front door$0`).includes('as'));
    });
  });

  describe('of services, by what they have to do with the design', () => {
    it('begins with those that exchange most with others', () => {
      const first = labels('use $0').slice(0, 6);
      for (const hub of ['sentinel', 'defender-xdr', 'log-analytics', 'entra-id'])
        assert.ok(first.includes(hub), `${hub} of ${first.join(', ')}`);
    });

    it('puts before others what exchanges something with services of the design', () => {
      const found = labels('use ad-ds\nuse ad-fs\nuse d$0');
      assert.equal(found[0], 'defender-for-identity');
      assert.equal(labels('use log$0')[0], 'log-analytics');
      assert.equal(labels('use exchange$0')[0], 'exchange-online');
      assert.equal(labels('use virtual$0')[0], 'virtual-machines');
    });

    it('looks at today’s names before former ones that begin so', () => {
      const found = labels('use d$0');
      const place = (label: string): number => found.indexOf(label);
      assert.ok(place('defender-for-endpoint') < place('entra-connect'), 'DirSync is first');
    });
  });

  describe('of flows that are drawn', () => {
    const design =
      'use defender-for-endpoint as mde\nuse defender-for-identity as mdi\nuse defender-xdr as xdr\nuse sentinel\n';

    it('puts the target first that gets the most telling kind', () => {
      assert.deepEqual(labels(`${design}mde -> $0`).slice(0, 3), ['xdr', 'sentinel', 'mdi']);
    });

    it('puts kinds and targets last that are drawn already, among those known, and says so', () => {
      const drawn = `${design}mde -> xdr : alert\n`;
      const kinds = complete(`${drawn}mde -> xdr : $0`);
      assert.deepEqual(
        kinds.slice(0, 3).map(({ label }) => label),
        ['signal', 'alert', 'incident'],
      );
      assert.match(kinds[1]!.labelDetails!.description!, /drawn already/);
      const targets = labels(`${drawn}mde -> xdr : signal\nmde -> $0`);
      assert.deepEqual(targets.slice(0, 3), ['sentinel', 'mdi', 'xdr']);
    });

    it('does not count the flow that is being written', () => {
      assert.equal(labels(`${design}mde -> xdr : ale$0rt`)[0], 'alert');
      assert.doesNotMatch(JSON.stringify(complete(`${design}mde -> xdr : ale$0rt`)), /drawn already/);
      assert.equal(labels(`${design}mde -> $0xdr : alert, signal`)[0], 'xdr');
    });
  });

  describe('of statements and properties', () => {
    it('offers what may stand in a group, not what only the top level has', () => {
      const found = labels('group g "G" {\n  $0\n}');
      for (const label of ['use', 'component', 'group', 'zone', 'integrate', 'owner', 'status'])
        assert.ok(found.includes(label), label);
      for (const label of ['architecture', 'import', 'view', 'service', 'plan'])
        assert.ok(!found.includes(label), label);
    });

    it('offers one architecture a file', () => {
      assert.ok(labels('$0').includes('architecture'));
      assert.ok(labels('arch$0').includes('architecture'));
      assert.ok(!labels('architecture a "A"\n$0').includes('architecture'));
    });

    it('offers the properties of the statement that are not said yet', () => {
      const found = labels('use sentinel { owner "SOC"\n  $0 }');
      assert.ok(found.includes('plan'));
      assert.ok(!found.includes('owner'));
      assert.ok(!found.includes('pillar'));
      assert.ok(labels('component c { $0 }').includes('pillar'));
      assert.ok(!labels('group g {\n  owner "SOC"\n  $0\n}').includes('owner'));
    });

    it('offers the values a property can have', () => {
      assert.deepEqual(labels('use sentinel { status $0 }'), ['planned', 'live', 'retiring']);
      assert.deepEqual(labels('architecture a "A" { cloud $0 }'), ['commercial', 'gcc', 'gcc-high', 'dod']);
      assert.deepEqual(labels('zone z { exposure $0 }'), ['internet', 'private']);
      assert.ok(labels('component c { pillar $0 }').includes('endpoints'));
    });

    it('offers owners that were named before', () => {
      assert.deepEqual(labels('use sentinel { owner "SOC" }\nuse entra-id { owner $0 }'), ['SOC']);
      assert.equal(
        chosen('use sentinel { owner "SOC" }\nuse entra-id { owner "$0" }', 'SOC'),
        'use sentinel { owner "SOC" }\nuse entra-id { owner "SOC" }',
      );
    });

    it('offers the statements of a view and their values', () => {
      const design = 'use sentinel\ngroup g "G" { use entra-id }\n';
      assert.deepEqual(labels(`${design}view v { $0 }`), [
        'include',
        'exclude',
        'flows',
        'collapse',
        'arrange',
        'direction',
        'fit',
      ]);
      assert.deepEqual(labels(`${design}view v { direction $0 }`), ['right', 'down']);
      assert.deepEqual(labels(`${design}view v { collapse $0 }`), ['g']);
      assert.deepEqual(labels(`${design}view v {\n  include $0\n}`)[0], '*');
      assert.ok(labels(`${design}view v { include * flows $0 }`).includes('incident'));
    });

    it('offers what a service definition says', () => {
      const found = labels('service s "S" {\n  $0\n}');
      for (const label of [
        'short',
        'aka',
        'pillar',
        'stage',
        'docs',
        'sends',
        'never-sends',
        'formerly',
        'portal',
        'requires',
      ]) {
        assert.ok(found.includes(label), label);
      }
      assert.ok(labels('service s "S" {\n  sends $0\n}').includes('alert'));
      assert.deepEqual(labels('service s "S" {\n  sends alert $0\n}'), ['to']);
      assert.ok(labels('service s "S" {\n  sends alert to sen$0\n}').includes('sentinel'));
      assert.ok(labels('service s "S" {\n  requires $0\n}').includes('sentinel'));
      assert.ok(labels('service s "S" {\n  stage signal-collection, $0\n}').includes('feedback'));
      assert.ok(labels('service s "S" {\n  successor sen$0\n}').includes('sentinel'));
    });

    it('writes stops for clients that know them, and plain text for others', () => {
      assert.match(chosen('$0', 'group', { snippets: true }), /^group \$\{1:name\}/);
      assert.equal(chosen('$0', 'group'), 'group ');
      assert.match(
        chosen('use sentinel { $0 }', 'status', { snippets: true }),
        /status \$\{1\|planned,live,retiring\|\}/,
      );
    });

    it('replaces the whole word under the cursor, or only what is before it', () => {
      const [item] = complete('use sent$0inel', { insertReplace: true });
      const edit = item!.textEdit as InsertReplaceEdit;
      assert.deepEqual([edit.insert.end.character, edit.replace.end.character], [8, 12]);
    });
  });

  describe('of import paths', () => {
    const source =
      'import "./a.parapet"\nimport "$0"\n//- a.parapet\n\n//- shared/b c.parapet\n\n//- user.parapet\nimport "./main.parapet"\n';

    it('offers the designs of the workspace but those imported already, and those that import this one', () => {
      assert.deepEqual(labels(source.replace('b c', 'b')), ['./shared/b.parapet']);
    });

    it('leaves files outside the workspace folder alone', () => {
      const inFolder = '//- a/main.parapet\nimport "$0"\n//- b.parapet\n\n//- a/c.parapet\n\n';
      assert.deepEqual(labels(inFolder, { workspaceFolders: [`${folder}/a`] }), ['./c.parapet']);
      assert.deepEqual(labels(inFolder), ['./c.parapet', '../b.parapet']);
    });
  });

  describe('where nothing can be offered', () => {
    it('is not a name that the author did not begin to write', () => {
      assert.deepEqual(labels('use log-analytics as works$0'), []);
      assert.ok(labels('use log-analytics as l$0').includes('law'));
    });

    for (const [place, source] of [
      ['a comment', '// use $0'],
      ['a block comment', '/* use $0 */'],
      ['a doc comment', '/** use $0 */\nuse sentinel'],
      ['an unclosed comment', '/* use $0'],
      ['a new name', 'component $0'],
      ['the name of a group', 'group $0'],
      ['a label', 'use sentinel "$0"'],
      ['the label of a flow', 'use sentinel\nuse entra-id\nentra-id -> sentinel : log "$0"'],
      ['a statement of a later version', 'threat $0'],
      ['an unknown property’s value', 'use sentinel { colour $0 }'],
    ] as const) {
      it(`is silent in ${place}`, () => assert.deepEqual(labels(source), []));
    }
  });

  describe('when a character was typed and nobody asked', () => {
    it('answers a space only where a name or value must follow', () => {
      assert.ok(labels('use $0', { trigger: ' ' }).length > 100);
      assert.ok(labels('use sentinel { status $0 }', { trigger: ' ' }).length > 0);
      assert.deepEqual(labels('use sentinel $0', { trigger: ' ' }), []);
      assert.deepEqual(labels('  $0', { trigger: ' ' }), []);
      assert.deepEqual(labels('use sentinel\nuse entra-id\nentra-id -> sentinel $0', { trigger: ' ' }), []);
    });

    it('answers a quotation mark inside a text that can be completed', () => {
      assert.ok(labels('use "$0"', { trigger: '"' }).length > 100);
      assert.deepEqual(labels('use sentinel "$0"', { trigger: '"' }), []);
    });
  });

  describe('on half-written text', () => {
    it('offers nothing behind the second arrow of a flow, on its line or the next', () => {
      const design = 'use sentinel\nuse defender-xdr as xdr\n';
      assert.deepEqual(labels(`${design}xdr -> sentinel -> $0`), []);
      assert.deepEqual(labels(`${design}xdr -> sentinel : incident\n  -> $0`), []);
      assert.deepEqual(labels(`${design}xdr -> sentinel : incident\n  -> xdr $0`), []);
    });

    it('completes each line whatever the lines around it are', () => {
      for (const broken of [
        'use',
        'mde ->',
        '}',
        '{',
        'use sentinel {',
        '"open',
        'view v {',
        'group',
        ': alert',
        '-> ->',
      ]) {
        assert.ok(labels(`use entra-id\n${broken}\nuse senti$0\n`).includes('sentinel'), `after ${broken}`);
        assert.ok(labels(`use senti$0\n${broken}\n`).includes('sentinel'), `before ${broken}`);
      }
    });

    it('completes in a block that is not closed', () => {
      assert.deepEqual(labels('use sentinel { status $0\nuse entra-id'), ['planned', 'live', 'retiring']);
      assert.ok(labels('zone z "Z" {\n  use senti$0\nview v { include * }').includes('sentinel'));
    });

    it('gives an answer at every place of a design, and of each of its beginnings', function () {
      this.timeout(60_000);
      const design =
        'architecture a "A" { owner "x" }\nzone z "Z" {\n  use sentinel as s "S" { status planned }\n  component c\n}\nc <-> s : log, alert via c "L" { tags a, b }\nintegrate * \nview v "V" { include * collapse z flows log direction down }\nservice x "X" { sends log to sentinel "l" { source "q" } requires sentinel or entra-id }\n';
      for (let end = 0; end <= design.length; end++) {
        const whole = complete(`${design.slice(0, end)}$0${design.slice(end)}`);
        const half = complete(`${design.slice(0, end)}$0`);
        for (const item of [...whole, ...half]) assert.ok(item.label.length > 0 && item.textEdit !== undefined);
      }
    });
  });
});
