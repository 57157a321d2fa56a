/**
 * Each tutorial is read as a person reads it: what it shows of a file stands in that file, what it says that checking tells
 * is told, and its pictures are the files', drawn now. `UPDATE_GOLDEN=1` draws the pictures anew.
 */
import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { makeFolder, projectFolder, removeFolders, runParapet } from './run-parapet.ts';

const folder = join(projectFolder, 'docs/tutorials');
const pictures = join(folder, 'pictures');
const accept = process.env.UPDATE_GOLDEN === '1';

interface Step {
  readonly file: string;
  readonly shown: string[];
  readonly told: string[];
}

/** The files a page links to, each with the blocks that follow until the next one. */
function stepsOf(page: string): Step[] {
  const steps: Step[] = [];
  for (const [, link, language, block] of page.matchAll(
    /\]\(([\w./-]+\.parapet)\)|^```(parapet|text)\n([\s\S]*?)^```$/gm,
  )) {
    if (link !== undefined && link.startsWith('poster/')) steps.push({ file: link, shown: [], told: [] });
    const step = steps.at(-1);
    if (block === undefined) continue;
    assert.ok(step, `a block before any file: ${block}`);
    if (language === 'parapet') step.shown.push(block);
    else step.told.push(block);
  }
  return steps;
}

describe('the tutorials', function () {
  this.timeout(60_000);
  after(removeFolders);

  for (const name of readdirSync(folder).filter((file) => file.endsWith('.md'))) {
    const page = readFileSync(join(folder, name), 'utf8');
    const steps = stepsOf(page);

    it(`${name} has a file for each step, and shows all of its files`, () => {
      assert.ok(steps.length > 5);
      assert.deepEqual(steps.map(({ file }) => basename(file)).sort(), readdirSync(join(folder, 'poster')).sort());
    });

    it(`${name} links to what is there`, () => {
      for (const [, target] of page.matchAll(/\]\(([^)#\s]+)(?:#[^)]*)?\)/g))
        if (!/^[a-z]+:/.test(target!)) assert.ok(existsSync(join(folder, target!)), target);
    });

    for (const { file, shown, told } of steps)
      it(`${basename(file)} has what ${name} shows of it, and is told what it says`, async () => {
        const text = readFileSync(join(folder, file), 'utf8');
        for (const block of shown) assert.ok(text.includes(block.trimEnd()), block);
        const workingFolder = makeFolder({ [basename(file)]: text });
        const { output, errors } = await runParapet(['lint', '--format', 'compact', basename(file)], { workingFolder });
        const said = told.length > 0 ? told.join('') : '1 file checked: no findings.\n';
        assert.equal(`${output}${errors}`, said);
        const formatted = await runParapet(['format', '--check', basename(file)], { workingFolder });
        assert.equal(formatted.code, 0, 'is in its form');
      });

    it(`${name} has pictures of its files as they are drawn now`, async () => {
      mkdirSync(pictures, { recursive: true });
      const wanted = [...page.matchAll(/\]\(pictures\/([\w-]+)\.svg\)/g)].map((match) => match[1]!);
      assert.deepEqual(
        wanted,
        steps.map(({ file }) => basename(file, '.parapet')).filter((step) => !step.endsWith('-wrong')),
      );
      for (const step of wanted) {
        const { code, output } = await runParapet(['render', '-o', '-', join(folder, 'poster', `${step}.parapet`)]);
        assert.equal(code, 0);
        const path = join(pictures, `${step}.svg`);
        if (accept) writeFileSync(path, output);
        assert.ok(readFileSync(path, 'utf8') === output, `${step}.svg is not current: UPDATE_GOLDEN=1`);
      }
      const others = readdirSync(pictures).filter((picture) => !wanted.includes(basename(picture, '.svg')));
      if (accept) for (const picture of others) rmSync(join(pictures, picture));
      else assert.deepEqual(others, []);
    });
  }
});
