import { listViews, type Exploration, type Finding, type Project, type Theme } from '../language/pipeline.ts';
import { elementsOf, findingsOf } from './picture-facts.ts';
import type { Drawn, FromPainter, PainterPort, Picture, ToPainter } from './picture-messages.ts';
import type { PreviewOpenParams, PreviewState } from './protocol.ts';
import { protocolVersion } from './protocol.ts';
import { canonicalUri } from './uris.ts';

export interface PreviewsOptions {
  /** What is known now, and for which folders and day. */
  readonly session: () => { readonly project: Project; readonly date: string; readonly folders: readonly string[] };
  /** Starts a thread that draws. May throw. */
  readonly createPainter: () => PainterPort;
  readonly send: (state: PreviewState) => void;
  readonly log: (message: string) => void;
  /** How long a thread that nobody needs is kept: see `painterIdle`, which holds unless told. */
  readonly idle?: { readonly closed: number; readonly prepared: number };
}

/** At most this many previews at a time; the one opened first is closed for a new one. */
const maximumPreviews = 50;
/**
 * A thread that nobody needs is ended after this time, in milliseconds, since it holds a good deal of memory: when whoever
 * hid or closed the last preview will not look at it again soon, and later where a design was opened that may still have
 * its preview opened.
 */
const painterIdle = { closed: 90_000, prepared: 120_000 } as const;
/** A drawing that takes longer than this, in milliseconds, has gone astray: its thread is ended. */
const longestDrawing = 60_000;
/** A thread that ends by itself is started again, but not more often than this in a minute. */
const restartsInMinute = 3;
/** Findings listed beside the picture. */
const maximumProblems = 20;

interface Preview {
  readonly name: string;
  /** As the client spells it. */
  clientUri: string;
  uri: string;
  view: string | undefined;
  exploration: Exploration | undefined;
  sequence: number;
  /** The newest drawing asked for, and the last for another file or view: pictures older than that are of no use. */
  request: number;
  oldest: number;
  /** What the client was last told to show. */
  picture: Picture | undefined;
  deadline: ReturnType<typeof setTimeout> | undefined;
}

/** Has drawn what previews show, and tells the client. Drawing itself happens in a thread: here nothing takes long. */
export class Previews {
  readonly #options: PreviewsOptions;
  readonly #previews = new Map<string, Preview>();
  /** The texts the painter has, by URI. */
  readonly #sent = new Map<string, string>();
  /** Who waits for a text drawn on its own, by request. */
  readonly #renderings = new Map<number, (drawn: Drawn) => void>();
  #painter: PainterPort | undefined;
  #idle: ReturnType<typeof setTimeout> | undefined;
  #requests = 0;
  #restarts: number[] = [];

  constructor(options: PreviewsOptions) {
    this.#options = options;
  }

  /** Begins to draw a file, or changes what a preview shows. States follow by themselves. */
  open({ preview: name, uri: clientUri, view, tidy, exploration }: PreviewOpenParams): void {
    clearTimeout(this.#idle);
    let preview = this.#previews.get(name);
    const uri = canonicalUri(clientUri);
    if (!preview) {
      if (this.#previews.size >= maximumPreviews) this.close(this.#previews.keys().next().value!);
      preview = {
        name,
        clientUri,
        uri,
        view,
        exploration,
        sequence: 0,
        request: 0,
        oldest: 0,
        picture: undefined,
        deadline: undefined,
      };
      this.#previews.set(name, preview);
    }
    if (preview.uri !== uri) preview.picture = undefined;
    Object.assign(preview, { clientUri, uri, view, exploration, oldest: this.#requests + 1 });
    this.#draw(preview, tidy);
  }

  /** Lays out no more of what takes long; what is shown stays. */
  stop(name: string): void {
    if (this.#previews.has(name)) this.#post({ type: 'stop', preview: name });
  }

  close(name: string): void {
    const preview = this.#previews.get(name);
    if (!preview) return;
    clearTimeout(preview.deadline);
    this.#previews.delete(name);
    this.#post({ type: 'close', preview: name });
    if (this.#previews.size === 0 && this.#renderings.size === 0) this.#endWhenIdle('closed');
  }

  #endWhenIdle(why: keyof typeof painterIdle): void {
    clearTimeout(this.#idle);
    this.#idle = setTimeout(() => this.#endPainter(), (this.#options.idle ?? painterIdle)[why]);
    this.#idle.unref?.();
  }

  /**
   * Reads a design before somebody opens its preview, and starts what draws: the first picture is then there at once. What
   * is not needed within some minutes is ended again.
   */
  prepare(uri: string): void {
    if (!this.#startPainter()) return;
    this.#sendFiles(uri);
    this.#post({ type: 'prepare', uri });
    if (this.#previews.size === 0 && this.#renderings.size === 0) this.#endWhenIdle('prepared');
  }

  /** To be called after files changed, when their diagnostics have been told. */
  filesChanged(uris: ReadonlySet<string>): void {
    if (this.#previews.size === 0) return;
    const { project } = this.#options.session();
    for (const preview of this.#previews.values()) {
      const parts = project.model(preview.uri)?.files ?? [];
      // What was imported when it was last drawn may be gone now.
      const gone = [...this.#sent.keys()].some((sent) => uris.has(sent) && !project.parsed(sent));
      if (gone || uris.has(preview.uri) || parts.some((part) => uris.has(part))) this.#draw(preview);
    }
  }

  /** Draws all previews anew, after the session was replaced. */
  redraw(): void {
    if (this.#painter) this.#startSession(this.#painter);
    for (const preview of this.#previews.values()) this.#draw(preview);
  }

  /** Draws a text that stands for itself, as SVG. Never rejects. */
  async render(text: string, theme: Theme): Promise<Drawn> {
    const failed: Drawn = { notice: 'The picture could not be drawn.' };
    if (!this.#startPainter()) return failed;
    const request = ++this.#requests;
    return new Promise((resolve) => {
      const answer = (drawn: Drawn): void => {
        clearTimeout(deadline);
        this.#renderings.delete(request);
        if (this.#previews.size === 0 && this.#renderings.size === 0) this.#endWhenIdle('closed');
        resolve(drawn);
      };
      const deadline = setTimeout(() => answer(failed), longestDrawing);
      deadline.unref?.();
      this.#renderings.set(request, answer);
      this.#post({ type: 'render', request, text, theme });
    });
  }

  dispose(): void {
    clearTimeout(this.#idle);
    for (const preview of this.#previews.values()) clearTimeout(preview.deadline);
    this.#previews.clear();
    this.#endPainter();
  }

  #draw(preview: Preview, tidy = false): void {
    if (!this.#startPainter()) {
      this.#tell(preview, {
        view: '',
        stale: true,
        notice: 'Pictures cannot be drawn; the log of the language server says why.',
      });
      return;
    }
    this.#sendFiles(preview.uri);
    preview.request = ++this.#requests;
    const { name, uri, view, exploration, request } = preview;
    this.#post({
      type: 'draw',
      preview: name,
      uri,
      ...(view === undefined ? {} : { view }),
      ...(exploration === undefined ? {} : { exploration }),
      ...(tidy ? { tidy } : {}),
      request,
    });
    if (preview.deadline === undefined) this.#expectAnswer(preview);
  }

  #expectAnswer(preview: Preview): void {
    preview.deadline = setTimeout(() => this.#failed('Drawing took too long.'), longestDrawing);
    preview.deadline.unref?.();
  }

  /** The painter needs the texts the picture is made of, and nothing else. */
  #sendFiles(design: string): void {
    const { project } = this.#options.session();
    const files: { uri: string; text?: string }[] = [];
    for (const uri of project.model(design)?.files ?? [design]) {
      const text = project.parsed(uri)?.text;
      if (text === undefined || this.#sent.get(uri) === text) continue;
      this.#sent.set(uri, text);
      files.push({ uri, text });
    }
    for (const uri of this.#sent.keys()) {
      if (project.parsed(uri)) continue;
      this.#sent.delete(uri);
      files.push({ uri });
    }
    if (files.length > 0) this.#post({ type: 'files', files });
  }

  // The thread

  #post(message: ToPainter): void {
    this.#painter?.postMessage(message);
  }

  #startPainter(): boolean {
    if (this.#painter) return true;
    const minuteAgo = performance.now() - 60_000;
    this.#restarts = this.#restarts.filter((at) => at > minuteAgo);
    if (this.#restarts.length > restartsInMinute) return false;
    this.#restarts.push(performance.now());
    try {
      const painter = this.#options.createPainter();
      painter.onMessage((message) => {
        if (painter === this.#painter) this.#receive(message);
      });
      painter.onFailure((reason) => {
        if (painter === this.#painter) this.#failed(`The drawing thread ended: ${reason}`);
      });
      this.#painter = painter;
      this.#startSession(painter);
      return true;
    } catch (error) {
      this.#options.log(`The drawing thread did not start: ${error instanceof Error ? error.message : String(error)}`);
      return false;
    }
  }

  #startSession(painter: PainterPort): void {
    const { date, folders } = this.#options.session();
    this.#sent.clear();
    painter.postMessage({ type: 'start', date, folders });
  }

  #endPainter(): void {
    this.#painter?.terminate();
    this.#painter = undefined;
    this.#sent.clear();
    for (const answer of [...this.#renderings.values()]) answer({ notice: 'The picture could not be drawn.' });
  }

  /** Begins again with a new thread; what is shown stays. */
  #failed(reason: string): void {
    this.#options.log(reason);
    this.#endPainter();
    for (const preview of this.#previews.values()) {
      clearTimeout(preview.deadline);
      preview.deadline = undefined;
      this.#draw(preview);
    }
  }

  #receive(message: FromPainter): void {
    if (message.type === 'failure') {
      this.#options.log(message.what);
      return;
    }
    if (message.type === 'rendered') {
      this.#renderings.get(message.request)?.(message.drawn);
      return;
    }
    const preview = this.#previews.get(message.preview);
    if (!preview) return;
    // A drawing that tells of its progress has not gone astray; one that has ended needs no deadline.
    if (message.request === preview.request) {
      clearTimeout(preview.deadline);
      preview.deadline = undefined;
      if (message.picture.progress) this.#expectAnswer(preview);
    }
    if (message.request >= preview.oldest) this.#tell(preview, message.picture);
  }

  #tell(preview: Preview, picture: Picture): void {
    const { project } = this.#options.session();
    const model = project.model(preview.uri);
    const scene = picture.scene ?? (picture.stale ? preview.picture?.scene : undefined);
    preview.picture = { ...picture, ...(scene ? { scene } : {}) };
    preview.sequence++;
    this.#options.send({
      protocol: protocolVersion,
      preview: preview.name,
      uri: preview.clientUri,
      sequence: preview.sequence,
      views: model ? listViews(model).map(({ name, title }) => ({ name, title })) : [],
      view: picture.view,
      ...(scene ? { scene } : {}),
      stale: picture.stale && scene !== undefined,
      ...(picture.kept ? { kept: true } : {}),
      ...(picture.progress ? { progress: picture.progress } : {}),
      ...(picture.notice === undefined ? {} : { notice: picture.notice }),
      problems: problemsOf(project, preview.uri),
      overview: picture.overview ?? false,
      ...(picture.road ? { road: picture.road } : {}),
      elements: model && scene ? elementsOf(model, scene) : [],
      findings:
        model && scene ? findingsOf(project, model, (uri) => (uri === preview.uri ? preview.clientUri : uri)) : [],
    });
  }
}

function problemsOf(project: Project, uri: string): PreviewState['problems'] {
  const file = project.parsed(uri);
  if (!file) return [];
  const rank: Readonly<Record<Finding['severity'], number>> = { error: 0, warning: 1, info: 2 };
  return [...project.findings(uri)]
    .sort((left, right) => rank[left.severity] - rank[right.severity])
    .slice(0, maximumProblems)
    .map(({ message, span, severity }) => ({
      message,
      range: { start: file.lines.positionAt(span.start), end: file.lines.positionAt(span.end) },
      severity,
    }));
}
