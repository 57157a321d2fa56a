import type { Rectangle, Scene, SceneCard, SceneFrame } from '../../../language/layout/scene.ts';
import type { Picture } from './picture.ts';

export interface WalkListener {
  /** An element has the focus; this is where it lies. */
  onFocus(rectangle: Rectangle): void;
  /** Show where an item is written; `open` also goes there. */
  onReveal(item: string, open: boolean): void;
}

type Box = SceneCard | SceneFrame;
type Side = 'left' | 'right' | 'up' | 'down';

const sides = new Map<string, Side>([
  ['ArrowLeft', 'left'],
  ['ArrowRight', 'right'],
  ['ArrowUp', 'up'],
  ['ArrowDown', 'down'],
]);

/**
 * Walking through the picture by keys. The picture is one stop of the Tab key: the box that had the focus last, or the
 * first. Arrow keys go to the next box that way, Home and End to the first and last, Enter to the text, Escape back to
 * the canvas.
 */
export class Walk {
  readonly #picture: Picture;
  readonly #listener: WalkListener;
  /** What had the focus last, by its key. */
  #key: string | undefined;

  constructor(picture: Picture, listener: WalkListener) {
    this.#picture = picture;
    this.#listener = listener;
  }

  /** To be called after each new picture: makes one box the stop of the Tab key. */
  refresh(): void {
    const boxes = boxesOf(this.#picture.scene);
    const stop = boxes.find((box) => box.key === this.#key) ?? boxes[0];
    for (const box of boxes) this.#picture.elementOf(box.id)?.setAttribute('tabindex', box === stop ? '0' : '-1');
  }

  /** Handles a key that was pressed on the canvas or in it. */
  onKey(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey || !(event.target instanceof Element)) return;
    const id = this.#picture.itemOf(event.target);
    const boxes = boxesOf(this.#picture.scene);
    const box = boxes.find((box) => box.id === id);
    if (!box) return;
    const side = sides.get(event.key);
    if (side) this.#focus(nextBox(boxes, box, side));
    else if (event.key === 'Home') this.#focus(boxes[0]);
    else if (event.key === 'End') this.#focus(boxes.at(-1));
    else if (event.key === 'Enter' || event.key === ' ') this.#listener.onReveal(box.id, event.key === 'Enter');
    else if (event.key === 'Escape') (event.currentTarget as HTMLElement).focus();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  /** To be called when an element of the picture gets the focus; `byKeys` brings it into sight. */
  onFocus(element: Element, byKeys: boolean): void {
    const id = this.#picture.itemOf(element);
    const box = boxesOf(this.#picture.scene).find((box) => box.id === id);
    if (!box) return;
    this.#key = box.key;
    this.refresh();
    if (byKeys) this.#listener.onFocus(box.rectangle);
  }

  #focus(box: Box | undefined): void {
    if (box) this.#picture.elementOf(box.id)?.focus({ preventScroll: true });
  }
}

/** Cards in reading order; the frames are walked through where there is no card. */
function boxesOf(scene: Scene | undefined): readonly Box[] {
  if (!scene) return [];
  return scene.cards.length > 0 ? scene.cards : scene.frames;
}

/** The box whose middle lies nearest on one side: straight on counts for more than aside. */
export function nextBox(boxes: readonly Box[], from: Box, side: Side): Box | undefined {
  const middle = ({ rectangle: { x, y, width, height } }: Box): readonly [number, number] => [
    x + width / 2,
    y + height / 2,
  ];
  const [fromX, fromY] = middle(from);
  const along = side === 'left' || side === 'right' ? 0 : 1;
  const sign = side === 'left' || side === 'up' ? -1 : 1;
  let nearest: Box | undefined;
  let least = Infinity;
  for (const box of boxes) {
    const [x, y] = middle(box);
    const offset = [x - fromX, y - fromY] as const;
    const ahead = offset[along] * sign;
    if (box === from || ahead <= 1) continue;
    const distance = ahead + 2 * Math.abs(offset[1 - along] ?? 0);
    if (distance < least) [nearest, least] = [box, distance];
  }
  return nearest;
}
