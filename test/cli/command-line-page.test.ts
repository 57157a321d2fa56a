/**
 * Holds docs/command-line.md to what the program says of itself. UPDATE_GOLDEN=1 writes the tables anew; the words around
 * them are written by hand.
 */
import assert from 'node:assert/strict';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { exitCodes } from '../../cli/exit-code.ts';
import { lintFormats } from '../../cli/lint-options.ts';
import { projectFolder, runParapet } from './run-parapet.ts';

const page = join(projectFolder, 'docs/command-line.md');

interface Help {
  readonly usage: string;
  readonly arguments: readonly (readonly [string, string])[];
  readonly options: readonly (readonly [string, string])[];
  readonly commands: readonly string[];
}

/** Reads what `--help` prints: sections of two columns, the second wrapped. */
async function helpOf(words: readonly string[]): Promise<Help> {
  const { output, code } = await runParapet([...words, '--help']);
  assert.equal(code, 0);
  const sections = new Map<string, [string, string][]>();
  let rows: [string, string][] = [];
  for (const line of output.split('\n')) {
    const title = /^(\w[\w ]*):$/.exec(line)?.[1];
    if (title !== undefined) sections.set(title, (rows = []));
    const row = /^ {2}(\S.*?)(?: {2,}(\S.*))?$/.exec(line);
    if (row) rows.push([row[1]!, row[2] ?? '']);
    else if (/^ {3,}\S/.test(line) && rows.length > 0) rows.at(-1)![1] = `${rows.at(-1)![1]} ${line.trim()}`.trim();
  }
  return {
    usage: /^Usage: (.*)$/m.exec(output)![1]!,
    arguments: sections.get('Arguments') ?? [],
    options: (sections.get('Options') ?? []).filter(([flags]) => flags !== '-h, --help'),
    commands: (sections.get('Commands') ?? []).map(([name]) => name.split(' ')[0]!).filter((name) => name !== 'help'),
  };
}

/** A table in Markdown of what a command takes; nothing where it takes nothing. */
function tableOf(help: Help): string {
  const rows = [...help.arguments, ...help.options];
  const cells = rows.map(([name, text]) => `| \`${name}\` | ${escaped(text)} |`);
  return [`\`${help.usage}\``, '', ...(rows.length > 0 ? ['| | |', '| --- | --- |', ...cells] : [])].join('\n');
}

function escaped(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll('<', '\\<').replaceAll('*', '\\*');
}

const between = (name: string): RegExp => new RegExp(`(<!-- help: ${name} -->\\n)([^]*?)(<!-- end -->)`);

describe('docs/command-line.md', function () {
  this.timeout(30_000);

  it('has a section for each command, with all that its help says and nothing else', async () => {
    const whole = await helpOf([]);
    let text = readFileSync(page, 'utf8');
    const wanted = new Map([['parapet', tableOf(whole)]]);
    for (const name of whole.commands) wanted.set(name, tableOf(await helpOf([name])));
    if (process.env['UPDATE_GOLDEN']) {
      for (const [name, table] of wanted) {
        text = text.replace(between(name), (_, before: string, __, after: string) => `${before}\n${table}\n\n${after}`);
      }
      writeFileSync(page, await format(text, { ...(await resolveConfig(page)), parser: 'markdown' }));
      text = readFileSync(page, 'utf8');
    }
    const form = async (markdown: string): Promise<string> =>
      (await format(markdown, { ...(await resolveConfig(page)), parser: 'markdown' })).trim();
    for (const [name, table] of wanted) {
      const written = between(name).exec(text)?.[2];
      assert.ok(written !== undefined, `there is nothing of ${name}`);
      assert.equal(written.trim(), await form(table), `${name} (UPDATE_GOLDEN=1 writes it anew)`);
    }
    const sections = [...text.matchAll(/<!-- help: ([\w-]+) -->/g)].map(([, name]) => name!);
    assert.deepEqual(sections.sort(), [...wanted.keys()].sort());
  });

  it('explains every format and every exit code', () => {
    const text = readFileSync(page, 'utf8');
    for (const name of lintFormats) assert.match(text, new RegExp(`^\\| \`${name}\` +\\| `, 'm'));
    for (const code of Object.values(exitCodes)) assert.match(text, new RegExp(`^\\| ${code} +\\| `, 'm'));
  });

  for (const name of ['command-line.md', 'pull-requests.md']) {
    it(`${name} links to what is there`, () => {
      const file = join(projectFolder, 'docs', name);
      for (const [, target] of readFileSync(file, 'utf8').matchAll(/\]\(([^)#\s]+)(?:#[^)]*)?\)/g)) {
        if (/^[a-z]+:/.test(target!)) continue;
        assert.ok(existsSync(join(dirname(file), target!)), target);
      }
    });
  }
});
