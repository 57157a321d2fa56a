import assert from 'node:assert/strict';
import { isScene } from '../../client/preview/webview/scene-check.ts';
import {
  buildView,
  createProject,
  createWorkerEngine,
  LayoutCache,
  layoutView,
  listViews,
} from '../../language/pipeline.ts';
import type { Scene } from '../../language/pipeline.ts';
import { createElkWorker } from '../../server/elk-worker.ts';

const design = `
zone m365 "Microsoft 365" {
  use defender-for-endpoint as mde { plan "P2" status planned }
  group inner { use entra-id as entra }
}
use sentinel
use log-analytics as workspace
component tickets "Tickets"
mde, entra -> workspace : log, alert "Events"
workspace <-> sentinel : log
integrate *
`;

async function draw(): Promise<Scene> {
  const startTimer = (milliseconds: number, elapsed: () => void): (() => void) => {
    const timer = setTimeout(elapsed, milliseconds);
    return () => clearTimeout(timer);
  };
  const engine = createWorkerEngine({ createWorker: createElkWorker, startTimer });
  try {
    const project = createProject({ date: '2026-01-01', workspaceFolders: [] });
    project.setFile('file:///a.parapet', design);
    const model = project.model('file:///a.parapet');
    assert.ok(model);
    return await layoutView(buildView(model, listViews(model)[0]?.name ?? ''), engine, new LayoutCache());
  } finally {
    engine.dispose();
  }
}

describe('what the page takes for a picture', () => {
  let scene: Scene;
  before(async () => {
    // As it arrives: through two process borders.
    scene = JSON.parse(JSON.stringify(await draw())) as Scene;
  });

  it('is what the layout makes', () => {
    assert.ok(scene.cards.length > 0 && scene.frames.length > 0 && scene.lines.length > 0 && scene.legend);
    assert.ok(isScene(scene));
  });

  it('is nothing with a part of another type, wherever it is', () => {
    let parts = 0;
    const visit = (value: unknown, path: string, put: (other: unknown) => unknown): void => {
      parts += 1;
      // What may be left out and is not looked at is no part of a scene: a newer layout may say more.
      if (isScene(put(undefined)) && isScene(put(Symbol('wrong')))) return;
      for (const other of [null, Symbol('wrong')]) assert.ok(!isScene(put(other)), `${path} is not looked at`);
      if (typeof value === 'number') assert.ok(!isScene(put(NaN)));
      if (Array.isArray(value)) {
        // The parts of one element stand for those of all.
        const [first] = value as readonly unknown[];
        if (first !== undefined) visit(first, `${path}[0]`, (other) => put(value.with(0, other)));
      } else if (typeof value === 'object' && value !== null) {
        for (const [name, part] of Object.entries(value))
          visit(part, `${path}.${name}`, (other) => put({ ...value, [name]: other }));
      }
    };
    visit(scene, 'scene', (other) => other);
    assert.ok(parts > 100, String(parts));
  });

  it('is nothing with an id that would not be safe in markup', () => {
    const [card] = scene.cards;
    for (const id of ['"><script>', 'a b', '', '1', 'n1"]', '__proto__ ']) {
      assert.ok(!isScene({ ...scene, cards: [{ ...card, id }] }), id);
    }
  });
});
