import { inSteps } from '../view/metrics.ts';
import type { ElkEdge, ElkGraph, ElkPort } from './layout-engine.ts';
import type { ContainerPlan, PieceEnd } from './plan-containers.ts';
import type { BorderOrder, ChildBox, Core } from './placed-container.ts';
import type { Point, Rectangle } from './scene.ts';
import { spacing } from './spacing.ts';

/** Width of a box on the scale on which columns are told to the engine; no real box comes near. */
export const columnStep = 100_000;

/** How long the engine may look for an order with few crossings. */
export type Effort = 'thorough' | 'quick';

/** A thing to be placed, with the names of its ports on either side. */
export interface Box {
  readonly id: string;
  readonly width: number;
  readonly height: number;
  readonly column: number;
  readonly west: string[];
  readonly east: string[];
  /** Room that the box keeps above and below itself beyond what lines keep among each other. */
  readonly margin: number;
  /** Whether its ports lie as far apart as it allows. */
  readonly spread?: boolean;
  readonly child?: ChildBox;
  readonly position?: number;
}

/** Everything of a container that the engine has to place: its connected children, knots, and the ends of its border. */
export function boxesOf(plan: ContainerPlan, tied: readonly ChildBox[], order: BorderOrder): ReadonlyMap<string, Box> {
  const ports = new Map(tied.map((box) => [box.node, { west: new Set<string>(), east: new Set<string>() }]));
  for (const { from, to } of plan.pieces) {
    if (from.at === 'child') ports.get(from.node)!.east.add(from.port);
    if (to.at === 'child') ports.get(to.node)!.west.add(to.port);
  }
  const boxes = new Map<string, Box>();
  for (const [index, child] of tied.entries()) {
    const { west, east } = ports.get(child.node)!;
    const needed = (Math.max(west.size, east.size) + 1) * spacing.port;
    boxes.set(`child ${child.node}`, {
      id: `c${index}`,
      width: child.width,
      height: child.west || child.east ? child.height : Math.max(child.height, inSteps(needed, 7)),
      column: plan.columns.get(child.node) ?? 0,
      west: [...west],
      east: [...east],
      margin: (spacing.box - spacing.line) / 2,
      child,
      position: plan.rows?.get(child.node),
    });
  }
  for (const [index, { pill, room, column, turn, behind }] of plan.knots.entries()) {
    const met = pill ? ['in', 'out'] : ['turn'];
    boxes.set(`knot ${index}`, {
      id: `k${index}`,
      ...room,
      column,
      west: turn === 'east' ? met : turn === 'west' ? [] : ['in'],
      east: turn === 'west' ? met : turn === 'east' ? [] : ['out'],
      margin: 0,
      spread: turn !== undefined,
      position: behind === undefined ? undefined : behind - 0.5,
    });
  }
  const used = usedBorderPorts(plan);
  const last = Math.max(0, ...plan.columns.values());
  for (const side of ['west', 'east'] as const)
    for (const [index, port] of plan[side].entries()) {
      if (!used[side].has(port)) continue;
      const position = order[side].indexOf(port);
      boxes.set(`${side} ${port}`, {
        id: `${side}${index}`,
        width: 0,
        height: 0,
        column: side === 'west' ? -1 : last + 1,
        west: side === 'east' ? [port] : [],
        east: side === 'west' ? [port] : [],
        margin: 0,
        position: order[side].length > 1 && position >= 0 ? position : undefined,
      });
    }
  return boxes;
}

/** The box that a piece ends at. */
function boxAt(boxes: ReadonlyMap<string, Box>, end: PieceEnd): Box {
  if (end.at === 'child') return boxes.get(`child ${end.node}`)!;
  return boxes.get(end.at === 'knot' ? `knot ${end.knot}` : `${end.at} ${end.port}`)!;
}

function portId(box: Box, side: 'west' | 'east', port: string): string {
  return `${box.id}.${side === 'west' ? 'w' : 'e'}${box[side].indexOf(port)}`;
}

/** All that the engine's answer depends on, and nothing that changes with names, words or places in the text. */
export function keyOf(
  plan: ContainerPlan,
  boxes: ReadonlyMap<string, Box>,
  purpose: 'order' | 'places',
  effort: Effort,
): string {
  const parts: (string | number)[] = [purpose, effort];
  for (const { id, width, height, column, west, east, child, position } of boxes.values()) {
    parts.push(id, width, height, column, west.length, east.length, position ?? '');
    for (const port of west) parts.push(child?.west?.get(port) ?? '');
    for (const port of east) parts.push(child?.east?.get(port) ?? '');
  }
  for (const { from, to } of plan.pieces)
    parts.push(portId(boxAt(boxes, from), 'east', from.port), portId(boxAt(boxes, to), 'west', to.port));
  return parts.join(' ');
}

/** The question to the engine. */
export function toGraph(
  plan: ContainerPlan,
  boxes: ReadonlyMap<string, Box>,
  purpose: 'order' | 'places',
  effort: Effort,
): ElkGraph {
  return {
    id: 'container',
    layoutOptions: {
      ...engineOptions,
      ...(purpose === 'order' ? orderOptions : {}),
      'elk.layered.thoroughness': thoroughness(boxes.size, effort),
    },
    children: [...boxes.values()].map(toElkNode),
    edges: plan.pieces.map(({ from, to }, index): ElkEdge => ({
      id: `e${index}`,
      sources: [portId(boxAt(boxes, from), 'east', from.port)],
      targets: [portId(boxAt(boxes, to), 'west', to.port)],
    })),
  };
}

/** How long to look for an order without crossings: in small graphs it costs little. */
function thoroughness(boxes: number, effort: Effort): string {
  if (effort === 'quick') return '4';
  return boxes <= 16 ? '30' : boxes <= 40 ? '12' : '7';
}

/** Enough to learn in which order lines pass; places are thrown away. */
export const orderOptions: Readonly<Record<string, string>> = {
  'elk.layered.nodePlacement.strategy': 'SIMPLE',
  'elk.edgeRouting': 'POLYLINE',
};

/** How the engine is asked for places. */
export const engineOptions: Readonly<Record<string, string>> = {
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

function toElkNode(box: Box): ElkGraph {
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
      'elk.portAlignment.default': box.spread ? 'JUSTIFIED' : 'CENTER',
      'elk.alignment': box.child ? 'LEFT' : 'CENTER',
      ...(box.position === undefined ? {} : { 'elk.position': `(0,${(box.position + 1) * 100})` }),
    },
  };
}

/** The engine's answer, in terms of the plan. */
export function readGraph(plan: ContainerPlan, boxes: ReadonlyMap<string, Box>, laidOut: ElkGraph): Core {
  const placed = new Map((laidOut.children ?? []).map((child) => [child.id, child]));
  const children = new Map<number, Rectangle>();
  const knots: Rectangle[] = [];
  const border = { west: new Map<string, number>(), east: new Map<string, number>() };
  const childOrders = new Map<number, BorderOrder>();
  for (const box of boxes.values()) {
    const { x = 0, y = 0, ports = [] } = placed.get(box.id) ?? { id: box.id };
    const rectangle = { x, y: y + box.margin, width: box.width, height: box.height };
    if (box.child) {
      children.set(box.child.node, rectangle);
      const sorted = (side: 'west' | 'east'): string[] =>
        box[side]
          .map((name) => ({
            name,
            y: ports.find((port) => port.id === portId(box, side, name))?.y ?? 0,
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

function usedBorderPorts(plan: ContainerPlan): { west: Set<string>; east: Set<string> } {
  const used = { west: new Set<string>(), east: new Set<string>() };
  for (const { from, to } of plan.pieces)
    for (const end of [from, to]) if (end.at === 'west' || end.at === 'east') used[end.at].add(end.port);
  return used;
}
