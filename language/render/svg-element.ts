/** The elements and attributes that a picture is made of; there are no others. */
export const svgElements = ['svg', 'title', 'desc', 'style', 'g', 'rect', 'path', 'circle', 'text'] as const;
export type SvgElementName = (typeof svgElements)[number];

export const svgAttributes = [
  'aria-describedby',
  'aria-label',
  'aria-labelledby',
  'class',
  'cx',
  'cy',
  'd',
  'data-id',
  'data-kind',
  'fill',
  'fill-rule',
  'font-family',
  'font-size',
  'font-weight',
  'height',
  'id',
  'opacity',
  'r',
  'role',
  'rx',
  'stroke',
  'stroke-dasharray',
  'stroke-linecap',
  'stroke-linejoin',
  'stroke-width',
  'tabindex',
  'text-anchor',
  'transform',
  'viewBox',
  'width',
  'x',
  'xml:space',
  'xmlns',
  'y',
] as const;
export type SvgAttributeName = (typeof svgAttributes)[number];

export type SvgAttributes = { readonly [Name in SvgAttributeName]?: string | number | undefined };

/** A piece of finished markup. Only the functions of this file make it, so nothing unescaped can pass for it. */
export interface Markup {
  readonly markup: string;
}

/** An element with its attributes, in the order given, and its children. Attributes that are undefined are left out. */
export function element(name: SvgElementName, attributes: SvgAttributes, ...children: readonly Markup[]): Markup {
  let markup = `<${name}`;
  for (const [attribute, value] of Object.entries(attributes))
    if (value !== undefined) markup += ` ${attribute}="${escapeAttribute(String(value))}"`;
  if (children.length === 0) return { markup: `${markup}/>` };
  const inner = children.map((child) => child.markup);
  const broken = inner.some((child) => child.startsWith('<')) && name !== 'text';
  return {
    markup: broken ? `${markup}>\n${inner.join('\n')}\n</${name}>` : `${markup}>${inner.join('')}</${name}>`,
  };
}

/** A text node. */
export function textNode(text: string): Markup {
  return { markup: escapeText(text) };
}

/** Characters that XML cannot hold at all, escaped or not. */
const notXml = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu;

/** Most of a picture is numbers, paths and plain words: one look tells that nothing in them needs escaping. */
const needsNothing = /^[A-Za-z0-9 .,:;#%()+/_-]*$/;

function escapeText(text: string): string {
  if (needsNothing.test(text)) return text;
  return text.replace(notXml, '\uFFFD').replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

function escapeAttribute(text: string): string {
  if (needsNothing.test(text)) return text;
  return escapeText(text)
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;')
    .replaceAll('\t', '&#9;')
    .replaceAll('\n', '&#10;')
    .replaceAll('\r', '&#13;');
}
