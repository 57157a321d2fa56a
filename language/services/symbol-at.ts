import type { CatalogService } from '../catalog/catalog.ts';
import type {
  ArchitectureInfo,
  ArchitectureModel,
  Attack,
  Element,
  Flow,
  FlowStatement,
  View,
} from '../model/model.ts';
import type { Span } from '../model/span.ts';
import { flowKinds, type FlowKind } from '../model/vocabulary.ts';
import type { Project } from '../project.ts';
import { unquote } from './tokens.ts';
import type { WordInPlace } from './token-roles.ts';
import { wordAt } from './token-roles.ts';

/** What the word at a place means. `span` is the word. */
export type SymbolAt =
  | { readonly kind: 'element'; readonly span: Span; readonly element: Element; readonly declaration: boolean }
  | { readonly kind: 'service'; readonly span: Span; readonly service: CatalogService; readonly element?: Element }
  | { readonly kind: 'architecture'; readonly span: Span; readonly architecture: ArchitectureInfo }
  | { readonly kind: 'view'; readonly span: Span; readonly view: View }
  | {
      readonly kind: 'flow';
      readonly span: Span;
      readonly statement: FlowStatement;
      readonly flows: readonly Flow[];
      readonly flowKind?: FlowKind;
    }
  | { readonly kind: 'flow-kind'; readonly span: Span; readonly flowKind: FlowKind }
  | { readonly kind: 'integrate'; readonly span: Span; readonly flows: readonly Flow[] }
  | { readonly kind: 'attack'; readonly span: Span; readonly attack: Attack }
  | { readonly kind: 'rule'; readonly span: Span; readonly rule: string }
  | { readonly kind: 'import'; readonly span: Span; readonly path: string }
  | {
      readonly kind: 'property';
      readonly span: Span;
      readonly of: string;
      readonly name: string;
      readonly value?: string;
    }
  | { readonly kind: 'keyword'; readonly span: Span; readonly word: string };

/** What the word at an offset means; undefined where there is none, or it means nothing. */
export function symbolAt(project: Project, uri: string, offset: number): SymbolAt | undefined {
  const file = project.parsed(uri);
  const model = project.model(uri);
  if (!file || !model) return undefined;
  const word = wordAt(file, offset);
  return word && symbolOf(model, uri, word);
}

/** What one word means in a design. */
export function symbolOf(model: ArchitectureModel, uri: string, word: WordInPlace): SymbolAt | undefined {
  const { token, role, before } = word;
  const span: Span = { uri, start: token.start, end: token.end };
  const text = token.type === 'STRING' ? unquote(token.text) : token.text;
  switch (role.kind) {
    case 'element': {
      const element = model.references.find((entry) => isAt(entry.span, span))?.element ?? model.elements.get(text);
      if (element) return { kind: 'element', span, element, declaration: false };
      // Constraints speak of services too, whatever their instances are called.
      const service = role.selects
        ? (model.catalog.service(text) ?? model.catalog.resolve(text)[0]?.service)
        : undefined;
      return service && { kind: 'service', span, service };
    }
    case 'declaration':
      if (role.of === 'view') {
        const view = model.views.find((entry) => isAt(entry.nameSpan, span));
        return view && { kind: 'view', span, view };
      }
      if (role.of === 'architecture') {
        const { architecture } = model;
        const isHere = architecture?.name === text && architecture.span.uri === uri;
        return isHere ? { kind: 'architecture', span, architecture } : undefined;
      }
      if (role.of === 'attack') {
        const attack = model.attacks.find((entry) => isAt(entry.nameSpan, span));
        return attack && { kind: 'attack', span, attack };
      }
      if (role.of === 'service') {
        const service = model.ownServices.find((entry) => entry.id === text) ?? model.catalog.service(text);
        return service && { kind: 'service', span, service };
      }
      return declaredAt(model, span, text);
    case 'service': {
      const element = role.slot.role === 'use' ? elementBy(model, (entry) => entry.serviceSpan, span) : undefined;
      const service = element?.service ?? model.catalog.service(text) ?? model.catalog.resolve(text)[0]?.service;
      return service && { kind: 'service', span, service, ...(element ? { element } : {}) };
    }
    case 'arrow':
      return flowAt(model, span);
    case 'flow-kind': {
      const flowKind = flowKinds.find((kind) => kind === text);
      if (!flowKind) return undefined;
      if (role.slot.role === 'flow') return flowAt(model, span, flowKind) ?? { kind: 'flow-kind', span, flowKind };
      return { kind: 'flow-kind', span, flowKind };
    }
    case 'rule':
      return { kind: 'rule', span, rule: text };
    case 'import':
      return { kind: 'import', span, path: text };
    case 'property':
      return { kind: 'property', span, of: role.of, name: text };
    case 'value':
      return { kind: 'property', span, of: role.of, name: role.property, value: text };
    case 'keyword': {
      if (token.text === 'integrate' && before.length === 0) {
        const flows = model.flows.filter(
          (flow) => flow.derivedFrom && flow.span.uri === uri && flow.span.start === span.start,
        );
        if (flows.length > 0) return { kind: 'integrate', span, flows };
      }
      return { kind: 'keyword', span, word: token.text };
    }
  }
  return undefined;
}

function isAt(place: Span | undefined, span: Span): boolean {
  return place !== undefined && place.start === span.start && place.uri === span.uri;
}

function elementBy(
  model: ArchitectureModel,
  place: (element: Element) => Span | undefined,
  span: Span,
): Element | undefined {
  for (const element of model.elements.values()) if (isAt(place(element), span)) return element;
  return undefined;
}

function declaredAt(model: ArchitectureModel, span: Span, text: string): SymbolAt | undefined {
  const named = model.elements.get(text);
  const element = named && isAt(named.nameSpan, span) ? named : elementBy(model, (entry) => entry.nameSpan, span);
  return element && { kind: 'element', span, element, declaration: true };
}

function flowAt(model: ArchitectureModel, span: Span, flowKind?: FlowKind): SymbolAt | undefined {
  const flows = model.flows.filter(
    (flow) =>
      flow.statement?.span.uri === span.uri &&
      (flowKind ? isAt(flow.kindSpan, span) : isAt(flow.statement.arrowSpan, span)),
  );
  const statement = flows[0]?.statement;
  return statement && { kind: 'flow', span, statement, flows, ...(flowKind ? { flowKind } : {}) };
}
