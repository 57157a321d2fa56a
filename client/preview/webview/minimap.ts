import type { Point, Rectangle, Scene } from '../../../language/layout/scene.ts';
import type { Size, Viewport } from './viewport.ts';

const largest = { width: 180, height: 130 } as const;
/** Pictures with fewer boxes are found one's way in without it. */
const fewestBoxes = 20;

/** A small picture of the whole with the part that is seen. A convenience for pointers: keys have other ways. */
export class Minimap {
  readonly #host: HTMLElement;
  readonly #canvas: HTMLCanvasElement;
  readonly #frame: HTMLElement;
  #scene: Scene | undefined;
  #scale = 1;

  constructor(host: HTMLElement, onGo: (point: Point) => void) {
    this.#host = host;
    this.#canvas = document.createElement('canvas');
    this.#frame = document.createElement('div');
    this.#frame.className = 'seen';
    host.append(this.#canvas, this.#frame);
    const go = (event: PointerEvent): void => {
      const { left, top } = this.#canvas.getBoundingClientRect();
      onGo({ x: (event.clientX - left) / this.#scale, y: (event.clientY - top) / this.#scale });
    };
    host.addEventListener('pointerdown', (event) => {
      host.setPointerCapture(event.pointerId);
      go(event);
    });
    host.addEventListener('pointermove', (event) => {
      if (host.hasPointerCapture(event.pointerId)) go(event);
    });
  }

  /** Draws the boxes of a scene. */
  draw(scene: Scene): void {
    this.#scene = scene;
    this.#scale = Math.min(largest.width / scene.width, largest.height / scene.height);
    const [width, height] = [Math.ceil(scene.width * this.#scale), Math.ceil(scene.height * this.#scale)];
    const density = window.devicePixelRatio || 1;
    this.#canvas.width = width * density;
    this.#canvas.height = height * density;
    this.#host.style.width = `${width}px`;
    this.#host.style.height = `${height}px`;
    const context = this.#canvas.getContext('2d');
    if (!context) return;
    const style = getComputedStyle(this.#host);
    context.setTransform(density * this.#scale, 0, 0, density * this.#scale, 0, 0);
    context.strokeStyle = style.color;
    context.fillStyle = style.color;
    context.lineWidth = 1 / this.#scale;
    const box = ({ x, y, width, height }: Rectangle): void => context.strokeRect(x, y, width, height);
    context.globalAlpha = 0.35;
    for (const frame of scene.frames) box(frame.rectangle);
    context.globalAlpha = 0.55;
    for (const { rectangle } of scene.cards) {
      context.fillRect(rectangle.x, rectangle.y, rectangle.width, rectangle.height);
    }
  }

  /** Shows which part is seen; it is there only where that is not all of a picture of some size. */
  show(viewport: Viewport, window: Size, showsAll: boolean): void {
    const scene = this.#scene;
    const needed = scene !== undefined && !showsAll && scene.cards.length + scene.frames.length >= fewestBoxes;
    this.#host.hidden = !needed;
    if (!scene || !needed) return;
    this.#frame.style.width = `${Math.max(2, (window.width / viewport.scale) * this.#scale)}px`;
    this.#frame.style.height = `${Math.max(2, (window.height / viewport.scale) * this.#scale)}px`;
    this.follow(viewport);
  }

  /** Moves along, without being drawn anew. What of the part lies beyond the picture is cut off. */
  follow({ x, y, scale }: Viewport): void {
    this.#frame.style.transform = `translate(${(-x / scale) * this.#scale}px, ${(-y / scale) * this.#scale}px)`;
  }
}
