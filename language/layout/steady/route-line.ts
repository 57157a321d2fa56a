import { frameMetrics } from '../../view/metrics.ts';
import type { ViewPill } from '../../view/view-graph.ts';
import { trunkOfLines } from '../placement.ts';
import { simplify } from '../polyline.ts';
import type { Point, Rectangle } from '../scene.ts';
import { spacing } from '../spacing.ts';
import { isWithin, overlap, segmentsOf, titlesOf, touchesBox, type Draft, type Segment } from './draft.ts';
import { costs, RouteGrid, Search, type Clearance, type Start } from './route-grid.ts';

/** What is tried, one after the other: how far around the ends, on how fine a grid, how close to other things. */
const attempts: readonly {
  readonly around: number;
  readonly step: number;
  readonly clearance: Clearance;
  readonly detour: number;
}[] = [
  { around: 160, step: 8, clearance: { box: 10, line: 8 }, detour: 400 },
  { around: 700, step: 9, clearance: { box: 9, line: 7 }, detour: 900 },
  { around: 3000, step: 6, clearance: { box: 6, line: 5 }, detour: 3000 },
];
/** Nodes that a grid may have: a larger area is looked at more coarsely. */
const mostNodes = 80_000;
/** A line that leaves against the flow, or from above or below. */
const sideCosts = { against: 70, across: 60 } as const;
/** Places for a label that are looked at more closely. */
const mostPlaces = 4_000;

/** A place at which a line may begin or end, and the first point away from it. */
interface Port {
  readonly at: Point;
  readonly stub: Point;
  /** Leaving: 0 right, 1 down, 2 left, 3 up. */
  readonly direction: number;
  readonly cost: number;
}

/** Where a line may join a trunk: on a stretch of it, to be followed from there. */
interface Joint {
  readonly from: Point;
  readonly to: Point;
  /** The way from `to` on to the hub, without `to`. */
  readonly rest: readonly Point[];
}

/**
 * Draws a line that has no course yet through what is free, and finds its label a place on the way. Lines of a trunk are
 * led to where they join it. Returns false where there is no way.
 */
export function routeLine(draft: Draft, line: number, pill: ViewPill | undefined, room: Size | undefined): boolean {
  const trunkIndex = trunkOfLines(draft.trunks).get(line);
  const { source, target, sourceFirst } = draft.graph.lines[line]!;
  const trunk = trunkIndex === undefined ? undefined : draft.trunks[trunkIndex]!;
  const leaf = trunk?.end === 'source' ? target : source;
  const hub = leaf === source ? target : source;
  const joints = trunk ? jointsOf(draft, trunkIndex!, line) : [];
  const leafFirst = (leaf === source) === sourceFirst;
  for (const attempt of attempts) {
    const starts = portsOf(draft, leaf, hub, leafFirst, attempt.clearance);
    const ends = joints.length > 0 ? [] : portsOf(draft, hub, leaf, !leafFirst, attempt.clearance);
    if (starts.length === 0 || (ends.length === 0 && joints.length === 0)) continue;
    const area = areaAround(draft, starts, ends, joints, attempt.around);
    const found = findRoute(draft, area, attempt, { leaf, hub, trunk: trunkIndex }, starts, ends, joints, room);
    if (!found) continue;
    const course = simplify(found.points);
    draft.courses[line] = leaf === source ? course : course.reverse();
    if (pill && room && found.label)
      draft.pills.push({
        pill,
        line,
        rectangle: { x: found.label.x - room.width / 2, y: found.label.y - room.height / 2, ...room },
      });
    return true;
  }
  return false;
}

interface Size {
  readonly width: number;
  readonly height: number;
}

/** Free places on the sides of a box. */
function portsOf(draft: Draft, node: number, other: number, first: boolean, clearance: Clearance): Port[] {
  const { graph, boxes } = draft;
  const box = boxes[node]!;
  const isFrame = graph.nodes[node]!.type === 'frame';
  // A frame is met from the inside by what it holds.
  const inward = isFrame && isWithin(graph, other, node);
  const far = spacing.lineEnd + clearance.line + 8;
  const taken = segmentsOf(draft).filter((segment) => touchesBox(segment, box, far));
  const pills = draft.pills.map(({ rectangle }) => rectangle).filter((pill) => overlap(pill, box, far));
  const neighbours = boxes.filter(
    (other, index): other is Rectangle =>
      other !== undefined && index !== node && graph.nodes[index]!.type === 'card' && overlap(other, box, far),
  );
  const ports: Port[] = [];
  const add = (at: Point, direction: number, cost: number): void => {
    const way = [
      [1, 0],
      [0, 1],
      [-1, 0],
      [0, -1],
    ][direction]!;
    const reach = spacing.lineEnd + 1;
    const stub = { x: at.x + way[0]! * reach, y: at.y + way[1]! * reach };
    const segment = { from: at, to: stub };
    const inTheWay =
      taken.some((one) => nearness(one, segment) < clearance.line) ||
      pills.some((pill) => touchesBox(segment, pill, 3)) ||
      neighbours.some((other) => touchesBox(segment, other, 4));
    if (!inTheWay) ports.push({ at, stub, direction, cost });
  };
  const top = box.y + (isFrame ? frameMetrics.titleHeight + 6 : 9);
  const bottom = box.y + box.height - 9;
  const middle = box.y + box.height / 2;
  const step = isFrame ? 22 : 8.5;
  for (let offset = 0; offset <= box.height / 2; offset += step)
    for (const y of offset === 0 ? [middle] : [middle - offset, middle + offset]) {
      if (y < top || y > bottom || ports.length > 60) continue;
      const off = isFrame ? 0.05 * offset : 0.5 * offset;
      add({ x: box.x + box.width, y }, inward ? 2 : 0, off + (first ? 0 : sideCosts.against));
      add({ x: box.x, y }, inward ? 0 : 2, off + (first ? sideCosts.against : 0));
    }
  if (!isFrame)
    for (const offset of [0, -24, 24, -48, 48]) {
      const x = box.x + box.width / 2 + offset;
      add({ x, y: box.y + box.height }, 1, sideCosts.across + 0.3 * Math.abs(offset));
      add({ x, y: box.y }, 3, sideCosts.across + 0.3 * Math.abs(offset));
    }
  return ports;
}

/** How close two axis-parallel segments come to each other; 0 where they cross. */
function nearness(a: Pick<Segment, 'from' | 'to'>, b: Pick<Segment, 'from' | 'to'>): number {
  const apart = (from1: number, to1: number, from2: number, to2: number): number =>
    Math.max(
      0,
      Math.max(Math.min(from1, to1), Math.min(from2, to2)) - Math.min(Math.max(from1, to1), Math.max(from2, to2)),
    );
  return Math.max(apart(a.from.x, a.to.x, b.from.x, b.to.x), apart(a.from.y, a.to.y, b.from.y, b.to.y));
}

/** Where a trunk can be joined: from behind the last label that is a branch's own. */
function jointsOf(draft: Draft, trunkIndex: number, line: number): Joint[] {
  const trunk = draft.trunks[trunkIndex]!;
  const joints: Joint[] = [];
  for (const member of trunk.lines) {
    const course = draft.courses[member]!;
    if (member === line || course.length < 2) continue;
    const towardHub = trunk.end === 'target' ? course : [...course].reverse();
    const own = draft.pills.filter((pill) => pill.line === member);
    let first = 0;
    for (let index = 1; index < towardHub.length; index++) {
      const segment = { from: towardHub[index - 1]!, to: towardHub[index]! };
      if (own.some(({ rectangle }) => touchesBox(segment, rectangle))) first = index;
    }
    for (let index = Math.max(1, first + 1); index < towardHub.length; index++)
      joints.push({
        from: towardHub[index - 1]!,
        to: towardHub[index]!,
        rest: towardHub.slice(index),
      });
  }
  return joints;
}

/** How far beyond the outermost boxes a line may run. */
const outside = 60;

/** The part of the picture in which to look. */
function areaAround(
  draft: Draft,
  starts: readonly Port[],
  ends: readonly Port[],
  joints: readonly Joint[],
  around: number,
): Rectangle {
  const points = [...starts, ...ends].map(({ stub }) => stub);
  if (joints.length > 0) {
    // Of a long trunk, the part that is near.
    const start = starts[0]!.stub;
    const near = joints
      .map(({ from, to }) => ({ x: between(start.x, from.x, to.x), y: between(start.y, from.y, to.y) }))
      .sort((a, b) => distance(start, a) - distance(start, b));
    points.push(near[0]!);
  }
  const boxes = draft.boxes.filter((box) => box !== undefined);
  const left = Math.min(...boxes.map((box) => box.x)) - outside;
  const top = Math.min(...boxes.map((box) => box.y)) - outside;
  const right = Math.max(...boxes.map((box) => box.x + box.width)) + outside;
  const bottom = Math.max(...boxes.map((box) => box.y + box.height)) + outside;
  const x = Math.max(left, Math.min(...points.map((point) => point.x)) - around);
  const y = Math.max(top, Math.min(...points.map((point) => point.y)) - around);
  return {
    x,
    y,
    width: Math.min(right, Math.max(...points.map((point) => point.x)) + around) - x,
    height: Math.min(bottom, Math.max(...points.map((point) => point.y)) + around) - y,
  };
}

function between(value: number, a: number, b: number): number {
  return Math.min(Math.max(value, Math.min(a, b)), Math.max(a, b));
}

function distance(a: Point, b: Point): number {
  return Math.abs(a.x - b.x) + Math.abs(a.y - b.y);
}

interface Ends {
  readonly leaf: number;
  readonly hub: number;
  readonly trunk: number | undefined;
}

interface Found {
  /** From the leaf to the hub. */
  readonly points: Point[];
  /** Middle of the label. */
  readonly label?: Point;
}

function findRoute(
  draft: Draft,
  area: Rectangle,
  { step, clearance, detour }: (typeof attempts)[number],
  ends: Ends,
  starts: readonly Port[],
  finishes: readonly Port[],
  joints: readonly Joint[],
  room: Size | undefined,
): Found | undefined {
  const stubs = [...starts, ...finishes].map(({ stub }) => stub);
  const exactX = [...stubs.map(({ x }) => x), ...joints.flatMap(({ from, to }) => (from.x === to.x ? [from.x] : []))];
  const exactY = [...stubs.map(({ y }) => y), ...joints.flatMap(({ from, to }) => (from.y === to.y ? [from.y] : []))];
  const coarse = Math.max(step, Math.sqrt((area.width * area.height) / mostNodes));
  const grid = new RouteGrid(area, coarse, exactX, exactY);
  blockGrid(grid, draft, area, ends, clearance);

  const from = startsAt(grid, starts);
  const goals = new Map<number, { cost: number; rest: readonly Point[] }>();
  const goalKey = (node: number, direction: number): number => node * 4 + direction;
  const addGoal = (node: number | undefined, direction: number, cost: number, rest: readonly Point[]): void => {
    if (node === undefined) return;
    const key = goalKey(node, direction);
    if ((goals.get(key)?.cost ?? Infinity) > cost) goals.set(key, { cost, rest });
  };
  for (const port of finishes) addGoal(grid.nodeAt(port.stub), (port.direction + 2) % 4, port.cost, [port.at]);
  for (const joint of joints) addJoint(grid, joint, addGoal);
  if (from.length === 0 || goals.size === 0) return undefined;
  const begin = (node: number, direction: number): Point =>
    starts.find((port) => port.direction === direction && grid.nodeAt(port.stub) === node)!.at;

  const there = new Search(grid, from, {
    wanted: (node, direction) => goals.has(goalKey(node, direction)),
    toward: around([...goals.keys()].map((key) => grid.point(key >> 2))),
    // Where the way there has no room for the label, there may be room beside it.
    ...(room ? { beyond: detour } : {}),
  });
  if (there.found < 0) return undefined;
  if (!room) {
    const points = there.points(there.found);
    const first = there.first(there.found);
    return { points: [begin(first >> 2, first & 3), ...points, ...goals.get(there.found)!.rest] };
  }

  const most = there.cost(there.found >> 2, there.found & 3) + detour;
  const back = new Search(
    grid,
    [...goals].map(([key, { cost }]): Start => ({ node: key >> 2, direction: ((key & 3) + 2) % 4, cost })),
    { limit: (node) => most - there.least(node) },
  );
  const isFree = freeForLabels(draft, area, room, ends);
  for (const { node, states } of labelPlaces(grid, there, back)) {
    const label = grid.point(node);
    const rectangle = { x: label.x - room.width / 2, y: label.y - room.height / 2, ...room };
    if (!isFree(rectangle)) continue;
    const ahead = there.way(states[0]);
    const behind = back.way(states[1]).reverse();
    if (!meetOnlyUnder(grid, ahead, behind, rectangle)) continue;
    const first = there.first(states[0]);
    const last = back.first(states[1]);
    const goal = goals.get(goalKey(last >> 2, ((last & 3) + 2) % 4))!;
    return {
      points: [
        begin(first >> 2, first & 3),
        ...ahead.map((at) => grid.point(at)),
        ...behind.slice(1).map((at) => grid.point(at)),
        ...goal.rest,
      ],
      label,
    };
  }
  return undefined;
}

function startsAt(grid: RouteGrid, ports: readonly Port[]): Start[] {
  return ports.flatMap(({ stub, direction, cost }) => {
    const node = grid.nodeAt(stub);
    return node === undefined ? [] : [{ node, direction, cost }];
  });
}

/** A trunk is joined at a right angle, away from its corners. */
function addJoint(
  grid: RouteGrid,
  { from, to, rest }: Joint,
  add: (node: number | undefined, direction: number, cost: number, rest: readonly Point[]) => void,
): void {
  const corner = 7;
  if (from.y === to.y) {
    const [low, high] = [Math.min(from.x, to.x) + corner, Math.max(from.x, to.x) - corner];
    for (const x of grid.xs) {
      if (x < low || x > high) continue;
      const node = grid.nodeAt({ x, y: from.y });
      for (const direction of [1, 3]) add(node, direction, 0, rest);
    }
  } else {
    const [low, high] = [Math.min(from.y, to.y) + corner, Math.max(from.y, to.y) - corner];
    for (const y of grid.ys) {
      if (y < low || y > high) continue;
      const node = grid.nodeAt({ x: from.x, y });
      for (const direction of [0, 2]) add(node, direction, 0, rest);
    }
  }
}

/** Enters everything that is in the way, or costs something to cross. */
function blockGrid(
  grid: RouteGrid,
  draft: Draft,
  area: Rectangle,
  { leaf, hub, trunk }: Ends,
  clearance: Clearance,
): void {
  const { graph, boxes, pills } = draft;
  const titles = titlesOf(draft);
  const isNear = (box: Rectangle): boolean => overlap(box, area, 20);
  for (const [node, box] of boxes.entries()) {
    if (!box || !isNear(box)) continue;
    if (graph.nodes[node]!.type === 'card') {
      grid.block(box, clearance.box);
      continue;
    }
    const own = isWithin(graph, leaf, node) !== isWithin(graph, hub, node);
    const crossing = own ? 0 : costs.border;
    const right = box.x + box.width;
    const bottom = box.y + box.height;
    grid.addLine({ x: box.x, y: box.y }, { x: right, y: box.y }, 5, crossing);
    grid.addLine({ x: box.x, y: bottom }, { x: right, y: bottom }, 5, crossing);
    grid.addLine({ x: box.x, y: box.y }, { x: box.x, y: bottom }, 5, crossing);
    grid.addLine({ x: right, y: box.y }, { x: right, y: bottom }, 5, crossing);
    grid.block(titles[node]!, 2);
  }
  for (const { rectangle } of pills) if (isNear(rectangle)) grid.block(rectangle, 4);
  for (const segment of segmentsOf(draft)) {
    if (!touchesBox(segment, area, 20)) continue;
    grid.addLine(
      segment.from,
      segment.to,
      clearance.line,
      trunk !== undefined && segment.trunk === trunk ? 0 : costs.crossing,
    );
  }
}

/** Nodes at which the two searches meet, cheapest first. */
function labelPlaces(
  grid: RouteGrid,
  there: Search,
  back: Search,
): { readonly node: number; readonly states: readonly [number, number] }[] {
  const places: { node: number; cost: number; states: [number, number] }[] = [];
  for (let node = 0; node < grid.size; node++) {
    let best = Infinity;
    let states: [number, number] = [-1, -1];
    for (let one = 0; one < 4; one++) {
      const ahead = there.cost(node, one);
      if (ahead === Infinity) continue;
      for (let two = 0; two < 4; two++) {
        // Reached from one and the same side, the line would come back on itself.
        if (one === two) continue;
        const cost = ahead + back.cost(node, two) + ((one + 2) % 4 === two ? 0 : costs.bend);
        if (cost >= best) continue;
        best = cost;
        states = [node * 4 + one, node * 4 + two];
      }
    }
    if (best < Infinity) places.push({ node, cost: best, states });
  }
  return places.sort((a, b) => a.cost - b.cost || a.node - b.node).slice(0, mostPlaces);
}

/** Tells of places in an area whether a label lies on nothing there. */
function freeForLabels(draft: Draft, area: Rectangle, room: Size, { leaf, hub }: Ends): (label: Rectangle) => boolean {
  const { graph, boxes } = draft;
  const reach = Math.max(room.width, room.height);
  const near = boxes.flatMap((box, node) => (box && overlap(box, area, reach) ? [{ node, box }] : []));
  const cards = near
    .filter(({ node }) => graph.nodes[node]!.type === 'card')
    .map(({ node, box }) => ({ box, gap: node === leaf || node === hub ? spacing.lineEnd - 1 : 7 }));
  const frames = near.filter(({ node }) => graph.nodes[node]!.type === 'frame').map(({ box }) => box);
  const titles = titlesOf(draft).filter((title) => title !== undefined);
  const pills = draft.pills.map(({ rectangle }) => rectangle).filter((pill) => overlap(pill, area, reach));
  const segments = segmentsOf(draft).filter((segment) => touchesBox(segment, area, reach));
  return (label) =>
    !cards.some(({ box, gap }) => overlap(label, box, gap)) &&
    !titles.some((title) => overlap(label, title, 2)) &&
    // A label lies in a frame or outside it.
    frames.every(
      (box) =>
        (label.x > box.x + 4 &&
          label.y > box.y + 4 &&
          label.x + label.width < box.x + box.width - 4 &&
          label.y + label.height < box.y + box.height - 4) ||
        !overlap(label, box, 4),
    ) &&
    !pills.some((pill) => overlap(label, pill, 6)) &&
    !segments.some((segment) => touchesBox(segment, label, 5));
}

/** The smallest rectangle that holds some points. */
function around(points: readonly Point[]): Rectangle {
  const xs = points.map(({ x }) => x);
  const ys = points.map(({ y }) => y);
  const corner = { x: Math.min(...xs), y: Math.min(...ys) };
  return { ...corner, width: Math.max(...xs) - corner.x, height: Math.max(...ys) - corner.y };
}

/** Whether the two halves of a route touch nowhere but under the label. */
function meetOnlyUnder(
  grid: RouteGrid,
  ahead: readonly number[],
  behind: readonly number[],
  label: Rectangle,
): boolean {
  const passed = new Set(ahead);
  return behind.every((node) => {
    if (!passed.has(node)) return true;
    const { x, y } = grid.point(node);
    return x > label.x && x < label.x + label.width && y > label.y && y < label.y + label.height;
  });
}
