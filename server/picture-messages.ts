import type { Scene } from '../language/pipeline.ts';

/** What the server tells the thread that draws. */
export type ToPainter =
  /** First of all, and again when it changes: then all files are sent again. */
  | { readonly type: 'start'; readonly date: string; readonly folders: readonly string[] }
  /** Texts as they are now; without a text, the file is gone. */
  | { readonly type: 'files'; readonly files: readonly { readonly uri: string; readonly text?: string }[] }
  /** Draw what a preview shows, from the files sent so far. Every `draw` is answered, or replaced by a later one. */
  | {
      readonly type: 'draw';
      readonly preview: string;
      readonly uri: string;
      readonly view?: string;
      /** Comes back with the picture. */
      readonly request: number;
    }
  | { readonly type: 'close'; readonly preview: string };

/** What the thread answers. */
export type FromPainter =
  | { readonly type: 'picture'; readonly preview: string; readonly request: number; readonly picture: Picture }
  | { readonly type: 'failure'; readonly what: string };

/** What there is to see of a design. */
export interface Picture {
  /** Name of the view that `scene` shows, or that was to be drawn. */
  readonly view: string;
  readonly scene?: Scene;
  /** `scene` is that of the last good text. */
  readonly stale: boolean;
  readonly notice?: string;
}

/** The two ends of the way between them, whatever sort of thread there is. */
export interface PainterPort {
  postMessage(message: ToPainter): void;
  onMessage(listener: (message: FromPainter) => void): void;
  /** Called when the thread fails or ends without being asked to. */
  onFailure(listener: (reason: string) => void): void;
  terminate(): void;
}
