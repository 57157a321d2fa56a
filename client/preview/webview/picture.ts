import type { Rectangle, Scene } from '../../../language/layout/scene.ts';
import { renderSvg } from '../../../language/render/render-svg.ts';
import type { Theme } from '../../../language/render/render-svg.ts';
import { Keys, patchElement } from './patch-element.ts';

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
  #markup = '';
  #scene: Scene | undefined;
  #theme: Theme | undefined;
  #marked: readonly string[] = [];
  #selected: string | undefined;

  constructor(host: HTMLElement) {
    this.#host = host;
    this.#marks = document.createElementNS(svgNamespace, 'svg');
    this.#marks.setAttribute('class', 'marks');
    this.#marks.setAttribute('aria-hidden', 'true');
  }

  /** Colour of the ground that the picture was drawn for; empty while there is none. */
  get ground(): string {
    return this.#svg?.querySelector(':scope > rect')?.getAttribute('fill') ?? '';
  }

  get scene(): Scene | undefined {
    return this.#scene;
  }

  /** Draws a scene. Throws what the renderer throws, with the old picture left in place. */
  show(scene: Scene, theme: Theme): void {
    if (scene === this.#scene && theme === this.#theme) return;
    const markup = renderSvg(scene, { theme, font: 'none', purpose: 'interactive' });
    const selectedKey = this.#selected === undefined ? undefined : keyOf(this.#scene, this.#selected);
    if (markup !== this.#markup) this.#patch(parseSvg(markup), scene);
    // What the cursor is on in another picture is told anew; another theme of the same one changes nothing about it.
    if (scene !== this.#scene) this.#marked = [];
    this.#markup = markup;
    this.#scene = scene;
    this.#theme = theme;
    this.#selected = selectedKey === undefined ? undefined : idOf(scene, selectedKey);
    this.#drawMarks();
  }

  /** Takes the picture away. */
  clear(): void {
    this.#host.replaceChildren();
    this.#svg = undefined;
    this.#scene = undefined;
    this.#theme = undefined;
    this.#markup = '';
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

  /** Marks the items that the cursor is on in the text. */
  mark(items: readonly string[]): void {
    if (items.join() === this.#marked.join()) return;
    this.#marked = items;
    this.#drawMarks();
  }

  /** Marks the item that was pressed. */
  select(item: string | undefined): void {
    this.#selected = item;
    this.#drawMarks();
  }

  #patch(drawn: SVGSVGElement, scene: Scene): void {
    if (!this.#svg) {
      this.#svg = drawn;
      this.#host.replaceChildren(drawn, this.#marks);
    } else {
      const focused = document.activeElement;
      patchElement(this.#svg, drawn, new Keys(this.#scene), new Keys(scene));
      // An element that changed its place among its neighbours lost the focus on the way.
      if (focused instanceof SVGElement && this.#svg.contains(focused)) focused.focus({ preventScroll: true });
    }
    this.#marks.setAttribute('width', String(scene.width));
    this.#marks.setAttribute('height', String(scene.height));
  }

  #drawMarks(): void {
    const shapes: SVGElement[] = [];
    const draw = (id: string, name: string): void => {
      const box = [...(this.#scene?.cards ?? []), ...(this.#scene?.frames ?? [])].find((box) => box.id === id);
      if (box) shapes.push(outline(box.rectangle, name));
      const line = this.#scene?.lines.find((line) => line.id === id);
      for (const { points } of line?.strokes ?? []) {
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

function keyOf(scene: Scene | undefined, id: string): string | undefined {
  return [...(scene?.cards ?? []), ...(scene?.frames ?? []), ...(scene?.lines ?? [])].find((item) => item.id === id)
    ?.key;
}

function idOf(scene: Scene, key: string): string | undefined {
  return [...scene.cards, ...scene.frames, ...scene.lines].find((item) => item.key === key)?.id;
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
