import type {
  Rectangle,
  SceneCard,
  SceneColumn,
  SceneFrame,
  SceneItem,
  SceneLine,
  SceneMark,
  SceneText,
} from '../layout/scene.ts';
import { flowStyles, headShapes, headTurns } from './flow-style.ts';
import { glyphs } from './generated/glyphs.ts';
import { dashedPaths, number, roundedPath } from './line-path.ts';
import { element, textNode, type Markup } from './svg-element.ts';
import type { Tokens } from './theme.ts';

/** Of lines. */
const cornerRadius = 6;
const cardShape = { corner: 6, barWidth: 4 } as const;

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
      ...borderedBox(frame.rectangle, 8, frames[Math.min(frame.depth, frames.length - 1)], {
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
    const { zoneBorder } = this.#tokens;
    const half = 7;
    return frame.gaps.map(({ x, y, length, axis }) => {
      const posts =
        axis === 'horizontal'
          ? `M${number(x - 4)} ${number(y - half)}h8M${number(x - 4)} ${number(y + length + half)}h8`
          : `M${number(x - half)} ${number(y - 4)}v8M${number(x + length + half)} ${number(y - 4)}v8`;
      return element('path', {
        d: posts,
        stroke: zoneBorder,
        'stroke-width': 1.5,
        'stroke-linecap': 'round',
        fill: 'none',
      });
    });
  }

  column({ rectangle, title }: SceneColumn): Markup {
    const { columnHeading, frameBorder, text } = this.#tokens;
    return element(
      'g',
      {},
      element('rect', { ...box(rectangle), rx: 6, fill: columnHeading, stroke: frameBorder }),
      ...title.map((line) => this.text(line, text)),
    );
  }

  card(card: SceneCard): Markup {
    const { card: fill, cardBorder, pillars, noPillar, tactic, text, mutedText } = this.#tokens;
    const { x, y, height } = card.rectangle;
    const colour = card.pillar ? pillars[card.pillar] : noPillar;
    const planned = card.status === 'planned';
    const closed = card.kind === 'zone' || card.kind === 'group';
    return this.#item(
      card,
      'card',
      element('rect', {
        ...box(card.rectangle),
        rx: cardShape.corner,
        fill,
        stroke: card.kind === 'zone' ? this.#tokens.zoneBorder : cardBorder,
        'stroke-width': card.kind === 'zone' ? 1.5 : 1,
        'stroke-dasharray': card.kind === 'zone' ? '7 4' : planned ? '4 3' : undefined,
      }),
      ...(card.pillar && !closed ? [element('path', { d: barPath(x, y, height), fill: colour })] : []),
      this.glyph(card.glyph, card.glyphArea, colour),
      ...(card.caption ?? []).map((line) => this.text(line, tactic)),
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
      const [start, end] = [insetAt(points[0]), insetAt(points.at(-1))];
      const paths = style.dashes
        ? dashedPaths(points, cornerRadius, style.dashes.split(' ').map(Number), start, end)
        : [roundedPath(points, cornerRadius, start, end)];
      return paths.flatMap((d) => strokeOf(d, kind, style, flows[kind], this.#tokens.background));
    });
    const heads = line.heads.map((head) => this.head(head.kind, head.x, head.y, headTurns[head.toward]));
    const pills = line.pills.flatMap((pill) => [
      element('rect', { ...box(pill.rectangle), rx: Math.min(7, pill.rectangle.height / 2), fill: pillFill }),
      ...pill.marks.map((mark) => this.sample(mark.kind, mark.x, mark.y, mark.width, mark.toward, mark.both)),
      ...pill.signs.map((sign) => this.mark(sign)),
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
    both: boolean = false,
  ): Markup {
    const style = flowStyles[kind];
    const { inset } = headShapes[style.head];
    const turn = toward === 'left' || toward === 'up' ? 180 : 0;
    const tip = turn === 0 ? x + width : x;
    const shorter = both ? inset : 0;
    const d =
      turn === 0
        ? `M${number(x + shorter)} ${number(y)}H${number(tip - inset)}`
        : `M${number(x + width - shorter)} ${number(y)}H${number(tip + inset)}`;
    return element(
      'g',
      {},
      ...strokeOf(d, kind, style, this.#tokens.flows[kind], this.#tokens.pill),
      this.head(kind, tip, y, turn),
      ...(both ? [this.head(kind, turn === 0 ? x : x + width, y, 180 - turn)] : []),
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

/** The bar at a card's left edge, inside its rounded corners. */
function barPath(x: number, y: number, height: number): string {
  const { barWidth, corner } = cardShape;
  const straight = number(x + corner);
  return [
    `M${straight} ${number(y)}H${number(x + barWidth)}V${number(y + height)}H${straight}`,
    `A${corner} ${corner} 0 0 1 ${number(x)} ${number(y + height - corner)}V${number(y + corner)}`,
    `A${corner} ${corner} 0 0 1 ${straight} ${number(y)}Z`,
  ].join('');
}

const markGlyphs = {
  zone: 'zone',
  planned: 'planned',
  retiring: 'clock',
  'service-retiring': 'clock',
  'service-retired': 'prohibited',
  accepted: 'flag',
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

/** A box with rounded corners. A long dashed border is drawn in pieces, as long dashed lines are. */
function borderedBox(
  rectangle: Rectangle,
  rx: number,
  fill: string | undefined,
  border: { readonly stroke: string; readonly 'stroke-width': number; readonly 'stroke-dasharray': string | undefined },
): Markup[] {
  const { x, y, width, height } = rectangle;
  const dashes = border['stroke-dasharray'];
  const around = [
    { x: x + width / 2, y },
    { x: x + width, y },
    { x: x + width, y: y + height },
    { x, y: y + height },
    { x, y },
    { x: x + width / 2, y },
  ];
  const paths = dashes === undefined ? [] : dashedPaths(around, rx, dashes.split(' ').map(Number));
  if (paths.length <= 1) return [element('rect', { ...box(rectangle), rx, fill, ...border })];
  return [
    element('rect', { ...box(rectangle), rx, fill }),
    ...paths.map((d) => element('path', { d, fill: 'none', ...border })),
  ];
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
