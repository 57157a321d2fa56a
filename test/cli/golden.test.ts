/**
 * Pictures of the examples, pinned. `UPDATE_GOLDEN=1` accepts what is drawn now; look at it before you commit it. Drawn
 * without the font, which is the same in every picture. Those that the README shows are held to be current as well.
 */
import assert from 'node:assert/strict';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { createElkWorker } from '../../server/elk-worker.ts';
import { loadDesigns } from '../../cli/load-designs.ts';
import {
  buildView,
  createProject,
  createWorkerEngine,
  LayoutCache,
  layoutView,
  listViews,
  renderSvg,
  type LayoutEngine,
} from '../../language/pipeline.ts';
import { projectFolder, testDay } from './run-parapet.ts';

const examplesFolder = join(projectFolder, 'examples');
const goldenFolder = join(projectFolder, 'test/golden');
const picturesFolder = join(projectFolder, 'docs/pictures');
const accept = process.env.UPDATE_GOLDEN === '1';

const { designs, project } = loadDesigns(
  readdirSync(examplesFolder)
    .filter((name) => name.endsWith('.parapet'))
    .sort()
    .map((name) => join(examplesFolder, name)),
  projectFolder,
  (workspaceFolders) => createProject({ date: testDay, workspaceFolders }),
);

describe('pictures of the examples', function () {
  this.timeout(120_000);
  let engine: LayoutEngine;
  const drawn = new Set<string>();
  const shown = new Set<string>();

  before(() => {
    mkdirSync(goldenFolder, { recursive: true });
    engine = createWorkerEngine({
      createWorker: createElkWorker,
      startTimer: (time, elapsed) => {
        const timer = setTimeout(elapsed, time);
        return () => clearTimeout(timer);
      },
      deadline: 60_000,
    });
  });
  after(() => engine.dispose());

  for (const design of designs) {
    const model = project.model(design.uri)!;
    for (const view of listViews(model)) {
      const name = `${basename(design.path, '.parapet')}.${view.name}`;
      it(`${name} is drawn as it was accepted`, async () => {
        const scene = await layoutView(buildView(model, view.name), engine, new LayoutCache());
        assert.deepEqual(scene.notices, []);
        for (const theme of ['light', 'dark', 'high-contrast'] as const) {
          const file = `${name}.${theme}.svg`;
          drawn.add(file);
          const svg = renderSvg(scene, { theme, font: 'none' });
          const path = join(goldenFolder, file);
          if (accept) writeFileSync(path, svg);
          // Not `equal`, which would print both pictures.
          assert.ok(
            readFileSync(path, 'utf8') === svg,
            `${file} changed: look at it, and accept it with UPDATE_GOLDEN=1`,
          );
        }
        // The pictures of the README, as `npm run pictures` draws them.
        for (const [theme, ending] of [
          ['light', ''],
          ['dark', '.dark'],
        ] as const) {
          const file = `${name}${ending}.svg`;
          shown.add(file);
          const svg = renderSvg(scene, { theme });
          const path = join(picturesFolder, file);
          if (accept) writeFileSync(path, svg);
          assert.ok(readFileSync(path, 'utf8') === svg, `docs/pictures/${file} is not current: npm run pictures`);
        }
      });
    }
  }

  it('has no picture of what is no longer there', () => {
    for (const [folder, current] of [
      [goldenFolder, drawn],
      [picturesFolder, shown],
    ] as const) {
      const others = readdirSync(folder).filter((file) => !current.has(file));
      if (accept) for (const file of others) rmSync(join(folder, file));
      else assert.deepEqual(others, []);
    }
  });
});
