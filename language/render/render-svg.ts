import type {
  Rectangle,
  Scene,
  SceneCard,
  SceneFrame,
  SceneItem,
  SceneLine,
  SceneMark,
  SceneText,
} from '../layout/scene.ts';
import { fontFiles } from '../text/generated/font-files.ts';
import { flowStyles, headShapes, headTurns } from './flow-style.ts';
import { glyphs } from './generated/glyphs.ts';
import { number, roundedPath } from './line-path.ts';
import { legendSample } from './render-legend.ts';
import { element, textNode, type Markup } from './svg-element.ts';
import { tokensOf, type Theme, type Tokens } from './theme.ts';

export { themes, type Theme } from './theme.ts';

export interface RenderOptions {
  readonly theme: Theme;
  /** `embedded` carries the font inside the picture, so that it looks the same everywhere; default. */
  readonly font?: 'embedded' | 'none';
  /**
   * `picture` (default) makes the SVG one image with a title and description. `interactive` leaves that role out and
   * makes frames, cards and lines focusable with roles and names of their own, for the preview.
   */
  readonly purpose?: 'picture' | 'interactive';
}

const cornerRadius = 6;
const fontFamily = "Inter, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif";

/** The `@font-face` rules of the bundled font, for a page that shows pictures without an embedded one. */
export function fontFaceRules(): string {
  return ([400, 600] as const)
    .map(
      (weight) =>
        `@font-face{font-family:Inter;font-weight:${weight};src:url(data:font/woff2;base64,${fontFiles[weight]}) format('woff2')}`,
    )
    .join('\n');
}

/**
 * Draws a scene. The same scene and options give the same bytes. Frames, cards and lines are `g` elements with
 * `data-id` = the item's `id` and `data-kind` = `frame`, `card` or `line`; nothing in ids or attributes comes from the
 * user except inside `title` and text nodes (and `aria-label`).
 */
export function renderSvg(scene: Scene, options: RenderOptions): string {
  const tokens = tokensOf[options.theme];
  const interactive = options.purpose === 'interactive';
  const drawing = new Drawing(tokens, interactive);
  const { width, height } = scene;
  const svg = element(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      width,
      height,
      viewBox: `0 0 ${width} ${height}`,
      'font-family': fontFamily,
      ...(interactive
        ? { role: 'group', 'aria-label': scene.title || scene.view.title }
        : { role: 'img', 'aria-labelledby': 'parapet-title', 'aria-describedby': 'parapet-description' }),
    },
    ...(interactive
      ? []
      : [
          element('title', { id: 'parapet-title' }, textNode(scene.title || scene.view.title)),
          element('desc', { id: 'parapet-description' }, textNode(scene.description)),
        ]),
    ...(options.font === 'none' ? [] : [element('style', {}, textNode(fontFaceRules()))]),
    element('rect', { width, height, fill: tokens.background }),
    element('g', { class: 'heading' }, ...scene.heading.map((text) => drawing.text(text, tokens.text))),
    element('g', { class: 'frames' }, ...scene.frames.map((frame) => drawing.frame(frame))),
    element('g', { class: 'lines' }, ...scene.lines.map((line) => drawing.line(line))),
    element('g', { class: 'gaps' }, ...scene.frames.flatMap((frame) => drawing.gaps(frame))),
    element('g', { class: 'cards' }, ...scene.cards.map((card) => drawing.card(card))),
    ...(scene.legend
      ? [
          element(
            'g',
            { class: 'legend' },
            ...scene.legend.entries.map((entry) =>
              element('g', {}, legendSample(entry, tokens, drawing), drawing.text(entry.text, tokens.mutedText)),
            ),
          ),
        ]
      : []),
  );
  return `${svg.markup}\n`;
}

/** Draws the parts of a scene in the colours of one theme. */
export class Drawing {
  readonly #tokens: Tokens;
  readonly #interactive: boolean;

  constructor(tokens: Tokens, interactive: boolean) {
    this.#tokens = tokens;
    this.#interactive = interactive;
  }

  text(text: SceneText, fill: string): Markup {
    return element(
      'text',
      {
        x: number(text.x),
        y: number(text.y),
        'font-size': text.size,
        'font-weight': text.weight === 400 ? undefined : text.weight,
        'text-anchor': text.anchor === 'start' ? undefined : text.anchor,
        fill,
      },
      textNode(text.text),
    );
  }

  frame(frame: SceneFrame): Markup {
    const { frames, frameBorder, zoneBorder, text } = this.#tokens;
    const zone = frame.kind === 'zone';
    const planned = frame.status === 'planned';
    return this.#item(
      frame,
      'frame',
      element('rect', {
        ...box(frame.rectangle),
        rx: 8,
        fill: frames[Math.min(frame.depth, frames.length - 1)],
        stroke: zone ? zoneBorder : frameBorder,
        'stroke-width': zone ? 1.5 : 1,
        'stroke-dasharray': zone ? '7 4' : planned ? '3 3' : undefined,
      }),
      ...frame.marks.map((mark) => this.mark(mark)),
      ...frame.title.map((line) => this.text(line, text)),
    );
  }

  /** Where lines pass a trust boundary, the boundary opens, with a post at each side. */
  gaps(frame: SceneFrame): Markup[] {
    const { frames, zoneBorder } = this.#tokens;
    const half = 7;
    const fill = frames[Math.min(frame.depth, frames.length - 1)];
    return frame.gaps.map(({ x, y, axis }) => {
      const posts =
        axis === 'horizontal'
          ? `M${number(x - 4)} ${number(y - half)}h8M${number(x - 4)} ${number(y + half)}h8`
          : `M${number(x - half)} ${number(y - 4)}v8M${number(x + half)} ${number(y - 4)}v8`;
      void fill;
      return element('path', {
        d: posts,
        stroke: zoneBorder,
        'stroke-width': 1.5,
        'stroke-linecap': 'round',
        fill: 'none',
      });
    });
  }

  card(card: SceneCard): Markup {
    const { card: fill, cardBorder, pillars, noPillar, text, mutedText } = this.#tokens;
    const { x, y, height } = card.rectangle;
    const colour = card.pillar ? pillars[card.pillar] : noPillar;
    const planned = card.status === 'planned';
    const closed = card.kind === 'zone' || card.kind === 'group';
    return this.#item(
      card,
      'card',
      element('rect', {
        ...box(card.rectangle),
        rx: 6,
        fill,
        stroke: card.kind === 'zone' ? this.#tokens.zoneBorder : cardBorder,
        'stroke-width': card.kind === 'zone' ? 1.5 : 1,
        'stroke-dasharray': card.kind === 'zone' ? '7 4' : planned ? '4 3' : undefined,
      }),
      ...(card.pillar && !closed
        ? [
            element('path', {
              d: `M${number(x + 6)} ${number(y)}H${number(x + 4)}V${number(y + height)}H${number(x + 6)}A6 6 0 0 1 ${number(x)} ${number(y + height - 6)}V${number(y + 6)}A6 6 0 0 1 ${number(x + 6)} ${number(y)}Z`,
              fill: colour,
            }),
          ]
        : []),
      this.glyph(card.glyph, card.glyphArea, colour),
      ...card.name.map((line) => this.text(line, text)),
      ...card.detail.map((line) => this.text(line, mutedText)),
      ...card.marks.map((mark) => this.mark(mark)),
    );
  }

  line(line: SceneLine): Markup {
    const { flows, pill: pillFill, text, mutedText } = this.#tokens;
    const strokes = line.strokes.flatMap(({ kind, points }) => {
      const style = flowStyles[kind];
      const insetAt = (end: { readonly x: number; readonly y: number } | undefined): number => {
        const head = end && line.heads.find((other) => other.x === end.x && other.y === end.y);
        return head ? headShapes[flowStyles[head.kind].head].inset : 0;
      };
      const d = roundedPath(points, cornerRadius, insetAt(points[0]), insetAt(points.at(-1)));
      return strokeOf(d, kind, style, flows[kind], this.#tokens.background);
    });
    const heads = line.heads.map((head) => this.head(head.kind, head.x, head.y, headTurns[head.toward]));
    const pills = line.pills.flatMap((pill) => [
      element('rect', { ...box(pill.rectangle), rx: Math.min(7, pill.rectangle.height / 2), fill: pillFill }),
      ...pill.marks.map((mark) => this.sample(mark.kind, mark.x, mark.y, mark.width, mark.toward)),
      ...pill.text.map((words) => this.text(words, pill.derived ? mutedText : text)),
    ]);
    return this.#item(line, 'line', ...strokes, ...heads, ...pills);
  }

  head(kind: SceneLine['kinds'][number], x: number, y: number, turn: number): Markup {
    const colour = this.#tokens.flows[kind];
    const shape = headShapes[flowStyles[kind].head];
    return element('path', {
      class: 'head',
      d: shape.path,
      transform: `translate(${number(x)} ${number(y)})${turn === 0 ? '' : ` rotate(${turn})`}`,
      fill: shape.filled ? colour : 'none',
      stroke: shape.filled ? undefined : colour,
      'stroke-width': shape.filled ? undefined : 1.6,
      'stroke-linecap': shape.filled ? undefined : 'round',
      'stroke-linejoin': shape.filled ? undefined : 'round',
    });
  }

  /** A short straight line of a kind with its marker. */
  sample(
    kind: SceneLine['kinds'][number],
    x: number,
    y: number,
    width: number,
    toward: keyof typeof headTurns = 'right',
  ): Markup {
    const style = flowStyles[kind];
    const { inset } = headShapes[style.head];
    const turn = toward === 'left' || toward === 'up' ? 180 : 0;
    const tip = turn === 0 ? x + width : x;
    const d =
      turn === 0
        ? `M${number(x)} ${number(y)}H${number(tip - inset)}`
        : `M${number(x + width)} ${number(y)}H${number(tip + inset)}`;
    return element(
      'g',
      {},
      ...strokeOf(d, kind, style, this.#tokens.flows[kind], this.#tokens.pill),
      this.head(kind, tip, y, turn),
    );
  }

  glyph(name: string, area: Rectangle, fill: string): Markup {
    const d = Object.hasOwn(glyphs, name) ? glyphs[name as keyof typeof glyphs] : glyphs.component;
    const scale = area.width / 20;
    return element('path', {
      d,
      fill,
      transform: `translate(${number(area.x)} ${number(area.y)})${scale === 1 ? '' : ` scale(${number(scale)})`}`,
    });
  }

  mark(mark: SceneMark): Markup {
    const name = markGlyphs[mark.kind];
    return this.glyph(name, { x: mark.x, y: mark.y, width: mark.size, height: mark.size }, this.#tokens.mark);
  }

  #item(item: SceneItem, kind: 'frame' | 'card' | 'line', ...children: readonly Markup[]): Markup {
    if (this.#interactive)
      return element(
        'g',
        { 'data-id': item.id, 'data-kind': kind, role: 'img', 'aria-label': item.description, tabindex: -1 },
        ...children,
      );
    return element(
      'g',
      { 'data-id': item.id, 'data-kind': kind },
      element('title', {}, textNode(item.description)),
      ...children,
    );
  }
}

const markGlyphs = {
  zone: 'zone',
  planned: 'planned',
  retiring: 'clock',
  'service-retiring': 'clock',
  'service-retired': 'prohibited',
  collapsed: 'group',
} as const;

function box(rectangle: Rectangle) {
  return {
    x: number(rectangle.x),
    y: number(rectangle.y),
    width: number(rectangle.width),
    height: number(rectangle.height),
  };
}

function strokeOf(
  d: string,
  kind: string,
  style: (typeof flowStyles)[keyof typeof flowStyles],
  colour: string,
  inside: string,
): Markup[] {
  const line = element('path', {
    d,
    fill: 'none',
    stroke: colour,
    'stroke-width': style.width,
    'stroke-dasharray': style.dashes,
    'stroke-linecap': style.cap === 'butt' ? undefined : style.cap,
  });
  if (!style.double) return [line];
  return [line, element('path', { d, fill: 'none', stroke: inside, 'stroke-width': style.width / 3 })];
}
