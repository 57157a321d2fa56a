import type { Scene } from '../../../language/layout/scene.ts';

const elementNode = 1;

/** What elements stand for, by the ids that one scene gave them. */
export class Keys {
  readonly #byId: ReadonlyMap<string, string>;

  constructor(scene: Scene | undefined) {
    const items = scene ? [...scene.frames, ...scene.cards, ...scene.lines] : [];
    this.#byId = new Map(items.map((item) => [item.id, item.key]));
  }

  /** The same for the same thing in two scenes; for elements that stand for nothing, nothing. */
  of(node: Node): string | undefined {
    if (!isElement(node)) return undefined;
    const id = node.getAttribute('data-id');
    const key = id === null ? undefined : this.#byId.get(id);
    return key === undefined ? undefined : `${node.getAttribute('data-kind')}\n${key}`;
  }
}

/** Makes `old` equal to `drawn`, keeping every node that need not go. `drawn` is used up. */
export function patchElement(old: Element, drawn: Element, oldKeys: Keys, newKeys: Keys): void {
  for (const { name } of [...old.attributes]) if (!drawn.hasAttribute(name)) old.removeAttribute(name);
  for (const { name, value } of drawn.attributes) if (old.getAttribute(name) !== value) old.setAttribute(name, value);

  const keyed = new Map<string, ChildNode>();
  const free: ChildNode[] = [];
  const surplus: ChildNode[] = [];
  for (const child of old.childNodes) {
    const key = oldKeys.of(child);
    if (key === undefined) free.push(child);
    else if (keyed.has(key)) surplus.push(child);
    else keyed.set(key, child);
  }
  let place: ChildNode | null = old.firstChild;
  for (const child of [...drawn.childNodes]) {
    const key = newKeys.of(child);
    const match = key === undefined ? free.shift() : keyed.get(key);
    if (key !== undefined) keyed.delete(key);
    const kept = match && alike(match, child) ? match : undefined;
    if (kept && isElement(kept)) patchElement(kept, child as unknown as Element, oldKeys, newKeys);
    else if (kept && kept.nodeValue !== child.nodeValue) kept.nodeValue = child.nodeValue;
    if (match && !kept) {
      if (match === place) place = match.nextSibling;
      match.remove();
    }
    const node = kept ?? child;
    if (node === place) place = node.nextSibling;
    else old.insertBefore(node, place);
  }
  for (const rest of [...free, ...keyed.values(), ...surplus]) rest.remove();
}

function isElement(node: Node): node is Element {
  return node.nodeType === elementNode;
}

function alike(a: Node, b: Node): boolean {
  return a.nodeType === b.nodeType && a.nodeName === b.nodeName;
}
