import { isBareCount, pillOfBranch, pillOfLine, pillOfTrunk, shareLabels } from '../../view/line-pills.ts';
import { frameMetrics } from '../../view/metrics.ts';
import { Nesting } from '../../view/nesting.ts';
import { keepCardWidth } from '../../view/size-node.ts';
import type { ViewGraph, ViewLine, ViewNode, ViewPill } from '../../view/view-graph.ts';
import { arrangeByAspect } from '../arrange-loose.ts';
import { trunkOfLines, type Placement } from '../placement.ts';
import type { Trunk } from '../plan-containers.ts';
import type { Point, Rectangle } from '../scene.ts';
import { spacing } from '../spacing.ts';
import { transposed, type Draft, type DraftPill } from './draft.ts';
import { placeBox } from './find-slot.ts';
import { makeRoom } from './make-room.ts';
import { matchGraphs, type Matching } from './match-graphs.ts';
import { placeOnCourse } from './place-label.ts';
import { routeLine } from './route-line.ts';

interface Size {
  readonly width: number;
  readonly height: number;
}

/**
 * Carries a placement on to a graph that differs a little: what was there stays, what is new is put in where there is room,
 * and where there is none, just that is pushed aside which has to be. Returns nothing where the graphs differ too much, or
 * where no good place or way was found: then everything has to be placed anew.
 */
export function keepPlacement(before: Placement, later: ViewGraph): Placement | undefined {
  const matching = matchGraphs(before.graph, later);
  if (!matching) return undefined;
  const graph = keepCardWidth(keepWays(before.graph, later, matching), widthOfCards(before.graph));
  const down = graph.direction === 'down';
  const from = down ? transposed(before) : before;
  // Lines give way before boxes do, unless they then find no other way.
  const carried =
    new Carrying(from, graph, matching, mostCut).carry() ?? new Carrying(from, graph, matching, 0).carry();
  if (!carried) return undefined;
  return down ? transposed(carried) : carried;
}

/** Lines that are taken away for one box, at most: each has to be routed again. */
const mostCut = 3;

/** Lines run the way they ran before, whatever a layout from nothing would make of them. */
function keepWays(before: ViewGraph, later: ViewGraph, { lines }: Matching): ViewGraph {
  return {
    ...later,
    lines: later.lines.map((line) => {
      const known = lines.get(line.index);
      return known ? { ...line, sourceFirst: before.lines[known.line]!.sourceFirst !== known.reversed } : line;
    }),
  };
}

/** The place of a group that was closed, in the middle of where it was open. */
function inMiddle({ x, y, width, height }: Rectangle, size: Size): Rectangle {
  return {
    x: Math.round(x + Math.max(0, width - size.width) / 2),
    y: Math.round(y + Math.max(0, height - size.height) / 2),
    ...size,
  };
}

/** A picture that has grown to the left or upwards begins at its corner again. */
function movedInside(draft: Draft): Draft {
  const boxes = draft.boxes.filter((box) => box !== undefined);
  const points = [...boxes, ...draft.pills.map(({ rectangle }) => rectangle), ...draft.courses.flat()];
  const x = -Math.floor(Math.min(0, ...points.map((point) => point.x)));
  const y = -Math.floor(Math.min(0, ...points.map((point) => point.y)));
  if (x === 0 && y === 0) return draft;
  const move = <T extends Point>(thing: T): T => ({ ...thing, x: thing.x + x, y: thing.y + y });
  return {
    ...draft,
    boxes: draft.boxes.map((box) => box && move(box)),
    courses: draft.courses.map((course) => course.map(move)),
    pills: draft.pills.map((pill) => ({ ...pill, rectangle: move(pill.rectangle) })),
  };
}

/** The width that most cards have. */
function widthOfCards({ nodes }: ViewGraph): number | undefined {
  const counts = new Map<number, number>();
  for (const node of nodes) if (node.type === 'card') counts.set(node.width, (counts.get(node.width) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0];
}

class Carrying {
  readonly #before: Placement;
  readonly #graph: ViewGraph;
  readonly #matching: Matching;
  readonly #nesting: Nesting;
  readonly #mostCut: number;
  /** Labels that have to find a place: after all that stays, they find their way around that. */
  readonly #homeless: { owner: { line: number } | { trunk: number }; pill: ViewPill; at?: Point }[] = [];
  /** The trunk that each line is part of: before, and now. */
  readonly #trunkBefore: ReadonlyMap<number, number>;
  readonly #trunkOf: ReadonlyMap<number, number>;
  #draft: Draft;

  constructor(before: Placement, graph: ViewGraph, matching: Matching, mostCut: number) {
    this.#mostCut = mostCut;
    this.#before = before;
    this.#graph = graph;
    this.#matching = matching;
    this.#nesting = new Nesting(graph.nodes);
    this.#draft = this.#begin();
    this.#trunkBefore = trunkOfLines(before.trunks);
    this.#trunkOf = trunkOfLines(this.#draft.trunks);
  }

  carry(): Placement | undefined {
    this.#keepLabels();
    if (!this.#grow() || !this.#placeNew() || !this.#placeLabels() || !this.#route()) return undefined;
    const { boxes, courses, pills, trunks } = movedInside(this.#draft);
    const rectangles = [...boxes.map((box) => box!), ...pills.map((pill) => pill.rectangle)];
    const points = courses.flat();
    return {
      graph: this.#graph,
      width: Math.max(0, ...rectangles.map(({ x, width }) => x + width), ...points.map(({ x }) => x)),
      height: Math.max(0, ...rectangles.map(({ y, height }) => y + height), ...points.map(({ y }) => y)),
      boxes: boxes.map((box) => box!),
      courses,
      pills,
      trunks,
    };
  }

  /** What stays, without what is gone. */
  #begin(): Draft {
    const { boxes, courses, trunks } = this.#before;
    const graph = this.#graph;
    const draft: Draft = {
      graph,
      boxes: graph.nodes.map((node) => {
        const known = this.#matching.nodes.get(node.index);
        if (known === undefined) return undefined;
        const box = boxes[known]!;
        const closed = node.type === 'card' && this.#before.graph.nodes[known]!.type === 'frame';
        return closed ? inMiddle(box, this.#sizeOf(node)) : box;
      }),
      courses: graph.lines.map(({ index }): Point[] => {
        const known = this.#matching.lines.get(index);
        if (!known) return [];
        const course = courses[known.line]!;
        return known.reversed ? [...course].reverse() : [...course];
      }),
      pills: [],
      trunks: [],
    };
    const laterNode = new Map([...this.#matching.nodes].map(([later, known]) => [known, later]));
    const laterLine = new Map([...this.#matching.lines].map(([later, known]) => [known.line, later]));
    const joining = new Set<number>();
    for (const trunk of trunks) {
      const hub = laterNode.get(trunk.hub);
      const members = trunk.lines.flatMap((line) => laterLine.get(line) ?? []);
      const same = members.filter((line) => this.#looksAsBefore(line));
      if (hub === undefined || same.length < 2) {
        // One that is left alone keeps its way; of several that are no bundle any more, the ways lie on each other.
        for (const line of members.slice(1)) draft.courses[line] = [];
        continue;
      }
      for (const line of members) if (!same.includes(line)) draft.courses[line] = [];
      const joined = graph.lines
        .filter(({ index }) => !this.#matching.lines.has(index) && !joining.has(index))
        .filter((line) => this.#joins(line, trunk, hub, same[0]!))
        .map((line) => line.index);
      // A line that could join one at either end joins the first.
      for (const line of joined) joining.add(line);
      const lines = [...same, ...joined];
      const sharesLabels = shareLabels(lines.map((line) => graph.lines[line]!));
      draft.trunks.push({ ...trunk, index: draft.trunks.length, hub, lines, sharesLabels });
    }
    return draft;
  }

  #looksAsBefore(line: number): boolean {
    const known = this.#matching.lines.get(line)!;
    const { kinds, backKinds } = this.#graph.lines[line]!;
    const old = this.#before.graph.lines[known.line]!;
    return !known.reversed && kinds.join() === old.kinds.join() && backKinds.join() === old.backKinds.join();
  }

  #joins(line: ViewLine, { end }: Trunk, hub: number, member: number): boolean {
    const other = this.#graph.lines[member]!;
    return (
      line[end] === hub &&
      line.kinds.join() === other.kinds.join() &&
      line.backKinds.join() === other.backKinds.join() &&
      line.sourceFirst === other.sourceFirst
    );
  }

  #sizeOf(node: ViewNode): Size {
    const { width, height } =
      node.type === 'card' ? node : { width: node.titleWidth, height: frameMetrics.minimumHeight };
    return this.#graph.direction === 'down' ? { width: height, height: width } : { width, height };
  }

  /** Boxes whose words need more room than they had. */
  #grow(): boolean {
    for (const node of this.#graph.nodes) {
      const box = this.#draft.boxes[node.index];
      if (!box) continue;
      const { width, height } = this.#sizeOf(node);
      if (node.type === 'frame') {
        if (width > box.width || height > box.height) return false;
        continue;
      }
      if (height > box.height) {
        this.#draft.boxes[node.index] = { ...box, height };
        const roomy = makeRoom(this.#draft, node.index, 'down', this.#mostCut);
        if (!roomy) return false;
        this.#draft = roomy;
      }
      if (width > box.width) {
        // What leaves the box on its far side leaves from where that is now.
        for (const [line, { source, target }] of this.#graph.lines.entries()) {
          const course = this.#draft.courses[line]!;
          for (const [end, at] of [
            [source, course[0]],
            [target, course.at(-1)],
          ] as const)
            if (end === node.index && at && Math.abs(at.x - box.x - box.width) < 1) return false;
        }
        this.#draft.boxes[node.index] = { ...this.#draft.boxes[node.index]!, width };
        const roomy = makeRoom(this.#draft, node.index, 'right', this.#mostCut);
        if (!roomy) return false;
        this.#draft = roomy;
      }
    }
    return true;
  }

  #placeNew(): boolean {
    for (const node of this.#graph.nodes) {
      if (this.#draft.boxes[node.index]) continue;
      const inside = this.#contentOf(node);
      const placed = placeBox(this.#draft, this.#nesting, node.index, inside.size, this.#mostCut);
      if (!placed) return false;
      const corner = placed.boxes[node.index]!;
      for (const [child, box] of inside.boxes)
        placed.boxes[child] = { ...box, x: corner.x + box.x, y: corner.y + box.y };
      this.#draft = placed;
    }
    return true;
  }

  /** What a new box will measure, and where in it lies what it holds. */
  #contentOf(node: ViewNode): { readonly size: Size; readonly boxes: ReadonlyMap<number, Size & Point> } {
    const boxes = new Map<number, Size & Point>();
    const own = this.#sizeOf(node);
    const children = this.#nesting.children.get(node.index) ?? [];
    if (node.type === 'card' || children.length === 0) return { size: own, boxes };
    const { padding, titleHeight } = frameMetrics;
    const contents = children.map((child) => this.#contentOf(this.#graph.nodes[child]!));
    const arrangement = arrangeByAspect(
      contents.map(({ size }) => size),
      1,
      2 * spacing.lineEnd + spacing.box,
    );
    for (const [index, child] of children.entries()) {
      const place = arrangement.places[index]!;
      const corner = { x: padding + place.x, y: titleHeight + place.y };
      boxes.set(child, { ...contents[index]!.size, ...corner });
      for (const [deeper, box] of contents[index]!.boxes)
        boxes.set(deeper, { ...box, x: corner.x + box.x, y: corner.y + box.y });
    }
    return {
      size: {
        width: Math.max(own.width, arrangement.width + 2 * padding),
        height: Math.max(own.height, titleHeight + arrangement.height + padding),
      },
      boxes,
    };
  }

  #roomOf({ width, height }: ViewPill): Size {
    return this.#graph.direction === 'down' ? { width: height, height: width } : { width, height };
  }

  /** The label that a line or a trunk should have. */
  #wantedPill(owner: { readonly line: number } | { readonly trunk: number }): ViewPill | undefined {
    if ('trunk' in owner) {
      const { lines, sharesLabels } = this.#draft.trunks[owner.trunk]!;
      const members = lines.map((line) => this.#graph.lines[line]!);
      const pill = pillOfTrunk(members);
      const speak = !sharesLabels && members.some((line) => pillOfBranch(line));
      return pill && speak && isBareCount(pill) ? undefined : pill;
    }
    const line = this.#graph.lines[owner.line]!;
    const trunk = this.#trunkOf.get(owner.line);
    if (trunk === undefined) return pillOfLine(line);
    return this.#draft.trunks[trunk]!.sharesLabels ? undefined : pillOfBranch(line);
  }

  /** Labels of what stays: where they were, if they still fit there, and in the order in which they were. */
  #keepLabels(): void {
    const draft = this.#draft;
    const kept: DraftPill[] = [];
    const orderOf = new Map(this.#before.pills.map(({ rectangle }, index) => [rectangle, index]));
    const keep = (owner: { line: number } | { trunk: number }, known: Placement['pills'][number] | undefined): void => {
      const pill = this.#wantedPill(owner);
      if (!pill) return;
      const room = this.#roomOf(pill);
      const old = known?.rectangle;
      if (old && room.width <= old.width && room.height <= old.height) kept.push({ ...owner, pill, rectangle: old });
      else
        this.#homeless.push({
          owner,
          pill,
          ...(old ? { at: { x: old.x + old.width / 2, y: old.y + old.height / 2 } } : {}),
        });
    };
    const pillOfTrunkBefore = new Map(this.#before.pills.map((pill) => [pill.trunk, pill]));
    const pillOfLineBefore = new Map(this.#before.pills.map((pill) => [pill.line, pill]));
    for (const [index, { lines }] of draft.trunks.entries()) {
      const drawn = lines.find((line) => draft.courses[line]!.length > 0);
      const known = drawn === undefined ? undefined : this.#matching.lines.get(drawn)?.line;
      const old = known === undefined ? undefined : this.#trunkBefore.get(known);
      keep({ trunk: index }, old === undefined ? undefined : pillOfTrunkBefore.get(old));
    }
    for (const { index } of this.#graph.lines) {
      if (draft.courses[index]!.length === 0) continue;
      const known = this.#matching.lines.get(index)!.line;
      const trunkWas = this.#trunkOf.has(index) ? undefined : this.#trunkBefore.get(known);
      const old = pillOfLineBefore.get(known) ?? (trunkWas === undefined ? undefined : pillOfTrunkBefore.get(trunkWas));
      keep({ line: index }, old);
    }
    draft.pills.push(...kept.sort((a, b) => orderOf.get(a.rectangle)! - orderOf.get(b.rectangle)!));
  }

  #placeLabels(): boolean {
    for (const { owner, pill, at } of this.#homeless) {
      const rectangle = placeOnCourse(this.#draft, owner, this.#roomOf(pill), at);
      if (!rectangle) {
        // A line whose words have outgrown its way takes another.
        if (!('line' in owner)) return false;
        this.#draft.courses[owner.line] = [];
        continue;
      }
      this.#draft.pills.push({ ...owner, pill, rectangle });
    }
    return true;
  }

  #route(): boolean {
    for (const { index } of this.#graph.lines) {
      if (this.#draft.courses[index]!.length > 0) continue;
      const pill = this.#wantedPill({ line: index });
      if (!routeLine(this.#draft, index, pill, pill && this.#roomOf(pill))) return false;
    }
    return true;
  }
}
