import { card, findingWords } from './details.ts';
import { element, make, show } from './page.ts';
import type { SceneIndex } from './scene-index.ts';

const delay = 450;
const leave = 200;
const gap = 12;

/**
 * The card that is shown while the pointer rests on an item. It stays while the pointer is on it, and goes with Escape or
 * as soon as the picture moves. Keys have the details panel for the same.
 */
export class HoverCard {
  readonly #host = element('hover', HTMLElement);
  readonly #index: () => SceneIndex | undefined;
  #item: string | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(index: () => SceneIndex | undefined) {
    this.#index = index;
    this.#host.addEventListener('pointerenter', () => clearTimeout(this.#timer));
    this.#host.addEventListener('pointerleave', () => this.#later(leave, () => this.hide()));
  }

  /** The pointer is on an item of the picture, or on none. */
  over(item: string | undefined, at: { readonly x: number; readonly y: number }): void {
    if (item === this.#item) return;
    this.#item = item;
    if (item === undefined) {
      this.#later(leave, () => this.hide());
      return;
    }
    this.#later(this.#host.hidden ? delay : leave, () => this.#show(item, at));
  }

  hide(): void {
    clearTimeout(this.#timer);
    this.#item = undefined;
    show(this.#host, false);
  }

  get isShown(): boolean {
    return !this.#host.hidden;
  }

  #later(time: number, run: () => void): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(run, time);
  }

  #show(item: string, at: { readonly x: number; readonly y: number }): void {
    const index = this.#index();
    const box = index?.box(item);
    if (!index || (!box && !index.line(item))) return;
    const title = box ? index.labelOf(box.path) : 'Flows';
    this.#host.replaceChildren(
      make('strong', { class: 'title' }, title),
      ...findingWords(index, item),
      ...card(index, item),
    );
    show(this.#host, true);
    const { width, height } = this.#host.getBoundingClientRect();
    const x = at.x + gap + width > innerWidth ? Math.max(4, at.x - gap - width) : at.x + gap;
    const y = at.y + gap + height > innerHeight ? Math.max(4, at.y - gap - height) : at.y + gap;
    this.#host.style.transform = `translate(${Math.round(x)}px, ${Math.round(y)}px)`;
  }
}
