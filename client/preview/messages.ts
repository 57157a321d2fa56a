/**
 * What the preview's panel (in the extension host) and its page (in the webview) say to each other, and the checks with
 * which each side receives it. A message that does not pass is dropped.
 *
 * The page never names a file, a command or a place in a text: it names an item of the picture it was given, and the
 * panel knows where that comes from.
 */
import type { PreviewState } from '../../server/protocol.ts';
import { count, flag, list, oneOf, optional, record, tagged, text } from './shape.ts';
import type { Guard } from './shape.ts';

/** How the preview's colours are chosen: as the editor's, or one of the picture's themes. */
export const themeChoices = ['auto', 'light', 'dark', 'high-contrast-light', 'high-contrast-dark'] as const;
export type ThemeChoice = (typeof themeChoices)[number];

export const wheelChoices = ['scroll', 'zoom'] as const;
export type WheelChoice = (typeof wheelChoices)[number];

export interface PreviewSettings {
  readonly theme: ThemeChoice;
  readonly wheel: WheelChoice;
}

/** How things stand with the language server, as far as it matters to someone who looks at a picture. */
export const connections = ['starting', 'running', 'failed'] as const;
export type Connection = (typeof connections)[number];

export interface PictureProblem {
  readonly message: string;
  readonly severity: 'error' | 'warning' | 'info';
  /** Line in the text, counted from 1. */
  readonly line: number;
}

/** What the page is to show now. */
export interface PictureState {
  /** Counts up with each state that a panel sends. */
  readonly sequence: number;
  readonly uri: string;
  /** Name of the file, for headings. */
  readonly file: string;
  readonly views: readonly { readonly name: string; readonly title: string }[];
  readonly view: string;
  /** Checked by the page, which alone draws it. */
  readonly scene?: PreviewState['scene'];
  readonly stale: boolean;
  readonly notice?: string;
  readonly problems: readonly PictureProblem[];
  readonly locked: boolean;
  readonly connection: Connection;
}

export type MessageToPage =
  | { readonly type: 'state'; readonly state: PictureState }
  | { readonly type: 'settings'; readonly settings: PreviewSettings }
  /** The items of the picture that the cursor is on in the text; of the state with this number only. */
  | { readonly type: 'cursor'; readonly sequence: number; readonly items: readonly string[] }
  /** Draw the picture for a file. Answered by `exported`. */
  | { readonly type: 'export'; readonly request: number; readonly theme: ThemeChoice };

export type MessageToPanel =
  /** The page listens from now on. */
  | { readonly type: 'ready' }
  /** Show where an item of the picture is written; `open` also moves the focus there. */
  | { readonly type: 'reveal'; readonly sequence: number; readonly item: string; readonly open: boolean }
  /** Show a problem, by its index in the state's list. */
  | { readonly type: 'problem'; readonly sequence: number; readonly index: number }
  | { readonly type: 'view'; readonly view: string }
  /** Start the language server again. */
  | { readonly type: 'restart' }
  /** The picture as SVG, or nothing where there is no picture. */
  | { readonly type: 'exported'; readonly request: number; readonly svg?: string };

/** What the page keeps over hiding, moving and reloading, in VS Code's hands. */
export interface KeptState {
  readonly version: 1;
  readonly uri: string;
  readonly view: string;
  readonly locked: boolean;
}

const names = text(10_000);
const uris = text(10_000);

const isSettings: Guard<PreviewSettings> = record<PreviewSettings>({
  theme: oneOf(themeChoices),
  wheel: oneOf(wheelChoices),
});

const isPictureState: Guard<PictureState> = record<PictureState>({
  sequence: count,
  uri: uris,
  file: names,
  views: list(record({ name: names, title: names }), 10_000),
  view: names,
  scene: (value): value is PictureState['scene'] =>
    value === undefined || (typeof value === 'object' && value !== null),
  stale: flag,
  notice: optional(names),
  problems: list(
    record<PictureProblem>({ message: names, severity: oneOf(['error', 'warning', 'info']), line: count }),
    100,
  ),
  locked: flag,
  connection: oneOf(connections),
});

/** A message from the panel, as the page receives it. */
export const isMessageToPage: Guard<MessageToPage> = tagged<MessageToPage>({
  state: record({ type: oneOf(['state']), state: isPictureState }),
  settings: record({ type: oneOf(['settings']), settings: isSettings }),
  cursor: record({ type: oneOf(['cursor']), sequence: count, items: list(text(100), 1000) }),
  export: record({ type: oneOf(['export']), request: count, theme: oneOf(themeChoices) }),
});

/** A message from the page, as the panel receives it. */
export const isMessageToPanel: Guard<MessageToPanel> = tagged<MessageToPanel>({
  ready: record({ type: oneOf(['ready']) }),
  reveal: record({ type: oneOf(['reveal']), sequence: count, item: text(100), open: flag }),
  problem: record({ type: oneOf(['problem']), sequence: count, index: count }),
  view: record({ type: oneOf(['view']), view: names }),
  restart: record({ type: oneOf(['restart']) }),
  exported: record({ type: oneOf(['exported']), request: count, svg: optional(text(100_000_000)) }),
});

/** What a panel was left with when its window closed. */
export const isKeptState: Guard<KeptState> = record<KeptState>({
  version: oneOf([1]),
  uri: uris,
  view: names,
  locked: flag,
});
