import { inSteps } from '../view/metrics.ts';
import { arrangeByAspect, arrangeInRows, type Arrangement } from './arrange-loose.ts';
import type { ElkEdge, ElkGraph, ElkPort } from './layout-engine.ts';
import { endKey, type ContainerPlan, type PieceEnd } from './plan-containers.ts';
import type { Point, Rectangle } from './scene.ts';

/*
 * Everything here is in flow space: x runs along the flow, y across it. For a picture that flows downwards the caller
 * swaps the two before and after.
 */

/** A child as its container sees it. Ports with known places belong to frames that are laid out already. */
export interface ChildBox {
  readonly node: number;
  readonly width: number;
  readonly height: number;
  /** Place of each port on the near and the far side, from the box's top; absent: the layout may choose. */
  readonly west?: ReadonlyMap<string, number>;
  readonly east?: ReadonlyMap<string, number>;
}

/** Room between a container's border and what it holds, and what its title needs at least. */
export interface Insets {
  readonly before: number;
  readonly after: number;
  readonly above: number;
  readonly below: number;
  readonly minimumWidth: number;
  readonly minimumHeight: number;
  /** How far a title reaches in from the near border. */
  readonly title: number;
}

/** Ports of a border from top to bottom, where something outside has already decided. */
export interface BorderOrder {
  readonly west: readonly string[];
  readonly east: readonly string[];
}

/** A container with everything in it in its place, measured from its own corner. */
export interface PlacedContainer {
  readonly width: number;
  readonly height: number;
  readonly children: ReadonlyMap<number, Rectangle>;
  readonly knots: readonly Rectangle[];
  /** The course of each piece of the plan. */
  readonly pieces: readonly (readonly Point[])[];
  readonly west: ReadonlyMap<string, number>;
  readonly east: ReadonlyMap<string, number>;
  /** Ports of each child from top to bottom, for those whose ports the layout could choose. */
  readonly childOrders: ReadonlyMap<number, BorderOrder>;
}

export const spacing = {
  /** Between boxes of a column, and between boxes that nothing connects. */
  box: 20,
  boxLine: 14,
  line: 11,
  /** Between columns, before lines ask for more. */
  column: 26,
  /** Straight end of a line before a box: room for the arrowhead. */
  lineEnd: 15,
  port: 14,
  labelPort: 8,
} as const;

/** Width of a box on the scale on which columns are told to the engine; no real box comes near. */
const columnStep = 100_000;

/** What the engine is asked, and how its answer is to be read. */
export interface ContainerTask {
  /** Absent where nothing in the container is connected. */
  readonly graph?: ElkGraph;
  readonly read: (laidOut: ElkGraph | undefined) => PlacedContainer;
  /** A placement without the engine, for when it fails. */
  readonly rough: () => PlacedContainer;
}

interface Box {
  readonly id: string;
  readonly width: number;
  readonly height: number;
  readonly column: number;
  readonly west: string[];
  readonly east: string[];
  /** Room that the box keeps above and below itself beyond what lines keep among each other. */
  readonly margin: number;
  readonly child?: ChildBox;
  readonly position?: number;
}

/** Prepares the layout of one container. */
export function prepareContainer(
  plan: ContainerPlan,
  boxes: readonly ChildBox[],
  insets: Insets,
  order: BorderOrder,
  aspect: number,
  purpose: 'order' | 'places' = 'places',
): ContainerTask {
  const connected = new Set<number>();
  for (const { from, to } of plan.pieces) for (const end of [from, to]) if (end.at === 'child') connected.add(end.node);
  const tied = boxes.filter((box) => connected.has(box.node));
  const loose = boxes.filter((box) => !connected.has(box.node));
  const finish = (core: Core): PlacedContainer => completeContainer(plan, core, loose, insets, aspect);
  const rough = (): PlacedContainer => finish(roughCore(plan, tied, aspect));
  if (plan.pieces.length === 0) return { read: () => finish(emptyCore), rough };
  const { graph, read } = toElk(plan, tied, order, purpose);
  return { graph, read: (laidOut) => (laidOut ? finish(read(laidOut)) : rough()), rough };
}

/** The connected part of a container, before borders are drawn around it; only `bounds` and differences matter. */
interface Core {
  readonly children: ReadonlyMap<number, Rectangle>;
  readonly knots: readonly Rectangle[];
  readonly pieces: readonly (readonly Point[])[];
  readonly west: ReadonlyMap<string, number>;
  readonly east: ReadonlyMap<string, number>;
  readonly childOrders: ReadonlyMap<number, BorderOrder>;
}

const emptyCore: Core = {
  children: new Map(),
  knots: [],
  pieces: [],
  west: new Map(),
  east: new Map(),
  childOrders: new Map(),
};

function toElk(
  plan: ContainerPlan,
  tied: readonly ChildBox[],
  order: BorderOrder,
  purpose: 'order' | 'places',
): { graph: ElkGraph; read: (laidOut: ElkGraph) => Core } {
  const indexOf = new Map(tied.map((box, index) => [box.node, index]));
  const ports: { west: Set<string>; east: Set<string> }[] = tied.map(() => ({ west: new Set(), east: new Set() }));
  for (const { from, to } of plan.pieces) {
    if (from.at === 'child') ports[indexOf.get(from.node)!]!.east.add(from.port);
    if (to.at === 'child') ports[indexOf.get(to.node)!]!.west.add(to.port);
  }
  const last = Math.max(0, ...plan.columns.values());
  const boxes: Box[] = tied.map((child, index) => {
    const most = Math.max(ports[index]!.west.size, ports[index]!.east.size);
    const needed = (most + 1) * spacing.port;
    return {
      id: `c${index}`,
      width: child.width,
      height: child.west || child.east ? child.height : Math.max(child.height, inSteps(needed, 7)),
      column: plan.columns.get(child.node) ?? 0,
      west: [...ports[index]!.west],
      east: [...ports[index]!.east],
      margin: (spacing.box - spacing.line) / 2,
      child,
    };
  });
  for (const [index, { pill, room, column, turn }] of plan.knots.entries()) {
    const ports = pill ? ['in', 'out'] : ['turn'];
    boxes.push({
      id: `k${index}`,
      ...room,
      column,
      west: turn === 'east' ? ports : turn === 'west' ? [] : ['in'],
      east: turn === 'west' ? ports : turn === 'east' ? [] : ['out'],
      margin: 0,
    });
  }
  const used = usedBorderPorts(plan);
  for (const side of ['west', 'east'] as const)
    for (const [index, port] of plan[side].entries()) {
      if (!used[side].has(port)) continue;
      const position = order[side].indexOf(port);
      boxes.push({
        id: `${side}${index}`,
        width: 0,
        height: 0,
        column: side === 'west' ? -1 : last + 1,
        west: side === 'east' ? ['border'] : [],
        east: side === 'west' ? ['border'] : [],
        margin: 0,
        position: order[side].length > 1 && position >= 0 ? position : undefined,
      });
    }
  const portId = (box: Box, side: 'west' | 'east', port: string): string =>
    `${box.id}.${side === 'west' ? 'w' : 'e'}${box[side].indexOf(port)}`;
  const boxById = new Map(boxes.map((box) => [box.id, box]));
  const endId = (end: PieceEnd, side: 'west' | 'east'): string => {
    if (end.at === 'child') return portId(boxById.get(`c${indexOf.get(end.node)!}`)!, side, end.port);
    if (end.at === 'knot') return portId(boxById.get(`k${end.knot}`)!, side, end.port);
    return portId(boxById.get(`${end.at}${plan[end.at].indexOf(end.port)}`)!, side, 'border');
  };
  const graph: ElkGraph = {
    id: 'container',
    layoutOptions: {
      ...engineOptions,
      ...(purpose === 'order' ? orderOptions : {}),
      'elk.layered.thoroughness': thoroughness(boxes.length),
    },
    children: boxes.map((box) => toElkNode(box, portId)),
    edges: plan.pieces.map(({ from, to }, index): ElkEdge => ({
      id: `e${index}`,
      sources: [endId(from, 'east')],
      targets: [endId(to, 'west')],
    })),
  };
  return { graph, read: (laidOut) => inReadingOrder(plan, tied, readElk(plan, boxes, laidOut)) };
}

/** How long to look for an order without crossings: in small graphs it costs little. */
function thoroughness(boxes: number): string {
  return boxes <= 16 ? '30' : boxes <= 40 ? '12' : '7';
}

/** Enough to learn in which order lines pass; places are thrown away. */
const orderOptions: Readonly<Record<string, string>> = {
  'elk.layered.nodePlacement.strategy': 'SIMPLE',
  'elk.edgeRouting': 'POLYLINE',
};

const engineOptions: Readonly<Record<string, string>> = {
  'elk.algorithm': 'layered',
  'elk.direction': 'RIGHT',
  'elk.edgeRouting': 'ORTHOGONAL',
  'elk.padding': '[top=0,left=0,bottom=0,right=0]',
  'elk.separateConnectedComponents': 'false',
  'elk.layered.layering.strategy': 'INTERACTIVE',
  'elk.layered.crossingMinimization.semiInteractive': 'true',
  'elk.layered.nodePlacement.strategy': 'NETWORK_SIMPLEX',
  // Borders and labels lie among the lines as lines do; boxes bring a margin of their own.
  'elk.spacing.nodeNode': `${spacing.line}`,
  'elk.spacing.edgeNode': `${spacing.boxLine - (spacing.box - spacing.line) / 2}`,
  'elk.spacing.edgeEdge': `${spacing.line}`,
  'elk.spacing.portPort': `${spacing.port}`,
  'elk.layered.spacing.nodeNodeBetweenLayers': `${spacing.column}`,
  'elk.layered.spacing.edgeNodeBetweenLayers': `${spacing.lineEnd}`,
  'elk.layered.spacing.edgeEdgeBetweenLayers': `${spacing.line}`,
};

function toElkNode(box: Box, portId: (box: Box, side: 'west' | 'east', port: string) => string): ElkGraph {
  const fixed = box.child?.west !== undefined || box.child?.east !== undefined;
  const port = (side: 'west' | 'east', name: string): ElkPort => {
    const place = box.child?.[side]?.get(name);
    return {
      id: portId(box, side, name),
      width: 0,
      height: 0,
      ...(fixed && place !== undefined ? { x: side === 'west' ? 0 : box.width, y: place + box.margin } : {}),
      layoutOptions: { 'elk.port.side': side === 'west' ? 'WEST' : 'EAST' },
    };
  };
  return {
    id: box.id,
    x: box.column * columnStep,
    y: 0,
    width: box.width,
    height: box.height + 2 * box.margin,
    ports: [...box.west.map((name) => port('west', name)), ...box.east.map((name) => port('east', name))],
    ...(box.child ? {} : { individualSpacings: { 'elk.spacing.portPort': `${spacing.labelPort}` } }),
    layoutOptions: {
      'elk.portConstraints': fixed ? 'FIXED_POS' : 'FIXED_SIDE',
      'elk.portAlignment.default': 'CENTER',
      'elk.alignment': box.child ? 'LEFT' : 'CENTER',
      ...(box.position === undefined ? {} : { 'elk.position': `(0,${(box.position + 1) * 100})` }),
    },
  };
}

function readElk(plan: ContainerPlan, boxes: readonly Box[], laidOut: ElkGraph): Core {
  const placed = new Map((laidOut.children ?? []).map((child) => [child.id, child]));
  const children = new Map<number, Rectangle>();
  const knots: Rectangle[] = [];
  const border = { west: new Map<string, number>(), east: new Map<string, number>() };
  const childOrders = new Map<number, BorderOrder>();
  for (const box of boxes) {
    const { x = 0, y = 0, ports = [] } = placed.get(box.id) ?? { id: box.id };
    const rectangle = { x, y: y + box.margin, width: box.width, height: box.height };
    if (box.child) {
      children.set(box.child.node, rectangle);
      const sorted = (side: 'west' | 'east'): string[] =>
        box[side]
          .map((name, index) => ({
            name,
            y: ports.find((port) => port.id === `${box.id}.${side === 'west' ? 'w' : 'e'}${index}`)?.y ?? 0,
          }))
          .sort((a, b) => a.y - b.y)
          .map(({ name }) => name);
      childOrders.set(box.child.node, { west: sorted('west'), east: sorted('east') });
    } else if (box.id.startsWith('k')) knots.push(rectangle);
    else {
      const side = box.id.startsWith('west') ? 'west' : 'east';
      border[side].set(plan[side][Number(box.id.slice(4))]!, y);
    }
  }
  const edges = new Map((laidOut.edges ?? []).map((edge) => [edge.id, edge]));
  const pieces = plan.pieces.map((_, index): Point[] => {
    const section = edges.get(`e${index}`)?.sections?.[0];
    if (!section) return [];
    return [section.startPoint, ...(section.bendPoints ?? []), section.endPoint].map(({ x, y }) => ({ x, y }));
  });
  return { children, knots, pieces, ...border, childOrders };
}

/**
 * Boxes of one column that are connected with the very same things are interchangeable to the engine. People expect them
 * in the order of the text, so they change places, and their pieces with them.
 */
function inReadingOrder(plan: ContainerPlan, tied: readonly ChildBox[], core: Core): Core {
  const piecesOf = new Map<number, { key: string; piece: number }[]>();
  for (const [piece, { from, to }] of plan.pieces.entries()) {
    if (from.at === 'child') pushTo(piecesOf, from.node, { key: `> ${endKey(to)}`, piece });
    if (to.at === 'child') pushTo(piecesOf, to.node, { key: `< ${endKey(from)}`, piece });
  }
  const twins = new Map<string, ChildBox[]>();
  for (const box of tied) {
    if (box.west || box.east) continue;
    const ends = (piecesOf.get(box.node) ?? []).sort((a, b) => (a.key < b.key ? -1 : 1));
    const { height } = core.children.get(box.node)!;
    const key = [plan.columns.get(box.node), box.width, height, ...ends.map((end) => end.key)].join('\n');
    pushTo(twins, key, box);
  }
  const children = new Map(core.children);
  const pieces = [...core.pieces];
  for (const group of twins.values()) {
    const placed = [...group].sort((a, b) => core.children.get(a.node)!.y - core.children.get(b.node)!.y);
    for (const [index, box] of group.entries()) {
      const other = placed[index]!;
      if (other === box) continue;
      children.set(box.node, core.children.get(other.node)!);
      const own = piecesOf.get(box.node) ?? [];
      for (const [position, { piece }] of (piecesOf.get(other.node) ?? []).entries())
        pieces[own[position]!.piece] = core.pieces[piece]!;
    }
  }
  return { ...core, children, pieces };
}

function pushTo<Key, Value>(lists: Map<Key, Value[]>, key: Key, value: Value): void {
  const list = lists.get(key);
  if (list) list.push(value);
  else lists.set(key, [value]);
}

function usedBorderPorts(plan: ContainerPlan): { west: Set<string>; east: Set<string> } {
  const used = { west: new Set<string>(), east: new Set<string>() };
  for (const { from, to } of plan.pieces)
    for (const end of [from, to]) if (end.at === 'west' || end.at === 'east') used[end.at].add(end.port);
  return used;
}

/** Without the engine: boxes in rows, pieces straight across. Ugly, but complete. */
function roughCore(plan: ContainerPlan, tied: readonly ChildBox[], aspect: number): Core {
  const gap = 3 * spacing.column;
  const { places, width, height } = arrangeByAspect(tied, aspect, gap);
  const children = new Map(
    tied.map((box, index) => [box.node, { ...places[index]!, width: box.width, height: box.height }] as const),
  );
  const boxOf = new Map(tied.map((box) => [box.node, box]));
  const border = { west: new Map<string, number>(), east: new Map<string, number>() };
  for (const side of ['west', 'east'] as const)
    for (const [index, port] of plan[side].entries())
      border[side].set(port, (height * (index + 1)) / (plan[side].length + 1));
  const knots: Rectangle[] = plan.knots.map(({ room }, index) => ({
    x: width + gap,
    y: index * 3 * spacing.box,
    ...room,
  }));
  const right = width + (plan.knots.length > 0 ? 2 * gap + Math.max(...knots.map((knot) => knot.width)) : gap);
  const point = (end: PieceEnd, leaving: boolean): Point => {
    if (end.at === 'west' || end.at === 'east')
      return { x: end.at === 'west' ? -gap : right, y: border[end.at].get(end.port) ?? 0 };
    if (end.at === 'knot') return sideOf(knots[end.knot]!, leaving);
    const known = boxOf.get(end.node)?.[leaving ? 'east' : 'west']?.get(end.port);
    return sideOf(children.get(end.node)!, leaving, known);
  };
  const pieces = plan.pieces.map(({ from, to }): Point[] => {
    const start = point(from, true);
    const end = point(to, false);
    if (start.y === end.y) return [start, end];
    const middle = start.x < end.x ? (start.x + end.x) / 2 : start.x + spacing.lineEnd;
    if (start.x < end.x) return [start, { x: middle, y: start.y }, { x: middle, y: end.y }, end];
    const back = end.x - spacing.lineEnd;
    const between = (start.y + end.y) / 2;
    return [
      start,
      { x: middle, y: start.y },
      { x: middle, y: between },
      { x: back, y: between },
      { x: back, y: end.y },
      end,
    ];
  });
  return { children, knots, pieces, ...border, childOrders: new Map() };
}

function sideOf(box: Rectangle, leaving: boolean, down: number = box.height / 2): Point {
  return { x: leaving ? box.x + box.width : box.x, y: box.y + down };
}

/** Draws the border around the connected part, and sets what nothing connects below or beside it. */
function completeContainer(
  plan: ContainerPlan,
  core: Core,
  loose: readonly ChildBox[],
  insets: Insets,
  aspect: number,
): PlacedContainer {
  const solid = [...core.children.values(), ...core.knots];
  const points = core.pieces.flat();
  const ys = [...solid.flatMap((box) => [box.y, box.y + box.height]), ...points.map((point) => point.y)];
  const top = ys.length > 0 ? Math.min(...ys) : 0;
  const bottom = ys.length > 0 ? Math.max(...ys) : 0;
  const xs = [...solid.flatMap((box) => [box.x, box.x + box.width])];
  const left = xs.length > 0 ? Math.min(...xs) : 0;
  const right = xs.length > 0 ? Math.max(...xs) : 0;
  const outerLeft = Math.min(left, ...points.map((point) => point.x));
  const outerRight = Math.max(right, ...points.map((point) => point.x));
  // Lines that come in from a border with a title run straight until they have passed it.
  const before = Math.max(insets.before, left - outerLeft + (core.west.size > 0 ? insets.title : 0));
  const afterCore = Math.max(insets.after, outerRight - right);
  const hasCore = solid.length > 0;

  const coreWidth = right - left;
  const coreHeight = bottom - top;
  const arrangement = arrangeLoose(loose, hasCore ? coreWidth : 0, coreHeight, core.east.size > 0, aspect);
  const contentWidth = Math.max(
    arrangement.beside ? coreWidth + 2 * spacing.box + arrangement.width : Math.max(coreWidth, arrangement.width),
    insets.minimumWidth - before - afterCore,
  );
  const contentHeight = Math.max(
    arrangement.beside
      ? Math.max(coreHeight, arrangement.height)
      : coreHeight + arrangement.height + (hasCore && loose.length > 0 ? 1.5 * spacing.box : 0),
    insets.minimumHeight - insets.above - insets.below,
  );
  const width = before + contentWidth + afterCore;
  const height = insets.above + contentHeight + insets.below;

  const dx = before - left;
  const dy = insets.above - top;
  const shift = (box: Rectangle): Rectangle => ({ ...box, x: box.x + dx, y: box.y + dy });
  const children = new Map([...core.children].map(([node, box]) => [node, shift(box)] as const));
  const looseX = arrangement.beside ? before + coreWidth + 2 * spacing.box : before;
  const looseY = arrangement.beside || !hasCore ? insets.above : insets.above + coreHeight + 1.5 * spacing.box;
  for (const [index, box] of loose.entries()) {
    const place = arrangement.places[index]!;
    children.set(box.node, { x: looseX + place.x, y: looseY + place.y, width: box.width, height: box.height });
  }
  const pieces = core.pieces.map((course, index) => {
    const moved = course.map(({ x, y }) => ({ x: x + dx, y: y + dy }));
    const { from, to } = plan.pieces[index]!;
    // Ends on the border follow it.
    if (from.at === 'west' && moved[0]) moved[0].x = 0;
    if (to.at === 'east' && moved.length > 0) moved[moved.length - 1]!.x = width;
    return moved;
  });
  const border = (side: 'west' | 'east'): Map<string, number> => {
    const places = new Map([...core[side]].map(([port, y]) => [port, y + dy] as const));
    const missing = plan[side].filter((port) => !places.has(port));
    for (const [index, port] of missing.entries())
      places.set(port, freePlace(places, height, insets, index, missing.length));
    return places;
  };
  return {
    width,
    height,
    children,
    knots: core.knots.map(shift),
    pieces,
    west: border('west'),
    east: border('east'),
    childOrders: core.childOrders,
  };
}

/** A place on a border for a port that nothing inside uses, away from the others. */
function freePlace(
  taken: ReadonlyMap<string, number>,
  height: number,
  insets: Insets,
  index: number,
  count: number,
): number {
  const low = insets.above / 2;
  const high = height - insets.below / 2;
  let place = low + ((high - low) * (index + 1)) / (count + 1);
  const isFree = (y: number): boolean => [...taken.values()].every((other) => Math.abs(other - y) >= spacing.line);
  for (let step = 1; !isFree(place) && step * spacing.line < high - low; step++) {
    const sign = step % 2 === 0 ? 1 : -1;
    const next = place + sign * step * spacing.line;
    if (next > low && next < high) place = next;
  }
  return place;
}

function arrangeLoose(
  loose: readonly ChildBox[],
  coreWidth: number,
  coreHeight: number,
  closedToTheRight: boolean,
  aspect: number,
): Arrangement & { readonly beside: boolean } {
  if (coreWidth === 0) return { ...arrangeByAspect(loose, aspect, spacing.box), beside: false };
  const widest = Math.max(0, ...loose.map((box) => box.width));
  const below = arrangeInRows(loose, Math.max(coreWidth, widest), spacing.box);
  if (closedToTheRight || loose.length === 0) return { ...below, beside: false };
  // A column as high as the core, beside it, where that comes closer to the wanted shape.
  const total = loose.reduce((sum, box) => sum + box.height + spacing.box, 0);
  const columns = Math.max(1, Math.ceil(total / Math.max(coreHeight, 1)));
  const beside = arrangeInRows(loose, columns * (widest + spacing.box), spacing.box);
  const rate = (width: number, height: number): number => Math.abs(Math.log(width / height / aspect));
  const rateBelow = rate(Math.max(coreWidth, below.width), coreHeight + below.height + spacing.box);
  const rateBeside = rate(coreWidth + beside.width + spacing.box, Math.max(coreHeight, beside.height));
  return rateBeside < rateBelow ? { ...beside, beside: true } : { ...below, beside: false };
}
