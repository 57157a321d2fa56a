import { viewKey } from '../messages.ts';
import type { Exploration, KeptState, PictureState } from '../messages.ts';
import { list, record, text } from '../shape.ts';
import { isLook, isPlain, plainLook } from './look.ts';
import type { Look } from './look.ts';

/** Files and views of which something is remembered. */
const remembered = 50;

export type SavedLooks = readonly { readonly key: string; readonly look: Look }[];

const isSaved = record<{ looks: SavedLooks }>({
  looks: list(record<SavedLooks[number]>({ key: text(), look: isLook }), 1000),
});
const isKept = record<{ explorations: readonly { readonly key: string; readonly exploration: unknown }[] }>({
  explorations: list(
    record<{ key: string; exploration: unknown }>({
      key: text(),
      exploration: (value): value is unknown => value !== undefined,
    }),
    1000,
  ),
});

/** How each view of each file was looked at last, over hiding and reloading. */
export class Remembered {
  readonly #looks = new Map<string, Look>();
  readonly #explorations = new Map<string, Exploration>();

  /** `saved` is what the page's state held, of whatever shape. */
  constructor(saved: unknown) {
    if (isSaved(saved)) for (const { key, look } of saved.looks) this.#looks.set(key, look);
    // The panel checks these before it uses them; here they are only handed on.
    if (isKept(saved)) {
      for (const { key, exploration } of saved.explorations) this.#explorations.set(key, exploration as Exploration);
    }
  }

  lookAt(uri: string, view: string): Look {
    return this.#looks.get(viewKey(uri, view)) ?? plainLook;
  }

  setLook(uri: string, view: string, look: Look): void {
    const key = viewKey(uri, view);
    this.#looks.delete(key);
    if (!isPlain(look)) this.#looks.set(key, look);
  }

  setExploration({ uri, view, exploration }: PictureState): void {
    const key = viewKey(uri, view);
    this.#explorations.delete(key);
    this.#explorations.set(key, exploration);
  }

  saved(): { readonly looks: SavedLooks } & Pick<KeptState, 'explorations'> {
    return {
      looks: [...this.#looks].slice(-remembered).map(([key, look]) => ({ key, look })),
      explorations: [...this.#explorations].slice(-remembered).map(([key, exploration]) => ({ key, exploration })),
    };
  }
}
