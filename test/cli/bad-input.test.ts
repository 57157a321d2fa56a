import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { lintJson, makeFolder, places, projectFolder, removeFolders, runParapet } from './run-parapet.ts';

/** What stands after the bad piece and must be judged as if nothing were wrong: it has exactly one finding. */
const rest = `use log-analytics as w
use azure-sentinel as s
w -> s : log
`;

describe('bad input', () => {
  after(removeFolders);

  describe('costs one message at the right place, and nothing else', () => {
    const cases: [name: string, text: string, found: string[], code: number][] = [
      ['an empty file', '', [], 0],
      ['nothing but space', '\n \t\r\n', [], 0],
      ['nothing but a comment without end', '/* use', ['unclosed-comment@1:1'], 2],
      ['half a use', `use\n${rest}`, ['syntax@1:1', 'former-name@3:5'], 2],
      ['half a flow', `${rest}w ->\n`, ['former-name@2:5', 'syntax@4:3'], 2],
      ['half a flow before more', `w ->\n${rest}`, ['syntax@1:3', 'former-name@3:5'], 2],
      ['a flow without a kind word', `${rest}w -> s :\n`, ['former-name@2:5', 'syntax@4:8'], 2],
      ['half a view', `${rest}view\n`, ['former-name@2:5', 'syntax@4:1'], 2],
      ['an unclosed brace', `group g "G" {\n${rest}`, ['unclosed-brace@1:13', 'former-name@3:5'], 2],
      ['a brace too many', `}\n${rest}`, ['unopened-brace@1:1', 'former-name@3:5'], 2],
      ['an unclosed string', `component c "C\nc -> w : log\n${rest}`, ['unclosed-string@1:13', 'former-name@4:5'], 2],
      ['a character of no meaning', `?\n${rest}`, ['syntax@1:1', 'former-name@3:5'], 2],
      ['a NUL', `\u0000\n${rest}`, ['syntax@1:1', 'former-name@3:5'], 2],
      ['a missing import', `import "./none.parapet"\n${rest}`, ['missing-import@1:8', 'former-name@3:5'], 2],
      ['an import of itself', `import "./a.parapet"\n${rest}`, ['import-cycle@1:8', 'former-name@3:5'], 2],
      ['two elements of one name', `${rest}component w\n`, ['former-name@2:5', 'duplicate-name@4:11'], 1],
      ['a flow to itself', `${rest}w -> w : traffic\n`, ['former-name@2:5', 'self-flow@4:6'], 1],
      ['an unknown name', `${rest}w -> t : log\n`, ['former-name@2:5', 'unknown-name@4:6'], 1],
      ['an unknown kind', `${rest}w -> s : smoke\n`, ['former-name@2:5', 'unknown-kind@4:10'], 1],
      ['an unknown service', `use sentinal as t\n${rest}t -> w : log\n`, ['unknown-service@1:5', 'former-name@3:5'], 1],
    ];
    for (const [name, text, found, code] of cases) {
      it(name, async () => {
        const workingFolder = makeFolder({ 'a.parapet': text });
        const result = await lintJson(['a.parapet'], { workingFolder });
        assert.deepEqual(places(result), found, result.findings.map(({ message }) => message).join('\n'));
        assert.equal(result.code, code);
        for (const { message } of result.findings) assert.match(message, /^\S.*\S$/);
      });
    }
  });

  it('names the way round of a cycle of imports, once in each file', async () => {
    const workingFolder = makeFolder({
      'a.parapet': 'import "./b.parapet"\n',
      'b.parapet': 'import "./c.parapet"\n',
      'c.parapet': `import "./a.parapet"\n${rest}`,
    });
    const result = await lintJson(['a.parapet'], { workingFolder });
    assert.deepEqual(
      result.findings.map(({ path, rule }) => [path, rule]),
      [
        ['a.parapet', 'import-cycle'],
        ['b.parapet', 'import-cycle'],
        ['c.parapet', 'import-cycle'],
        ['c.parapet', 'former-name'],
      ],
    );
    assert.match(result.findings[0]!.message, /a\.parapet → b\.parapet → c\.parapet → a\.parapet/);
  });

  it('lets names be names that JavaScript has a use for', async () => {
    const names = ['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'then', '__defineGetter__', 'prototype'];
    const flows = names.map((name, index) => `${name} -> ${names[(index + 1) % names.length]} : traffic`);
    const text = [...names.map((name) => `component ${name} { tags ${name} }`), ...flows, ''].join('\n');
    const workingFolder = makeFolder({ '__proto__.parapet': text });
    const result = await lintJson([], { workingFolder });
    assert.deepEqual([result.findings, result.files, result.code], [[], ['__proto__.parapet'], 0]);
    assert.deepEqual(Object.keys(Object.prototype), []);
  });

  it('checks 10,000 flows', async () => {
    const flows = Array.from({ length: 10_000 }, (_, index) => `w -> s : log "${index}"`).join('\n');
    const workingFolder = makeFolder({ 'a.parapet': `${rest}${flows}\n` });
    const result = await lintJson(['a.parapet'], { workingFolder });
    assert.ok(places(result).includes('former-name@2:5'));
    assert.ok(result.code <= 1);
  });

  it('tells of a label of 10,000 characters at the label, and shows only a piece of it', async () => {
    const workingFolder = makeFolder({ 'a.parapet': `component c "${'x'.repeat(10_000)}"\nc -> w : log\n${rest}` });
    const result = await lintJson(['a.parapet'], { workingFolder });
    assert.deepEqual(places(result), ['label-too-long@1:13', 'former-name@4:5']);
    const { output } = await runParapet(['lint'], { workingFolder });
    assert.ok(output.length < 2000, `${output.length} characters`);
  });

  it('survives nesting of any depth, and reads the next file as if nothing had been', async () => {
    const workingFolder = makeFolder({
      'deep.parapet': 'group g {\n'.repeat(5000),
      'next.parapet': rest,
    });
    const result = await lintJson([], { workingFolder });
    assert.equal(result.code, 2);
    assert.deepEqual(
      result.findings.filter(({ path }) => path === 'next.parapet').map(({ rule }) => rule),
      ['former-name'],
    );
    assert.ok(result.findings.some(({ rule }) => rule === 'nesting-too-deep'));
  });

  it('survives an example cut off anywhere', async function () {
    this.timeout(60_000);
    const text = readFileSync(join(projectFolder, 'examples/data-flows.parapet'), 'utf8');
    for (let length = 0; length < text.length; length += 13) {
      const cut = text.slice(0, length);
      const result = await lintJson(['--stdin-filename', 'cut.parapet', '-'], { input: cut });
      const impossible = result.findings.filter(({ rule }) => !['unused-element', 'unknown-name'].includes(rule));
      assert.ok(impossible.length <= 4, `cut at ${length}: ${places(result).join(' ')}`);
      assert.equal(result.failures.length, 0);
    }
  });

  it('survives an example with any line taken out', async function () {
    this.timeout(60_000);
    const lines = readFileSync(join(projectFolder, 'examples/defender-for-endpoint.parapet'), 'utf8').split('\n');
    for (let index = 0; index < lines.length; index++) {
      const text = lines.filter((_, other) => other !== index).join('\n');
      const run = await runParapet(['lint', '--stdin-filename', 'cut.parapet', '-'], { input: text });
      assert.ok(run.code <= 2, run.errors);
    }
  });

  it('keeps names and labels from acting on the terminal and the build agent', async () => {
    const workingFolder = makeFolder({
      '::error file=x::y.parapet':
        'component a "\u001b[31m ##vso[task.setvariable variable=x]y ##[error]z" {\na -> \u0007b : log\n',
    });
    for (const format of ['pretty', 'json']) {
      const { output, errors } = await runParapet(['lint', '--format', format], { workingFolder });
      for (const line of `${output}${errors}`.split('\n')) {
        assert.doesNotMatch(line, /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]|##vso\[|##\[|^\s*::/);
      }
      assert.match(output, /y\.parapet/);
    }
  });
});
