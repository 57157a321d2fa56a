/**
 * What crosses the border between the language server and its client beyond the Language Server Protocol. Plain
 * readonly data; each side validates what it receives.
 */
import type { Range } from 'vscode-languageserver-types';
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
  readonly problems: readonly { readonly message: string; readonly range: Range; readonly severity: 'error' | 'warning' | 'info' }[];
}
