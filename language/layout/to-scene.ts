import { ascent, descent } from '../text/measure-text.ts';
import { cardMetrics, frameMetrics, legendMetrics, matrixMetrics, pillMetrics, titleMetrics } from '../view/metrics.ts';
import { rowWidth, sampleWidthOf } from '../view/line-pills.ts';
import { cornerMarks } from '../view/size-node.ts';
import type { LegendItem, TextLine, ViewCard, ViewFrame, ViewGraph, ViewLine, ViewPill } from '../view/view-graph.ts';
import { bordersPassed } from './borders-passed.ts';
import { joinGaps } from './join-gaps.ts';
import type { Placement } from './placement.ts';
import type {
  Point,
  Rectangle,
  Scene,
  SceneCard,
  SceneFrame,
  SceneLegend,
  SceneLegendEntry,
  SceneLine,
  SceneMark,
  ScenePill,
  ScenePillMark,
  SceneText,
} from './scene.ts';
import { rounded } from './polyline.ts';
import { titleStart } from './title-start.ts';
import { traceLines, type TracedLine } from './trace-lines.ts';

export const margin = 28;
/** Between heading, drawing and legend. */
const sectionGap = 24;
/** The legend fills at least this width before it begins another row. */
const legendWidth = 640;

/** Sets texts, marks, labels, heading and legend around what was placed. */
export function toScene(placement: Placement, notices: readonly string[]): Scene {
  const { graph } = placement;
  const origin = { x: margin, y: topOfDrawing(graph) };
  const moved = movePlacement(placement, origin);
  const gates = bordersPassed(moved);
  const frames: SceneFrame[] = [];
  const cards: SceneCard[] = [];
  for (const node of graph.nodes) {
    const rectangle = roundedRectangle(moved.boxes[node.index]!);
    if (node.type === 'frame') {
      frames.push(toFrame(node, rectangle, gates.get(node.index) ?? [], graph));
    } else cards.push(toCard(node, rectangle));
  }
  const lines = traceLines(moved).map((traced, index) => toLine(graph, traced, index));
  return { ...surroundings(graph, placement), frames, cards, lines, notices };
}

/** Where what is drawn begins, below the heading. */
export function topOfDrawing(graph: ViewGraph): number {
  const headingHeight = graph.title.length * titleMetrics.lineHeight;
  return margin + (headingHeight > 0 ? headingHeight + sectionGap : 0);
}

/** Heading and legend around a drawing of that size, and how large the picture is with them. */
export function surroundings(
  graph: ViewGraph,
  drawing: { readonly width: number; readonly height: number },
): Omit<Scene, 'frames' | 'columns' | 'cards' | 'lines' | 'notices'> {
  const bottom = topOfDrawing(graph) + drawing.height;
  const legend = toLegend(graph.legend, drawing.width, {
    x: margin,
    y: bottom + (drawing.height > 0 ? sectionGap : 0),
  });
  const headingWidth = Math.max(0, ...graph.title.map((line) => line.width));
  const contentBottom = legend ? legend.rectangle.y + legend.rectangle.height : bottom;
  return {
    view: graph.view,
    title: graph.title.map((line) => line.text).join(' '),
    description: graph.description,
    direction: graph.direction,
    width: Math.ceil(Math.max(drawing.width, headingWidth, legend?.rectangle.width ?? 0) + 2 * margin),
    height: Math.ceil(contentBottom + margin),
    heading: placeLines(graph.title, { x: margin, y: margin }, titleMetrics.lineHeight),
    ...(legend ? { legend } : {}),
  };
}

function movePlacement(placement: Placement, by: Point): Placement {
  const move = <T extends Point>(thing: T): T => ({ ...thing, x: thing.x + by.x, y: thing.y + by.y });
  return {
    ...placement,
    boxes: placement.boxes.map(move),
    courses: placement.courses.map((course) => course.map(move)),
    pills: placement.pills.map((pill) => ({ ...pill, rectangle: move(pill.rectangle) })),
  };
}

export function roundedPoint<T extends Point>(point: T): T {
  return { ...point, x: rounded(point.x), y: rounded(point.y) };
}

export function roundedRectangle(box: Rectangle): Rectangle {
  return { x: rounded(box.x), y: rounded(box.y), width: rounded(box.width), height: rounded(box.height) };
}

/** Sets lines of text under each other, the first one's line box beginning at `top`. */
export function placeLines(
  lines: readonly TextLine[],
  top: Point,
  lineHeight: number,
  anchor: SceneText['anchor'] = 'start',
): SceneText[] {
  return lines.map((line, index) => ({
    text: line.text,
    x: rounded(top.x),
    y: rounded(top.y + index * lineHeight + baseline(line.size, lineHeight)),
    size: line.size,
    weight: line.weight,
    anchor,
    width: rounded(line.width),
  }));
}

/** From the top of a line's box to its baseline, with the letters in the middle of it. */
function baseline(size: number, lineHeight: number): number {
  return (lineHeight - (ascent + descent) * size) / 2 + ascent * size;
}

function toFrame(node: ViewFrame, rectangle: Rectangle, gates: readonly Point[], graph: ViewGraph): SceneFrame {
  const { titleHeight, titleSize, markSize } = frameMetrics;
  const middle = rectangle.y + titleHeight / 2;
  const above = gates.filter((gate) => graph.direction === 'down' && Math.abs(gate.y - rectangle.y) < 1);
  let x = titleStart(
    node,
    { start: rectangle.x, length: rectangle.width },
    above.map((gate) => gate.x),
  );
  const marks: SceneMark[] = node.marks.map((kind) => {
    const mark = { kind, x: rounded(x), y: rounded(middle - markSize / 2), size: markSize };
    x += markSize + 5;
    return mark;
  });
  return {
    ...itemBase(node, `n${node.index}`),
    kind: node.kind,
    parent: node.parent === undefined ? undefined : `n${node.parent}`,
    depth: node.depth,
    rectangle,
    status: node.status,
    title: placeLines(node.title, { x, y: middle - titleSize * 0.75 }, titleSize * 1.5),
    marks,
    gaps:
      node.kind === 'zone'
        ? joinGaps(gates.map((gate) => ({ ...gate, axis: graph.direction === 'down' ? 'vertical' : 'horizontal' })))
        : [],
  };
}

export function itemBase(node: ViewFrame | ViewCard, id: string) {
  const { path, element, span, nameSpan, description } = node;
  return { id, key: path, element, path, span, nameSpan, description };
}

export function toCard(node: ViewCard, rectangle: Rectangle): SceneCard {
  const { barWidth, padding, glyph, glyphGap, nameLineHeight, detailLineHeight, markSize } = cardMetrics;
  const { captionLineHeight } = matrixMetrics;
  const captionHeight = (node.caption?.length ?? 0) * captionLineHeight;
  const content = captionHeight + node.name.length * nameLineHeight + node.detail.length * detailLineHeight;
  const middle = rectangle.y + rectangle.height / 2;
  const textX = rectangle.x + barWidth + padding + glyph + glyphGap;
  const captionX = rectangle.x + barWidth + padding;
  const nameTop = middle - content / 2 + captionHeight;
  const detailTop = nameTop + node.name.length * nameLineHeight;
  const corner = cornerMarks(node.marks);
  return {
    ...itemBase(node, `n${node.index}`),
    kind: node.kind,
    parent: node.parent === undefined ? undefined : `n${node.parent}`,
    rectangle,
    pillar: node.pillar,
    glyph: node.glyph,
    status: node.status,
    ...(node.caption
      ? { caption: placeLines(node.caption, { x: captionX, y: nameTop - captionHeight }, captionLineHeight) }
      : {}),
    name: placeLines(node.name, { x: textX, y: nameTop }, nameLineHeight),
    detail: placeLines(node.detail, { x: textX, y: detailTop }, detailLineHeight),
    glyphArea: roundedRectangle({
      x: rectangle.x + barWidth + padding,
      y: middle + captionHeight / 2 - glyph / 2,
      width: glyph,
      height: glyph,
    }),
    marks: corner.map((kind, index) => ({
      kind,
      x: rounded(rectangle.x + rectangle.width - 8 - (index + 1) * markSize - index * 4),
      y: rounded(rectangle.y + 8),
      size: markSize,
    })),
    elements: node.elements,
  };
}

function toLine(graph: ViewGraph, traced: TracedLine, index: number): SceneLine {
  const lines = traced.lines.map((line) => graph.lines[line]!);
  const first = lines[0]!;
  const { trunk } = traced;
  const ids = (nodes: readonly number[]): string[] => [...new Set(nodes)].map((node) => `n${node}`);
  const ends = `${graph.nodes[first.source]!.path}>${graph.nodes[first.target]!.path}`;
  const name = trunk && graph.nodes[trunk.hub]!.description;
  return {
    id: `l${index}`,
    key: trunk ? `${trunk.end} ${graph.nodes[trunk.hub]!.path}: ${first.kinds.join()} ${trunk.turn ?? ''}` : ends,
    description: [
      ...(trunk ? [`${lines.length} flows ${trunk.end === 'target' ? 'to' : 'from'} ${name}`] : []),
      ...lines.map((line) => line.description),
    ].join('\n'),
    from: ids(lines.map((line) => line.source)),
    to: ids(lines.map((line) => line.target)),
    kinds: [...new Set(lines.flatMap((line) => [...line.kinds, ...line.backKinds]))],
    flows: lines.flatMap((line) => line.flows),
    derived: lines.every((line) => line.derived),
    strokes: traced.strokes.map(({ kind, points }) => ({ kind, points: points.map(roundedPoint) })),
    heads: traced.heads.map(roundedPoint),
    pills: traced.pills.map(({ pill, line, rectangle }) =>
      toPill(pill, rectangle, line === undefined ? first : graph.lines[line]!, graph),
    ),
  };
}

export function toPill(pill: ViewPill, room: Rectangle, line: ViewLine, graph: ViewGraph): ScenePill {
  const { lineHeight, paddingX, paddingY, sampleGap, signSize } = pillMetrics;
  const widest = Math.max(...pill.rows.map(rowWidth));
  const width = widest + 2 * paddingX;
  const height = pill.rows.length * lineHeight + 2 * paddingY;
  const middle = { x: room.x + room.width / 2, y: room.y + room.height / 2 };
  const marks: ScenePillMark[] = [];
  const signs: SceneMark[] = [];
  const text: SceneText[] = [];
  const forward = graph.direction === 'down' ? ('down' as const) : ('right' as const);
  const backward = graph.direction === 'down' ? ('up' as const) : ('left' as const);
  for (const [index, row] of pill.rows.entries()) {
    const top = middle.y - height / 2 + paddingY + index * lineHeight;
    let x = middle.x + (row.aligned ? row.indent - widest / 2 : -rowWidth(row) / 2);
    for (const sample of row.samples) {
      const { kind, back, both } = sample;
      const width = sampleWidthOf(sample);
      const toward = back === line.sourceFirst ? backward : forward;
      marks.push({ kind, x: rounded(x), y: rounded(top + lineHeight / 2), width, toward, ...(both && { both }) });
      x += width + sampleGap;
    }
    if (row.text) text.push(...placeLines([row.text], { x, y: top }, lineHeight));
    if (row.sign) {
      const after = row.text ? x + row.text.width + sampleGap : x;
      signs.push({ kind: row.sign, x: rounded(after), y: rounded(top + (lineHeight - signSize) / 2), size: signSize });
    }
  }
  return {
    rectangle: roundedRectangle({ x: middle.x - width / 2, y: middle.y - height / 2, width, height }),
    marks,
    signs,
    text,
    derived: pill.derived,
  };
}

/** Samples in rows; each sort of entry begins a row of its own. */
function toLegend(items: readonly LegendItem[], pictureWidth: number, at: Point): SceneLegend | undefined {
  if (items.length === 0) return undefined;
  const { lineHeight, sampleWidth, gap, columnGap } = legendMetrics;
  const room = Math.max(legendWidth, pictureWidth);
  const entries: SceneLegendEntry[] = [];
  let x = 0;
  let y = 0;
  let width = 0;
  let sort = items[0]!.type === 'pillar';
  for (const item of items) {
    const sampleRoom = item.type === 'flow' || item.type === 'sign' ? sampleWidth : 18;
    const itemWidth = sampleRoom + gap + item.text.width;
    const isPillar = item.type === 'pillar';
    if (x > 0 && (x + itemWidth > room || isPillar !== sort)) {
      x = 0;
      y += lineHeight;
    }
    sort = isPillar;
    const { text, ...sample } = item;
    entries.push({
      sample,
      area: roundedRectangle({ x: at.x + x, y: at.y + y, width: sampleRoom, height: lineHeight }),
      text: placeLines([text], { x: at.x + x + sampleRoom + gap, y: at.y + y }, lineHeight)[0]!,
    });
    x += itemWidth + columnGap;
    width = Math.max(width, x - columnGap);
  }
  return { rectangle: roundedRectangle({ ...at, width, height: y + lineHeight }), entries };
}
