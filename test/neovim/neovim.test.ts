import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { run } from '../../scripts/run.ts';
import { neovimForTests } from './find-neovim.ts';

const root = path.resolve(import.meta.dirname, '../..');

/** What `drive.lua` saw. */
interface Report {
  readonly problem?: string;
  readonly filetype: string;
  readonly diagnostics: readonly {
    readonly line: number;
    readonly column: number;
    readonly code: string;
    readonly severity: number;
    readonly message: string;
    readonly source: string;
  }[];
  readonly mended: readonly [count: number, line: string];
  readonly completion: { readonly label: string; readonly detail: string; readonly count: number };
  readonly completed: string;
  readonly hover: string;
  readonly definition: readonly [file: string, line: number];
  readonly renamed: readonly [shared: string, design: string];
  readonly actions: readonly string[];
  readonly fixed: string;
  readonly formatted: string;
  readonly ended: boolean;
}

describe('Neovim, with nothing but what it brings, drives parapet lsp --stdio:', () => {
  let report: Report;

  before(async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'neovim-'));
    const designs = path.join(folder, 'designs é 😀');
    const { mkdirSync } = await import('node:fs');
    mkdirSync(designs);
    writeFileSync(path.join(designs, 'shared.parapet'), 'use defender-for-endpoint as mde\n');
    writeFileSync(
      path.join(designs, 'design.parapet'),
      'import "./shared.parapet"\nuse log-analytics as workspace "😀 Wörkspace"\nuse sentinell\nworkspace -> sentinel : log\nmde -> sentinel : alert\n',
    );
    const file = path.join(folder, 'report.json');
    try {
      const command = [process.execPath, '--import', 'tsx', path.join(root, 'cli/main.ts'), 'lsp', '--stdio'];
      const { code, output } = await run(
        await neovimForTests(),
        ['--headless', '-u', 'NONE', '-i', 'NONE', '-c', `luafile ${path.join(root, 'test/neovim/drive.lua')}`],
        {
          cwd: root,
          show: false,
          env: { SERVER_COMMAND: JSON.stringify(command), DESIGNS: designs, REPORT: file, XDG_STATE_HOME: folder },
        },
      );
      assert.equal(code, 0, output);
      report = JSON.parse(readFileSync(file, 'utf8')) as Report;
      assert.equal(report.problem, undefined, `${report.problem}\n${JSON.stringify(report, null, 1)}\n${output}`);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });

  it('shows diagnostics with their rule, place and severity', () => {
    assert.equal(report.filetype, 'parapet');
    const misspelt = report.diagnostics.find(({ line }) => line === 2);
    assert.deepEqual(misspelt && { ...misspelt, message: '' }, {
      line: 2,
      column: 4,
      code: 'unknown-service',
      severity: 1,
      message: '',
      source: 'parapet',
    });
    assert.match(misspelt!.message, /sentinel/);
  });

  it('takes them back when the text is mended', () => {
    assert.deepEqual(report.mended, [0, 'use sentinell']);
  });

  it('completes a service by a name it had', () => {
    assert.equal(report.completion.label, 'defender-for-identity');
    assert.match(report.completion.detail, /Microsoft Defender for Identity/);
    assert.equal(report.completed, 'use defender-for-identity');
  });

  it('shows the card of a service', () => {
    assert.match(report.hover, /Microsoft Sentinel/);
    assert.match(report.hover, /In this design/);
  });

  it('goes to a definition in another file', () => {
    assert.deepEqual(report.definition, ['shared.parapet', 1]);
  });

  it('renames over both files', () => {
    assert.equal(report.renamed[0], 'use defender-for-endpoint as endpoints');
    assert.match(report.renamed[1], /^endpoints -> sentinel : alert$/m);
  });

  it('applies a quick fix, and formats', () => {
    assert.equal(report.actions[0], 'Replace by sentinel');
    assert.equal(report.fixed, 'use sentinel as s');
    assert.equal(report.formatted, 'log-analytics -> s : log');
  });

  it('ends the server', () => assert.equal(report.ended, true));
});
