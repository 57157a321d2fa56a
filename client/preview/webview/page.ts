const svgNamespace = 'http://www.w3.org/2000/svg';

/** Strokes of the buttons' signs, on a square of 16. */
const signs = new Map([
  ['zoom-out', 'M3.5 8h9'],
  ['zoom-in', 'M3.5 8h9M8 3.5v9'],
  [
    'fit',
    'M2.5 6V3.5a1 1 0 0 1 1-1H6M10 2.5h2.5a1 1 0 0 1 1 1V6M13.5 10v2.5a1 1 0 0 1-1 1H10M6 13.5H3.5a1 1 0 0 1-1-1V10',
  ],
  ['search', 'M7 2.5a4.5 4.5 0 1 1 0 9a4.5 4.5 0 1 1 0-9ZM10.4 10.4L13.5 13.5'],
  ['filter', 'M2 3.5h12M4.5 8h7M6.5 12.5h3'],
  ['details', 'M8 1.8a6.2 6.2 0 1 1 0 12.4a6.2 6.2 0 1 1 0-12.4ZM8 7.2v4M8 4.7v.2'],
  ['table', 'M2.5 3.5h11v9h-11ZM2.5 6.5h11M2.5 9.5h11M6.5 3.5v9'],
  ['share', 'M8 10V2.5M5 5.2L8 2.2L11 5.2M4 7.5H3v6h10v-6h-1'],
  ['tidy', 'M2.5 2.5h4v4h-4ZM9.5 2.5h4v4h-4ZM2.5 9.5h4v4h-4ZM9.5 9.5h4v4h-4Z'],
  ['keys', 'M5.8 6a2.2 2.2 0 1 1 3.3 1.9c-.7.4-1.1.8-1.1 1.7M8 12v.3'],
  ['panel-close', 'M4 4l8 8M12 4l-8 8'],
]);

/** The element of the page with this id, which is of this type. Throws where the page is another. */
export function element<T extends HTMLElement>(id: string, type: new () => T): T {
  const found = document.getElementById(id);
  if (!(found instanceof type)) throw new Error(`The page has no #${id}.`);
  return found;
}

export function show(element: HTMLElement, shown: boolean): void {
  element.hidden = !shown;
}

type Attributes = Readonly<Record<string, string | number | boolean | undefined>>;

/** An element with attributes and children; texts become text nodes. Attributes that are undefined or false are left out. */
export function make<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  attributes: Attributes = {},
  ...children: readonly (Node | string)[]
): HTMLElementTagNameMap[Name] {
  const made = document.createElement(name);
  for (const [attribute, value] of Object.entries(attributes)) {
    if (value !== undefined && value !== false) made.setAttribute(attribute, value === true ? '' : String(value));
  }
  made.append(...children);
  return made;
}

/** A button that does something. */
export function button(words: string, press: () => void, attributes: Attributes = {}): HTMLButtonElement {
  const made = make('button', { type: 'button', ...attributes }, words);
  made.addEventListener('click', press);
  return made;
}

/** A message as nodes: what it has between backticks is shown as code. */
export function withCode(message: string): readonly Node[] {
  return message.split(/`([^`]*)`/).map((piece, index) => {
    if (index % 2 === 0) return document.createTextNode(piece);
    return make('code', {}, piece);
  });
}

/** "1 error", "2 errors". */
export function count(amount: number, word: string): string {
  return `${amount} ${word}${amount === 1 ? '' : 's'}`;
}

/** Draws the signs on the buttons. */
export function fillButtons(): void {
  for (const [id, path] of signs) {
    const svg = document.createElementNS(svgNamespace, 'svg');
    svg.setAttribute('viewBox', '0 0 16 16');
    svg.setAttribute('aria-hidden', 'true');
    const stroke = document.createElementNS(svgNamespace, 'path');
    stroke.setAttribute('d', path);
    svg.append(stroke);
    element(id, HTMLButtonElement).replaceChildren(svg);
  }
}
