import {
  buildExploredView,
  buildView,
  createProject,
  LayoutCache,
  layoutView,
  listViews,
  PictureMemory,
  renderSvg,
  type ArchitectureModel,
  type Exploration,
  type LayoutEngine,
  type LayoutProgress,
  type Project,
  type Scene,
  type Theme,
  type ViewGraph,
} from '../language/pipeline.ts';
import type { Drawn, FromPainter, Picture, ToPainter } from './picture-messages.ts';
import { plainExploration } from './protocol.ts';

export interface PainterOptions {
  readonly createEngine: () => LayoutEngine;
  readonly post: (message: FromPainter) => void;
  /** Milliseconds after which a layout is stopped: 20,000 unless told. */
  readonly longestLayout?: number;
}

/** While somebody types without a pause, a picture that is this old, in milliseconds, lets one layout run to its end. */
const oldPicture = 1_500;
/** A layout that takes longer than this, in milliseconds, is stopped; what was shown before stays. */
const defaultLongestLayout = 20_000;
/** Errors that are told of a text that stands for itself. */
const mostErrors = 5;
/** Between two words on how far a layout is, in milliseconds: each comes with the picture shown meanwhile. */
const progressInterval = 400;
/** For a design with more elements than this, all workers are made ready ahead; for others those that are needed. */
const largeDesign = 150;
/** No more is laid out ahead for a design with more elements than this: it would keep the machine busy for long. */
const largestAhead = 1_500;
/** Somebody who has looked at an overview for this long, in milliseconds, may want to see more of it next. */
const overviewLook = 1_500;
const stopped = new Error('stopped');
const tooLong = new Error('too long');

interface Preview {
  readonly name: string;
  /** What it showed last, so that edits leave in place what they do not concern. */
  memory: PictureMemory;
  uri: string;
  view: string | undefined;
  exploration: Exploration | undefined;
  request: number;
  /** The last picture of this file, and the view it shows. */
  shown?: { readonly scene: Scene; readonly at: number } & Pick<Picture, 'view' | 'overview' | 'road' | 'kept'>;
  running?: { readonly abort: AbortController; finishes: boolean };
  /** The overview for which the whole was laid out ahead. */
  looked?: string;
  /** Something changed since the running drawing began. */
  dirty: boolean;
  closed: boolean;
}

/** A picture that is laid out before anybody asks for it. */
interface Ahead {
  /** The file, its view, and how it is looked at. */
  readonly key: string;
  readonly memory: PictureMemory;
  readonly abort: AbortController;
  /** Resolves when it is laid out, or given up. */
  readonly done: Promise<void>;
  /** Somebody waits for it by now. */
  onProgress?: (progress: LayoutProgress) => void;
}

/**
 * Draws what previews show, in a thread of its own with a project of its own: reading, sizing and placing a large design
 * takes longer than an editor may wait for an answer. One drawing at a time for each preview; the newest text wins, and
 * what did not change is not placed again. While nobody waits, what is likely to be asked for next is laid out ahead: the
 * first picture of a design that was opened, and all of one whose overview is looked at.
 */
export class Painter {
  readonly #options: PainterOptions;
  readonly #previews = new Map<string, Preview>();
  readonly #cache = new LayoutCache();
  #ahead: Ahead | undefined;
  #stopLook: () => void = () => undefined;
  #project: Project = createProject({ date: '1970-01-01', workspaceFolders: [] });
  #date = '1970-01-01';
  readonly #longestLayout: number;
  #engine: LayoutEngine | undefined;

  constructor(options: PainterOptions) {
    this.#options = options;
    this.#longestLayout = options.longestLayout ?? defaultLongestLayout;
  }

  receive(message: ToPainter): void {
    switch (message.type) {
      case 'start':
        this.#date = message.date;
        this.#project = createProject({ date: message.date, workspaceFolders: message.folders });
        this.#warmUp();
        return;
      case 'files':
        for (const { uri, text } of message.files) {
          if (this.#project.parsed(uri)?.text !== text) this.#giveUpAhead();
          if (text === undefined) this.#project.deleteFile(uri);
          else this.#project.setFile(uri, text);
        }
        return;
      case 'prepare':
        this.#prepare(message.uri);
        return;
      case 'draw':
        this.#wanted(message);
        return;
      case 'stop':
        this.#giveUpAhead();
        this.#previews.get(message.preview)?.running?.abort.abort(stopped);
        return;
      case 'close':
        this.#close(message.preview);
        return;
      case 'render':
        void this.#render(message.text, message.theme).then((drawn) =>
          this.#options.post({ type: 'rendered', request: message.request, drawn }),
        );
        return;
    }
  }

  dispose(): void {
    this.#giveUpAhead();
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

  /** Reads a design, has all of the engine ready where it is large, and lays out what a preview of it would show first. */
  #prepare(uri: string): void {
    const model = this.#project.model(uri);
    if (!model) return;
    if (model.elements.size > largeDesign) void this.#warmUp().warmUp(Infinity);
    if (this.#previews.size === 0) this.#layOutAhead(uri, undefined, plainExploration);
  }

  #layOutAhead(uri: string, wanted: string | undefined, exploration: Exploration): void {
    this.#giveUpAhead();
    const model = this.#project.model(uri);
    if (!model || model.elements.size > largestAhead) return;
    const view = viewToDraw(model, wanted);
    const [memory, abort] = [new PictureMemory(), new AbortController()];
    const { signal } = abort;
    const layOut = async (): Promise<void> => {
      // What has been asked for already goes first.
      await new Promise((resolve) => setImmediate(resolve));
      if (signal.aborted) return;
      const { graph } = buildExploredView(model, view, exploration, { date: this.#date });
      const onProgress = (progress: LayoutProgress): void => ahead.onProgress?.(progress);
      await layoutView(graph, this.#warmUp(), this.#cache, { signal, onProgress, memory });
    };
    const timer = setTimeout(() => abort.abort(), this.#longestLayout);
    // Whoever asks for the picture meets the same trouble and tells of it.
    const done = layOut()
      .catch(() => undefined)
      .finally(() => clearTimeout(timer));
    const ahead: Ahead = { key: keyOf(uri, view, exploration), memory, abort, done };
    this.#ahead = ahead;
  }

  #giveUpAhead(): void {
    this.#stopLook();
    this.#ahead?.abort.abort();
    this.#ahead = undefined;
  }

  /** What is laid out ahead, if that is what is to be drawn; anything else is given up, as somebody waits. */
  #takeAhead(key: string): Ahead | undefined {
    const ahead = this.#ahead;
    if (ahead?.key === key) return ahead;
    this.#giveUpAhead();
    return undefined;
  }

  /** Where an overview stays to be seen for a while, has the whole laid out; edits of it do not begin that again. */
  #lookAt(preview: Preview, view: string): void {
    const { uri, exploration = plainExploration } = preview;
    const key = keyOf(uri, view, exploration);
    if (preview.looked === key) return;
    this.#stopLook();
    const timer = setTimeout(() => {
      preview.looked = key;
      this.#layOutAhead(uri, view, { ...exploration, overview: false });
    }, overviewLook);
    this.#stopLook = () => clearTimeout(timer);
  }

  #wanted({ preview: name, uri, view, exploration, tidy, request }: ToPainter & { readonly type: 'draw' }): void {
    let preview = this.#previews.get(name);
    if (!preview) {
      const memory = new PictureMemory();
      preview = { name, memory, uri, view, exploration, request, dirty: false, closed: false };
      this.#previews.set(name, preview);
    }
    if (preview.uri !== uri) preview.shown = undefined;
    if (tidy || preview.uri !== uri) preview.memory.forget();
    const other =
      tidy === true ||
      preview.uri !== uri ||
      preview.view !== view ||
      JSON.stringify(preview.exploration) !== JSON.stringify(exploration);
    Object.assign(preview, { uri, view, exploration, request });
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
        if (preview.closed) return;
        const { signal } = running.abort;
        const reason: unknown = signal.reason;
        if (signal.aborted) {
          if (reason === stopped || reason === tooLong) this.#tellStopped(preview, reason === tooLong);
          return;
        }
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
    const view = viewToDraw(model, preview.view);
    const broken = file.problems.length > 0;
    if (broken && preview.shown?.view === view) {
      this.#show(preview, request, { ...pictureOf(preview.shown), stale: true });
      return;
    }
    if (model.elements.size === 0) {
      const notice = broken
        ? 'There is nothing to draw until the errors in the text are mended.'
        : 'There is nothing to draw yet: write `use` and the name of a service.';
      this.#show(preview, request, { view, stale: false, notice });
      return;
    }
    const { graph, ...explored } = preview.exploration
      ? buildExploredView(model, view, preview.exploration, { date: this.#date })
      : { graph: buildView(model, view, { date: this.#date }) };
    const ahead = this.#takeAhead(keyOf(uri, view, preview.exploration));
    const scene = await this.#layOut(preview, graph, view, ahead);
    if (!scene || signal.aborted || preview.closed) return;
    const { kept } = preview.memory;
    preview.shown = { scene, view, ...explored, kept, at: performance.now() };
    const empty = scene.cards.length === 0 && scene.frames.length === 0;
    const notice = scene.notices[0] ?? (empty ? 'This view shows nothing: look at what it includes.' : undefined);
    this.#show(preview, request, { view, scene, ...explored, kept, stale: false, notice });
    if ('overview' in explored && explored.overview && !preview.dirty) this.#lookAt(preview, view);
  }

  /** Lays out within a deadline, and tells of progress where that takes a while. */
  async #layOut(
    preview: Preview,
    graph: ViewGraph,
    view: string,
    ahead: Ahead | undefined,
  ): Promise<Scene | undefined> {
    const { running, request } = preview;
    if (!running) return undefined;
    let told = performance.now();
    const onProgress = (progress: LayoutProgress): void => {
      if (performance.now() - told < progressInterval || running.abort.signal.aborted) return;
      told = performance.now();
      const { shown } = preview;
      this.#show(preview, request, {
        ...(shown ? pictureOf(shown) : { view }),
        stale: shown !== undefined,
        progress,
        ...(shown ? {} : { notice: 'Laying out …' }),
      });
    };
    const timer = setTimeout(() => running.abort.abort(tooLong), this.#longestLayout);
    try {
      const { signal } = running.abort;
      if (ahead) {
        ahead.onProgress = onProgress;
        await Promise.race([ahead.done, aborted(signal)]);
        if (!preview.shown) preview.memory = ahead.memory;
      }
      return await layoutView(graph, this.#warmUp(), this.#cache, { signal, onProgress, memory: preview.memory });
    } finally {
      clearTimeout(timer);
    }
  }

  #tellStopped(preview: Preview, late: boolean): void {
    const { shown } = preview;
    this.#show(preview, preview.request, {
      ...(shown ? pictureOf(shown) : { view: '' }),
      stale: shown !== undefined,
      notice: late
        ? `Laying out took longer than ${this.#longestLayout / 1000} s and was stopped. Close groups, or use views to divide the design.`
        : 'Laying out was stopped.',
    });
  }

  #show(preview: Preview, request: number, picture: Picture): void {
    if (!preview.closed) this.#options.post({ type: 'picture', preview: preview.name, request, picture });
  }
  /** Draws the first view of a text that stands for itself. Never rejects. */
  async #render(text: string, theme: Theme): Promise<Drawn> {
    const uri = 'untitled:picture.parapet';
    const longest = AbortSignal.timeout(this.#longestLayout);
    try {
      const project = createProject({ date: this.#date, workspaceFolders: [] });
      project.setFile(uri, text);
      const model = project.model(uri);
      const file = project.parsed(uri);
      const problem = file?.problems[0];
      if (!file || !model || model.elements.size === 0) {
        if (!file || !problem)
          return { notice: 'There is nothing to draw yet: write `use` and the name of a service.' };
        return { notice: `Line ${file.lines.positionAt(problem.start).line + 1}: ${problem.message}` };
      }
      const errors = project
        .findings(uri)
        .filter(({ severity }) => severity === 'error')
        .slice(0, mostErrors)
        .map(({ span, message }) => `Line ${file.lines.positionAt(span.start).line + 1}: ${message}`);
      const scene = await layoutView(
        buildView(model, undefined, { date: this.#date }),
        this.#warmUp(),
        new LayoutCache(),
        { signal: longest },
      );
      return { svg: renderSvg(scene, { theme }), description: scene.description, errors };
    } catch (error) {
      this.#options.post({ type: 'failure', what: `Drawing failed: ${String(error)}` });
      return { notice: 'The picture could not be drawn.' };
    }
  }
}

/** The view of that name, or the first that there is. */
function viewToDraw(model: ArchitectureModel, wanted: string | undefined): string {
  const views = listViews(model);
  return views.find(({ name }) => name === wanted)?.name ?? views[0]?.name ?? '';
}

/** Tells apart what previews can show of the texts as they are. */
function keyOf(uri: string, view: string, exploration: Exploration | undefined): string {
  return JSON.stringify([uri, view, exploration?.closed, exploration?.open, exploration?.overview, exploration?.road]);
}

/** Resolves when a signal says so. */
function aborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
}

/** What is shown, without what only the painter needs to know. */
function pictureOf({ scene, view, overview, road, kept }: NonNullable<Preview['shown']>): Omit<Picture, 'stale'> {
  return { scene, view, ...(overview ? { overview } : {}), ...(road ? { road } : {}), ...(kept ? { kept } : {}) };
}
