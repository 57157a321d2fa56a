import type { Catalog, CatalogFlow, CatalogService } from '../catalog/catalog.ts';
import type { Span } from './span.ts';
import type { Cloud, Direction, ElementStatus, Exposure, Fit, FlowKind, Pillar } from './vocabulary.ts';

/** What may be said of an element or a flow in braces. Absent means not said. */
export interface Properties {
  readonly owner?: string;
  readonly status?: ElementStatus;
  readonly plan?: string;
  readonly region?: string;
  readonly tags?: readonly string[];
  /** `https:`, `mailto:` or a path inside the workspace; anything else was reported and dropped. */
  readonly link?: string;
  readonly description?: string;
  readonly exposure?: Exposure;
  /** Components only; a service's pillar comes from the catalog. */
  readonly pillar?: Pillar;
  /** Where each property's name and values are written. */
  readonly spans: ReadonlyMap<string, { readonly name: Span; readonly value: Span }>;
}

export type ElementKind = 'service' | 'component' | 'group' | 'zone' | 'threat';

/** A thing of the design: an instance of a catalog service, a component, a container of others, or a threat to them. */
export interface Element {
  readonly kind: ElementKind;
  /** Unique in the design; what flows and views refer to. */
  readonly name: string;
  /** Names from the outermost container to this, joined by `/`: `azure/monitoring/workspace`. */
  readonly path: string;
  /** What is shown: the element's own label, else the service's short name, else the name. */
  readonly label: string;
  /** Whether the label was written in the design. */
  readonly ownLabel: boolean;
  /** The catalog service it is an instance of. Absent for components and containers, and where the service is unknown. */
  readonly service?: CatalogService;
  /** Former name, abbreviation or full name under which the service was written, where it is not its id. */
  readonly writtenAs?: WrittenName;
  readonly parent?: Element;
  /** Of a container, in source order; empty otherwise. */
  readonly children: readonly Element[];
  readonly properties: Properties;
  /** The text of the doc comment before it. */
  readonly documentation?: string;
  /** The whole statement. */
  readonly span: Span;
  /** The name, where it is declared (`as mde`, else the service's id). */
  readonly nameSpan: Span;
  /** Of `use S`: S. */
  readonly serviceSpan?: Span;
  /** The label with its quotation marks, where one is written. */
  readonly labelSpan?: Span;
  /** Position in reading order over all files, imports first: the layout's tie-breaker. */
  readonly order: number;
}

/** A service written by another name than its id. */
export interface WrittenName {
  /** The text as written, without quotation marks. */
  readonly text: string;
  readonly by: 'name' | 'short' | 'abbreviation' | 'former';
  /** All services it may mean; more than one: ambiguous, and the first was taken. */
  readonly candidates: readonly CatalogService[];
}

/** `a, b -> c : kind` as written: what its flows share, and where each word stands, for fixes and refactorings. */
export interface FlowStatement {
  readonly span: Span;
  readonly sources: readonly EndpointReference[];
  readonly targets: readonly EndpointReference[];
  readonly kinds: readonly { readonly kind: FlowKind; readonly span: Span }[];
  /** Of `->` or `<->`. */
  readonly arrowSpan: Span;
  /** The label with its quotation marks, where one is written. */
  readonly labelSpan?: Span;
  readonly twoWay: boolean;
}

/** A word that names an element. */
export interface EndpointReference {
  readonly name: string;
  readonly span: Span;
  /** Absent where nothing has that name (which is reported). */
  readonly element?: Element;
}

/** One thing that flows from one element to one other. */
export interface Flow {
  /** Stable while its ends and kind stay: `mde->xdr:alert`, with `#2` … for repetitions. */
  readonly id: string;
  readonly source: Element;
  readonly target: Element;
  readonly kind: FlowKind;
  /** The element that carries it. */
  readonly via?: Element;
  readonly label?: string;
  readonly properties: Properties;
  readonly documentation?: string;
  /** Written as `<->`; the other direction is a flow of its own. */
  readonly twoWay: boolean;
  /** Derived by an `integrate` statement from this fact of the catalog. */
  readonly derivedFrom?: CatalogFlow;
  /** The statement that says it: a flow statement, or for derived flows the `integrate` statement. */
  readonly span: Span;
  /** Absent for derived flows. */
  readonly statement?: FlowStatement;
  /** The words of the source, target and kind; for derived flows the statement's span. */
  readonly sourceSpan: Span;
  readonly targetSpan: Span;
  readonly kindSpan: Span;
}

/** What a threat is about: its element has the name, place and properties. */
export interface Threat {
  /** Of the kind `threat`. Takes no part in flows. */
  readonly element: Element;
  /** Ids of ATT&CK techniques as written, checked by rules only. */
  readonly techniques: readonly WrittenWord[];
  /** ATT&CK tactic as written: id, short name or name. */
  readonly tactic?: WrittenWord;
  readonly targets: readonly EndpointReference[];
  readonly mitigatedBy: readonly EndpointReference[];
}

/** A word of the text whose meaning is looked up later. */
export interface WrittenWord {
  readonly text: string;
  readonly span: Span;
}

/** `attack name "title" : phishing -> theft`, resolved. */
export interface Attack {
  readonly name: string;
  /** The label, else the name. */
  readonly label: string;
  readonly documentation?: string;
  readonly properties: Properties;
  /** As written, first to last; each step is one or several threats. */
  readonly steps: readonly (readonly EndpointReference[])[];
  /** Each threat of a step with each of the next one; without cycles. */
  readonly moves: readonly AttackMove[];
  readonly span: Span;
  readonly nameSpan: Span;
}

/** An attacker's way from one threat to the next. */
export interface AttackMove {
  readonly source: Element;
  readonly target: Element;
  /** The word of the target. */
  readonly span: Span;
}

/** `accept RULE on … { … }`: a finding that somebody decided to bear. */
export interface Acceptance {
  readonly rule: WrittenWord;
  /** Elements the finding is about, or the sources of the flows it is about where there are targets. */
  readonly subjects: readonly EndpointReference[];
  /** Empty where elements are meant. */
  readonly targets: readonly EndpointReference[];
  readonly twoWay: boolean;
  /** Empty: flows of every kind. */
  readonly kinds: readonly FlowKind[];
  readonly reason?: string;
  readonly owner?: string;
  readonly ticket?: string;
  readonly link?: string;
  /** Last day it holds, `YYYY-MM-DD`. */
  readonly until?: string;
  readonly properties: Properties;
  readonly span: Span;
}

/** Attributes by which a constraint can select elements. */
export const selectorAttributes = ['pillar', 'tag', 'status', 'exposure'] as const;
export type SelectorAttribute = (typeof selectorAttributes)[number];

/** Elements that a constraint speaks of. Names are looked up in each design that is checked, not where they stand. */
export interface Selection {
  readonly all: boolean;
  readonly terms: readonly SelectionTerm[];
  /** From the first word to the last. */
  readonly span: Span;
}

/** An element's name or a service, or what an attribute has to be. */
export interface SelectionTerm {
  readonly attribute?: SelectorAttribute;
  readonly text: string;
  readonly span: Span;
}

/** `require …` or `forbid …`: what every design has to keep that the statement's file is part of. */
export interface Constraint {
  readonly kind: 'require' | 'forbid';
  /** Each selected element has to, instead of at least one. */
  readonly every: boolean;
  readonly subject: Selection;
  /** Absent: that there is such an element at all. */
  readonly relation?: '->' | 'reaches' | 'has';
  readonly object?: Selection;
  /** Of the flow, or of each flow of a path. Empty: any. */
  readonly kinds: readonly FlowKind[];
  /** Only paths count that go through none of these. */
  readonly without?: Selection;
  /** Of `has`: the property, and the value it has to have. */
  readonly property?: WrittenWord;
  readonly value?: WrittenWord;
  /** What the author says it is for. */
  readonly text?: string;
  readonly severity?: 'info' | 'warning' | 'error';
  readonly properties: Properties;
  readonly span: Span;
}

/** `arrange rows … columns …` of a view: a table instead of a graph. */
export interface Arrangement {
  /** Containers drawn as bands, from top to bottom. */
  readonly rows: readonly EndpointReference[];
  /** Containers or pillars drawn as columns, from left to right; empty: one column. */
  readonly columns: readonly ArrangementColumn[];
  readonly span: Span;
}

/** A heading of the table: a container of the design, or a pillar. */
export interface ArrangementColumn {
  readonly text: string;
  readonly span: Span;
  readonly element?: Element;
  readonly pillar?: Pillar;
}

/** `view name "title" { … }`, resolved. */
export interface View {
  readonly name: string;
  readonly title: string;
  readonly documentation?: string;
  /** Elements to draw: `include` less `exclude`; a container stands for all it holds. In source order. */
  readonly elements: readonly Element[];
  /** Kinds to draw; absent: all. */
  readonly flowKinds?: readonly FlowKind[];
  /** Containers drawn as one box. */
  readonly collapsed: readonly Element[];
  readonly direction: Direction;
  /** Absent: as wide as a screen, and wider only where it would be too high. */
  readonly fit?: Fit;
  /** Absent: laid out as a graph. */
  readonly arrangement?: Arrangement;
  readonly span: Span;
  readonly nameSpan: Span;
}

/** `architecture name "title" { … }`. */
export interface ArchitectureInfo {
  readonly name: string;
  readonly title: string;
  readonly owner?: string;
  readonly cloud?: Cloud;
  readonly documentation?: string;
  readonly span: Span;
}

/** A word in the text that refers to an element, wherever it stands. */
export interface Reference {
  readonly element: Element;
  readonly span: Span;
  readonly role:
    | 'source'
    | 'target'
    | 'via'
    | 'integrate'
    | 'view'
    | 'threat-target'
    | 'mitigation'
    | 'attack'
    | 'accept'
    | 'constraint';
}

/** An `import` of a file of the design that leads to another file of it. */
export interface ModelImport {
  readonly from: string;
  readonly to: string;
  /** The path as written, with its quotation marks. */
  readonly span: Span;
  /** The whole statement. */
  readonly statement: Span;
}

/** A design with its imports, resolved: plain and readonly. What rules, pictures and exports are made from. */
export interface ArchitectureModel {
  /** URI of the file the design was built from. */
  readonly uri: string;
  /** That file and all it imports, imports first. */
  readonly files: readonly string[];
  readonly imports: readonly ModelImport[];
  readonly architecture?: ArchitectureInfo;
  /** By name, in reading order. */
  readonly elements: ReadonlyMap<string, Element>;
  /** Elements that stand in no container, in reading order. */
  readonly roots: readonly Element[];
  readonly flows: readonly Flow[];
  readonly views: readonly View[];
  /** In reading order over all files. */
  readonly threats: readonly Threat[];
  readonly attacks: readonly Attack[];
  readonly acceptances: readonly Acceptance[];
  readonly constraints: readonly Constraint[];
  readonly references: readonly Reference[];
  /** The built-in catalog with the services that the design's files define. */
  readonly catalog: Catalog;
  /** Services that the design's files define, with where. */
  readonly ownServices: readonly CatalogService[];
  /** Flows by ends; empty arrays where there are none. */
  flowsFrom(element: Element, kind?: FlowKind): readonly Flow[];
  flowsInto(element: Element, kind?: FlowKind): readonly Flow[];
  flowsBetween(source: Element, target: Element): readonly Flow[];
  /** Elements that are instances of the service with this id. */
  instancesOf(serviceId: string): readonly Element[];
}
