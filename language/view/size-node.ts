import type { Element } from '../model/model.ts';
import { drawableText, measureText } from '../text/measure-text.ts';
import { fitText, wrapText } from '../text/wrap-text.ts';
import { bounds, cardMetrics, frameMetrics, inSteps, matrixMetrics } from './metrics.ts';
import type { CardText, MarkKind, TextLine, ViewCard, ViewGraph, ViewNode } from './view-graph.ts';

/** Text of the user, made fit for drawing and bounded in length. */
export function shown(text: string): string {
  const drawable = drawableText(text.length > 4 * bounds.label ? text.slice(0, 4 * bounds.label) : text);
  if (drawable.length <= bounds.label) return drawable;
  return `${[...drawable].slice(0, bounds.label).join('').trimEnd()}…`;
}

/** One line of text with its width. */
export function textLine(text: string, size: number, weight: 400 | 600): TextLine {
  return { text, size, weight, width: measureText(text, size, weight) };
}

/** Signs that an element bears. The words beside them say the same, so nothing hangs on knowing a sign. */
export function marksOf(element: Element, closed: boolean, accepted: boolean): MarkKind[] {
  const marks: MarkKind[] = [];
  if (element.kind === 'zone') marks.push('zone');
  else if (closed) marks.push('collapsed');
  if (element.properties.status === 'planned') marks.push('planned');
  if (element.properties.status === 'retiring') marks.push('retiring');
  const life = element.service?.status;
  if (life === 'retiring') marks.push('service-retiring');
  if (life === 'retired') marks.push('service-retired');
  if (accepted) marks.push('accepted');
  return marks;
}

/** What the second line of a card says: its state, and what tells it from others of its kind. */
export function detailOf(element: Element, sharesService: boolean, held: number): string {
  const { properties, service } = element;
  const parts: string[] = [];
  if (properties.status === 'planned' || properties.status === 'retiring') parts.push(properties.status);
  if (service?.status === 'retired') parts.push('product retired');
  if (service?.status === 'retiring')
    parts.push(service.statusDate ? `product retires ${service.statusDate}` : 'product retiring');
  // Before what may be cut where there is more to say than room.
  if (properties.exposure === 'internet') parts.push('internet-facing');
  if (held > 0) parts.push(held === 1 ? '1 element' : `${held} elements`);
  if (service && element.ownLabel && shown(service.short) !== shown(element.label)) parts.push(shown(service.short));
  else if (sharesService && !element.ownLabel) parts.push(shown(element.name));
  if (properties.plan) parts.push(shown(properties.plan));
  if (properties.region) parts.push(shown(properties.region));
  return parts.join(' · ');
}

/** Marks that stand in the card's corner; a closed zone's shield is its glyph, and a dashed outline says planned. */
export function cornerMarks(marks: readonly MarkKind[]): readonly MarkKind[] {
  return marks.filter((mark) => mark !== 'zone' && mark !== 'collapsed' && mark !== 'planned');
}

function textWidth(cardWidth: number, marks: number): number {
  const { barWidth, padding, glyph, glyphGap, markSize } = cardMetrics;
  const room = cardWidth - barWidth - padding - glyph - glyphGap - padding;
  return marks > 0 ? room - marks * (markSize + 4) : room;
}

/** The width for all cards of a picture: the narrow one if every name fits it on two lines. */
export function cardWidthFor(cards: readonly CardText[]): number {
  const { narrowWidth, nameSize } = cardMetrics;
  const fits = cards.every(({ name, marks }) => {
    const options = { size: nameSize, weight: 600, width: textWidth(narrowWidth, cornerMarks(marks).length) } as const;
    const lines = wrapText(name, { ...options, lines: 3 });
    return lines.length <= 2 && lines.join('').length >= name.replaceAll(' ', '').length;
  });
  return fits ? narrowWidth : cardMetrics.width;
}

/** A graph whose cards have the width that others of the picture have already, where their names fit it. */
export function keepCardWidth(graph: ViewGraph, width: number | undefined): ViewGraph {
  if (graph.matrix || width === undefined || !graph.nodes.some((node) => node.type === 'card' && node.width !== width))
    return graph;
  const nodes = graph.nodes.map((node): ViewNode => {
    if (node.type === 'frame') return node;
    const own = Math.max(width, cardWidthFor([node.text]));
    return own === node.width ? node : { ...node, width: own, ...sizeCard(node.text, own) };
  });
  return { ...graph, nodes };
}

/** Room for a state, a plan, a region and how it is exposed, one below the other where they are long. */
const mostDetailLines = 3;
/** Between two parts of a detail; at the end of a line the break says the same. */
const endsInSeparator = / ·$/u;

/** Breaks a card's texts into lines and finds its height. */
export function sizeCard(
  card: CardText,
  width: number,
  nameLines: number = 2,
): Pick<ViewCard, 'caption' | 'name' | 'detail' | 'height'> {
  const { nameSize, nameLineHeight, detailSize, detailLineHeight, height } = cardMetrics;
  const { captionSize, captionLineHeight } = matrixMetrics;
  const room = textWidth(width, cornerMarks(card.marks).length);
  const captionWidth = width - cardMetrics.barWidth - 2 * cardMetrics.padding;
  const name = wrapText(card.name, { size: nameSize, weight: 600, width: room, lines: nameLines });
  const detail = wrapText(card.detail, {
    size: detailSize,
    weight: 400,
    width: textWidth(width, 0),
    lines: mostDetailLines,
  }).map((line) => line.replace(endsInSeparator, ''));
  const caption = card.caption ? fitText(card.caption, { size: captionSize, weight: 600, width: captionWidth }) : '';
  const content = (caption ? captionLineHeight : 0) + name.length * nameLineHeight + detail.length * detailLineHeight;
  return {
    ...(caption ? { caption: [textLine(caption, captionSize, 600)] } : {}),
    name: name.map((text) => textLine(text, nameSize, 600)),
    detail: detail.map((text) => textLine(text, detailSize, 400)),
    height: height + inSteps(Math.max(0, content - 34), detailLineHeight),
  };
}

/** A frame's title on one line, and the room it needs. */
export function sizeTitle(label: string, marks: readonly MarkKind[]): { title: TextLine[]; titleWidth: number } {
  const { titleSize, markSize, padding, minimumWidth } = frameMetrics;
  const text = fitText(label, { size: titleSize, weight: 600, width: 420 });
  const title = text === '' ? [] : [textLine(text, titleSize, 600)];
  const width = (title[0]?.width ?? 0) + marks.length * (markSize + 4) + 2 * padding;
  return { title, titleWidth: Math.max(minimumWidth, inSteps(width, 24)) };
}
