import type { Element } from '../model/model.ts';

/** Elements with all that stands in them: what a container sends or receives, everything in it does. */
export function withContents(elements: Iterable<Element>): ReadonlySet<Element> {
  const all = new Set(elements);
  for (const element of all) for (const child of element.children) all.add(child);
  return all;
}

/** The trust boundary an element stands in: the nearest zone, itself included. */
export function zoneOf(element: Element): Element | undefined {
  for (let holder: Element | undefined = element; holder; holder = holder.parent) {
    if (holder.kind === 'zone') return holder;
  }
  return undefined;
}

/** The containers an element stands in, the nearest first, after itself. */
export function* withHolders(element: Element): Iterable<Element> {
  for (let holder: Element | undefined = element; holder; holder = holder.parent) yield holder;
}

/** Whether something holds of an element or of a container around it, asked of each once. */
export function ofAnyHolder(holds: (element: Element) => boolean): (element: Element) => boolean {
  const known = new Map<Element, boolean>();
  const ask = (element: Element): boolean => {
    let answer = known.get(element);
    if (answer === undefined) {
      answer = holds(element) || (element.parent !== undefined && ask(element.parent));
      known.set(element, answer);
    }
    return answer;
  };
  return ask;
}
