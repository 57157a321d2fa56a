import type { ArchitectureModel, Element, Selection, SelectionTerm } from '../model/model.ts';
import { withContents, withHolders } from './containers.ts';

/** The elements of a design that a constraint speaks of, with what stands in those that hold others. */
export function selectElements(selection: Selection, model: ArchitectureModel): ReadonlySet<Element> {
  if (selection.all) return new Set([...model.elements.values()].filter((element) => element.kind !== 'threat'));
  return withContents(selection.terms.flatMap((term) => selectByTerm(term, model)));
}

/** Without containers that hold something: what is in them answers for itself. */
export function leavesOf(elements: Iterable<Element>): readonly Element[] {
  return [...elements].filter((element) => element.children.length === 0);
}

/** Whether a term names something that could be: an element of the design, or a service of the catalog. */
export function namesSomething(term: SelectionTerm, model: ArchitectureModel): boolean {
  return term.attribute !== undefined || model.elements.has(term.text) || model.catalog.resolve(term.text).length > 0;
}

function selectByTerm({ attribute, text }: SelectionTerm, model: ArchitectureModel): readonly Element[] {
  if (attribute === undefined) {
    const named = model.elements.get(text);
    // An organisation's constraints know services by their ids, and not what a design calls them.
    const services = new Set(model.catalog.resolve(text).map(({ service }) => service));
    const instances = [...services].flatMap((service) => model.instancesOf(service.id));
    return named && !instances.includes(named) ? [named, ...instances] : instances;
  }
  return [...model.elements.values()].filter((element) => {
    if (element.kind === 'threat') return false;
    if (attribute === 'pillar') return (element.service?.pillar ?? element.properties.pillar) === text;
    // What a container is tagged with or exposed to, everything in it is.
    for (const { properties } of withHolders(element)) {
      if (attribute === 'tag' && properties.tags?.includes(text)) return true;
      if (attribute !== 'tag' && properties[attribute] !== undefined) return properties[attribute] === text;
    }
    return attribute === 'status' && text === 'live';
  });
}
