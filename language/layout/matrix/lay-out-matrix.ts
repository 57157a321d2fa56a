import { frameMetrics, matrixMetrics } from '../../view/metrics.ts';
import type { ViewFrame, ViewGraph } from '../../view/view-graph.ts';
import type { ViewMatrix } from '../../view/view-matrix.ts';
import { joinGaps } from '../join-gaps.ts';
import { rounded } from '../polyline.ts';
import type {
  Point,
  Rectangle,
  Scene,
  SceneCard,
  SceneFlow,
  SceneFrame,
  SceneGap,
  SceneLine,
  SceneMark,
  SceneText,
} from '../scene.ts';
import {
  itemBase,
  margin,
  placeLines,
  roundedPoint,
  roundedRectangle,
  surroundings,
  toCard,
  topOfDrawing,
  toPill,
} from '../to-scene.ts';
import { matrixSpacing } from './matrix-spacing.ts';
import { placeLabels, type PlacedLabel } from './place-labels.ts';
import { placeMatrix, type PlacedMatrix } from './place-matrix.ts';
import { routeMatrix, type Route, type Routing } from './route-matrix.ts';

/**
 * Places a view that is arranged as a table. Needs no engine: where things stand is written in the view. While boxes and
 * ends of lines stay as they were, the ways of the lines are kept from one picture to the next for the same `memory`.
 */
export function layOutMatrix(graph: ViewGraph, matrix: ViewMatrix, memory: object = {}): Scene {
  const frames = framesOf(graph, matrix);
  const unmoved = placeMatrix(graph, matrix);
  const titles = [...frames.values()].flatMap((frame) => titleArea(frame, unmoved.boxes.get(frame.node.index)!) ?? []);
  const { routes: ways, missing } = remembered(memory, routingKey(graph, matrix, unmoved, titles), () =>
    routeMatrix(graph, matrix, unmoved, titles),
  );
  const cardBoxes = [...unmoved.boxes].flatMap(([node, box]) => (graph.nodes[node]!.type === 'card' ? [box] : []));
  const frameBoxes = [...frames.keys()].map((node) => unmoved.boxes.get(node)!);
  const signs = placeLabels(ways, [...cardBoxes, ...unmoved.columns, ...titles], frameBoxes);
  const extent = extentOf(unmoved, ways, signs);
  const by = { x: margin - extent.x, y: topOfDrawing(graph) - extent.y };
  const placed = movePlaced(unmoved, by);
  const routes = ways.map((route) => moveRoute(route, by));

  const rectangles = new Map([...placed.boxes].map(([node, box]) => [node, roundedRectangle(box)]));
  const parentOf = (node: number): string | undefined => {
    const { parent } = graph.nodes[node]!;
    // A band stands by itself, whatever holds it.
    if (parent === undefined || !rectangles.has(parent) || frames.get(node)?.sort === 'band') return undefined;
    return `n${parent}`;
  };
  const cards: SceneCard[] = [];
  const sceneFrames: SceneFrame[] = [];
  for (const [node, rectangle] of [...rectangles].sort(([a], [b]) => a - b)) {
    const item = graph.nodes[node]!;
    if (item.type === 'card') cards.push({ ...toCard(item, rectangle), parent: parentOf(node) });
    else
      sceneFrames.push({
        ...toFrame(frames.get(node)!, rectangle, item.kind === 'zone' ? gapsOf(rectangle, routes) : []),
        parent: parentOf(node),
      });
  }
  const columns = placed.columns.map((rectangle, index) => ({
    rectangle: roundedRectangle(rectangle),
    title: centred(matrix, index, rectangle),
  }));
  const labels = signs.map((label) => ({ ...label, rectangle: movePoint(label.rectangle, by) }));
  return {
    ...surroundings(graph, extent),
    frames: sceneFrames,
    ...(columns.length > 0 ? { columns } : {}),
    cards,
    lines: routes.map((route, index) =>
      toLine(
        graph,
        matrix,
        route,
        index,
        labels.filter((label) => label.route === index),
      ),
    ),
    notices: [
      ...graph.notices,
      ...(missing > 0
        ? [
            `${missing} ${missing === 1 ? 'line' : 'lines'} could not be drawn in this table. Use views to divide the design.`,
          ]
        : []),
    ],
  };
}

const memories = new WeakMap<object, { readonly key: string; readonly routing: Routing }>();

function remembered(memory: object, key: string, route: () => Routing): Routing {
  const known = memories.get(memory);
  if (known?.key === key) return known.routing;
  const routing = route();
  memories.set(memory, { key, routing });
  return routing;
}

/** All that the ways of lines and the words of their labels follow from; not where in the text they are written. */
function routingKey(graph: ViewGraph, matrix: ViewMatrix, placed: PlacedMatrix, titles: readonly Rectangle[]): string {
  return JSON.stringify([
    graph.nodes.map(({ type, parent }) => [type, parent]),
    graph.lines.map(({ source, target, kinds, backKinds, bundle, flows }) => [
      [source, target, kinds, backKinds, bundle],
      flows.map(({ kind, label, derived, back }) => [kind, label, derived, back]),
    ]),
    graph.bundles,
    matrix.rows.map(({ node, cells }) => [node, cells.map(({ items, threats }) => [items, threats.length])]),
    matrix.attacks.map(({ source, target }) => [source, target]),
    [...placed.boxes],
    placed,
    titles,
  ]);
}

/** A frame as a table shows it: bands have their titles at the left, cells have the heading of their column. */
interface MatrixFrame {
  readonly node: ViewFrame;
  readonly sort: 'band' | 'cell' | 'inner';
  readonly title: ViewFrame['title'];
}

function framesOf(graph: ViewGraph, matrix: ViewMatrix): ReadonlyMap<number, MatrixFrame> {
  const bands = new Map(matrix.rows.map((row) => [row.node, row.title]));
  const cells = new Set(matrix.rows.flatMap((row) => row.cells.flatMap((cell) => cell.frame ?? [])));
  const drawn = new Set<number>();
  const visit = (nodes: readonly number[]): void => {
    for (const node of nodes) drawn.add(node);
  };
  visit(matrix.beside);
  for (const row of matrix.rows) {
    visit([row.node, ...row.across]);
    for (const cell of row.cells) visit([...(cell.frame === undefined ? [] : [cell.frame]), ...cell.items]);
  }
  const frames = new Map<number, MatrixFrame>();
  for (const node of graph.nodes) {
    // What an inner frame holds is drawn; what a band holds only where it has a place in it.
    const { parent } = node;
    if (parent !== undefined && drawn.has(parent) && !bands.has(parent) && !cells.has(parent)) drawn.add(node.index);
    if (node.type !== 'frame' || !drawn.has(node.index)) continue;
    const band = bands.get(node.index);
    if (band) frames.set(node.index, { node, sort: 'band', title: band });
    else if (cells.has(node.index)) frames.set(node.index, { node, sort: 'cell', title: [] });
    else frames.set(node.index, { node, sort: 'inner', title: node.title });
  }
  return frames;
}

/** Where the title of a frame begins, and the sign before it. */
function titlePlace({ sort, node }: MatrixFrame, box: Rectangle): Point & { readonly markX: number } {
  const x = box.x + (sort === 'band' ? matrixSpacing.band + 4 : matrixSpacing.frame + 2);
  const y = box.y + (sort === 'band' ? matrixSpacing.band + 2 : matrixSpacing.frameTitle);
  return { x: x + node.marks.length * (frameMetrics.markSize + 5), y, markX: x };
}

function titleArea(frame: MatrixFrame, box: Rectangle): Rectangle | undefined {
  if (frame.title.length === 0) return undefined;
  const { x, y, markX } = titlePlace(frame, box);
  const width = Math.max(...frame.title.map((line) => line.width)) + x - markX;
  return { x: markX, y, width, height: frame.title.length * matrixSpacing.titleLine };
}

function toFrame(frame: MatrixFrame, rectangle: Rectangle, gaps: readonly SceneGap[]): SceneFrame {
  const { node, sort, title } = frame;
  const { markSize } = frameMetrics;
  const { x, y, markX } = titlePlace(frame, rectangle);
  const marks = node.marks.map((kind, index): SceneMark => ({
    kind,
    x: rounded(markX + index * (markSize + 5)),
    y: rounded(y + (matrixSpacing.titleLine - markSize) / 2),
    size: markSize,
  }));
  return {
    ...itemBase(node, `n${node.index}`),
    kind: node.kind,
    depth: sort === 'band' ? 0 : sort === 'cell' ? 1 : 2,
    rectangle,
    status: node.status,
    title: placeLines(title, { x, y }, matrixSpacing.titleLine),
    marks: sort === 'cell' ? [] : marks,
    gaps,
  };
}

function centred(matrix: ViewMatrix, index: number, box: Rectangle): SceneText[] {
  const { title } = matrix.columns[index]!;
  const height = title.length * matrixMetrics.columnLineHeight;
  const top = { x: box.x + box.width / 2, y: box.y + (box.height - height) / 2 };
  return placeLines(title, top, matrixMetrics.columnLineHeight, 'middle');
}

function toLine(
  graph: ViewGraph,
  matrix: ViewMatrix,
  route: Route,
  index: number,
  labels: readonly PlacedLabel[],
): SceneLine {
  const strokes = route.strokes.map(({ kind, points }) => ({ kind, points: points.map(roundedPoint) }));
  const heads = route.heads.map(roundedPoint);
  const ids = (nodes: readonly number[]): string[] => [...new Set(nodes)].map((node) => `n${node}`);
  const nameOf = (node: number): string => graph.nodes[node]!.description.split(', ')[0]!;
  const common = { id: `l${index}`, strokes, heads };
  if (route.attack !== undefined) {
    const { source, target, moves } = matrix.attacks[route.attack]!;
    const ends = [graph.nodes[source]!.path, graph.nodes[target]!.path] as const;
    return {
      ...common,
      key: `attack ${ends.join('>')}`,
      description: [`${nameOf(source)} to ${nameOf(target)}`, ...moves.map(({ label }) => `Attack: ${label}`)].join(
        '\n',
      ),
      from: ids([source]),
      to: ids([target]),
      kinds: ['attack'],
      flows: moves.map(({ id, label, span }): SceneFlow => attackFlow(id, ends[0], ends[1], label, span)),
      derived: false,
      pills: [],
    };
  }
  if (route.arrows) {
    const row = matrix.rows[route.arrows.row]!;
    const above = matrix.rows[route.arrows.row - 1]!;
    const { threats } = row.cells[route.arrows.column]!;
    const column = matrix.columns[route.arrows.column]!.title.map((line) => line.text).join(' ');
    return {
      ...common,
      key: `threats ${graph.nodes[row.node]!.path} ${route.arrows.column}`,
      description: [`Threats to ${column}`, ...threats.map(({ node }) => nameOf(node))].join('\n'),
      from: ids(threats.map(({ node }) => node)),
      to: ids([above.cells[route.arrows.column]!.frame ?? above.node]),
      kinds: ['attack'],
      flows: threats.map(({ node, target, span }): SceneFlow => {
        const { path } = graph.nodes[node]!;
        return attackFlow(`${path} targets ${target}`, path, target, undefined, span);
      }),
      derived: false,
      pills: [],
    };
  }
  const lines = route.lines.map((line) => graph.lines[line]!);
  const first = lines[0]!;
  const { bundle } = route;
  const hub = bundle && graph.nodes[bundle.hub]!;
  return {
    ...common,
    key: hub
      ? `${bundle.end} ${hub.path}: ${first.kinds.join()} ${bundle.hubLast}`
      : `${graph.nodes[first.source]!.path}>${graph.nodes[first.target]!.path}`,
    description: [
      ...(hub ? [`${lines.length} flows ${bundle.end === 'target' ? 'to' : 'from'} ${hub.description}`] : []),
      ...lines.map((line) => line.description),
    ].join('\n'),
    from: ids(lines.map((line) => line.source)),
    to: ids(lines.map((line) => line.target)),
    kinds: [...new Set(lines.flatMap((line) => [...line.kinds, ...line.backKinds]))],
    flows: lines.flatMap((line) => line.flows),
    derived: lines.every((line) => line.derived),
    pills: labels.map(({ pill, stroke, rectangle }) =>
      toPill(pill, rectangle, graph.lines[route.strokes[stroke]!.line!]!, graph),
    ),
  };
}

function attackFlow(
  id: string,
  source: string,
  target: string,
  label: string | undefined,
  span: SceneFlow['span'],
): SceneFlow {
  return { id, kind: 'attack', source, target, ...(label === undefined ? {} : { label }), derived: false, span };
}

/** Where lines pass the border of a zone, and do not end at it. */
function gapsOf(box: Rectangle, routes: readonly Route[]): SceneGap[] {
  const gates: Omit<SceneGap, 'length'>[] = [];
  const right = box.x + box.width;
  const bottom = box.y + box.height;
  for (const { strokes } of routes)
    for (const { points } of strokes)
      for (let index = 1; index < points.length; index++) {
        const a = points[index - 1]!;
        const b = points[index]!;
        const passes = (from: number, to: number, at: number): boolean =>
          Math.min(from, to) < at - 1 && Math.max(from, to) > at + 1;
        if (Math.abs(a.y - b.y) < 0.01 && a.y > box.y && a.y < bottom) {
          for (const x of [box.x, right])
            if (passes(a.x, b.x, x)) gates.push({ x, y: rounded(a.y), axis: 'horizontal' });
        } else if (Math.abs(a.x - b.x) < 0.01 && a.x > box.x && a.x < right)
          for (const y of [box.y, bottom])
            if (passes(a.y, b.y, y)) gates.push({ x: rounded(a.x), y, axis: 'vertical' });
      }
  return joinGaps(gates);
}

/** What boxes and lines take in all. */
function extentOf(placed: PlacedMatrix, routes: readonly Route[], labels: readonly PlacedLabel[]): Rectangle {
  const points = [
    ...routes.flatMap(({ strokes }) => strokes.flatMap((stroke) => stroke.points)),
    ...labels.flatMap(({ rectangle: { x, y, width, height } }) => [
      { x, y },
      { x: x + width, y: y + height },
    ]),
  ];
  const left = Math.min(0, ...points.map(({ x }) => x - 6));
  const top = Math.min(0, ...points.map(({ y }) => y - 6));
  const right = Math.max(placed.width, ...points.map(({ x }) => x + 6));
  const bottom = Math.max(placed.height, ...points.map(({ y }) => y + 6));
  return { x: left, y: top, width: right - left, height: bottom - top };
}

function movePoint<T extends Point>(thing: T, by: Point): T {
  return { ...thing, x: thing.x + by.x, y: thing.y + by.y };
}

function movePlaced(placed: PlacedMatrix, by: Point): PlacedMatrix {
  return {
    ...placed,
    boxes: new Map([...placed.boxes].map(([node, box]) => [node, movePoint(box, by)])),
    columns: placed.columns.map((box) => movePoint(box, by)),
  };
}

function moveRoute(route: Route, by: Point): Route {
  return {
    ...route,
    strokes: route.strokes.map((stroke) => ({ ...stroke, points: stroke.points.map((point) => movePoint(point, by)) })),
    heads: route.heads.map((head) => movePoint(head, by)),
  };
}
