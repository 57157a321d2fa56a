/**
 * What crosses the border between the language server and its client beyond the Language Server Protocol. Plain
 * readonly data; each side validates what it receives.
 */
import type { Position, Range, TextEdit } from 'vscode-languageserver-types';
import type { Scene } from '../language/layout/scene.ts';

/** Raised when a message changes its shape: a client and a server of different versions then refuse each other. */
export const protocolVersion = 1;

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
}

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
  /** One sentence for the person: why there is nothing to draw, or that drawing failed or was cut short. */
  readonly notice?: string;
  /** Errors of the file, for a list beside the picture: at most 20. */
  readonly problems: readonly {
    readonly message: string;
    readonly range: Range;
    readonly severity: 'error' | 'warning' | 'info';
  }[];
}

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
