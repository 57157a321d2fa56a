import type { Rectangle } from '../../../language/layout/scene.ts';
import type { Picture } from './picture.ts';
import type { SceneBox, SceneIndex } from './scene-index.ts';
import { nextBox, placeAmongLines, stepAlong, stepAside } from './walk-steps.ts';
import type { Side, Standing } from './walk-steps.ts';

export interface WalkListener {
  /** An element got the focus by keys; this is where it lies, and where it stands among others. */
  onFocus(rectangle: Rectangle, words: string | undefined): void;
  /** An element has the focus, by whatever means. */
  onStand(item: string): void;
  /** Show where an item is written; `open` also goes there. */
  onReveal(item: string, open: boolean): void;
}

const sides = new Map<string, Side>([
  ['ArrowLeft', 'left'],
  ['ArrowRight', 'right'],
  ['ArrowUp', 'up'],
  ['ArrowDown', 'down'],
]);

/**
 * Walking through the picture by keys. The picture is one stop of the Tab key: the item that had the focus last, or the
 * first box. Arrow keys go to the next box that way; O and I follow a flow out and in, and on a flow the arrow keys go to
 * its ends and to the other flows at the same box. U goes up to the group around a box, Home and End to the first and
 * last box, Enter to the text, Escape back to the canvas.
 */
export class Walk {
  readonly #picture: Picture;
  readonly #listener: WalkListener;
  /** What had the focus last, by its key. */
  #key: string | undefined;
  #standing: Standing | undefined;

  constructor(picture: Picture, listener: WalkListener) {
    this.#picture = picture;
    this.#listener = listener;
  }

  /** To be called after each new picture: makes one item the stop of the Tab key. */
  refresh(): void {
    const index = this.#picture.index;
    if (!index) return;
    const stop = index.idOf(this.#key) ?? boxesOf(index)[0]?.id;
    for (const { id } of [...index.scene.frames, ...index.scene.cards, ...index.scene.lines]) {
      this.#picture.elementOf(id)?.setAttribute('tabindex', id === stop ? '0' : '-1');
    }
  }

  /** Moves the focus to an item. */
  focus(id: string): void {
    this.#picture.elementOf(id)?.focus({ preventScroll: true });
  }

  /** The item that has the focus, or had it last. */
  get current(): string | undefined {
    return this.#picture.index?.idOf(this.#key);
  }

  /** Handles a key that was pressed on the canvas or in it. True where it was one of the walk's. */
  onKey(event: KeyboardEvent): boolean {
    const index = this.#picture.index;
    if (!index || event.ctrlKey || event.metaKey || event.altKey || !(event.target instanceof Element)) return false;
    const id = this.#picture.itemOf(event.target);
    if (id === undefined) return false;
    const standing = this.#standing?.item === id ? this.#standing : { item: id };
    const box = index.box(id);
    const side = sides.get(event.key);
    if (side && box) this.#go(nextBox('elements' in box ? boxesOf(index) : index.scene.frames, box, side));
    else if (side) this.#stand(alongLine(index, standing, side));
    else if (event.key === 'o' || event.key === 'O') this.#stand(stepAlong(index, standing, true));
    else if (event.key === 'i' || event.key === 'I') this.#stand(stepAlong(index, standing, false));
    else if (event.key === 'u' || event.key === 'U')
      this.#go(box?.parent === undefined ? undefined : index.box(box.parent));
    else if (event.key === 'Home') this.#go(boxesOf(index)[0]);
    else if (event.key === 'End') this.#go(boxesOf(index).at(-1));
    else if (event.key === 'Enter' || event.key === ' ') this.#listener.onReveal(id, event.key === 'Enter');
    else if (event.key === 'Escape') (event.currentTarget as HTMLElement).focus();
    else return false;
    return true;
  }

  /** To be called when an element of the picture gets the focus; `byKeys` brings it into sight. */
  onFocus(element: Element, byKeys: boolean): void {
    const index = this.#picture.index;
    const id = this.#picture.itemOf(element);
    if (!index || id === undefined) return;
    if (this.#standing?.item !== id) this.#standing = { item: id };
    this.#key = index.keyOf(id);
    this.refresh();
    this.#listener.onStand(id);
    const rectangle = index.rectangleOf(id);
    if (byKeys && rectangle) this.#listener.onFocus(rectangle, placeAmongLines(index, this.#standing));
  }

  #go(box: SceneBox | undefined): void {
    if (box) this.#stand({ item: box.id });
  }

  #stand(standing: Standing | undefined): void {
    if (!standing) return;
    this.#standing = standing;
    this.focus(standing.item);
  }
}

/** On a line, along the reading direction is along the flow, and across it are the other lines at the same box. */
function alongLine(index: SceneIndex, standing: Standing, side: Side): Standing | undefined {
  const down = index.scene.direction === 'down';
  const [back, on] = down ? ['up', 'down'] : ['left', 'right'];
  if (side === on) return stepAlong(index, standing, true);
  if (side === back) return stepAlong(index, standing, false);
  return stepAside(index, standing, side === 'down' || side === 'right' ? 1 : -1);
}

/** Cards in reading order; the frames are walked through where there is no card. */
function boxesOf({ scene }: SceneIndex): readonly SceneBox[] {
  return scene.cards.length > 0 ? scene.cards : scene.frames;
}
