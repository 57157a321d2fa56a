/**
 * Pictures of the examples, pinned. `UPDATE_GOLDEN=1` accepts what is drawn now; look at it before you commit it. Drawn
 * without the font, which is the same in every picture.
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

  before(() => {
    if (accept) rmSync(goldenFolder, { recursive: true, force: true });
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
      });
    }
  }

  it('has no picture of what is no longer there', () => {
    assert.deepEqual(readdirSync(goldenFolder).sort(), [...drawn].sort());
  });
});
