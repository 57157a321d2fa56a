import type { Point, Rectangle } from '../../../language/layout/scene.ts';
import { finite, list, oneOf, record, text } from '../shape.ts';
import { prefersStillness } from './motion.ts';
import { firstLook, fit, keep, pan, restore, showsAll, smallestGrownScale, topOf, zoomAt } from './viewport.ts';
import type { Framing, KeptViewport, Pane, Size, Viewport } from './viewport.ts';

/** Viewports by what they are of, in the order of use. */
export type SavedViewports = readonly (readonly [key: string, viewport: KeptViewport])[];

export interface ViewportListener {
  /** It shows another part of the picture now. Called for each frame: what it does may draw nothing anew. */
  onMove(viewport: Viewport): void;
  /** The same, a few times a second while it moves and when it has come to rest. */
  onShow(viewport: Viewport, window: Size): void;
  /** The viewports have changed and should be kept. Called when a movement has come to rest. */
  onKeep(): void;
  /** What the person looks at just now: the element the cursor is on in the text, or the one that was pressed. */
  interest(): Rectangle | undefined;
}

/** Files and views whose viewports are remembered. */
const remembered = 50;
/** Room below the buttons. */
const headMargin = 6;
/** Room around a part that is brought into sight. */
const sightMargin = 16;
/** Milliseconds without movement after which it is over. */
const rest = 150;
/** Frames from one telling of how far a movement has come to the next. */
const tellingFrames = 6;
/**
 * How far the picture that was drawn last is stretched and shrunk while it moves. Beyond, it is drawn anew on the way:
 * larger it would be too blurred, and smaller ever more of what comes into sight would be drawn larger than it is seen.
 */
const mostStretched = 3;
const mostShrunk = 0.6;
/** As long as a movement takes that is seen as one, with some to spare. */
const glideTime = 260;

const isKept = record<KeptViewport>({
  x: finite,
  y: finite,
  scale: finite,
  framing: oneOf<Framing>(['first', 'whole', 'chosen']),
});
const isSaved = record<{ viewports: readonly (readonly unknown[])[] }>({
  viewports: list(
    (entry): entry is readonly unknown[] => Array.isArray(entry) && text()(entry[0]) && isKept(entry[1]),
    1000,
  ),
});

/**
 * Applies the viewport to the page, and remembers one for each file and view. A picture seen for the first time is shown
 * whole, or the part of it around what the cursor is on; from then on it stays where it is, however it changes.
 *
 * The picture stands on a plane, at the scale it was drawn for. While somebody moves and zooms, only the plane is moved
 * and stretched, which draws nothing anew however much there is; at rest the picture is drawn sharp again.
 */
export class ViewportKeeper {
  readonly #canvas: HTMLElement;
  readonly #head: HTMLElement;
  readonly #plane: HTMLElement;
  readonly #element: HTMLElement;
  readonly #listener: ViewportListener;
  readonly #kept = new Map<string, KeptViewport>();
  #key = '';
  #picture: Size = { width: 0, height: 0 };
  #window: Pane = { width: 0, height: 0 };
  #viewport: Viewport = { x: 0, y: 0, scale: 1 };
  /** The scale that the picture was drawn for last. */
  #drawnScale = 1;
  #framing: Framing = 'first';
  /** True until it is known whether the cursor is on something in a picture that is seen for the first time. */
  #fresh = false;
  #frame = 0;
  #untold = tellingFrames;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #glideTimer: ReturnType<typeof setTimeout> | undefined;

  /**
   * `head` holds the buttons over the canvas, `plane` is what moves, `element` the picture in it. `saved` is what the
   * page's state held, of whatever shape.
   */
  constructor(
    canvas: HTMLElement,
    head: HTMLElement,
    plane: HTMLElement,
    element: HTMLElement,
    saved: unknown,
    listener: ViewportListener,
  ) {
    this.#canvas = canvas;
    this.#head = head;
    this.#plane = plane;
    this.#element = element;
    this.#listener = listener;
    if (isSaved(saved)) {
      for (const [key, viewport] of saved.viewports) this.#kept.set(key as string, viewport as KeptViewport);
    }
    new ResizeObserver(() => this.#onResize()).observe(canvas);
    window.addEventListener('pagehide', () => this.#settle());
  }

  /**
   * Tells what is drawn now: `key` names the file and view, `shift` is how far what is in the picture lies from where it
   * was. In the window it stays where it is.
   */
  setPicture(key: string, { width, height }: Size, shift: Point): void {
    const whole = this.showsAll;
    this.#window = this.#measure();
    this.#picture = { width, height };
    this.#sizePlane();
    if (key === this.#key) {
      const { x, y, scale } = this.#viewport;
      if (shift.x !== 0 || shift.y !== 0)
        this.#move({ x: x - shift.x * scale, y: y - shift.y * scale, scale }, this.#framing);
      // While nobody has moved it, the whole picture stays in sight as it grows.
      if (this.#framing === 'chosen' || this.showsAll) return;
      const next = fit(this.#picture, this.#window);
      if (this.#framing === 'whole' || (whole && next.scale >= smallestGrownScale)) this.#move(next, this.#framing);
      return;
    }
    this.#key = key;
    const kept = this.#kept.get(key);
    this.#fresh = kept === undefined;
    if (kept?.framing === 'chosen') this.#move(restore(kept, this.#window), 'chosen');
    else if (kept?.framing === 'whole') this.fit();
    else this.#lookFirst(kept ?? this.#interest());
  }

  /** The cursor is on this part of the picture, or on nothing in it; `moved` where it was on something else before. */
  follow(rectangle: Rectangle | undefined, moved: boolean): void {
    const fresh = this.#fresh && this.#framing === 'first' && !this.showsAll;
    this.#fresh = false;
    if (!rectangle) return;
    if (fresh) this.#lookFirst(centreOf(rectangle));
    else if (moved) this.bringIntoView(rectangle);
  }

  #interest(): Point | undefined {
    const rectangle = this.#listener.interest();
    return rectangle && centreOf(rectangle);
  }

  #lookFirst(at: Point | undefined): void {
    this.#move(firstLook(this.#picture, this.#window, at), 'first');
  }

  pan(dx: number, dy: number): void {
    this.#pan(dx, dy, 'chosen');
  }

  #pan(dx: number, dy: number, framing: Framing): void {
    this.#move(pan(this.#viewport, dx, dy, this.#picture, this.#window), framing);
  }

  zoomBy(factor: number, at = { x: this.#window.width / 2, y: this.#window.height / 2 }): void {
    this.#move(zoomAt(this.#viewport, this.#viewport.scale * factor, at), 'chosen');
  }

  zoomTo(scale: number): void {
    this.zoomBy(scale / this.#viewport.scale);
  }

  fit(): void {
    this.#move(fit(this.#picture, this.#window), 'whole');
  }

  /** Moves a part of the picture into sight, as little as that takes. */
  bringIntoView({ x, y, width, height }: Rectangle, glide = true): void {
    const { x: left, y: top, scale } = this.#viewport;
    const into = (start: number, end: number, low: number, high: number): number =>
      start < low || end - start > high - low ? low - start : Math.min(0, high - end);
    const dx = into(left + x * scale, left + (x + width) * scale, sightMargin, this.#window.width - sightMargin);
    const dy = into(
      top + y * scale,
      top + (y + height) * scale,
      topOf(this.#window),
      this.#window.height - sightMargin,
    );
    if (dx === 0 && dy === 0) return;
    if (glide) this.#glide();
    this.#pan(dx, dy, this.#framing === 'first' ? 'first' : 'chosen');
  }

  /** Moves a point of the picture into the middle of the window. */
  centreOn({ x, y }: Point, glide = true): void {
    if (glide) this.#glide();
    const { width, height } = this.#window;
    const { x: left, y: top, scale } = this.#viewport;
    this.pan(width / 2 - (left + x * scale), height / 2 - (top + y * scale));
  }

  /** Whether the whole picture is to be seen. */
  get showsAll(): boolean {
    return showsAll(this.#viewport, this.#picture, this.#window);
  }

  /** Whether it is a part that was chosen for the person, at a size that is read. */
  get isPart(): boolean {
    return this.#framing === 'first' && !this.showsAll;
  }

  /** The next movement is seen as one, where the person likes that. */
  #glide(): void {
    if (prefersStillness()) return;
    this.#plane.classList.add('gliding');
    clearTimeout(this.#glideTimer);
    this.#glideTimer = setTimeout(() => this.#plane.classList.remove('gliding'), glideTime);
  }

  saved(): SavedViewports {
    return [...this.#kept].slice(-remembered);
  }

  #measure(): Pane {
    const head = this.#head.getBoundingClientRect();
    return { width: this.#canvas.clientWidth, height: this.#canvas.clientHeight, top: head.bottom + headMargin };
  }

  #onResize(): void {
    const next = this.#measure();
    if (next.width === 0 || next.height === 0 || this.#key === '') return;
    if (next.width === this.#window.width && next.height === this.#window.height) return;
    const kept = keep(this.#viewport, this.#window, this.#framing);
    const whole = this.showsAll;
    const interest = this.#listener.interest();
    // What somebody looks at stays in sight where a panel takes room.
    const seen = interest && isSeen(interest, this.#viewport, this.#window);
    this.#window = next;
    if (this.#framing === 'whole') this.fit();
    else if (this.#framing === 'first') this.#lookFirst(whole ? this.#interest() : kept);
    else this.#move(restore(kept, next), 'chosen');
    if (seen) this.bringIntoView(interest, false);
  }

  #move(viewport: Viewport, framing: Framing): void {
    this.#viewport = viewport;
    this.#framing = framing;
    if (this.#frame === 0) {
      this.#frame = requestAnimationFrame(() => {
        this.#frame = 0;
        this.#apply();
      });
    }
    this.#plane.classList.add('moving');
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#settle(), rest);
  }

  #apply(): void {
    const { x, y, scale } = this.#viewport;
    const stretched = scale / this.#drawnScale;
    if (stretched > mostStretched || stretched < mostShrunk) this.#sharpen();
    // Whole pixels: text between them is blurred.
    this.#plane.style.transform = `translate(${Math.round(x)}px, ${Math.round(y)}px) scale(${scale / this.#drawnScale})`;
    this.#listener.onMove(this.#viewport);
    this.#untold += 1;
    if (this.#untold < tellingFrames) return;
    this.#untold = 0;
    this.#listener.onShow(this.#viewport, this.#window);
  }

  /** Has the picture drawn for the scale at which it is seen. */
  #sharpen(): void {
    this.#drawnScale = this.#viewport.scale;
    this.#element.style.transform = `scale(${this.#drawnScale})`;
    this.#sizePlane();
  }

  /**
   * The plane is as large as the picture on it: what is drawn of both is then one surface in the plane's own measure. A
   * picture alone would be one in its measure at full size, however small it is seen.
   */
  #sizePlane(): void {
    this.#plane.style.width = `${this.#picture.width * this.#drawnScale}px`;
    this.#plane.style.height = `${this.#picture.height * this.#drawnScale}px`;
  }

  #settle(): void {
    clearTimeout(this.#timer);
    if (this.#key === '') return;
    if (this.#drawnScale !== this.#viewport.scale) {
      this.#sharpen();
      this.#apply();
    }
    this.#plane.classList.remove('moving');
    this.#listener.onShow(this.#viewport, this.#window);
    this.#untold = tellingFrames;
    this.#kept.delete(this.#key);
    this.#kept.set(this.#key, keep(this.#viewport, this.#window, this.#framing));
    this.#listener.onKeep();
  }
}

function centreOf({ x, y, width, height }: Rectangle): Point {
  return { x: x + width / 2, y: y + height / 2 };
}

/** Whether the middle of a part of the picture lies in the window. */
function isSeen(part: Rectangle, { x, y, scale }: Viewport, window: Size): boolean {
  const centre = centreOf(part);
  const [across, down] = [x + centre.x * scale, y + centre.y * scale];
  return across >= 0 && down >= 0 && across <= window.width && down <= window.height;
}
