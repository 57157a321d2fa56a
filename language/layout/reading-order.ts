import { endKey, type ContainerPlan } from './plan-containers.ts';
import type { ChildBox, Core } from './placed-container.ts';

/**
 * Boxes of one column that are connected with the very same things are interchangeable to the engine. People expect them
 * in the order of the text, so they change places, and their pieces with them.
 */
export function inReadingOrder(plan: ContainerPlan, tied: readonly ChildBox[], core: Core): Core {
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
