import type { Exploration, Road, Scene, Theme } from '../language/pipeline.ts';

/** What the server tells the thread that draws. */
export type ToPainter =
  /** First of all, and again when it changes: then all files are sent again. */
  | { readonly type: 'start'; readonly date: string; readonly folders: readonly string[] }
  /** Texts as they are now; without a text, the file is gone. */
  | { readonly type: 'files'; readonly files: readonly { readonly uri: string; readonly text?: string }[] }
  /** Read a design whose picture may soon be asked for. */
  | { readonly type: 'prepare'; readonly uri: string }
  /** Draw what a preview shows, from the files sent so far. Every `draw` is answered, or replaced by a later one. */
  | {
      readonly type: 'draw';
      readonly preview: string;
      readonly uri: string;
      readonly view?: string;
      /** How somebody looks at it; absent: as the text says. */
      readonly exploration?: Exploration;
      /** Place everything anew. */
      readonly tidy?: boolean;
      /** Comes back with the picture. */
      readonly request: number;
    }
  /** Lay out no more of what takes long: what was shown last stays, an overview for example. */
  | { readonly type: 'stop'; readonly preview: string }
  | { readonly type: 'close'; readonly preview: string }
  /** Draw a text that stands for itself, as SVG. Always answered. */
  | { readonly type: 'render'; readonly request: number; readonly text: string; readonly theme: Theme };

/** What the thread answers. */
export type FromPainter =
  | { readonly type: 'picture'; readonly preview: string; readonly request: number; readonly picture: Picture }
  | { readonly type: 'rendered'; readonly request: number; readonly drawn: Drawn }
  | { readonly type: 'failure'; readonly what: string };

/** A text drawn, or why it is not. */
export type Drawn =
  | { readonly svg: string; readonly description: string; readonly errors: readonly string[] }
  | { readonly notice: string };

/** What there is to see of a design. */
export interface Picture {
  /** Name of the view that `scene` shows, or that was to be drawn. */
  readonly view: string;
  readonly scene?: Scene;
  /** `scene` is that of the last good text. */
  readonly stale: boolean;
  /** Groups are drawn closed because the design is large. */
  readonly overview?: boolean;
  /** The road that is drawn, where not the whole view is. */
  readonly road?: Road;
  readonly notice?: string;
  /** What is new was put in beside what was there, which stayed in its place. */
  readonly kept?: boolean;
  /** While the whole is being laid out: how many of its parts are done. */
  readonly progress?: { readonly done: number; readonly total: number };
}

/** The two ends of the way between them, whatever sort of thread there is. */
export interface PainterPort {
  postMessage(message: ToPainter): void;
  onMessage(listener: (message: FromPainter) => void): void;
  /** Called when the thread fails or ends without being asked to. */
  onFailure(listener: (reason: string) => void): void;
  terminate(): void;
}
