import assert from 'node:assert/strict';
import { LayoutError, type ElkGraph } from '../../../language/layout/layout-engine.ts';
import { createWorkerEngine, type EngineWorker } from '../../../language/layout/worker-engine.ts';
import { createThread, startTimer } from './test-engine.ts';

const graph = (id = 'g'): ElkGraph => ({
  id,
  layoutOptions: { 'elk.algorithm': 'layered' },
  children: [
    { id: 'a', width: 10, height: 10 },
    { id: 'b', width: 10, height: 10 },
  ],
  edges: [{ id: 'e', sources: ['a'], targets: ['b'] }],
});

/** Answers each layout as told, so that trouble can be had at will. */
const scripted = `
const { parentPort } = require('node:worker_threads');
parentPort.on('message', ({ id, cmd, graph }) => {
  if (cmd === 'register') return;
  if (graph.id === 'hang') { for (;;); }
  if (graph.id === 'crash') throw new Error('out of memory');
  if (graph.id === 'exit') process.exit(7);
  if (graph.id === 'refuse') return parentPort.postMessage({ id, error: { message: 'no such option' } });
  if (graph.id === 'nonsense') { parentPort.postMessage(null); parentPort.postMessage({ id: 99 }); }
  parentPort.postMessage({ id, data: { ...graph, width: 1 } });
});
`;

function scriptedEngine(deadline = 2_000) {
  const workers: EngineWorker[] = [];
  const engine = createWorkerEngine({
    createWorker: () => {
      const worker = createThread(scripted);
      workers.push(worker);
      return worker;
    },
    startTimer,
    deadline,
  });
  return { engine, workers };
}

const isLayoutError = (reason: LayoutError['reason']) => (error: unknown) =>
  error instanceof LayoutError && error.reason === reason;

describe('the layout engine', function () {
  this.timeout(60_000);

  it('lays out with ELK in a worker', async () => {
    const engine = createWorkerEngine({ createWorker: () => createThread(), startTimer });
    await engine.warmUp();
    const laidOut = await engine.layout(graph());
    assert.ok(laidOut.children![1]!.x! > laidOut.children![0]!.x!);
    await assert.rejects(
      engine.layout({
        id: 'g',
        layoutOptions: { 'elk.algorithm': 'layered' },
        edges: [{ id: 'e', sources: ['x'], targets: ['y'] }],
      }),
      isLayoutError('failure'),
    );
    assert.ok((await engine.layout(graph())).children, 'and goes on after a failure');
    engine.dispose();
  });

  it('runs one layout at a time, in order', async () => {
    const { engine, workers } = scriptedEngine();
    const done = await Promise.all(['a', 'b', 'c'].map((id) => engine.layout(graph(id))));
    assert.deepEqual(
      done.map(({ id }) => id),
      ['a', 'b', 'c'],
    );
    assert.equal(workers.length, 1);
    engine.dispose();
  });

  it('stops a layout that takes too long, and starts anew', async () => {
    const { engine, workers } = scriptedEngine(1_500);
    const hanging = engine.layout(graph('hang'));
    const next = engine.layout(graph('next'));
    await assert.rejects(hanging, isLayoutError('deadline'));
    assert.equal((await next).id, 'next');
    assert.equal(workers.length, 2);
    engine.dispose();
  });

  it('starts another worker only where one has more to do than it can', async () => {
    const workers: EngineWorker[] = [];
    const createWorker = (): EngineWorker => {
      const worker = createThread(scripted);
      workers.push(worker);
      return worker;
    };
    const engine = createWorkerEngine({ createWorker, startTimer, workers: 2 });
    await engine.layout(graph('a'));
    await engine.layout(graph('b'));
    assert.equal(workers.length, 1);
    const done = await Promise.all(['c', 'd', 'e'].map((id) => engine.layout(graph(id))));
    assert.deepEqual(
      done.map(({ id }) => id),
      ['c', 'd', 'e'],
    );
    assert.equal(workers.length, 2);
    engine.dispose();
    await assert.rejects(engine.layout(graph()), isLayoutError('disposed'));
  });

  it('survives a crash and an unexpected end', async () => {
    const { engine } = scriptedEngine();
    for (const id of ['crash', 'exit']) {
      await assert.rejects(engine.layout(graph(id)), isLayoutError('crash'));
      assert.equal((await engine.layout(graph('after'))).id, 'after');
    }
    engine.dispose();
  });

  it('tells what the engine refuses', async () => {
    const { engine } = scriptedEngine();
    await assert.rejects(engine.layout(graph('refuse')), (error: unknown) => {
      return isLayoutError('failure')(error) && /no such option/.test((error as Error).message);
    });
    engine.dispose();
  });

  it('ignores messages that it did not ask for', async () => {
    const { engine } = scriptedEngine();
    assert.equal((await engine.layout(graph('nonsense'))).width, 1);
    engine.dispose();
  });

  it('takes an aborted layout off the queue, and rejects a running one at once', async () => {
    const { engine } = scriptedEngine(500);
    const running = new AbortController();
    const waiting = new AbortController();
    const first = engine.layout(graph('hang'), running.signal);
    const second = engine.layout(graph('never'), waiting.signal);
    waiting.abort(new Error('waiting'));
    running.abort(new Error('running'));
    await assert.rejects(first, /running/);
    await assert.rejects(second, /waiting/);
    assert.equal((await engine.layout(graph('next'))).id, 'next');
    await assert.rejects(engine.layout(graph(), AbortSignal.abort(new Error('before'))), /before/);
    engine.dispose();
  });

  it('rejects what is pending when it is ended, and everything after', async () => {
    const { engine } = scriptedEngine();
    const pending = [engine.layout(graph('hang')), engine.layout(graph('b'))];
    engine.dispose();
    for (const layout of pending) await assert.rejects(layout, isLayoutError('disposed'));
    await assert.rejects(engine.layout(graph()), isLayoutError('disposed'));
    await engine.warmUp();
  });

  it('says so when no worker can be started', async () => {
    const engine = createWorkerEngine({
      createWorker: () => {
        throw new Error('no threads here');
      },
      startTimer,
    });
    await assert.rejects(engine.layout(graph()), /no threads here/);
    await engine.warmUp();
  });
});
