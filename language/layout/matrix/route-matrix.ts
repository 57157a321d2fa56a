import type { FlowKind } from '../../model/vocabulary.ts';
import { pillOfBranch, pillOfLine, pillOfTrunk, shareLabels } from '../../view/line-pills.ts';
import type { ViewBundle, ViewGraph, ViewLine, ViewPill } from '../../view/view-graph.ts';
import type { ViewMatrix } from '../../view/view-matrix.ts';
import { simplify } from '../polyline.ts';
import type { Point, Rectangle, SceneHead, StrokeKind } from '../scene.ts';
import { strongestKind } from '../trace-lines.ts';
import type { PlacedMatrix } from './place-matrix.ts';
import { anywhere, RouteGrid, type Port } from './route-grid.ts';

/** A line with its way: of flows, or of an attack. */
export interface Route {
  readonly lines: readonly number[];
  readonly bundle?: ViewBundle;
  /** Index among the attacks of the table. */
  readonly attack?: number;
  /** Cell from whose threats arrows point upwards. */
  readonly arrows?: { readonly row: number; readonly column: number };
  readonly strokes: readonly RouteStroke[];
  readonly heads: readonly SceneHead[];
}

export interface RouteStroke {
  readonly kind: StrokeKind;
  readonly points: readonly Point[];
  /** What is to be written on it, and the line whose words they are. */
  readonly pill?: ViewPill;
  readonly line?: number;
}

/** The ways of a table's lines, and how many could not be drawn. */
export interface Routing {
  readonly routes: readonly Route[];
  readonly missing: number;
}

/** Straight ends of lines: room for an arrowhead, or for nothing; attacks are too heavy to run close to their box. */
const stub = { head: 14.5, plain: 6, attack: 9 } as const;

/** What a pixel costs: around the whole, inside a band, and inside a frame that holds boxes; between bands it is 1. */
const weights = { outside: 2, band: 1.35, inner: 1.6 } as const;

/**
 * Leads lines around boxes, few corners first: shorter lines before longer ones, each on tracks of its own, the lines of
 * a bundle into one another. Gives what could not be drawn as well.
 */
export function routeMatrix(
  graph: ViewGraph,
  matrix: ViewMatrix,
  placed: PlacedMatrix,
  texts: readonly Rectangle[],
): Routing {
  return new Router(graph, matrix, placed, texts).route();
}

interface Task {
  readonly lines: readonly ViewLine[];
  readonly bundle?: ViewBundle;
  readonly attack?: number;
  readonly distance: number;
}

class Router {
  readonly #graph: ViewGraph;
  readonly #matrix: ViewMatrix;
  readonly #placed: PlacedMatrix;
  readonly #bands: ReadonlySet<number>;
  readonly #grid: RouteGrid;
  #groups = 0;
  #missing = 0;

  constructor(graph: ViewGraph, matrix: ViewMatrix, placed: PlacedMatrix, texts: readonly Rectangle[]) {
    this.#graph = graph;
    this.#matrix = matrix;
    this.#placed = placed;
    this.#bands = new Set(matrix.rows.map((row) => row.node));
    const boxes: Rectangle[] = [];
    const areas: { box: Rectangle; weight: number }[] = [
      { box: { x: -1e6, y: -1e6, width: 2e6, height: 2e6 }, weight: weights.outside },
      { box: { x: 0, y: 0, width: placed.width, height: placed.height }, weight: 1 },
    ];
    for (const [node, box] of [...placed.boxes].sort(([a], [b]) => a - b))
      if (graph.nodes[node]!.type === 'card') boxes.push(box);
      else areas.push({ box, weight: this.#bands.has(node) ? weights.band : weights.inner });
    this.#grid = new RouteGrid(placed.tracks, boxes, [...placed.columns, ...texts], areas);
  }

  route(): Routing {
    const routes: Route[] = [];
    for (const [row, { cells }] of this.#matrix.rows.entries())
      for (const [column, cell] of cells.entries())
        if (row > 0 && cell.threats.length > 0) routes.push(this.#arrows(row, column));
    for (const task of this.#tasks()) {
      const route = task.attack === undefined ? this.#flows(task) : this.#attack(task.attack);
      if (route) routes.push(route);
    }
    // In reading order, whichever way was looked for first.
    const first = ({ lines, attack }: Route): number => lines[0] ?? (attack === undefined ? 2e6 : 1e6);
    return { routes: routes.sort((a, b) => first(a) - first(b)), missing: this.#missing };
  }

  #tasks(): Task[] {
    const { lines, bundles } = this.#graph;
    const tasks: Task[] = this.#matrix.attacks.map((_, attack) => ({ lines: [], attack, distance: -1 }));
    const drawn = (line: ViewLine): boolean =>
      this.#placed.boxes.has(line.source) && this.#placed.boxes.has(line.target);
    for (const bundle of bundles) {
      const members = bundle.lines.map((line) => lines[line]!).filter(drawn);
      this.#missing += bundle.lines.length - members.length;
      if (members.length === 0) continue;
      tasks.push({ lines: members, bundle, distance: Math.min(...members.map((line) => this.#distance(line))) });
    }
    for (const line of lines)
      if (line.bundle !== undefined) continue;
      else if (drawn(line)) tasks.push({ lines: [line], distance: this.#distance(line) });
      else this.#missing++;
    return tasks.sort((a, b) => a.distance - b.distance);
  }

  #distance({ source, target }: { readonly source: number; readonly target: number }): number {
    const a = this.#box(source);
    const b = this.#box(target);
    const apart = (fromA: number, lengthA: number, fromB: number, lengthB: number): number =>
      Math.max(0, fromB - fromA - lengthA, fromA - fromB - lengthB);
    return apart(a.x, a.width, b.x, b.width) + apart(a.y, a.height, b.y, b.height);
  }

  #box(node: number): Rectangle {
    return this.#placed.boxes.get(node)!;
  }

  #ports(node: number, other: number, length: number, group: number): Port[] {
    const ports = this.#grid.ports(this.#box(node), length, group, this.#holds(node, other));
    // A band speaks to what stands beside the table across the room between them.
    if (!this.#bands.has(node) || this.#box(other).x + this.#box(other).width > this.#box(node).x) return ports;
    const near = ports.filter(({ border }) => border.x === this.#box(node).x);
    return near.length > 0 ? near : ports;
  }

  #holds(outer: number, inner: number): boolean {
    for (let at = this.#graph.nodes[inner]!.parent; at !== undefined; at = this.#graph.nodes[at]!.parent)
      if (at === outer) return true;
    return false;
  }

  /** Three arrows from the first box of a cell to the band above. */
  #arrows(row: number, column: number): Route {
    const { cells } = this.#matrix.rows[row]!;
    const cell = this.#placed.columns[column] ?? this.#box(this.#matrix.rows[row]!.node);
    const start = Math.min(...cells[column]!.items.map((item) => this.#placed.boxes.get(item)?.y ?? Infinity));
    const end = this.#placed.gaps[row]!.top;
    const group = ++this.#groups;
    const strokes = [0.3, 0.5, 0.7].map((share): RouteStroke => {
      const x = cell.x + share * cell.width;
      return {
        kind: 'attack',
        points: [
          { x, y: start },
          { x, y: end },
        ],
      };
    });
    for (const { points } of strokes) this.#grid.take(points, group);
    const heads = strokes.map(({ points }): SceneHead => ({ ...points[1]!, kind: 'attack', toward: 'up' }));
    return { lines: [], arrows: { row, column }, strokes, heads };
  }

  #attack(attack: number): Route | undefined {
    const { source, target } = this.#matrix.attacks[attack]!;
    const way = this.#way(source, target, stub.attack, stub.head);
    if (!way) return undefined;
    return { lines: [], attack, strokes: [{ kind: 'attack', points: way }], heads: [headAt(way, true, 'attack')] };
  }

  #flows({ lines, bundle }: Task): Route | undefined {
    if (bundle && lines.length > 1) return this.#bundle(lines, bundle);
    const [line] = lines as [ViewLine];
    const { source, target, kinds, backKinds } = line;
    const way = this.#way(source, target, backKinds.length > 0 ? stub.head : stub.plain, stub.head);
    if (!way) return undefined;
    return {
      lines: [line.index],
      strokes: [
        { kind: strongestKind([...kinds, ...backKinds]), points: way, pill: pillOfLine(line), line: line.index },
      ],
      heads: headsOf(way, kinds, backKinds),
    };
  }

  /** From the source to the target, on free tracks if there are any. */
  #way(source: number, target: number, sourceStub: number, targetStub: number): Point[] | undefined {
    const own = ++this.#groups;
    for (const group of [own, anywhere]) {
      const from = this.#ports(source, target, sourceStub, group);
      const to = this.#ports(target, source, targetStub, group);
      const found = this.#grid.find(from, to, new Set(), group);
      if (!found) continue;
      const points = this.#points(found);
      this.#grid.take(points, own);
      return points;
    }
    this.#missing++;
    return undefined;
  }

  #points({ nodes, start, end }: { nodes: readonly number[]; start: Port; end?: Port }): Point[] {
    return simplify([start.border, ...nodes.map((node) => this.#grid.point(node)), ...(end ? [end.border] : [])]);
  }

  /** The line from afar leads to what all share, the others into it. */
  #bundle(lines: readonly ViewLine[], bundle: ViewBundle): Route | undefined {
    const own = ++this.#groups;
    const { hub, end } = bundle;
    const far = (line: ViewLine): number => (end === 'target' ? line.source : line.target);
    const ordered = [...lines].sort((a, b) => this.#distance(b) - this.#distance(a) || a.index - b.index);
    const hubHead = end === 'target' || lines[0]!.backKinds.length > 0;
    const farHead = end === 'source' || lines[0]!.backKinds.length > 0;
    const joins = new Set<number>();
    const strokes: RouteStroke[] = [];
    const heads: SceneHead[] = [];
    const shared = shareLabels(lines);
    const drawn: number[] = [];
    for (const line of ordered) {
      let points: Point[] | undefined;
      for (const group of [own, anywhere]) {
        const from = this.#ports(far(line), hub, farHead ? stub.head : stub.plain, group);
        const to = joins.size > 0 ? [] : this.#ports(hub, far(line), hubHead ? stub.head : stub.plain, group);
        const found = this.#grid.find(from, to, joins, group);
        if (!found) continue;
        points = this.#points(found);
        // The corners of a line are no places to join it: which way it goes there would be unclear.
        const taken = this.#grid.take(points, own);
        for (const node of taken) joins.add(node);
        break;
      }
      if (!points) {
        this.#missing++;
        continue;
      }
      const kind = strongestKind([...line.kinds, ...line.backKinds]);
      const isTrunk = drawn.length === 0;
      drawn.push(line.index);
      const way = end === 'target' ? points : [...points].reverse();
      if (isTrunk) heads.push(...headsOf(way, line.kinds, line.backKinds));
      else if (end === 'source') heads.push(headAt(way, true, strongestKind(line.kinds)));
      else if (line.backKinds.length > 0) heads.push(headAt(way, false, strongestKind(line.backKinds)));
      strokes.push({
        kind,
        points: way,
        line: line.index,
        pill: shared ? (isTrunk ? pillOfTrunk(lines) : undefined) : pillOfBranch(line),
      });
    }
    if (strokes.length === 0) return undefined;
    const members = lines.map((line) => line.index).filter((line) => drawn.includes(line));
    return { lines: members, bundle, strokes, heads };
  }
}

function headsOf(way: readonly Point[], kinds: readonly FlowKind[], backKinds: readonly FlowKind[]): SceneHead[] {
  return [
    ...(kinds.length > 0 ? [headAt(way, true, strongestKind(kinds))] : []),
    ...(backKinds.length > 0 ? [headAt(way, false, strongestKind(backKinds))] : []),
  ];
}

/** The arrowhead at the last or the first point of a way. */
function headAt(way: readonly Point[], last: boolean, kind: StrokeKind): SceneHead {
  const tip = last ? way.at(-1)! : way[0]!;
  const before = last ? way.at(-2)! : way[1]!;
  const toward =
    Math.abs(before.y - tip.y) < 0.01 ? (before.x < tip.x ? 'right' : 'left') : before.y < tip.y ? 'down' : 'up';
  return { ...tip, kind, toward };
}
