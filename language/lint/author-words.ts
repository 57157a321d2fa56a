import type { Element, Flow } from '../model/model.ts';

/** What the author says of a flow in words: for rules that have nothing else to go by. */
export function wordsOfFlow(flow: Flow): string {
  const { description, tags } = flow.properties;
  return [flow.label, description, ...(tags ?? [])].filter((text) => text !== undefined).join('\n');
}

/** What the author says of an element in words, its name included. */
export function wordsOfElement(element: Element): string {
  const { description, tags, plan } = element.properties;
  const label = element.ownLabel ? element.label : undefined;
  return [element.name, label, plan, description, ...(tags ?? [])].filter((text) => text !== undefined).join('\n');
}
