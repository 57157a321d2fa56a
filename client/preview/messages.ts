/**
 * What the preview's panel (in the extension host) and its page (in the webview) say to each other, and the checks with
 * which each side receives it. A message that does not pass is dropped.
 *
 * The page never names a file, a command or a place in a text: it names an item of the picture it was given, and the
 * panel knows where that comes from.
 */
import type { Exploration, PreviewElement, PreviewFinding, PreviewState, Road } from '../../server/protocol.ts';
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

export type { Exploration, Road };
/** An element of the design, in words for people. */
export type PictureElement = PreviewElement;

/** A finding about something in the picture. The page names it by its index in the state's list. */
export type PictureFinding = Omit<PreviewFinding, 'uri' | 'range'> & {
  /** Line in the text, counted from 1. */
  readonly line: number;
};

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
  /** How the view is looked at, as it was asked for last. */
  readonly exploration: Exploration;
  /** What of that is drawn. */
  readonly overview: boolean;
  readonly road?: Road;
  /** Things were put in beside what was there: all could be placed anew. */
  readonly kept: boolean;
  /** How far a drawing is that takes a while. */
  readonly progress?: { readonly done: number; readonly total: number };
  readonly elements: readonly PictureElement[];
  readonly findings: readonly PictureFinding[];
}

export const pictureFormats = ['svg', 'png'] as const;
export type PictureFormat = (typeof pictureFormats)[number];

/** Ways to take the picture elsewhere that the panel sees to. */
export const shares = ['copy-svg', 'copy-png', 'save-svg', 'save-png', 'open-in-browser'] as const;
export type Share = (typeof shares)[number];

export type MessageToPage =
  | { readonly type: 'state'; readonly state: PictureState }
  | { readonly type: 'settings'; readonly settings: PreviewSettings }
  /** The items of the picture that the cursor is on in the text; of the state with this number only. */
  | { readonly type: 'cursor'; readonly sequence: number; readonly items: readonly string[] }
  /** Draw the picture for a file. Answered by `exported`. */
  | {
      readonly type: 'export';
      readonly request: number;
      readonly theme: ThemeChoice;
      readonly format: PictureFormat;
      /** Put it on the clipboard, and answer with nothing where that is not possible. */
      readonly copy: boolean;
    };

export type MessageToPanel =
  /** The page listens from now on. */
  | { readonly type: 'ready' }
  /** Show where an item of the picture is written; `open` also moves the focus there. */
  | { readonly type: 'reveal'; readonly sequence: number; readonly item: string; readonly open: boolean }
  /** Show a problem, by its index in the state's list. */
  | { readonly type: 'problem'; readonly sequence: number; readonly index: number }
  /** Show where a finding is, by its index in the state's list. */
  | { readonly type: 'finding'; readonly sequence: number; readonly index: number }
  /** Apply a quick fix, by the indexes of its finding and of its title. */
  | { readonly type: 'fix'; readonly sequence: number; readonly index: number; readonly fix: number }
  | { readonly type: 'view'; readonly view: string }
  /** Look at the view in another way. */
  | { readonly type: 'explore'; readonly view: string; readonly exploration: Exploration }
  /** Place everything anew. */
  | { readonly type: 'tidy' }
  /** Lay out no more of what takes long. */
  | { readonly type: 'stop' }
  | { readonly type: 'share'; readonly how: Share }
  /** Start the language server again. */
  | { readonly type: 'restart' }
  /** The picture as SVG or as a PNG in base 64, or nothing where there is none. */
  | { readonly type: 'exported'; readonly request: number; readonly data?: string };

/** What the page keeps over hiding, moving and reloading, in VS Code's hands. */
export interface KeptState {
  readonly version: 2;
  readonly uri: string;
  readonly view: string;
  readonly locked: boolean;
  /** By file and view, as `viewKey` writes them. */
  readonly explorations: readonly { readonly key: string; readonly exploration: Exploration }[];
}

/** Under this, what is remembered of a view is found again. */
export function viewKey(uri: string, view: string): string {
  return `${uri}\n${view}`;
}

const names = text(10_000);
const uris = text(10_000);

const manyNames = list(names, 10_000);

/** A road, as every side receives it. */
export const isRoad: Guard<Road> = record<Road>({
  path: names,
  direction: oneOf(['in', 'out', 'both']),
  depth: count,
  kinds: optional(list(text(100), 100)),
});

const isExploration: Guard<Exploration> = record<Exploration>({
  closed: manyNames,
  open: manyNames,
  overview: flag,
  road: optional(isRoad),
});

/** What is known of an element, as every side receives it. */
export const isElement: Guard<PictureElement> = record<PictureElement>({
  path: names,
  label: names,
  name: names,
  kind: text(100),
  service: optional(names),
  pillar: optional(names),
  stages: list(text(100), 100),
  status: optional(text(100)),
  lifeCycle: optional(names),
  owner: optional(names),
  tags: manyNames,
  plan: optional(names),
  region: optional(names),
  description: optional(names),
  otherNames: list(names, 1000),
  accepted: list(
    record<PictureElement['accepted'][number]>({
      rule: names,
      about: names,
      reason: optional(names),
      owner: optional(names),
      until: optional(text(100)),
    }),
    1000,
  ),
});

const isFinding: Guard<PictureFinding> = record<PictureFinding>({
  rule: names,
  message: names,
  severity: oneOf(['error', 'warning', 'info']),
  line: count,
  fixes: list(names, 1000),
  element: optional(names),
  flow: optional(names),
});

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
  exploration: isExploration,
  overview: flag,
  road: optional(isRoad),
  kept: flag,
  progress: optional(record<NonNullable<PictureState['progress']>>({ done: count, total: count })),
  elements: list(isElement),
  findings: list(isFinding),
});

/** A message from the panel, as the page receives it. */
export const isMessageToPage: Guard<MessageToPage> = tagged<MessageToPage>({
  state: record({ type: oneOf(['state']), state: isPictureState }),
  settings: record({ type: oneOf(['settings']), settings: isSettings }),
  cursor: record({ type: oneOf(['cursor']), sequence: count, items: list(text(100), 1000) }),
  export: record({
    type: oneOf(['export']),
    request: count,
    theme: oneOf(themeChoices),
    format: oneOf(pictureFormats),
    copy: flag,
  }),
});

/** A message from the page, as the panel receives it. */
export const isMessageToPanel: Guard<MessageToPanel> = tagged<MessageToPanel>({
  ready: record({ type: oneOf(['ready']) }),
  reveal: record({ type: oneOf(['reveal']), sequence: count, item: text(100), open: flag }),
  problem: record({ type: oneOf(['problem']), sequence: count, index: count }),
  finding: record({ type: oneOf(['finding']), sequence: count, index: count }),
  fix: record({ type: oneOf(['fix']), sequence: count, index: count, fix: count }),
  view: record({ type: oneOf(['view']), view: names }),
  explore: record({ type: oneOf(['explore']), view: names, exploration: isExploration }),
  tidy: record({ type: oneOf(['tidy']) }),
  stop: record({ type: oneOf(['stop']) }),
  share: record({ type: oneOf(['share']), how: oneOf(shares) }),
  restart: record({ type: oneOf(['restart']) }),
  exported: record({ type: oneOf(['exported']), request: count, data: optional(text(100_000_000)) }),
});

/** What a panel was left with when its window closed. */
export const isKeptState: Guard<KeptState> = record<KeptState>({
  version: oneOf([2]),
  uri: uris,
  view: names,
  locked: flag,
  explorations: list(record({ key: names, exploration: isExploration }), 1000),
});
