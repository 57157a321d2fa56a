import type { ArchitectureModel, Element } from '../model/model.ts';
import type { TextEdit } from '../model/span.ts';
import type { Fix } from './finding.ts';

/**
 * A fix that writes another service in a `use` statement. What refers to the element keeps working: a name of its own
 * stays, and one that came from the service is changed wherever the design uses it, or kept with `as` where the new one
 * is taken. `safe`: whether the other service is the same thing under another name.
 */
export function replaceService(model: ArchitectureModel, element: Element, id: string, safe: boolean): readonly Fix[] {
  const { serviceSpan, nameSpan } = element;
  if (!serviceSpan) return [];
  const title = `Replace by ${id}`;
  const hasOwnName = serviceSpan.start !== nameSpan.start || serviceSpan.end !== nameSpan.end;
  if (hasOwnName || element.name === id) {
    return [{ title, edits: [{ span: serviceSpan, newText: id }], safe }];
  }
  if (model.elements.has(id)) {
    return [{ title, edits: [{ span: serviceSpan, newText: `${id} as ${element.name}` }], safe }];
  }
  const words = model.references.filter((reference) => reference.element === element);
  const edits: TextEdit[] = [{ span: serviceSpan, newText: id }, ...words.map(({ span }) => ({ span, newText: id }))];
  // Other designs may import the file and use the old name: only the design's own last file is certain to have none.
  return [{ title, edits, safe: safe && element.span.uri === model.uri }];
}
