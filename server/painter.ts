import {
  buildView,
  createProject,
  LayoutCache,
  layoutView,
  listViews,
  type LayoutEngine,
  type Project,
  type Scene,
} from '../language/pipeline.ts';
import type { FromPainter, Picture, ToPainter } from './picture-messages.ts';

export interface PainterOptions {
  readonly createEngine: () => LayoutEngine;
  readonly post: (message: FromPainter) => void;
}

/** While somebody types without a pause, a picture that is this old, in milliseconds, lets one layout run to its end. */
const oldPicture = 1_500;

interface Preview {
  readonly name: string;
  readonly cache: LayoutCache;
  uri: string;
  view: string | undefined;
  request: number;
  /** The last picture of this file, and the view it shows. */
  shown?: { readonly scene: Scene; readonly view: string; readonly at: number };
  running?: { readonly abort: AbortController; finishes: boolean };
  /** Something changed since the running drawing began. */
  dirty: boolean;
  closed: boolean;
}

/**
 * Draws what previews show, in a thread of its own with a project of its own: reading, sizing and placing a large design
 * takes longer than an editor may wait for an answer. One drawing at a time for each preview; the newest text wins, and
 * what did not change is not placed again.
 */
export class Painter {
  readonly #options: PainterOptions;
  readonly #previews = new Map<string, Preview>();
  #project: Project = createProject({ date: '1970-01-01', workspaceFolders: [] });
  #engine: LayoutEngine | undefined;

  constructor(options: PainterOptions) {
    this.#options = options;
  }

  receive(message: ToPainter): void {
    switch (message.type) {
      case 'start':
        this.#project = createProject({ date: message.date, workspaceFolders: message.folders });
        this.#warmUp();
        return;
      case 'files':
        for (const { uri, text } of message.files) {
          if (text === undefined) this.#project.deleteFile(uri);
          else this.#project.setFile(uri, text);
        }
        return;
      case 'draw':
        this.#wanted(message);
        return;
      case 'close':
        this.#close(message.preview);
        return;
    }
  }

  dispose(): void {
    for (const name of [...this.#previews.keys()]) this.#close(name);
    this.#engine?.dispose();
    this.#engine = undefined;
  }

  #warmUp(): LayoutEngine {
    if (!this.#engine) {
      this.#engine = this.#options.createEngine();
      // A first, cold layout takes two to three times as long: it is made before anyone waits for one.
      void this.#engine.warmUp();
    }
    return this.#engine;
  }

  #wanted({ preview: name, uri, view, request }: ToPainter & { readonly type: 'draw' }): void {
    let preview = this.#previews.get(name);
    if (!preview) {
      preview = { name, cache: new LayoutCache(), uri, view, request, dirty: false, closed: false };
      this.#previews.set(name, preview);
    }
    if (preview.uri !== uri) preview.shown = undefined;
    const other = preview.uri !== uri || preview.view !== view;
    Object.assign(preview, { uri, view, request });
    if (!preview.running) {
      this.#start(preview);
      return;
    }
    preview.dirty = true;
    const age = performance.now() - (preview.shown?.at ?? Infinity);
    if (age > oldPicture) preview.running.finishes = true;
    if (other || !preview.running.finishes) preview.running.abort.abort();
  }

  #close(name: string): void {
    const preview = this.#previews.get(name);
    if (!preview) return;
    preview.closed = true;
    preview.running?.abort.abort();
    this.#previews.delete(name);
  }

  #start(preview: Preview): void {
    const running = { abort: new AbortController(), finishes: false };
    preview.running = running;
    preview.dirty = false;
    this.#draw(preview, running.abort.signal)
      .catch((error: unknown) => {
        if (running.abort.signal.aborted || preview.closed) return;
        const told = error instanceof Error ? (error.stack ?? error.message) : String(error);
        this.#options.post({ type: 'failure', what: `Drawing failed: ${told}` });
        this.#show(preview, preview.request, {
          view: preview.shown?.view ?? '',
          scene: preview.shown?.scene,
          stale: preview.shown !== undefined,
          notice: 'This view could not be drawn; the log of the language server says why.',
        });
      })
      .finally(() => {
        preview.running = undefined;
        if (preview.dirty && !preview.closed) this.#start(preview);
      });
  }

  async #draw(preview: Preview, signal: AbortSignal): Promise<void> {
    // Messages that have arrived already go first: they may make this drawing needless.
    await new Promise((resolve) => setImmediate(resolve));
    if (signal.aborted) return;
    const { request, uri } = preview;
    const model = this.#project.model(uri);
    const file = this.#project.parsed(uri);
    if (!model || !file) {
      this.#show(preview, request, {
        view: preview.shown?.view ?? '',
        scene: preview.shown?.scene,
        stale: preview.shown !== undefined,
        notice: 'This file is not there, or is not open.',
      });
      return;
    }
    const views = listViews(model);
    const view = views.find((entry) => entry.name === preview.view)?.name ?? views[0]?.name ?? '';
    const broken = file.problems.length > 0;
    if (broken && preview.shown?.view === view) {
      this.#show(preview, request, { view, scene: preview.shown.scene, stale: true });
      return;
    }
    if (model.elements.size === 0) {
      const notice = broken
        ? 'There is nothing to draw until the errors in the text are mended.'
        : 'There is nothing to draw yet: write `use` and the name of a service.';
      this.#show(preview, request, { view, stale: false, notice });
      return;
    }
    const scene = await layoutView(buildView(model, view), this.#warmUp(), preview.cache, signal);
    if (signal.aborted || preview.closed) return;
    preview.shown = { scene, view, at: performance.now() };
    const empty = scene.cards.length === 0 && scene.frames.length === 0;
    const notice = scene.notices[0] ?? (empty ? 'This view shows nothing: look at what it includes.' : undefined);
    this.#show(preview, request, { view, scene, stale: false, notice });
  }

  #show(preview: Preview, request: number, picture: Picture): void {
    if (!preview.closed) this.#options.post({ type: 'picture', preview: preview.name, request, picture });
  }
}
