import type { Point, Rectangle } from '../../../language/layout/scene.ts';
import { finite, flag, list, record, text } from '../shape.ts';
import { prefersStillness } from './motion.ts';
import { fit, fitMargin, keep, pan, restore, showsAll, zoomAt } from './viewport.ts';
import type { KeptViewport, Size, Viewport } from './viewport.ts';

/** Viewports by what they are of, in the order of use. */
export type SavedViewports = readonly (readonly [key: string, viewport: KeptViewport])[];

export interface ViewportListener {
  /** It shows another part of the picture now. */
  onMove(viewport: Viewport, window: Size): void;
  /** The viewports have changed and should be kept. Called when a movement has come to rest. */
  onKeep(): void;
}

/** Files and views whose viewports are remembered. */
const remembered = 50;
/** Room around a part that is brought into sight. */
const sightMargin = 16;
/** Milliseconds without movement after which it is over. */
const rest = 150;
/** As long as a movement takes that is seen as one, with some to spare. */
const glideTime = 260;

const isKept = record<KeptViewport>({ x: finite, y: finite, scale: finite, fitted: flag });
const isSaved = record<{ viewports: readonly (readonly unknown[])[] }>({
  viewports: list(
    (entry): entry is readonly unknown[] => Array.isArray(entry) && text()(entry[0]) && isKept(entry[1]),
    1000,
  ),
});

/**
 * Applies the viewport to the page, and remembers one for each file and view. A picture seen for the first time is
 * fitted; from then on it stays where it is, however it changes.
 */
export class ViewportKeeper {
  readonly #canvas: HTMLElement;
  readonly #element: HTMLElement;
  readonly #listener: ViewportListener;
  readonly #kept = new Map<string, KeptViewport>();
  #key = '';
  #picture: Size = { width: 0, height: 0 };
  #window: Size = { width: 0, height: 0 };
  #viewport: Viewport = { x: 0, y: 0, scale: 1 };
  #fitted = true;
  #frame = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #glideTimer: ReturnType<typeof setTimeout> | undefined;

  /** `saved` is what the page's state held, of whatever shape. */
  constructor(canvas: HTMLElement, element: HTMLElement, saved: unknown, listener: ViewportListener) {
    this.#canvas = canvas;
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
    this.#window = this.#measure();
    this.#picture = { width, height };
    if (key === this.#key) {
      const { x, y, scale } = this.#viewport;
      if (shift.x !== 0 || shift.y !== 0)
        this.#move({ x: x - shift.x * scale, y: y - shift.y * scale, scale }, this.#fitted);
      // While nobody has moved it, the whole picture stays in sight as it grows.
      if (this.#fitted && !showsAll(this.#viewport, this.#picture, this.#window)) this.fit();
      return;
    }
    this.#key = key;
    const kept = this.#kept.get(key);
    if (kept && !kept.fitted) this.#move(restore(kept, this.#window), false);
    else this.fit();
  }

  pan(dx: number, dy: number): void {
    this.#move(pan(this.#viewport, dx, dy, this.#picture, this.#window), false);
  }

  zoomBy(factor: number, at = { x: this.#window.width / 2, y: this.#window.height / 2 }): void {
    this.#move(zoomAt(this.#viewport, this.#viewport.scale * factor, at), false);
  }

  zoomTo(scale: number): void {
    this.zoomBy(scale / this.#viewport.scale);
  }

  fit(): void {
    this.#move(fit(this.#picture, this.#window), true);
  }

  /** Moves a part of the picture into sight, as little as that takes. */
  bringIntoView({ x, y, width, height }: Rectangle): void {
    const { x: left, y: top, scale } = this.#viewport;
    const into = (start: number, end: number, low: number, high: number): number =>
      start < low || end - start > high - low ? low - start : Math.min(0, high - end);
    const dx = into(left + x * scale, left + (x + width) * scale, sightMargin, this.#window.width - sightMargin);
    const dy = into(top + y * scale, top + (y + height) * scale, fitMargin.top, this.#window.height - sightMargin);
    if (dx === 0 && dy === 0) return;
    this.#glide();
    this.pan(dx, dy);
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

  /** The next movement is seen as one, where the person likes that. */
  #glide(): void {
    if (prefersStillness()) return;
    this.#element.classList.add('gliding');
    clearTimeout(this.#glideTimer);
    this.#glideTimer = setTimeout(() => this.#element.classList.remove('gliding'), glideTime);
  }

  saved(): SavedViewports {
    return [...this.#kept].slice(-remembered);
  }

  #measure(): Size {
    return { width: this.#canvas.clientWidth, height: this.#canvas.clientHeight };
  }

  #onResize(): void {
    const next = this.#measure();
    if (next.width === 0 || next.height === 0 || this.#key === '') return;
    if (next.width === this.#window.width && next.height === this.#window.height) return;
    const kept = keep(this.#viewport, this.#window, this.#fitted);
    this.#window = next;
    if (this.#fitted) this.fit();
    else this.#move(restore(kept, next), false);
  }

  #move(viewport: Viewport, fitted: boolean): void {
    this.#viewport = viewport;
    this.#fitted = fitted;
    if (this.#frame === 0) {
      this.#frame = requestAnimationFrame(() => {
        this.#frame = 0;
        this.#apply();
      });
    }
    // Moving a layer is cheap, but it is drawn for one scale only: it is one while it moves, and sharp at rest.
    this.#element.classList.add('moving');
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#settle(), rest);
  }

  #apply(): void {
    const { x, y, scale } = this.#viewport;
    // Whole pixels: text between them is blurred.
    this.#element.style.transform = `translate(${Math.round(x)}px, ${Math.round(y)}px) scale(${scale})`;
    this.#listener.onMove(this.#viewport, this.#window);
  }

  #settle(): void {
    clearTimeout(this.#timer);
    if (this.#key === '') return;
    this.#element.classList.remove('moving');
    this.#kept.delete(this.#key);
    this.#kept.set(this.#key, keep(this.#viewport, this.#window, this.#fitted));
    this.#listener.onKeep();
  }
}
