import assert from 'node:assert/strict';
import type { CodeLens, InlayHint } from 'vscode-languageserver-types';
import type { CodeLensOptions } from '../../../language/pipeline.ts';
import { codeLenses, inlayHints, resolveCodeLens } from '../../../language/pipeline.ts';
import { projectFixture } from './project-fixture.ts';

describe('inlay hints', () => {
  const labelOf = ({ label }: InlayHint): string =>
    typeof label === 'string' ? label : label.map((part) => part.value).join('');

  /** Each hint must stand where a marker ends, and say what is behind it; there must be no other. */
  function check(source: string): InlayHint[] {
    const { project, fixture, uri } = projectFixture(source);
    const hints = inlayHints(project, uri);
    const { lines } = project.parsed(uri)!;
    assert.deepEqual(
      hints.map((hint) => [lines.offsetAt(hint.position), labelOf(hint)]),
      fixture.main.markers.map(({ end, text }) => [end, text]),
    );
    return hints;
  }

  it('say what a service is called today, where it is written by a former name or an abbreviation', () => {
    const [hint] = check(`
use "Azure ATP" as mdi
//  ^^^^^^^^^^^ Defender for Identity
use MDE
//  ^^^ Defender for Endpoint
use defender-xdr as xdr
use sentinel
`);
    const [part] = hint!.label as Exclude<InlayHint['label'], string>;
    assert.equal(part!.tooltip, 'Microsoft Defender for Identity');
    assert.match(part!.location!.uri, /^parapet-catalog:/);
  });

  it('say what a name of another file stands for, once a file', () => {
    check(`
import "./shared.parapet"
use sentinel
mde, xdr -> sentinel : alert
//^ Defender for Endpoint
//   ^^^ Defender XDR
mde -> tickets : alert
//     ^^^^^^^ ServiceNow
defender-for-identity -> sentinel : alert
//- shared.parapet
use defender-for-endpoint as mde
use defender-xdr as xdr
use defender-for-identity
component tickets "ServiceNow"
`);
  });

  it('say which flows an integrate statement stands for', () => {
    const [hint, none] = check(`
use defender-xdr as xdr
use sentinel
zone z "Z" {
  integrate xdr -> sentinel
//^^^^^^^^^^^^^^^^^^^^^^^^^ 3 flows: xdr → sentinel: incident, xdr → sentinel: alert, …
}
component c
integrate xdr, c
//^^^^^^^^^^^^^^ no flows
`);
    assert.match((hint!.tooltip as { value: string }).value, /- `xdr` → `sentinel`: incident/);
    assert.match((none!.tooltip as { value: string }).value, /knows no flow/);
  });

  it('cut a long list, and keep all of it for the tooltip', () => {
    const { project, uri } = projectFixture('use mde\nuse mdi\nuse mdo\nuse xdr\nuse sentinel\nintegrate *\n');
    const hint = inlayHints(project, uri).at(-1)!;
    assert.match(labelOf(hint), /^\d+ flows: .*, …$/);
    assert.ok(labelOf(hint).length < 90);
    assert.ok((hint.tooltip as { value: string }).value.split('\n').length > 6);
  });

  it('are made for the range that is asked for', () => {
    const { project, uri } = projectFixture('use "Azure ATP"\nuse "Azure Sentinel"\n');
    const second = { start: { line: 1, character: 0 }, end: { line: 2, character: 0 } };
    assert.deepEqual(inlayHints(project, uri, second).map(labelOf), ['Sentinel']);
  });

  it('count characters as editors do', () => {
    const { project, uri } = projectFixture('/* 😀é́ */ use "Azure ATP"\r\n\tuse "Azure Sentinel"\r\n');
    assert.deepEqual(
      inlayHints(project, uri).map(({ position }) => position),
      [
        { line: 0, character: 26 },
        { line: 1, character: 21 },
      ],
    );
  });
});

describe('code lenses', () => {
  const design = `
architecture soc "SOC"
zone m365 "Microsoft 365" {
  use defender-for-endpoint as mde
  use defender-xdr as xdr
}
use log-analytics as workspace
use sentinel
mde -> xdr : alert
xdr -> sentinel : incident
xdr -> sentinel : log
sentinel -> mde : action
mde -> sentinel : alerts
view all "All" {
  include *
}
`;
  const commands = { openView: 'open', showPlaces: 'places', showFindings: 'findings' };

  function lenses(source: string, options: CodeLensOptions = { commands }): CodeLens[] {
    const { project, uri } = projectFixture(source);
    return codeLenses(project, uri, options).map((lens) => resolveCodeLens(project, lens, options));
  }
  const lines = (all: readonly CodeLens[]): string[] =>
    all.map(({ range, command }) => `${range.start.line + 1}: ${command!.title}`);

  it('tell of the design, its zones and its views', () => {
    const { project, uri } = projectFixture(design);
    const findings = project.findings(uri).length;
    assert.ok(findings > 0);
    assert.deepEqual(lines(lenses(design)), [
      '1: 5 elements, 4 flows',
      `1: ${findings} finding${findings === 1 ? '' : 's'}`,
      '1: Open preview',
      '2: 1 flow in, 2 out',
      '13: Open this view',
      '13: 5 elements',
    ]);
  });

  it('tell of each element where that is wanted', () => {
    const all = lines(lenses(design, { commands, elements: true }));
    for (const lens of ['3: 1 flow in, 1 out', '4: 1 flow in, 2 out', '6: no flows', '7: 2 flows in, 1 out'])
      assert.ok(all.includes(lens), `${lens} of ${all.join('; ')}`);
  });

  it('lead to the flows, the findings, and the picture of the view', () => {
    const all = lenses(design);
    const byTitle = (title: RegExp): NonNullable<CodeLens['command']> =>
      all.find(({ command }) => title.test(command!.title))!.command!;
    assert.deepEqual(byTitle(/this view/), {
      title: 'Open this view',
      command: 'open',
      arguments: ['file:///designs/main.parapet', 'all'],
    });
    assert.equal(byTitle(/finding/).command, 'findings');
    const flows = byTitle(/in, 2 out/);
    assert.equal(flows.command, 'places');
    const places = flows.arguments![2] as { range: { start: { line: number } } }[];
    assert.deepEqual(
      places.map(({ range }) => range.start.line + 1),
      [11, 9, 10],
    );
  });

  it('of one line stand in one place, so that an editor keeps their order', () => {
    const ranges = new Map<number, Set<string>>();
    for (const { range } of lenses(design, { commands, elements: true })) {
      const { line } = range.start;
      ranges.set(line, (ranges.get(line) ?? new Set()).add(JSON.stringify(range)));
    }
    assert.ok(ranges.size > 3);
    for (const [line, found] of ranges) assert.equal(found.size, 1, `line ${line + 1}: ${[...found].join(' ')}`);
  });

  it('are words that cannot be clicked for clients without the commands', () => {
    assert.deepEqual(
      lenses(design, {}).map(({ command }) => command!.command),
      ['', '', '', ''],
    );
  });

  it('count only what stands in the zone among its findings, and say nothing where there is none', () => {
    const all = lines(lenses('zone a "A" {\n  use sentinl\n}\nzone b "B" {\n  component c\n}\nc -> c2 : log\n'));
    assert.ok(
      all.some((line) => /^1: [1-9] findings?$/.test(line)),
      all.join('; '),
    );
    assert.ok(!all.some((line) => /^4: .*finding/.test(line)), all.join('; '));
  });

  it('tell of flows over the files of a design, in the file that is open', () => {
    const source =
      'import "./b.parapet"\nmde -> x : alert\n//- b.parapet\nuse defender-for-endpoint as mde\nzone z "Z" {\n  component x\n}\n';
    const { project, uri } = projectFixture(source);
    assert.deepEqual(codeLenses(project, uri, {}), []);
    const other = 'file:///designs/b.parapet';
    const [lens] = codeLenses(project, other, {});
    assert.equal(resolveCodeLens(project, lens!, {}).command!.title, 'no flows');
  });

  it('do without an element that went while the client waited', () => {
    const { project, uri } = projectFixture('zone a "A" { }\n');
    const [lens] = codeLenses(project, uri, {});
    project.setFile(uri, '');
    assert.deepEqual(resolveCodeLens(project, lens!, {}).command, { title: '', command: '' });
  });
});
