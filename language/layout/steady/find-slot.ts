import { frameMetrics } from '../../view/metrics.ts';
import { wholePicture, type Nesting } from '../../view/nesting.ts';
import type { Point, Rectangle } from '../scene.ts';
import { copyDraft, isWithin, overlap, segmentsOf, touchesBox, withoutCourses, type Draft, type Way } from './draft.ts';
import { boxGaps, pushCosts, Room } from './make-room.ts';

/** Room that a new box keeps: along the flow enough for lines to end at it. */
const gap = { ...boxGaps, line: 12, pill: 10 } as const;
/** From column to column, where a new column is begun. */
const columnGap = 92;
/** Ways to make room that are tried. */
const mostTried = 120;
/** What it costs beforehand to push at all. */
const anyPushCost = 200;

interface Size {
  readonly width: number;
  readonly height: number;
}

/**
 * Finds a place for a new box in its container: a free one near what it is connected with and near what stands before it
 * in the text, else one for which as little as possible has to move. So many lines may be taken away for it, to be routed
 * again. Returns the draft with the box in it.
 */
export function placeBox(draft: Draft, nesting: Nesting, node: number, size: Size, mostCut: number): Draft | undefined {
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
  const rooms = new Map<Way, Room>();
  for (const { place, cost } of rated.slice(0, mostTried)) {
    for (const way of ways) {
      const bound = best ? best.cost - cost - anyPushCost : Infinity;
      if (best && bound <= 0) return best.draft;
      const room = rooms.get(way) ?? new Room(draft, way, mostCut);
      rooms.set(way, room);
      const box = { ...place, ...size };
      const push = room.push(node, box, bound);
      if (!push) continue;
      const next = room.pushed(push);
      next.boxes[node] = box;
      const cleared = clearLines(next, node, mostCut - push.cut.size, bound - push.cost);
      if (cleared) best = { draft: cleared.draft, cost: cost + anyPushCost + push.cost + cleared.cost };
    }
  }
  return best?.draft;
}

const ways: readonly Way[] = ['down', 'right', 'up', 'left'];

/** The picture as a whole can grow to all sides. */
const everywhere: Rectangle = { x: -1e7, y: -1e7, width: 2e7, height: 2e7 };

/** The room inside a container's border and title. */
function contentOf({ boxes }: Draft, container: number): Rectangle {
  if (container === wholePicture) return everywhere;
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

/**
 * Places in line with what is there: in its columns, above and below one another, and in columns beside it. For those
 * before the first and behind the last, the container has to grow.
 */
function candidates(draft: Draft, siblings: readonly number[], inside: Rectangle, size: Size): Point[] {
  const boxes = siblings.map((child) => draft.boxes[child]!);
  const corner = inside === everywhere ? { x: 0, y: 0 } : inside;
  const xs = new Set([corner.x]);
  const ys = new Set([corner.y]);
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
  const places: Point[] = [];
  for (const x of xs) for (const y of ys) places.push({ x, y });
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

/**
 * A draft in which others made room for a box, without the lines that still run through it: they have to find another way.
 * Nothing where it lies on what could not be pushed away, or that would cost as much as a bound or more.
 */
function clearLines(
  draft: Draft,
  node: number,
  mostCut: number,
  bound: number,
): { readonly draft: Draft; readonly cost: number } | undefined {
  const { graph, boxes } = draft;
  const box = boxes[node]!;
  const parent = graph.nodes[node]!.parent;
  for (const [other, rectangle] of boxes.entries()) {
    if (!rectangle || other === node || isWithin(graph, node, other)) continue;
    const wide =
      graph.nodes[other]!.parent === parent ? { ...box, x: box.x - gap.along, width: box.width + 2 * gap.along } : box;
    if (overlap(wide, rectangle, gap.across - 1)) return undefined;
  }
  if (parent !== undefined && !holds(contentOf(draft, parent), box)) return undefined;
  const cut = new Set<number>();
  for (const { line, trunk, from, to } of segmentsOf(draft)) {
    if (!touchesBox({ from, to }, box, gap.line - 3)) continue;
    if (trunk !== undefined) return undefined;
    cut.add(line);
    if (cut.size > mostCut || cut.size * pushCosts.cut >= bound) return undefined;
  }
  const cleared = cut.size > 0 ? withoutCourses(draft, cut) : draft;
  if (cleared.pills.some(({ rectangle }) => overlap(box, rectangle, gap.pill - 1))) return undefined;
  return { draft: cleared, cost: cut.size * pushCosts.cut };
}
