/**
 * What crosses the border between the language server and its client beyond the Language Server Protocol. Plain
 * readonly data; each side validates what it receives.
 */
import type { Position, Range, TextEdit } from 'vscode-languageserver-types';
import type { Scene } from '../language/layout/scene.ts';
import type { Exploration, Road } from '../language/view/exploration.ts';

export type { Exploration, Road };

/**
 * How a view is looked at before anybody changes it: a large one with its groups closed. A preview that is opened asks for
 * this, and it is what the server lays out ahead.
 */
export const plainExploration: Exploration = { closed: [], open: [], overview: true };

/** Raised when a message changes its shape: a client and a server of different versions then refuse each other. */
export const protocolVersion = 3;

/** Request: the text of a built-in catalog file. Params `CatalogTextParams`, result `string | null`. */
export const catalogTextRequest = 'parapet/catalogText';
export interface CatalogTextParams {
  /** `parapet-catalog:/identity.parapet`. */
  readonly uri: string;
}

/** Request: begin to draw a file, or change the view drawn. Params `PreviewOpenParams`, result `null`; states follow as notifications. */
export const previewOpenRequest = 'parapet/preview/open';
export interface PreviewOpenParams {
  /** Chosen by the client; one preview shows one file at a time. */
  readonly preview: string;
  readonly uri: string;
  /** Name of the view; absent: the first. */
  readonly view?: string;
  /** How it is looked at; absent: as the text says. */
  readonly exploration?: Exploration;
  /** Place everything anew: edits since the file was opened may have left the picture less orderly than it could be. */
  readonly tidy?: boolean;
}

/** Notification to the server: lay out no more of what takes long; what was shown last stays, an overview for example. Params `PreviewCloseParams`. */
export const previewStopNotification = 'parapet/preview/stop';

/** Notification to the server: stop drawing. Params `PreviewCloseParams`. */
export const previewCloseNotification = 'parapet/preview/close';
export interface PreviewCloseParams {
  readonly preview: string;
}

/** Notification to the client: what a preview is to show now. */
export const previewStateNotification = 'parapet/preview/state';
export interface PreviewState {
  readonly protocol: number;
  readonly preview: string;
  readonly uri: string;
  /** Counts up with each state of one preview; the client drops older ones. */
  readonly sequence: number;
  /** The views to choose from, in source order; a design without views has one of everything. */
  readonly views: readonly { readonly name: string; readonly title: string }[];
  /** Name of the view drawn. */
  readonly view: string;
  /** The picture. Absent: nothing to draw yet, `notice` says why. */
  readonly scene?: Scene;
  /** True where the text is broken just now and `scene` is that of the last good text. */
  readonly stale: boolean;
  /** True where things were put in beside what was there, which stayed in its place: `tidy` would place all anew. */
  readonly kept?: boolean;
  /** Present while the whole is being laid out: how many of its parts are done. */
  readonly progress?: { readonly done: number; readonly total: number };
  /** Groups are drawn closed because the design is large; they can be opened one by one. */
  readonly overview: boolean;
  /** The road that is drawn, where not the whole view is. */
  readonly road?: Road;
  /** One sentence for the person: why there is nothing to draw, or that drawing failed or was cut short. */
  readonly notice?: string;
  /** Errors of the file, for a list beside the picture: at most 20. */
  readonly problems: readonly {
    readonly message: string;
    readonly range: Range;
    readonly severity: 'error' | 'warning' | 'info';
  }[];
  /** What is known of the elements that the picture shows or holds closed. */
  readonly elements: readonly PreviewElement[];
  /** What is wrong with what the picture shows. */
  readonly findings: readonly PreviewFinding[];
}

/** An element of the design, in words for people. */
export interface PreviewElement {
  readonly path: string;
  /** What is shown, and the name in the text. */
  readonly label: string;
  readonly name: string;
  /** `service`, `component`, `group` … */
  readonly kind: string;
  /** Full name of its service. */
  readonly service?: string;
  /** Title of its pillar. */
  readonly pillar?: string;
  /** Stages of the pipeline at which it works, by their ids. */
  readonly stages: readonly string[];
  /** `planned`, `live` or `retiring`, where it is said. */
  readonly status?: string;
  /** What is known of the product's life: "Being retired (2027-09-30)". */
  readonly lifeCycle?: string;
  readonly owner?: string;
  readonly tags: readonly string[];
  readonly plan?: string;
  readonly region?: string;
  readonly description?: string;
  /** Other words by which it may be looked for. */
  readonly otherNames: readonly string[];
  /** What was decided to be borne about it or its flows. */
  readonly accepted: readonly AcceptedRisk[];
}

/** A finding that somebody decided to bear, as its `accept` statement says. */
export interface AcceptedRisk {
  readonly rule: string;
  /** The element or flows meant, as they are written: `xdr -> sentinel : incident`. */
  readonly about: string;
  readonly reason?: string;
  readonly owner?: string;
  /** Last day it holds, `YYYY-MM-DD`. */
  readonly until?: string;
}

/** A finding about something in the picture. */
export interface PreviewFinding {
  readonly rule: string;
  readonly message: string;
  readonly severity: 'error' | 'warning' | 'info';
  /** The file and place, for the editor's own quick fixes. */
  readonly uri: string;
  readonly range: Range;
  /** Titles of what mends it. */
  readonly fixes: readonly string[];
  /** Path of the element, or id of the flow, that it is about. */
  readonly element?: string;
  readonly flow?: string;
}

/** Request: draw a text that stands for itself. Params `PictureParams`, result `PictureResult`. */
export const pictureRequest = 'parapet/picture';
export const pictureThemes = ['light', 'dark', 'high-contrast', 'high-contrast-light'] as const;
export interface PictureParams {
  readonly text: string;
  readonly theme: (typeof pictureThemes)[number];
}
/** The picture, what it shows in words and the errors of the text by their lines, or why there is none. */
export type PictureResult =
  | { readonly svg: string; readonly description: string; readonly errors: readonly string[] }
  | { readonly notice: string };

/** Request: the services that are known, the built-in ones and those that files of the workspace define. No params, result `CatalogListing`. */
export const catalogListRequest = 'parapet/catalog/list';
export interface CatalogListing {
  readonly protocol: number;
  /** The day on which the built-in catalog was last compared with its sources. */
  readonly reviewed: string;
  /** In the order in which they are shown. */
  readonly pillars: readonly { readonly id: string; readonly title: string }[];
  /** In the order of the catalog. Names that only lead on to another service are names of that. */
  readonly services: readonly CatalogEntry[];
}
/** A service as a list shows it. */
export interface CatalogEntry {
  readonly id: string;
  /** The full name, and the one for a card. */
  readonly name: string;
  readonly short: string;
  readonly abbreviations: readonly string[];
  readonly formerNames: readonly string[];
  /** Id of its pillar. */
  readonly pillar?: string;
  /** A status of the language: `active`, `retiring` … */
  readonly status: string;
  /** What the status means and since or until when, where there is something to say: "Being retired (2027-09-30)". */
  readonly statusText?: string;
  /** When the status takes or took effect: a day, a month or a year. */
  readonly statusDate?: string;
  readonly description: string;
  /** `https:` address of its documentation. */
  readonly docs?: string;
  /** False for a service that a file of the workspace defines. */
  readonly builtIn: boolean;
  /** Where it is defined: `parapet-catalog:/identity.parapet` or a file of the workspace. */
  readonly uri: string;
  readonly position: Position;
}

/** Notification to the client, once it has asked for the list: services of the workspace came, went or changed. No params. */
export const catalogChangedNotification = 'parapet/catalog/changed';

/** Request: services that words may mean, by any name. Params `CatalogSearchParams`, result: ids, best first. */
export const catalogSearchRequest = 'parapet/catalog/search';
export interface CatalogSearchParams {
  readonly query: string;
}

/** Request: the edits that write `use` of a service at a place of a document. Params `CatalogUseParams`, result `TextEdit[] | null`. */
export const catalogUseRequest = 'parapet/catalog/use';
export interface CatalogUseParams {
  readonly uri: string;
  readonly position: Position;
  /** Id of the service. */
  readonly service: string;
}
export type CatalogUseResult = readonly TextEdit[] | null;

/** Request: what published mappings to ATT&CK say of a design. Params `CoverageParams`, result `CoverageListing | null`. */
export const coverageRequest = 'parapet/coverage';
export interface CoverageParams {
  readonly uri: string;
  /** Only techniques that threats of the design name. */
  readonly threatsOnly: boolean;
}

/** Request: the same as a file. Params `CoverageExportParams`, result `string | null`. */
export const coverageExportRequest = 'parapet/coverage/export';
export const coverageExportFormats = ['csv', 'json', 'navigator'] as const;
export type CoverageExportFormat = (typeof coverageExportFormats)[number];
export interface CoverageExportParams extends CoverageParams {
  readonly format: CoverageExportFormat;
}

/** `protect`, `detect` or `respond`, and the best published score. */
export interface CoverageScore {
  readonly category: string;
  readonly score: string;
}

/** A technique that a service of the design has a published mapping to, or that a threat names. */
export interface CoverageTechnique {
  readonly id: string;
  /** With the name of its technique in front, where it is a sub-technique. */
  readonly name: string;
  readonly ownName: string;
  readonly url: string;
  readonly tactics: readonly string[];
  readonly best: readonly CoverageScore[];
  /** Whether a mapping to it was published for any service of the catalog. */
  readonly published: boolean;
  readonly services: readonly {
    readonly id: string;
    readonly name: string;
    readonly scores: readonly CoverageScore[];
    /** Names of the capabilities that mappings were published for. */
    readonly capabilities: readonly string[];
    readonly guess: boolean;
  }[];
  readonly threats: readonly { readonly label: string; readonly uri: string; readonly range: Range }[];
}

export interface CoverageListing {
  readonly protocol: number;
  readonly title: string;
  readonly attackVersion: string;
  readonly mappingVersion: string;
  /** Where the data is from, and the copyright line. */
  readonly source: string;
  /** Tactics with techniques, in the order of an attack. */
  readonly tactics: readonly { readonly id: string; readonly name: string }[];
  readonly techniques: readonly CoverageTechnique[];
  readonly services: readonly {
    readonly id: string;
    readonly name: string;
    readonly mappingsPublished: boolean;
    readonly techniques: number;
    readonly losses: readonly {
      readonly technique: string;
      readonly name: string;
      readonly category: string;
      readonly score: string;
      /** Best score of what is left; absent: none. */
      readonly left?: string;
    }[];
  }[];
}
