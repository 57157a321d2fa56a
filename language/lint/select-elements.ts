import type { ArchitectureModel, Element, Selection, SelectionTerm, SelectorAttribute } from '../model/model.ts';
import { withContents, withHolders } from './containers.ts';

/** The elements of a design that a constraint speaks of, with what stands in those that hold others. Threats are none. */
export function selectElements(selection: Selection, model: ArchitectureModel): ReadonlySet<Element> {
  const selected = selection.all ? [...model.elements.values()] : [...selectByTerms(selection.terms, model)];
  return new Set(selected.filter((element) => element.kind !== 'threat'));
}

/** Without containers that hold something: what is in them answers for itself. */
export function leavesOf(elements: Iterable<Element>): readonly Element[] {
  return [...elements].filter((element) => element.children.every(({ kind }) => kind === 'threat'));
}

/** Whether a term names something that could be: an element of the design, or a service of the catalog. */
export function namesSomething(term: SelectionTerm, model: ArchitectureModel): boolean {
  return term.attribute !== undefined || model.elements.has(term.text) || model.catalog.resolve(term.text).length > 0;
}

function selectByTerms(terms: readonly SelectionTerm[], model: ArchitectureModel): ReadonlySet<Element> {
  const selected = new Set<Element>();
  const withWhole = new Set<Element>();
  const seen = new Set<string>();
  for (const { attribute, text } of terms) {
    const key = `${attribute ?? ''} ${text}`;
    if (seen.has(key)) continue;
    seen.add(key);
    const found = attribute === undefined ? named(text, model) : byAttribute(attribute, model).get(text);
    // Status and exposure of a container may be said otherwise by what is in it.
    const into = attribute === undefined || attribute === 'tag' ? withWhole : selected;
    for (const element of found ?? []) into.add(element);
  }
  return new Set([...withContents(withWhole), ...selected]);
}

function* named(text: string, model: ArchitectureModel): Iterable<Element> {
  const element = model.elements.get(text);
  if (element) yield element;
  // An organisation's constraints know services by their ids, and not what a design calls them.
  for (const { service } of model.catalog.resolve(text)) yield* model.instancesOf(service.id);
}

type Index = ReadonlyMap<string, readonly Element[]>;

const indexes = new WeakMap<ArchitectureModel, Map<SelectorAttribute, Index>>();

/** Elements by the values of an attribute, found once for all constraints of a design. */
function byAttribute(attribute: SelectorAttribute, model: ArchitectureModel): Index {
  let ofModel = indexes.get(model);
  if (!ofModel) indexes.set(model, (ofModel = new Map<SelectorAttribute, Index>()));
  let index = ofModel.get(attribute);
  if (!index) {
    const found = new Map<string, Element[]>();
    for (const element of model.elements.values()) {
      for (const value of valuesOf(element, attribute)) {
        const list = found.get(value);
        if (list) list.push(element);
        else found.set(value, [element]);
      }
    }
    ofModel.set(attribute, (index = found));
  }
  return index;
}

/** What an element says or its container; a container's tags are not repeated for all it holds. */
function valuesOf(element: Element, attribute: SelectorAttribute): readonly string[] {
  if (attribute === 'tag') return element.properties.tags ?? [];
  if (attribute === 'pillar') return [element.service?.pillar ?? element.properties.pillar ?? []].flat();
  for (const { properties } of withHolders(element)) {
    const value = properties[attribute];
    if (value !== undefined) return [value];
  }
  return attribute === 'status' ? ['live'] : [];
}
