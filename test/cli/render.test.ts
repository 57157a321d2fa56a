import assert from 'node:assert/strict';
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cleanDesign, makeFolder, removeFolders, runParapet } from './run-parapet.ts';

const twoViews = `${cleanDesign}
view all "All of it" { include * }
view siem "The SIEM" { include workspace, sentinel }
`;

function svgs(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.svg'))
    .sort();
}

describe('parapet render', function () {
  this.timeout(60_000);
  after(removeFolders);

  it('draws a design beside itself', async () => {
    const workingFolder = makeFolder({ 'designs/soc.parapet': cleanDesign });
    const { code, output, errors } = await runParapet(['render'], { workingFolder });
    assert.deepEqual([code, output, errors], [0, 'designs/soc.svg\n', '1 picture drawn.\n']);
    const svg = readFileSync(join(workingFolder, 'designs/soc.svg'), 'utf8');
    assert.match(svg, /^<svg [^>]*xmlns="http:\/\/www\.w3\.org\/2000\/svg"/);
    assert.match(svg, /Sentinel/);
  });

  it('draws every view, each under its name', async () => {
    const workingFolder = makeFolder({ 'soc.parapet': twoViews });
    await runParapet(['render'], { workingFolder });
    assert.deepEqual(svgs(workingFolder), ['soc.all.svg', 'soc.siem.svg']);
  });

  it('draws one view, several themes, into a folder it makes', async () => {
    const workingFolder = makeFolder({ 'soc.parapet': twoViews });
    const { code } = await runParapet(
      ['render', '--view', 'siem', '--theme', 'light,dark,high-contrast', '-o', 'media/pictures'],
      { workingFolder },
    );
    assert.equal(code, 0);
    assert.deepEqual(svgs(workingFolder), [
      'media/pictures/soc.siem.dark.svg',
      'media/pictures/soc.siem.high-contrast.svg',
      'media/pictures/soc.siem.svg',
    ]);
    const [dark, , light] = svgs(workingFolder).map((name) => readFileSync(join(workingFolder, name), 'utf8'));
    assert.notEqual(dark, light);
  });

  it('draws the first view where one file is named, and says how to get the others', async () => {
    const workingFolder = makeFolder({ 'soc.parapet': twoViews });
    const { code, errors } = await runParapet(['render', 'soc.parapet', '-o', 'out.svg'], { workingFolder });
    assert.equal(code, 0);
    assert.match(errors, /The view all is drawn; --view chooses another \(siem\)/);
    assert.match(readFileSync(join(workingFolder, 'out.svg'), 'utf8'), /All of it/);
  });

  it('writes to standard output, and nothing else there', async () => {
    const workingFolder = makeFolder({ 'soc.parapet': twoViews });
    const { code, output } = await runParapet(['render', 'soc.parapet', '--view', 'siem', '-o', '-'], {
      workingFolder,
    });
    assert.equal(code, 0);
    assert.match(output, /^<svg [\s\S]*<\/svg>\s*$/);
    assert.deepEqual(svgs(workingFolder), []);
  });

  it('gives the same bytes each time, and leaves a picture that is the same alone', async () => {
    const workingFolder = makeFolder({ 'soc.parapet': twoViews });
    const picture = join(workingFolder, 'soc.all.svg');
    await runParapet(['render'], { workingFolder });
    const before = readFileSync(picture, 'utf8');
    const { mtimeMs } = statSync(picture);
    await runParapet(['render'], { workingFolder });
    assert.equal(readFileSync(picture, 'utf8'), before);
    assert.equal(statSync(picture).mtimeMs, mtimeMs);
  });

  it('leaves out files of a folder that are only parts of others, unless they are named', async () => {
    const workingFolder = makeFolder({
      'main.parapet': 'architecture main "Main"\nimport "./part.parapet"\nuse entra-id as entra\nentra -> w : log\n',
      'part.parapet': 'use log-analytics as w\nuse sentinel\nw -> sentinel : log\n',
    });
    await runParapet(['render'], { workingFolder });
    assert.deepEqual(svgs(workingFolder), ['main.svg']);
    await runParapet(['render', 'part.parapet'], { workingFolder });
    assert.deepEqual(svgs(workingFolder), ['main.svg', 'part.svg']);
  });

  it('draws a view in those designs of a folder that have it', async () => {
    const workingFolder = makeFolder({ 'one.parapet': twoViews, 'other.parapet': cleanDesign });
    const { code, output } = await runParapet(['render', '--view', 'siem'], { workingFolder });
    assert.deepEqual([code, output], [0, 'one.siem.svg\n']);
    assert.equal((await runParapet(['render', '--view', 'siem', '*.parapet'], { workingFolder })).code, 0);
    assert.equal(
      (await runParapet(['render', '--view', 'siem', 'one.parapet', 'other.parapet'], { workingFolder })).code,
      2,
    );
    assert.equal((await runParapet(['render', '--view', 'none'], { workingFolder })).code, 2);
  });

  describe('--check', () => {
    it('exits with 0 where the pictures are current, and with 1 where one is not, or is not there; it writes nothing', async () => {
      const workingFolder = makeFolder({ 'soc.parapet': twoViews });
      await runParapet(['render'], { workingFolder });
      assert.deepEqual(await runParapet(['render', '--check'], { workingFolder }), {
        code: 0,
        output: '',
        errors: '2 pictures compared: all current.\n',
      });

      writeFileSync(join(workingFolder, 'soc.parapet'), twoViews.replace('"The SIEM"', '"SIEM"'));
      const changed = await runParapet(['render', '--check'], { workingFolder });
      assert.equal(changed.code, 1);
      assert.match(changed.output, /^soc\.siem\.svg: is not what the design says now; run parapet render$/m);
      assert.doesNotMatch(changed.output, /soc\.all/);

      const missing = await runParapet(['render', '--check', '--theme', 'dark'], { workingFolder });
      assert.equal(missing.code, 1);
      assert.match(missing.output, /^soc\.all\.dark\.svg: is not there/m);
      assert.deepEqual(svgs(workingFolder), ['soc.all.svg', 'soc.siem.svg']);
    });

    it('cannot be asked of standard output', async () => {
      assert.equal((await runParapet(['render', '--check', '-o', '-'])).code, 2);
    });
  });

  it('draws nothing of a design that cannot be understood, leaves its last picture, and draws the others', async () => {
    const workingFolder = makeFolder({ 'bad.parapet': cleanDesign, 'good.parapet': cleanDesign });
    await runParapet(['render'], { workingFolder });
    const picture = readFileSync(join(workingFolder, 'bad.svg'), 'utf8');
    writeFileSync(join(workingFolder, 'bad.parapet'), `${cleanDesign}use\n`);
    writeFileSync(join(workingFolder, 'good.parapet'), cleanDesign.replace('use sentinel', 'use sentinel "SIEM"'));
    const { code, output, errors } = await runParapet(['render'], { workingFolder });
    assert.equal(code, 2);
    assert.equal(output, 'good.svg\n');
    assert.match(errors, /^bad\.parapet:7:1: error: /m);
    assert.equal(readFileSync(join(workingFolder, 'bad.svg'), 'utf8'), picture);
  });

  it('does not mind findings that are no errors of the language', async () => {
    const workingFolder = makeFolder({
      'a.parapet': cleanDesign.replace('use sentinel', 'use azure-sentinel as sentinel'),
    });
    assert.equal((await runParapet(['render'], { workingFolder })).code, 0);
  });

  for (const [name, words, message] of [
    ['a view that is not there', ['soc.parapet', '--view', 'none'], /there is no view none; there is all, siem\./],
    ['several designs in one file', ['.', '-o', 'out.svg'], /more than one design/],
    [
      'several themes in one file',
      ['soc.parapet', '--view', 'all', '--theme', 'light,dark', '-o', 'out.svg'],
      /more than one theme/,
    ],
    ['two pictures of one name', ['.', '-o', 'out'], /Two designs have the name soc\.all\.svg/],
    ['a design that is not there', ['none.parapet'], /none\.parapet: error: cannot be drawn: it does not exist\./],
  ] as const) {
    it(`answers ${name} with a message and 2`, async () => {
      const workingFolder = makeFolder({ 'soc.parapet': twoViews, 'other/soc.parapet': twoViews });
      const { code, errors } = await runParapet(['render', ...words], { workingFolder });
      assert.equal(code, 2);
      assert.match(errors, message);
      assert.ok(!existsSync(join(workingFolder, 'out.svg')));
    });
  }

  it('tells of a folder that it cannot write to', async () => {
    const workingFolder = makeFolder({ 'soc.parapet': cleanDesign, taken: 'a file where a folder is wanted' });
    const { code, errors } = await runParapet(['render', '-o', 'taken/pictures'], { workingFolder });
    assert.equal(code, 2);
    assert.match(errors, /taken\/pictures\/soc\.svg: error: cannot be written/);
  });

  it('keeps the permissions of a picture that is there', async () => {
    const workingFolder = makeFolder({ 'soc.parapet': cleanDesign, 'soc.svg': 'old' });
    mkdirSync(join(workingFolder, 'x'));
    chmodSync(join(workingFolder, 'soc.svg'), 0o604);
    await runParapet(['render'], { workingFolder });
    assert.equal(statSync(join(workingFolder, 'soc.svg')).mode & 0o777, 0o604);
    assert.deepEqual(readdirSync(workingFolder).sort(), ['soc.parapet', 'soc.svg', 'x']);
  });
});
