import type { LineIndex } from '../language/pipeline.ts';
import {
  buildView,
  LayoutCache,
  layoutView,
  listViews,
  type Finding,
  type LayoutEngine,
  type Project,
  type Scene,
} from '../language/pipeline.ts';
import type { PreviewOpenParams, PreviewState } from './protocol.ts';
import { protocolVersion } from './protocol.ts';
import { canonicalUri } from './uris.ts';

export interface PreviewsOptions {
  /** The project as it is now. */
  readonly project: () => Project;
  readonly createEngine: () => LayoutEngine;
  readonly send: (state: PreviewState) => void;
  readonly onFailure: (what: string, error: unknown) => void;
}

/** At most this many previews at a time; the least recently opened is closed for a new one. */
const maximumPreviews = 50;
/** An engine that nobody needs any more is ended after this time, in milliseconds: it holds a good deal of memory. */
const engineIdle = 300_000;
/** While somebody types without a pause, a picture that is this old, in milliseconds, lets one layout run to its end. */
const oldPicture = 1_500;
/** Errors listed beside the picture. */
const maximumProblems = 20;

interface Preview {
  readonly name: string;
  readonly cache: LayoutCache;
  /** As the client spells it. */
  clientUri: string;
  uri: string;
  view: string | undefined;
  sequence: number;
  /** The last picture of this file, and the view it shows. */
  shown?: { readonly scene: Scene; readonly view: string; readonly at: number };
  running?: { readonly abort: AbortController; finishes: boolean };
  /** Something changed since the running drawing began. */
  dirty: boolean;
  closed: boolean;
}

/**
 * Draws what previews show. One drawing at a time for each; the newest text wins. Placing happens in the engine's
 * worker, and what did not change is not placed again.
 */
export class Previews {
  readonly #options: PreviewsOptions;
  readonly #previews = new Map<string, Preview>();
  #engine: LayoutEngine | undefined;
  #idle: ReturnType<typeof setTimeout> | undefined;

  constructor(options: PreviewsOptions) {
    this.#options = options;
  }

  /** Begins to draw a file, or changes what a preview shows. States follow by themselves. */
  open({ preview: name, uri: clientUri, view }: PreviewOpenParams): void {
    clearTimeout(this.#idle);
    let preview = this.#previews.get(name);
    const uri = canonicalUri(clientUri);
    if (!preview) {
      if (this.#previews.size >= maximumPreviews) this.close(this.#previews.keys().next().value!);
      preview = { name, cache: new LayoutCache(), clientUri, uri, view, sequence: 0, dirty: false, closed: false };
      this.#previews.set(name, preview);
    }
    if (preview.uri !== uri) preview.shown = undefined;
    Object.assign(preview, { clientUri, uri, view });
    this.#engineNow();
    this.#restart(preview);
  }

  close(name: string): void {
    const preview = this.#previews.get(name);
    if (!preview) return;
    preview.closed = true;
    preview.running?.abort.abort();
    this.#previews.delete(name);
    if (this.#previews.size > 0) return;
    this.#idle = setTimeout(() => this.#disposeEngine(), engineIdle);
    this.#idle.unref?.();
  }

  /** To be called after files changed, when their diagnostics have been told. */
  filesChanged(uris: ReadonlySet<string>): void {
    const project = this.#options.project();
    for (const preview of this.#previews.values()) {
      const parts = project.model(preview.uri)?.files ?? [preview.uri];
      const missing = project.imports(preview.uri).some(({ target }) => 'uri' in target && uris.has(target.uri));
      if (missing || parts.some((part) => uris.has(part)) || uris.has(preview.uri)) this.#restart(preview);
    }
  }

  /** Draws all previews anew, after the project was replaced. */
  redraw(): void {
    for (const preview of this.#previews.values()) this.#restart(preview);
  }

  dispose(): void {
    clearTimeout(this.#idle);
    for (const name of [...this.#previews.keys()]) this.close(name);
    clearTimeout(this.#idle);
    this.#disposeEngine();
  }

  #engineNow(): LayoutEngine {
    if (!this.#engine) {
      this.#engine = this.#options.createEngine();
      // A first, cold layout takes two to three times as long: it is made before anyone waits for one.
      void this.#engine.warmUp();
    }
    return this.#engine;
  }

  #disposeEngine(): void {
    this.#engine?.dispose();
    this.#engine = undefined;
  }

  #restart(preview: Preview): void {
    if (preview.running) {
      preview.dirty = true;
      const age = performance.now() - (preview.shown?.at ?? Infinity);
      if (age > oldPicture) preview.running.finishes = true;
      if (!preview.running.finishes) preview.running.abort.abort();
      return;
    }
    const running = { abort: new AbortController(), finishes: false };
    preview.running = running;
    preview.dirty = false;
    this.#draw(preview, running.abort.signal)
      .catch((error: unknown) => {
        if (running.abort.signal.aborted || preview.closed) return;
        this.#options.onFailure('Drawing failed', error);
        this.#tell(preview, {
          scene: preview.shown,
          stale: true,
          notice: 'This view could not be drawn; the log of the language server says why.',
        });
      })
      .finally(() => {
        preview.running = undefined;
        if (preview.dirty && !preview.closed) this.#restart(preview);
      });
  }

  async #draw(preview: Preview, signal: AbortSignal): Promise<void> {
    // The editor's messages that wait already go first.
    await new Promise((resolve) => setImmediate(resolve));
    if (signal.aborted) return;
    const project = this.#options.project();
    const model = project.model(preview.uri);
    const file = project.parsed(preview.uri);
    if (!model || !file) {
      this.#tell(preview, { scene: preview.shown, stale: true, notice: 'This file is not there, or is not open.' });
      return;
    }
    const view = wantedView(listViews(model), preview.view);
    if (file.problems.length > 0 && preview.shown?.view === view) {
      this.#tell(preview, { scene: preview.shown, stale: true });
      return;
    }
    if (model.elements.size === 0) {
      this.#tell(preview, {
        scene: undefined,
        notice:
          file.problems.length > 0
            ? 'There is nothing to draw until the errors in the text are mended.'
            : 'There is nothing to draw yet: write `use` and the name of a service.',
      });
      return;
    }
    const scene = await layoutView(buildView(model, view), this.#engineNow(), preview.cache, signal);
    if (signal.aborted || preview.closed) return;
    preview.shown = { scene, view, at: performance.now() };
    const empty = scene.cards.length === 0 && scene.frames.length === 0;
    this.#tell(preview, {
      scene: preview.shown,
      notice: scene.notices[0] ?? (empty ? 'This view shows nothing: look at what it includes.' : undefined),
    });
  }

  #tell(
    preview: Preview,
    now: { readonly scene: Preview['shown']; readonly stale?: boolean; readonly notice?: string },
  ): void {
    if (preview.closed) return;
    const project = this.#options.project();
    const model = project.model(preview.uri);
    const views = model ? listViews(model) : [];
    const { scene: shown, stale = false, notice } = now;
    preview.sequence++;
    this.#options.send({
      protocol: protocolVersion,
      preview: preview.name,
      uri: preview.clientUri,
      sequence: preview.sequence,
      views: views.map(({ name, title }) => ({ name, title })),
      view: shown?.view ?? wantedView(views, preview.view),
      ...(shown ? { scene: shown.scene } : {}),
      stale: stale && shown !== undefined,
      ...(notice === undefined ? {} : { notice }),
      problems: problemsOf(project, preview.uri),
    });
  }
}

/** The view asked for, if the design has it, else its first. */
function wantedView(views: readonly { readonly name: string }[], asked: string | undefined): string {
  return views.find((view) => view.name === asked)?.name ?? views[0]?.name ?? '';
}

function problemsOf(project: Project, uri: string): PreviewState['problems'] {
  const file = project.parsed(uri);
  if (!file) return [];
  const rank: Readonly<Record<Finding['severity'], number>> = { error: 0, warning: 1, info: 2 };
  const lines: LineIndex = file.lines;
  return [...project.findings(uri)]
    .sort((left, right) => rank[left.severity] - rank[right.severity])
    .slice(0, maximumProblems)
    .map(({ message, span, severity }) => ({
      message,
      range: { start: lines.positionAt(span.start), end: lines.positionAt(span.end) },
      severity,
    }));
}
