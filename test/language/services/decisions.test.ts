import assert from 'node:assert/strict';
import type { MarkupContent } from 'vscode-languageserver-types';
import {
  completion,
  definition,
  documentSymbols,
  hover,
  references,
  rename,
  semanticTokens,
  semanticTokenTypes,
} from '../../../language/pipeline.ts';
import { folder, projectFixture } from './project-fixture.ts';

const design = `use defender-for-endpoint as mde
use defender-for-office-365 as mdo
use ad-ds as directory
use virtual-machines as vm { tags critical }
component shop "Web shop"
zone z "Zone" { component inner }
threat phishing "Spear phishing" {
  technique T1566.001
  targets directory
  mitigated by mdo, mde
}
threat theft "Credential dumping" { targets directory }
mde -> shop : alert
vm -> inner : log
`;

/** Labels of what is offered at the cursor behind the design, best first. */
function offered(source: string): string[] {
  const { project, cursor } = projectFixture(design + source);
  const { items } = completion(project, cursor.uri, cursor.position, { workspaceFolders: [folder] });
  return [...items]
    .sort((left, right) => ((left.sortText ?? left.label) < (right.sortText ?? right.label) ? -1 : 1))
    .map((item) => item.label);
}

const elements = ['mde', 'mdo', 'directory', 'vm', 'shop', 'inner', 'z'];

describe('completion of threats and decisions', () => {
  for (const [what, source, expected] of [
    ['what a threat says', 'threat t { $0', ['targets', 'mitigated by', 'technique', 'tactic', 'owner']],
    ['what it has not said yet', 'threat t {\n  targets vm\n  $0', ['mitigated by', 'technique', 'tactic', 'owner']],
    ['by after mitigated', 'threat t { mitigated $0', ['by']],
    ['what it endangers, but no threat', 'threat t { targets $0', ['mde', 'mdo', 'directory', 'vm', 'shop']],
    ['nothing twice', 'threat t { targets mde, vm, $0', ['mdo', 'directory', 'shop', 'z', 'inner']],
    ['what defends first', 'threat t { mitigated by $0', ['mde', 'mdo', 'directory', 'vm', 'shop']],
    [
      'what has a published mapping first of all',
      'threat t {\n  technique T1566\n  mitigated by $0',
      ['mdo', 'mde', 'directory', 'vm', 'shop'],
    ],
    ['more after a line that is done', 'threat t { mitigated by mde $0', ['targets', 'technique', 'tactic', 'owner']],
    ['threats, as steps of an attack', 'attack a "A" : $0', ['phishing', 'theft']],
    ['the next step', 'attack a : phishing -> $0', ['theft']],
    ['an arrow between steps', 'attack a : phishing $0', ['->']],
    ['a colon before them', 'attack a "A" $0', [':']],
    ['on after the rule', 'accept unused-element $0', ['on']],
    ['what a decision is about', 'accept unused-element on $0', elements.slice(0, 4)],
    ['the flow it is about', 'accept unknown-flow on mde -> $0', ['mdo', 'directory', 'vm', 'shop']],
    [
      'what is said of a decision',
      'accept unused-element on shop { $0',
      ['reason', 'owner', 'ticket', 'until', 'link'],
    ],
    ['relations', 'require vm $0', ['->', 'reaches', 'has']],
    ['kinds', 'require vm -> mde : $0', ['alert', 'incident', 'log', 'signal']],
    ['ways round', 'forbid vm reaches mde $0', ['via', 'without']],
    ['what to go round', 'forbid vm reaches mde via traffic $0', ['without']],
    ['properties', 'require every vm has $0', ['owner', 'status', 'plan']],
    ['values of a property', 'require every vm has status $0', ['planned', 'live', 'retiring']],
    ['pillars', 'forbid pillar $0', ['identity', 'endpoints']],
    ['tags that the design has', 'require every tag $0', ['critical']],
    ['how bad a breach is', 'require vm { severity $0', ['info', 'warning', 'error']],
    ['rows after arrange', 'view v { arrange $0', ['rows']],
    ['groups and zones as rows', 'view v { arrange rows $0', ['z']],
    ['zones and pillars as columns', 'view v { arrange rows z columns $0', ['z', 'identity', 'endpoints']],
    ['from after the kinds that a service receives', 'service s { receives log $0', ['from']],
  ] as const) {
    it(`offers ${what}`, () => {
      const labels = offered(source);
      assert.deepEqual(labels.slice(0, expected.length), expected, labels.slice(0, 12).join(', '));
    });
  }

  it('offers elements, services, attributes and every at the beginning of a constraint', () => {
    const labels = offered('require $0');
    for (const label of ['every', '*', 'mde', 'sentinel', 'pillar', 'tag']) assert.ok(labels.includes(label), label);
    assert.ok(!labels.includes('phishing'));
    assert.ok(labels.indexOf('mde') < labels.indexOf('sentinel'));
  });

  it('offers columns after rows, and what else a view says', () => {
    const labels = offered('view v { arrange rows z $0');
    for (const label of ['columns', 'include', 'direction']) assert.ok(labels.includes(label), label);
    assert.ok(!offered('view v { arrange rows z columns identity $0').includes('columns'));
  });

  it('offers each rule once, those first that find something', () => {
    const labels = offered('accept $0');
    assert.ok(labels.includes('duplicate-incidents'));
    assert.equal(new Set(labels).size, labels.length);
    const { project, uri } = projectFixture(design);
    const found = new Set(project.findings(uri).map(({ rule }) => rule));
    assert.ok(found.size > 0);
    assert.deepEqual(new Set(labels.slice(0, found.size)), found);
  });

  it('offers nothing impossible where the author is free', () => {
    for (const source of ['threat $0', 'attack $0', 'accept unused-element on shop { reason "$0'])
      assert.deepEqual(offered(source), [], source);
  });
});

describe('completion in comments that silence', () => {
  const labels = (source: string): string[] => {
    const { project, cursor } = projectFixture(source);
    const { items } = completion(project, cursor.uri, cursor.position, { snippets: true });
    return items.map((item) => item.label);
  };

  it('offers the rules, those first that find something on the line', () => {
    const source = '// parapet-disable-next-line $0\nuse azure-sentinel as s\n';
    assert.equal(labels(source)[0], 'former-name');
    assert.ok(labels(source).includes('duplicate-incidents'));
    assert.equal(labels('use azure-sentinel as s // parapet-disable-line fo$0')[0], 'former-name');
    assert.equal(labels('// parapet-disable-file $0 -- why\nuse azure-sentinel as s\n')[0], 'former-name');
  });

  it('offers none twice, and nothing in the reason', () => {
    const source = '// parapet-disable-next-line former-name, $0 -- why\nuse azure-sentinel as s\n';
    assert.ok(!labels(source).includes('former-name'));
    assert.ok(labels(source).length > 10);
    assert.deepEqual(labels('// parapet-disable-next-line former-name -- a$0\nuse sentinel\n'), []);
  });

  it('offers the words themselves to who begins to write one, and leaves other comments alone', () => {
    assert.deepEqual(labels('// parapet-d$0'), [
      'parapet-disable-next-line',
      'parapet-disable-line',
      'parapet-disable-file',
    ]);
    for (const source of ['// $0', '// p$0', '// partners $0', '/* parapet-disable-file $0 */'])
      assert.deepEqual(labels(source), [], source);
  });

  it('replaces what is typed, and leaves the rest of the comment', () => {
    const { project, cursor } = projectFixture('use a // parapet-disable-line for$0mer -- why\n');
    const item = completion(project, cursor.uri, cursor.position, { insertReplace: true }).items[0]!;
    const edit = item.textEdit as { replace: { start: { character: number }; end: { character: number } } };
    assert.deepEqual([edit.replace.start.character, edit.replace.end.character], [30, 36]);
  });
});

describe('threats and decisions in the editor', () => {
  const source = `${design}attack blended "Blended attack" : phishing -> theft
accept unused-element on shop { reason "later" owner "us" }
require every vm -> mde : signal "watched"
`;
  function at(text: string, inside: number): ReturnType<typeof projectFixture> {
    const index = source.lastIndexOf(text);
    assert.ok(index >= 0, text);
    return projectFixture(`${source.slice(0, index + inside)}$0${source.slice(index + inside)}`);
  }
  function card(text: string, inside = 1): string {
    const { project, cursor } = at(text, inside);
    return (hover(project, cursor.uri, cursor.position)!.contents as MarkupContent).value;
  }

  it('are explained', () => {
    assert.match(card('phishing ->'), /\*\*Spear phishing\*\* · threat `phishing`/);
    assert.match(card('phishing ->'), /`T1566\.001` Phishing/);
    assert.match(card('phishing ->'), /Mitigated by `mdo`, `mde`/);
    assert.match(card('theft\naccept'), /Nothing is said to mitigate it/);
    assert.match(card('blended "'), /1\. Spear phishing\n2\. Credential dumping/);
    assert.match(card('unused-element on'), /\*\*unused-element\*\* · /);
    assert.match(card('every vm', 8), /Azure Virtual Machines/);
    assert.match(card('accept unused'), /`accept` – A finding that is known and borne/);
    assert.match(card('technique T'), /`technique` – /);
  });

  it('lead to what they name', () => {
    const { project, cursor } = at('phishing ->', 1);
    const [link] = definition(project, cursor.uri, cursor.position);
    assert.equal(link!.targetSelectionRange.start.line, 6);
  });

  it('are found and renamed with what names them', () => {
    const { project, cursor } = at('phishing ->', 1);
    assert.equal(references(project, cursor.uri, cursor.position, true).length, 2);
    const edit = rename(project, cursor.uri, cursor.position, 'mail');
    assert.ok('changes' in edit);
    assert.equal(edit.changes![cursor.uri]!.length, 2);
    const element = at('shop {', 1);
    const renamed = rename(element.project, element.cursor.uri, element.cursor.position, 'store');
    assert.ok('changes' in renamed);
    assert.equal(renamed.changes![element.cursor.uri]!.length, 3);
  });

  it('are in the outline, and coloured', () => {
    const { project, uri } = projectFixture(source);
    const names = documentSymbols(project, uri).map(({ name }) => name);
    for (const name of ['phishing', 'theft', 'blended', 'accept unused-element', 'require'])
      assert.ok(names.includes(name), `${name} of ${names.join(', ')}`);
    const data = semanticTokens(project, uri);
    const kinds = new Set(data.filter((_, index) => index % 5 === 3).map((type) => semanticTokenTypes[type]));
    for (const kind of ['keyword', 'variable', 'enumMember', 'property', 'interface'])
      assert.ok(kinds.has(kind as never), kind);
  });
});
