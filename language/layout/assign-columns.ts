import type { FlowKind } from '../model/vocabulary.ts';
import { type Nesting, wholePicture } from '../view/nesting.ts';
import type { ViewGraph, ViewLine } from '../view/view-graph.ts';
import {
  boxGap,
  heightOf,
  linesFrom,
  mergeBy,
  turnsWithin,
  widthOf,
  type Box,
  type Edge,
  type Group,
} from './column-groups.ts';
import { flipCost, foldBy, isChain, isFolded, linesBackwards } from './fold-chain.ts';

/** Width and height along and across the flow. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

/** How a line runs: from its earlier end to its later one, which meet as children of `container`. */
export interface Road {
  readonly line: ViewLine;
  readonly first: number;
  readonly last: number;
  readonly container: number;
  /** The container's children that are or hold the ends; absent where the end is the container itself. */
  readonly firstChild?: number;
  readonly lastChild?: number;
  /**
   * Set where both children share a column: the line leaves the first on this side and comes back to the last on the
   * same. Otherwise it leaves in the east and comes in from the west.
   */
  readonly turn?: 'west' | 'east';
}

export interface Columns {
  /** Containers whose columns run forth and back, with the row of each child. */
  readonly rows: ReadonlyMap<number, ReadonlyMap<number, number>>;
  /** By container, the column of each connected child, numbered from 0 without holes. */
  readonly of: ReadonlyMap<number, ReadonlyMap<number, number>>;
  /** By line. */
  readonly roads: readonly Road[];
  /** What each node will measure: of cards as it will be, of frames roughly. */
  readonly sizes: readonly Size[];
}

/** What a picture may measure along the flow before its columns are merged, and the shape it aims at. */
export interface Comfort {
  readonly width: number;
  /** Of the width that suits the picture's area. */
  readonly scale: number;
  /** How much lines that turn back are shied away from: 1 as a rule, less where the shape matters more. */
  readonly turns: number;
  readonly aspect: number;
  /** From so many cards on, a column that makes the picture too high is worth dividing. */
  readonly tall: number;
  /** Room that a gap between columns takes, and the frame around them. */
  readonly gap: number;
  readonly insets: Size;
}

/** What collects, or is protected, stands no further along the pipeline than this. */
const earliest = 1.25;
/** Peers stand closer than this in the pipeline. */
const peerDistance = 0.75;
/** What peers exchange on the side; detections and logs lead on. */
const sideKinds: ReadonlySet<FlowKind> = new Set(['signal', 'context', 'policy', 'action', 'sync']);

/** What it costs if all lines of a container turn back into their own column, beside what is gained in width. */
const turnCost = { peers: 1.5, aside: 3, onward: 9 } as const;
const widthCost = 6;
const heightCost = 3;
/** Columns up to which every way to merge neighbours is tried. */
const mostTried = 10;
/** In a picture of more boxes than this, lines and frames take so many times the room that boxes take. */
const largePicture = 150;
const largeCrowd = 3;

/**
 * Gives each connected child of each container a column. From the outside in: a container's columns follow its lines, and
 * where that makes the picture too wide, neighbouring columns are merged where fewest lines have to turn back.
 */
export function assignColumns(graph: ViewGraph, nesting: Nesting, comfort: Comfort): Columns {
  return new ColumnChoice(graph, nesting, comfort).choose();
}

class ColumnChoice {
  readonly #graph: ViewGraph;
  readonly #nesting: Nesting;
  readonly #comfort: Comfort;
  readonly #roads: Road[];
  readonly #boxes = new Map<number, Map<number, Box>>();
  readonly #natural = new Map<number, Group[]>();
  /** Of cards as they will be, of frames as they may be expected to be. */
  readonly #sizes: readonly Size[];
  readonly #budget: number;
  readonly #columns = new Map<number, ReadonlyMap<number, number>>();
  readonly #rows = new Map<number, ReadonlyMap<number, number>>();
  readonly #containers: readonly number[];

  constructor(graph: ViewGraph, nesting: Nesting, comfort: Comfort) {
    this.#graph = graph;
    this.#nesting = nesting;
    this.#comfort = comfort;
    this.#containers = [wholePicture, ...graph.nodes.filter((node) => node.type === 'frame').map((node) => node.index)];
    this.#roads = graph.lines.map((line) => this.#roadOf(line));
    this.#collectBoxes();
    for (const container of this.#containers) this.#natural.set(container, this.#naturalGroups(container));
    const area = graph.nodes.reduce(
      (sum, node) => (node.type === 'card' ? sum + (node.width + 100) * (node.height + 30) * 1.6 : sum),
      0,
    );
    const crowd = graph.nodes.length > largePicture ? largeCrowd : 1;
    this.#budget = Math.max(comfort.width, comfort.scale * Math.sqrt(crowd * area * comfort.aspect));
    const natural = this.#sizesIf(() => Infinity);
    const whole = this.#sizeOf(wholePicture, this.#natural.get(wholePicture)!, natural).width;
    // Where all is too wide, frames are expected to give way as much as the whole has to.
    const scale = this.#budget / whole;
    this.#sizes = scale >= 1 ? natural : this.#sizesIf((frame) => natural[frame]!.width * scale);
  }

  choose(): Columns {
    const budgets = new Map<number, number>([[wholePicture, this.#budget]]);
    for (const container of this.#containers) this.#chooseIn(container, budgets);
    return { of: this.#columns, rows: this.#rows, roads: this.#roads, sizes: this.#finalSizes() };
  }

  #roadOf(line: ViewLine): Road {
    const { container, source, target } = this.#nesting.meeting(line.source, line.target);
    const [first, last] = line.sourceFirst ? [line.source, line.target] : [line.target, line.source];
    const [firstChild, lastChild] = line.sourceFirst ? [source, target] : [target, source];
    return { line, first, last, container, firstChild, lastChild };
  }

  #boxOf(container: number, node: number): Box {
    let inside = this.#boxes.get(container);
    if (!inside) this.#boxes.set(container, (inside = new Map<number, Box>()));
    let box = inside.get(node);
    if (!box) {
      box = { node, rank: this.#graph.nodes[node]!.rank, fromWest: 0, toEast: 0, incoming: [], outgoing: [] };
      inside.set(node, box);
    }
    return box;
  }

  #collectBoxes(): void {
    const edges = new Map<string, Edge>();
    for (const { line, container, first, last, firstChild, lastChild } of this.#roads) {
      for (const end of [first, last])
        for (let node = end; node !== container; node = this.#nesting.parent(node))
          this.#boxOf(this.#nesting.parent(node), node);
      if (firstChild === undefined || lastChild === undefined) continue;
      const key = `${firstChild} ${lastChild}`;
      let edge = edges.get(key);
      if (!edge) {
        edge = { from: firstChild, to: lastChild, weight: 0, turnCost: 0 };
        edges.set(key, edge);
        this.#boxOf(container, firstChild).outgoing.push(edge);
        this.#boxOf(container, lastChild).incoming.push(edge);
      }
      edge.weight++;
      edge.turnCost += this.#turnCost(line, firstChild, lastChild);
    }
  }

  #turnCost(line: ViewLine, first: number, last: number): number {
    if (![...line.kinds, ...line.backKinds].every((kind) => sideKinds.has(kind))) return turnCost.onward;
    const a = this.#graph.nodes[first]!.rank;
    const b = this.#graph.nodes[last]!.rank;
    return a !== undefined && b !== undefined && Math.abs(a - b) < peerDistance ? turnCost.peers : turnCost.aside;
  }

  /** Connected children of a container in reading order. */
  #connected(container: number): Box[] {
    const inside = this.#boxes.get(container);
    if (!inside) return [];
    return (this.#nesting.children.get(container) ?? []).flatMap((child) => inside.get(child) ?? []);
  }

  /** As many columns as the longest way through the container has steps. */
  #naturalGroups(container: number): Group[] {
    const boxes = this.#connected(container);
    const column = new Map<number, number>();
    for (const box of topologicalOrder(boxes, this.#boxes.get(container)))
      column.set(box.node, Math.max(0, ...box.incoming.map(({ from }) => column.get(from)! + 1)));
    const groups: Box[][] = [];
    for (const box of boxes) (groups[column.get(box.node)!] ??= []).push(box);
    return groups;
  }

  /** Sizes of all nodes, from the inside out, if each frame may be as wide as told. */
  #sizesIf(widthOfFrame: (frame: number) => number): Size[] {
    const sizes: Size[] = this.#graph.nodes.map(() => ({ width: 0, height: 0 }));
    for (const node of [...this.#graph.nodes].reverse()) {
      if (node.type === 'card') sizes[node.index] = { width: node.width, height: node.height };
      else {
        const budget = widthOfFrame(node.index) - this.#comfort.insets.width;
        const groups = this.#merge(this.#natural.get(node.index)!, budget, sizes);
        sizes[node.index] = this.#sizeOf(node.index, groups, sizes);
      }
    }
    return sizes;
  }

  #sizeOf(container: number, groups: readonly Group[], sizes: readonly Size[]): Size {
    const { gap, insets } = this.#comfort;
    const width = groups.reduce((sum, group) => sum + widthOf(group, sizes), 0);
    const height = Math.max(0, ...groups.map((group) => heightOf(group, sizes)));
    const inGroups = new Set(groups.flatMap((group) => group.map((box) => box.node)));
    const loose = (this.#nesting.children.get(container) ?? []).filter((child) => !inGroups.has(child));
    const looseArea = loose.reduce(
      (sum, child) => sum + (sizes[child]!.width + boxGap) * (sizes[child]!.height + boxGap),
      0,
    );
    const columnsWidth = width + Math.max(0, groups.length - 0.5) * gap;
    const fullWidth = Math.max(columnsWidth, Math.sqrt(looseArea * 1.5), ...loose.map((child) => sizes[child]!.width));
    return {
      width: Math.max(160, fullWidth + insets.width),
      height: Math.max(72, height + looseArea / Math.max(1, fullWidth) + insets.height),
    };
  }

  #chooseIn(container: number, budgets: Map<number, number>): void {
    const sizes = this.#sizes;
    const natural = this.#natural.get(container) ?? [];
    const budget = budgets.get(container) ?? Infinity;
    const groups = this.#divideTallest(this.#merge(natural, budget, sizes), budget);
    const column = new Map(groups.flatMap((group, index) => group.map((box) => [box.node, index] as const)));
    if (isFolded(groups, column)) this.#fold(container, groups, column);
    else if (groups.length <= natural.length) tighten(column, this.#connected(container), groups.length);
    this.#columns.set(container, withoutHoles(column));
    // What each child may measure: its share of the room.
    const total = groups.reduce((sum, group) => sum + widthOf(group, sizes), 0) + groups.length * this.#comfort.gap;
    const scale = Math.min(1, budget / Math.max(1, total));
    const spare = Math.max(0, budget - total);
    for (const child of this.#nesting.children.get(container) ?? [])
      if (this.#graph.nodes[child]!.type === 'frame')
        budgets.set(child, sizes[child]!.width * scale + spare - this.#comfort.insets.width);
    this.#turnLines(container);
  }

  /**
   * Divides a column that makes the picture far higher than it should be, as long as there is room to grow wider: boxes
   * that are not connected with each other may as well stand in several columns.
   */
  #divideTallest(groups: readonly Group[], budget: number): Group[] {
    const sizes = this.#sizes;
    const { aspect, gap, tall } = this.#comfort;
    const heights = groups.map((group) => heightOf(group, sizes));
    const tallest = heights.indexOf(Math.max(...heights));
    const group = groups[tallest];
    if (!group || group.length < 2 || turnsWithin(group) > 0) return [...groups];
    const cards = group.reduce((sum, { node }) => sum + this.#cardsIn(node), 0);
    if (cards < tall) return [...groups];
    const width = groups.reduce((sum, other) => sum + widthOf(other, sizes) + gap, -gap);
    const step = widthOf(group, sizes) + gap;
    let parts = 1;
    while (
      parts < group.length &&
      width + parts * step <= budget &&
      (width + (parts - 1) * step) * 1.5 < (heights[tallest]! / parts) * aspect &&
      Math.ceil(cards / (parts + 1)) >= tall / 2
    )
      parts++;
    return [...groups.slice(0, tallest), ...divideEvenly(group, parts, sizes), ...groups.slice(tallest + 1)];
  }

  #cardsIn(node: number): number {
    const children = this.#nesting.children.get(node);
    return children?.length ? children.reduce((sum, child) => sum + this.#cardsIn(child), 0) : 1;
  }

  /** Where columns run back, so do their lines: what was the earlier end of them is the later one. */
  #fold(container: number, groups: readonly Group[], column: ReadonlyMap<number, number>): void {
    this.#rows.set(container, new Map(groups.flatMap((group) => group.map((box, row) => [box.node, row] as const))));
    for (const road of this.#roads) {
      const { line, container: meeting, first, last, firstChild, lastChild } = road;
      if (meeting !== container || firstChild === undefined || lastChild === undefined) continue;
      if (column.get(firstChild)! <= column.get(lastChild)!) continue;
      this.#roads[line.index] = {
        ...road,
        line: { ...line, sourceFirst: !line.sourceFirst },
        first: last,
        last: first,
        firstChild: lastChild,
        lastChild: firstChild,
      };
    }
  }

  /** Merges neighbouring columns where the gain in width outweighs the lines that then turn back. */
  #merge(natural: readonly Group[], budget: number, sizes: readonly Size[]): Group[] {
    if (natural.length <= 1) return [...natural];
    const { gap, aspect } = this.#comfort;
    const widthIn = (groups: readonly Group[]): number =>
      groups.reduce((sum, group) => sum + widthOf(group, sizes), 0) + (groups.length - 1) * gap;
    if (widthIn(natural) <= budget) return [...natural];
    const lines = Math.max(
      1,
      natural.reduce((sum, group) => sum + group.reduce((inner, box) => inner + linesFrom(box), 0), 0),
    );
    const lowest = Math.max(budget / aspect, ...natural.map((group) => heightOf(group, sizes)));
    const rate = (groups: readonly Group[]): number => {
      const height = Math.max(...groups.map((group) => heightOf(group, sizes)));
      const turns = groups.reduce((sum, group) => sum + turnsWithin(group), 0) / lines;
      return (
        widthCost * Math.max(0, Math.log(widthIn(groups) / budget)) +
        heightCost * Math.max(0, Math.log(height / lowest)) +
        this.#comfort.turns * (turns + (flipCost * linesBackwards(groups)) / lines)
      );
    };
    let best: Group[] = [...natural];
    let bestCost = rate(best);
    const consider = (groups: Group[]): boolean => {
      const cost = rate(groups);
      if (cost >= bestCost - 1e-9) return false;
      best = groups;
      bestCost = cost;
      return true;
    };
    if (isChain(natural)) for (let width = 2; width < natural.length; width++) consider(foldBy(natural, width));
    if (natural.length <= mostTried) {
      // Each bit says whether a column is merged with the one before it.
      for (let merged = 1; merged < 1 << (natural.length - 1); merged++) consider(mergeBy(natural, merged));
      return best;
    }
    for (;;) {
      const start = best;
      let improved = false;
      for (let index = 1; index < start.length; index++)
        improved =
          consider([
            ...start.slice(0, index - 1),
            [...start[index - 1]!, ...start[index]!],
            ...start.slice(index + 1),
          ]) || improved;
      if (!improved) return best;
    }
  }

  /** Decides for lines within one column on which side they turn, and tells the containers inside which border they pass. */
  #turnLines(container: number): void {
    const column = this.#columns.get(container)!;
    const here = this.#roads.filter((road) => road.container === container);
    const load = new Map<string, number>();
    const count = (side: 'west' | 'east', node: number): void => {
      load.set(`${side} ${node}`, (load.get(`${side} ${node}`) ?? 0) + 1);
    };
    const isTurn = ({ firstChild, lastChild }: Road): boolean =>
      firstChild !== undefined && lastChild !== undefined && column.get(firstChild) === column.get(lastChild);
    for (const road of here) {
      if (isTurn(road)) continue;
      if (road.firstChild !== undefined) count('east', road.firstChild);
      if (road.lastChild !== undefined) count('west', road.lastChild);
    }
    for (const box of this.#connected(container)) {
      load.set(`west ${box.node}`, (load.get(`west ${box.node}`) ?? 0) + box.fromWest);
      load.set(`east ${box.node}`, (load.get(`east ${box.node}`) ?? 0) + box.toEast);
    }
    const sides = new Map<string, 'west' | 'east'>();
    for (const road of here) {
      let { turn } = road;
      if (isTurn(road)) {
        const { line, firstChild, lastChild } = road as Required<Road>;
        const key = line.bundle === undefined ? `l${line.index}` : `b${line.bundle} ${column.get(firstChild)}`;
        const on = (side: 'west' | 'east'): number =>
          (load.get(`${side} ${firstChild}`) ?? 0) + (load.get(`${side} ${lastChild}`) ?? 0);
        turn = sides.get(key) ?? (on('west') <= on('east') ? 'west' : 'east');
        sides.set(key, turn);
        count(turn, firstChild);
        count(turn, lastChild);
        this.#roads[line.index] = { ...road, turn };
      }
      this.#noteBorders(road.first, container, turn ?? 'east');
      this.#noteBorders(road.last, container, turn ?? 'west');
    }
  }

  #noteBorders(end: number, container: number, side: 'west' | 'east'): void {
    for (let node = end; this.#nesting.parent(node) !== container && node !== container;) {
      const within = this.#nesting.parent(node);
      const box = this.#boxOf(within, node);
      if (side === 'west') box.fromWest++;
      else box.toEast++;
      node = within;
    }
  }

  #finalSizes(): Size[] {
    const sizes = [...this.#sizes];
    for (const container of [...this.#containers].reverse()) {
      if (container === wholePicture) continue;
      const groups: Box[][] = [];
      const column = this.#columns.get(container)!;
      for (const box of this.#connected(container)) (groups[column.get(box.node)!] ??= []).push(box);
      const { width, height } = this.#sizeOf(container, groups, sizes);
      // In steps: a guess that seldom changes keeps what was laid out for it.
      sizes[container] = { width: Math.ceil(width / 40) * 40, height: Math.ceil(height / 40) * 40 };
    }
    return sizes;
  }
}

/** A column's boxes in as many columns, in their order, none of them much higher than another. */
function divideEvenly(group: Group, parts: number, sizes: readonly Size[]): Group[] {
  const total = heightOf(group, sizes) + boxGap;
  const columns: Box[][] = Array.from({ length: parts }, () => []);
  let above = 0;
  for (const box of group) {
    const height = sizes[box.node]!.height + boxGap;
    columns[Math.min(parts - 1, Math.floor(((above + height / 2) * parts) / total))]!.push(box);
    above += height;
  }
  return columns.filter((column) => column.length > 0);
}

function topologicalOrder(boxes: readonly Box[], byNode: ReadonlyMap<number, Box> | undefined): Box[] {
  const open = new Map(boxes.map((box) => [box.node, box.incoming.length]));
  const ready = boxes.filter((box) => box.incoming.length === 0);
  for (let next = 0; next < ready.length; next++)
    for (const { to } of ready[next]!.outgoing) {
      const left = open.get(to)! - 1;
      open.set(to, left);
      if (left === 0) ready.push(byNode!.get(to)!);
    }
  return ready;
}

/** Moves boxes within their slack to where their edges are shortest, by weight. Those whose lines turn stay. */
function tighten(column: Map<number, number>, boxes: readonly Box[], count: number): void {
  const sum = (edges: readonly Edge[]): number => edges.reduce((total, edge) => total + edge.weight, 0);
  const order = [...boxes].sort((a, b) => column.get(a.node)! - column.get(b.node)!);
  for (let round = 0; round < 6; round++) {
    let moved = false;
    for (const box of round % 2 === 0 ? [...order].reverse() : order) {
      const here = column.get(box.node)!;
      const before = box.incoming.map(({ from }) => column.get(from)!);
      const behind = box.outgoing.map(({ to }) => column.get(to)!);
      if (before.includes(here) || behind.includes(here)) continue;
      const low = Math.max(0, ...before.map((other) => other + 1));
      const high = Math.min(count - 1, ...behind.map((other) => other - 1));
      const pullIn = sum(box.incoming) + box.fromWest;
      const pullOut = sum(box.outgoing) + box.toEast;
      // Where the pipeline begins, it begins at the left.
      const early = before.length === 0 && box.fromWest === 0 && (box.rank ?? Infinity) <= earliest;
      const wanted = early ? low : pullOut > pullIn ? high : pullIn > pullOut ? low : here;
      const to = Math.min(high, Math.max(low, wanted));
      if (to === here) continue;
      column.set(box.node, to);
      moved = true;
    }
    if (!moved) break;
  }
}

function withoutHoles(column: ReadonlyMap<number, number>): Map<number, number> {
  const used = [...new Set(column.values())].sort((a, b) => a - b);
  const index = new Map(used.map((value, position) => [value, position]));
  return new Map([...column].map(([node, value]) => [node, index.get(value)!]));
}
