import type { Rectangle, Scene } from '../../../language/layout/scene.ts';
import { renderSvg } from '../../../language/render/render-svg.ts';
import type { Theme } from '../../../language/render/render-svg.ts';
import { decorate } from './decorate.ts';
import type { Appearance } from './look.ts';
import { animate } from './motion.ts';
import { Keys, patchElement } from './patch-element.ts';
import type { SceneIndex } from './scene-index.ts';

const svgNamespace = 'http://www.w3.org/2000/svg';
/** Elements that the renderer never writes and that could do something by themselves. */
const refusedElements = new Set(['script', 'foreignObject', 'iframe', 'style', 'link', 'image', 'a', 'animate', 'set']);

/**
 * The drawn scene in the page. A new scene is worked into the elements that are there, matched by what they stand for,
 * so that what did not change is not touched: nothing flickers, focus stays, and a screen reader is left in peace.
 */
export class Picture {
  readonly #host: HTMLElement;
  readonly #marks: SVGSVGElement;
  #svg: SVGSVGElement | undefined;
  #index: SceneIndex | undefined;
  #drawing = '';
  #marked: readonly string[] = [];
  #markedKeys = '';
  #selected: string | undefined;

  constructor(host: HTMLElement) {
    this.#host = host;
    this.#marks = document.createElementNS(svgNamespace, 'svg');
    this.#marks.setAttribute('class', 'marks');
    this.#marks.setAttribute('aria-hidden', 'true');
  }

  /** Colour of the ground that the picture was drawn on; empty while there is none. */
  get ground(): string {
    return this.#svg?.querySelector(':scope > rect')?.getAttribute('fill') ?? '';
  }

  get index(): SceneIndex | undefined {
    return this.#index;
  }

  get scene(): Scene | undefined {
    return this.#index?.scene;
  }

  /** Id of the item that was pressed last. */
  get selected(): string | undefined {
    return this.#selected;
  }

  /** Id of the first item that the cursor is on in the text. */
  get marked(): string | undefined {
    return this.#marked[0];
  }

  /** Where the item lies that the cursor is on in the text, else the one that was pressed. */
  get interest(): Rectangle | undefined {
    const [item = this.#selected] = this.#marked;
    return item === undefined ? undefined : this.#index?.rectangleOf(item);
  }

  /** Draws a scene. Throws what the renderer throws, with the old picture left in place. */
  show(index: SceneIndex, theme: Theme, ground: string | undefined): void {
    const before = this.#index;
    const { scene } = index;
    const markup = renderSvg(scene, {
      theme,
      ...(ground ? { ground } : {}),
      font: 'none',
      purpose: 'interactive',
    });
    const selectedKey = this.#selected === undefined ? undefined : before?.keyOf(this.#selected);
    // What is said of an item may change while its picture does not.
    const drawing = `${markup}\n${JSON.stringify(index.findings)}`;
    if (drawing !== this.#drawing) {
      const drawn = parseSvg(markup);
      decorate(drawn, index);
      this.#patch(drawn, before?.scene, scene);
    }
    this.#marked = this.#marked.flatMap((id) => index.idOf(before?.keyOf(id)) ?? []);
    this.#index = index;
    this.#drawing = drawing;
    this.#selected = index.idOf(selectedKey);
    if (before && before.scene !== scene && before.scene.view.name === scene.view.name) {
      animate(before.scene, scene, (id) => this.elementOf(id));
    }
    this.#drawMarks();
  }

  /** Takes the picture away. */
  clear(): void {
    this.#host.replaceChildren();
    this.#svg = undefined;
    this.#index = undefined;
    this.#drawing = '';
  }

  /** The element that draws an item. */
  elementOf(id: string): SVGElement | undefined {
    // Ids were checked to be plain words.
    return this.#svg?.querySelector<SVGElement>(`[data-id="${id}"]`) ?? undefined;
  }

  /** Id of the item that an element of the page is part of. */
  itemOf(element: Element): string | undefined {
    return element.closest('[data-id]')?.getAttribute('data-id') ?? undefined;
  }

  /** Marks the items that the cursor is on in the text. True where those are other things than were marked before. */
  mark(items: readonly string[]): boolean {
    const keys = items.map((id) => this.#index?.keyOf(id) ?? id).join('\n');
    const others = keys !== this.#markedKeys;
    this.#markedKeys = keys;
    if (items.join() === this.#marked.join()) return others;
    this.#marked = items;
    this.#drawMarks();
    return others;
  }

  /** Marks the item that was pressed. */
  select(item: string | undefined): void {
    this.#selected = item;
    this.#drawMarks();
  }

  /** Hides lines, and lets items step back. */
  setAppearance({ hidden, dimmed }: Appearance, hiddenKinds: readonly string[]): void {
    for (const element of this.#svg?.querySelectorAll('[data-id]') ?? []) {
      const id = element.getAttribute('data-id') ?? '';
      toggleClass(element, 'switched-off', hidden.has(id));
      toggleClass(element, 'dimmed', dimmed.has(id));
    }
    for (const entry of this.#svg?.querySelectorAll('[data-flow-kind]') ?? []) {
      const off = hiddenKinds.includes(entry.getAttribute('data-flow-kind') ?? '');
      entry.setAttribute('aria-checked', String(!off));
    }
  }

  /** The legend's switches. */
  get switches(): readonly SVGElement[] {
    return [...(this.#svg?.querySelectorAll<SVGElement>('[data-flow-kind]') ?? [])];
  }

  #patch(drawn: SVGSVGElement, before: Scene | undefined, scene: Scene): void {
    if (!this.#svg) {
      this.#svg = drawn;
      this.#host.replaceChildren(drawn, this.#marks);
    } else {
      const focused = document.activeElement;
      patchElement(this.#svg, drawn, new Keys(before), new Keys(scene));
      // An element that changed its place among its neighbours lost the focus on the way.
      if (focused instanceof SVGElement && this.#svg.contains(focused)) focused.focus({ preventScroll: true });
    }
    this.#marks.setAttribute('width', String(scene.width));
    this.#marks.setAttribute('height', String(scene.height));
  }

  #drawMarks(): void {
    const shapes: SVGElement[] = [];
    const draw = (id: string, name: string): void => {
      const box = this.#index?.box(id);
      if (box) shapes.push(outline(box.rectangle, name));
      for (const { points } of this.#index?.line(id)?.strokes ?? []) {
        const path = document.createElementNS(svgNamespace, 'polyline');
        path.setAttribute('points', points.map(({ x, y }) => `${x},${y}`).join(' '));
        path.setAttribute('class', name);
        shapes.push(path);
      }
    };
    for (const id of this.#marked) draw(id, 'cursor');
    if (this.#selected !== undefined && !this.#marked.includes(this.#selected)) draw(this.#selected, 'selected');
    this.#marks.replaceChildren(...shapes);
  }
}

function outline({ x, y, width, height }: Rectangle, name: string): SVGElement {
  const gap = 3;
  const shape = document.createElementNS(svgNamespace, 'rect');
  const attributes = { x: x - gap, y: y - gap, width: width + 2 * gap, height: height + 2 * gap, rx: 8 };
  for (const [attribute, value] of Object.entries(attributes)) shape.setAttribute(attribute, String(value));
  shape.setAttribute('class', name);
  return shape;
}

function toggleClass(element: Element, name: string, on: boolean): void {
  if (element.classList.contains(name) !== on) element.classList.toggle(name, on);
  if (element.getAttribute('class') === '') element.removeAttribute('class');
}

/** Reads what the renderer wrote. The parser is strict, and nothing that acts by itself is let in. */
function parseSvg(markup: string): SVGSVGElement {
  const parsed = new DOMParser().parseFromString(markup, 'image/svg+xml');
  const root = document.importNode(parsed.documentElement, true);
  if (!(root instanceof SVGSVGElement)) throw new Error('The picture could not be read.');
  for (const element of root.querySelectorAll('*')) {
    if (refusedElements.has(element.localName)) element.remove();
    for (const { name } of [...element.attributes]) if (/^on|href$/i.test(name)) element.removeAttribute(name);
  }
  return root;
}
