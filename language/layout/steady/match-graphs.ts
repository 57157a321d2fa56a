import type { ViewGraph, ViewNode } from '../../view/view-graph.ts';

/** What of a later view was in an earlier one already. */
export interface Matching {
  /** Earlier index by later index. */
  readonly nodes: ReadonlyMap<number, number>;
  readonly lines: ReadonlyMap<number, { readonly line: number; readonly reversed: boolean }>;
}

/** Boxes that come and go in one step, at most: so many, or this share of all. Lines likewise. */
const mostNew = { boxes: 4, boxShare: 0.1, lines: 10, lineShare: 0.15 } as const;

/**
 * Finds what two views of one design have in common. Nothing is returned where they differ so much, or so deeply, that the
 * earlier one's order is of no use for the later.
 */
export function matchGraphs(before: ViewGraph, after: ViewGraph): Matching | undefined {
  if (before.view.name !== after.view.name || before.direction !== after.direction || before.fit !== after.fit)
    return undefined;
  const nodes = matchNodes(before, after);
  if (!nodes) return undefined;
  const fresh = after.nodes.length - nodes.size;
  const gone = before.nodes.length - nodes.size - insideClosed(before, after, nodes);
  if (fresh + gone > Math.max(mostNew.boxes, mostNew.boxShare * before.nodes.length)) return undefined;
  const lines = matchLines(before, after, nodes);
  if (after.lines.length - lines.size > Math.max(mostNew.lines, mostNew.lineShare * before.lines.length))
    return undefined;
  return { nodes, lines };
}

function matchNodes(before: ViewGraph, after: ViewGraph): Map<number, number> | undefined {
  const byPath = new Map(before.nodes.map((node) => [node.path, node.index]));
  const taken = new Set<number>();
  const nodes = new Map<number, number>();
  for (const node of after.nodes) {
    const known = byPath.get(node.path);
    if (known === undefined) continue;
    // What a group that is opened holds has no place yet; one that is closed keeps its own.
    if (before.nodes[known]!.type === 'card' && node.type === 'frame') return undefined;
    nodes.set(node.index, known);
    taken.add(known);
  }
  // What bears another name at the same place among the same siblings was renamed.
  const left = new Map<string, ViewNode[]>();
  for (const node of before.nodes) if (!taken.has(node.index)) push(left, `${node.type} ${node.parent ?? ''}`, node);
  const came = new Map<string, ViewNode[]>();
  for (const node of after.nodes) {
    if (nodes.has(node.index)) continue;
    const parent = node.parent === undefined ? '' : nodes.get(node.parent);
    if (parent !== undefined) push(came, `${node.type} ${parent}`, node);
  }
  for (const [key, fresh] of came) {
    const gone = left.get(key) ?? [];
    if (gone.length !== fresh.length) continue;
    for (const [index, node] of fresh.entries()) nodes.set(node.index, gone[index]!.index);
  }
  for (const [index, known] of nodes) {
    const parent = after.nodes[index]!.parent;
    const expected = before.nodes[known]!.parent;
    if ((parent === undefined ? undefined : nodes.get(parent)) !== expected) return undefined;
  }
  return nodes;
}

/** How many boxes are gone because the group that held them was closed. */
function insideClosed(before: ViewGraph, after: ViewGraph, nodes: ReadonlyMap<number, number>): number {
  const closed = new Set<number>();
  for (const [later, known] of nodes) if (after.nodes[later]!.type !== before.nodes[known]!.type) closed.add(known);
  let count = 0;
  for (const node of before.nodes) {
    if (node.parent === undefined || !closed.has(node.parent)) continue;
    // Parents come before what they hold.
    closed.add(node.index);
    count++;
  }
  return count;
}

function matchLines(before: ViewGraph, after: ViewGraph, nodes: ReadonlyMap<number, number>): Matching['lines'] {
  const byEnds = new Map(before.lines.map((line) => [`${line.source} ${line.target}`, line.index]));
  const lines = new Map<number, { line: number; reversed: boolean }>();
  for (const { index, source, target } of after.lines) {
    const [from, to] = [nodes.get(source), nodes.get(target)];
    if (from === undefined || to === undefined) continue;
    // What ended at the border of a group ends elsewhere when that is closed.
    const isSame = (later: number, known: number): boolean => after.nodes[later]!.type === before.nodes[known]!.type;
    if (!isSame(source, from) || !isSame(target, to)) continue;
    const ahead = byEnds.get(`${from} ${to}`);
    const back = byEnds.get(`${to} ${from}`);
    if (ahead !== undefined) lines.set(index, { line: ahead, reversed: false });
    else if (back !== undefined) lines.set(index, { line: back, reversed: true });
  }
  return lines;
}

function push<Key, Value>(lists: Map<Key, Value[]>, key: Key, value: Value): void {
  const list = lists.get(key);
  if (list) list.push(value);
  else lists.set(key, [value]);
}
