import { frameMetrics } from '../../view/metrics.ts';
import { wholePicture, type Nesting } from '../../view/nesting.ts';
import type { Point, Rectangle } from '../scene.ts';
import { copyDraft, isWithin, overlap, segmentsOf, touchesBox, type Draft, type Way } from './draft.ts';
import { boxGaps, Room } from './make-room.ts';

/** Room that a new box keeps: along the flow enough for lines to end at it. */
const gap = { ...boxGaps, line: 12, pill: 10 } as const;
/** From column to column, where a new column is begun. */
const columnGap = 92;
/** Ways to make room that are tried. */
const mostTried = 120;
/** What it costs that a frame grows by a pixel. */
const growCost = 0.3;
/** What it costs that a box which stays is pushed away, in pixels of distance. */
const pushCost = 90;
/** What it costs beforehand to push at all. */
const anyPushCost = 200;

interface Size {
  readonly width: number;
  readonly height: number;
}

/**
 * Finds a place for a new box in its container: a free one near what it is connected with and near what stands before it
 * in the text, else one for which as little as possible has to move. Returns the draft with the box in it.
 */
export function placeBox(draft: Draft, nesting: Nesting, node: number, size: Size): Draft | undefined {
  const parent = nesting.parent(node);
  const siblings = (nesting.children.get(parent) ?? []).filter((child) => draft.boxes[child]);
  const inside = contentOf(draft, parent);
  const score = scorer(draft, nesting, node, siblings);
  const places = candidates(draft, siblings, inside, size);
  const segments = segmentsOf(draft);
  const isFree = (place: Point): boolean => {
    const box = { ...place, ...size };
    if (!holds(inside, box)) return false;
    for (const child of siblings) {
      const other = draft.boxes[child]!;
      if (overlap({ ...box, x: box.x - gap.along, width: box.width + 2 * gap.along }, other, gap.across - 0.5))
        return false;
    }
    if (draft.pills.some(({ rectangle }) => overlap(box, rectangle, gap.pill))) return false;
    return !segments.some((segment) => touchesBox(segment, box, gap.line));
  };
  const rated = places.map((place) => ({ place, cost: score({ ...place, ...size }) })).sort((a, b) => a.cost - b.cost);
  const free = rated.find(({ place }) => isFree(place));
  let best: { draft: Draft; cost: number } | undefined;
  if (free) {
    const next = copyDraft(draft);
    next.boxes[node] = { ...free.place, ...size };
    best = { draft: next, cost: free.cost };
  }
  if (draft.graph.nodes[node]!.type === 'frame') return best?.draft;
  const rooms = new Map<Way, Room>();
  for (const { place, cost } of rated.slice(0, mostTried)) {
    for (const way of ways) {
      if (best && cost + anyPushCost >= best.cost) return best.draft;
      const room = rooms.get(way) ?? new Room(draft, way);
      rooms.set(way, room);
      const shifts = room.push(node, { ...place, ...size });
      if (!shifts) continue;
      const { moved, grown } = room.effect(shifts);
      const total = cost + anyPushCost + pushCost * moved + growCost * grown;
      if (best && total >= best.cost) continue;
      const next = room.pushed(shifts);
      next.boxes[node] = { ...place, ...size };
      if (isSound(next, node)) best = { draft: next, cost: total };
    }
  }
  return best?.draft;
}

const ways: readonly Way[] = ['down', 'right', 'up', 'left'];

/** The room inside a container's border and title. */
function contentOf({ boxes }: Draft, container: number): Rectangle {
  if (container === wholePicture) return { x: 0, y: 0, width: Infinity, height: Infinity };
  const { x, y, width, height } = boxes[container]!;
  const { padding, titleHeight } = frameMetrics;
  return { x: x + padding, y: y + titleHeight, width: width - 2 * padding, height: height - titleHeight - padding };
}

function holds(outer: Rectangle, inner: Rectangle): boolean {
  return (
    inner.x >= outer.x - 0.5 &&
    inner.y >= outer.y - 0.5 &&
    inner.x + inner.width <= outer.x + outer.width + 0.5 &&
    inner.y + inner.height <= outer.y + outer.height + 0.5
  );
}

/** Places in line with what is there: in its columns, below one another, and in columns beside it. */
function candidates(draft: Draft, siblings: readonly number[], inside: Rectangle, size: Size): Point[] {
  const boxes = siblings.map((child) => draft.boxes[child]!);
  const xs = new Set([Math.max(inside.x, 0)]);
  const ys = new Set([inside.y]);
  for (const box of boxes) {
    xs.add(box.x);
    xs.add(box.x + box.width + columnGap);
    xs.add(box.x - size.width - columnGap);
    ys.add(box.y);
    ys.add(box.y + box.height + gap.across);
    ys.add(box.y - size.height - gap.across);
  }
  for (const { rectangle } of draft.pills)
    if (overlap(rectangle, inside)) ys.add(rectangle.y + rectangle.height + gap.pill + 2);
  // Behind the last column, and below all, the container has to grow.
  const places: Point[] = [];
  for (const x of xs) for (const y of ys) if (x >= inside.x - 0.5 && y >= inside.y - 0.5) places.push({ x, y });
  return places;
}

/** How far a place is from where a box should be. */
function scorer(draft: Draft, nesting: Nesting, node: number, siblings: readonly number[]): (box: Rectangle) => number {
  const { graph, boxes } = draft;
  const middle = ({ x, y, width, height }: Rectangle): Point => ({ x: x + width / 2, y: y + height / 2 });
  const connected: { at: Rectangle; before: boolean; near: boolean }[] = [];
  for (const { source, target, sourceFirst } of graph.lines) {
    const starts = isWithin(graph, source, node);
    if (starts === isWithin(graph, target, node)) continue;
    const at = boxes[starts ? target : source];
    if (!at) continue;
    const near = nesting.parent(starts ? target : source) === nesting.parent(node);
    connected.push({ at, before: starts === sourceFirst, near });
  }
  const previous = siblings.filter((child) => child < node).at(-1) ?? siblings[0];
  const above = previous === undefined ? undefined : boxes[previous];
  return (box) => {
    const own = middle(box);
    let cost = 0;
    for (const { at, before, near } of connected) {
      const other = middle(at);
      cost += ((near ? 1 : 0.4) * (Math.abs(own.x - other.x) + Math.abs(own.y - other.y))) / connected.length;
      // What stands earlier in the flow stands further ahead in the picture.
      const ahead = before ? at.x - (box.x + box.width) : box.x - (at.x + at.width);
      if (near && ahead < columnGap / 2) cost += ahead < 0 ? 160 : 60;
    }
    if (above) {
      const other = middle(above);
      cost += 0.5 * (Math.abs(own.x - other.x) + Math.abs(own.y - other.y)) + (own.y < other.y ? 40 : 0);
    }
    return cost;
  };
}

/** Whether a box that others made room for lies on nothing that could not be pushed away, and nothing out of the picture. */
function isSound(draft: Draft, node: number): boolean {
  const { graph, boxes, pills } = draft;
  const box = boxes[node]!;
  if (boxes.some((other) => other && (other.x < 0 || other.y < 0))) return false;
  if (draft.courses.some((course) => course.some(({ x, y }) => x < 0 || y < 0))) return false;
  const parent = graph.nodes[node]!.parent;
  for (const [other, rectangle] of boxes.entries()) {
    if (!rectangle || other === node || isWithin(graph, node, other)) continue;
    const wide =
      graph.nodes[other]!.parent === parent ? { ...box, x: box.x - gap.along, width: box.width + 2 * gap.along } : box;
    if (overlap(wide, rectangle, gap.across - 1)) return false;
  }
  if (parent !== undefined && !holds(contentOf(draft, parent), box)) return false;
  if (pills.some(({ rectangle }) => overlap(box, rectangle, gap.pill - 1))) return false;
  return !segmentsOf(draft).some((segment) => touchesBox(segment, box, gap.line - 3));
}
