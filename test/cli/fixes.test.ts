import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeFolder, removeFolders, runParapet } from './run-parapet.ts';

/** A former name, whose fix is safe, and a doubled alert, whose fix is not. */
const design = `use log-analytics as workspace
use azure-sentinel as sentinel
use defender-for-endpoint as mde
use defender-xdr as xdr

workspace -> sentinel : log
mde -> xdr : alert
xdr -> sentinel : incident
mde -> sentinel : alert
`;
const safelyMended = design.replace('azure-sentinel as sentinel', 'sentinel');
const mended = safelyMended.replace('mde -> sentinel : alert\n', '');

describe('mending', () => {
  after(removeFolders);

  const read = (folder: string, file = 'a.parapet'): string => readFileSync(join(folder, file), 'utf8');

  it('--fix makes safe changes only', async () => {
    const workingFolder = makeFolder({ 'a.parapet': design });
    const { code, errors } = await runParapet(['lint', '--fix'], { workingFolder });
    assert.match(read(workingFolder), /^use sentinel\b/m);
    assert.match(read(workingFolder), /mde -> sentinel : alert/);
    assert.equal(code, 1);
    assert.match(errors, /1 error; 1 place fixed\.$/m);
  });

  it('--unsafe-fixes makes the others too', async () => {
    const workingFolder = makeFolder({ 'a.parapet': design });
    const { code, errors } = await runParapet(['lint', '--unsafe-fixes'], { workingFolder });
    assert.doesNotMatch(read(workingFolder), /azure-sentinel|mde -> sentinel/);
    assert.equal(code, 0);
    assert.match(errors, /no findings; 2 places fixed\.$/m);
  });

  for (const [words, after] of [
    [['--diff'], safelyMended],
    [['--diff', '--fix'], safelyMended],
    [['--diff', '--unsafe-fixes'], mended],
  ] as const) {
    it(`${words.join(' ')} prints what git applies to that effect, and changes nothing`, async () => {
      const workingFolder = makeFolder({ 'team a/a.parapet': design, 'b.parapet': design.replaceAll('\n', '\r\n') });
      const { code, output, errors } = await runParapet(['lint', ...words], { workingFolder });
      assert.equal(read(workingFolder, 'team a/a.parapet'), design);
      assert.equal(code, 1, 'as without --diff');
      assert.match(errors, /2 errors, 2 warnings/);
      execFileSync('git', ['apply', '-'], { cwd: workingFolder, input: output });
      const found = read(workingFolder, 'team a/a.parapet');
      assert.equal(found.replace('use sentinel as sentinel', 'use sentinel'), after);
      assert.equal(read(workingFolder, 'b.parapet').replaceAll('\r\n', '\n'), found);
    });
  }

  it('--diff shows what it would change in standard input', async () => {
    const words = ['lint', '--diff', '--stdin-filename', 'x.parapet', '-'];
    const { output } = await runParapet(words, { input: design });
    assert.match(output, /^--- a\/x\.parapet\n\+\+\+ b\/x\.parapet\n@@ /);
    assert.match(output, /^-use azure-sentinel as sentinel$/m);
  });

  it('--diff can write findings into a file besides', async () => {
    const workingFolder = makeFolder({ 'a.parapet': design });
    const { output } = await runParapet(['lint', '--diff', '--format', 'json:found.json'], { workingFolder });
    assert.match(output, /^--- a\/a\.parapet/);
    const { findings } = JSON.parse(read(workingFolder, 'found.json')) as { findings: { rule: string }[] };
    assert.deepEqual(
      findings.map(({ rule }) => rule),
      ['former-name', 'duplicate-incidents'],
    );
  });

  it('prints a difference in colours where a person reads, with nothing in it that acts', async () => {
    const workingFolder = makeFolder({ 'a.parapet': design.replace('\n', ' // \u001b[2J\n') });
    const { output } = await runParapet(['lint', '--diff'], { workingFolder, terminal: true });
    assert.match(output, /\u001b\[32m\+use sentinel/);
    assert.doesNotMatch(output, /\u001b\[2J/);
  });

  it('says what it could not change, and exits with 2', async function () {
    if (process.getuid?.() === 0) {
      // The superuser may write anything but into a file that stands for a folder.
      const workingFolder = makeFolder({ 'a.parapet': design });
      const draft = join(workingFolder, `.a.parapet.${process.pid}.tmp`);
      writeFileSync(draft, 'in the way');
      const { code, errors } = await runParapet(['lint', '--fix'], { workingFolder });
      assert.equal(code, 2);
      assert.match(errors, /^a\.parapet: error: cannot be changed: /m);
      assert.equal(read(workingFolder), design);
      return;
    }
    const workingFolder = makeFolder({ 'a.parapet': design });
    chmodSync(workingFolder, 0o555);
    const { code, errors } = await runParapet(['lint', '--fix'], { workingFolder });
    chmodSync(workingFolder, 0o755);
    assert.equal(code, 2);
    assert.match(errors, /^a\.parapet: error: cannot be changed: this account may not write it\.$/m);
  });

  it('judges what several designs share by all of them before it mends it', async () => {
    // The shared element is used by one of the two designs that import it: to that one it is not unused.
    const shared = 'use log-analytics as workspace\nuse sentinel\nuse purview\nworkspace -> sentinel : log\n';
    const workingFolder = makeFolder({
      'shared.parapet': shared,
      'one.parapet': 'import "./shared.parapet"\nuse entra-id as entra\nentra -> workspace : log\n',
      'two.parapet': 'import "./shared.parapet"\ncomponent c\nc -> purview : signal\nc -> workspace : log\n',
    });
    await runParapet(['lint', '--unsafe-fixes'], { workingFolder });
    assert.equal(read(workingFolder, 'shared.parapet'), shared);
    await runParapet(['lint', '--unsafe-fixes', 'one.parapet', 'shared.parapet'], { workingFolder });
    assert.doesNotMatch(read(workingFolder, 'shared.parapet'), /purview/);
  });
});
