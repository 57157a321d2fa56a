const svgNamespace = 'http://www.w3.org/2000/svg';

/** Strokes of the buttons' signs, on a square of 16. */
const signs = new Map([
  ['zoom-out', 'M3.5 8h9'],
  ['zoom-in', 'M3.5 8h9M8 3.5v9'],
  [
    'fit',
    'M2.5 6V3.5a1 1 0 0 1 1-1H6M10 2.5h2.5a1 1 0 0 1 1 1V6M13.5 10v2.5a1 1 0 0 1-1 1H10M6 13.5H3.5a1 1 0 0 1-1-1V10',
  ],
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

/** A message as nodes: what it has between backticks is shown as code. */
export function withCode(message: string): readonly Node[] {
  return message.split(/`([^`]*)`/).map((piece, index) => {
    if (index % 2 === 0) return document.createTextNode(piece);
    const code = document.createElement('code');
    code.textContent = piece;
    return code;
  });
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
