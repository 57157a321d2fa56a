import type { PictureParams, PictureResult } from '../../server/protocol.ts';

type Theme = PictureParams['theme'];

export interface FencePicturesOptions {
  /** Draws a text; nothing where that is not possible just now. Never rejects. */
  readonly draw: (text: string, theme: Theme) => Promise<PictureResult | undefined>;
  /** A picture has come: what asked for it is to ask again. */
  readonly onDrawn: () => void;
  readonly escapeHtml: (text: string) => string;
}

/** Drawn texts that are kept, in the order of use. */
const kept = 100;
/** A picture that could not be had is asked for again after this time, in milliseconds. */
const patience = 5_000;

interface Entry {
  readonly result?: PictureResult;
  /** When it was asked for, where it has not come or could not be had. */
  readonly asked: number;
}

/**
 * Pictures of the designs in a page of Markdown. A page is made at once and a picture takes a while: what is drawn already
 * is shown, what is not is drawn, and when it is there the page is made again. Until then a place keeps its last picture,
 * so that nothing flickers while somebody types.
 */
export class FencePictures {
  readonly #options: FencePicturesOptions;
  readonly #entries = new Map<string, Entry>();
  /** The last picture of each place in a document. */
  readonly #last = new Map<string, PictureResult>();

  constructor(options: FencePicturesOptions) {
    this.#options = options;
  }

  /** What stands in the page for a text. `place` names the document and the how-manieth design in it this is. */
  html(text: string, theme: Theme, place: string): string {
    const key = `${theme}\n${text}`;
    const entry = this.#entries.get(key);
    if (!entry || (!entry.result && Date.now() - entry.asked > patience)) void this.#ask(text, theme, key);
    if (entry?.result) {
      this.#keep(this.#last, place, entry.result);
      return this.#show(entry.result, text);
    }
    const before = this.#last.get(place);
    return before ? this.#show(before, text) : this.#source(text);
  }

  async #ask(text: string, theme: Theme, key: string): Promise<void> {
    this.#keep(this.#entries, key, { asked: Date.now() });
    const result = await this.#options.draw(text, theme);
    if (!result) return;
    this.#keep(this.#entries, key, { result, asked: 0 });
    this.#options.onDrawn();
  }

  #keep<Value>(map: Map<string, Value>, key: string, value: Value): void {
    map.delete(key);
    map.set(key, value);
    if (map.size > kept) map.delete(map.keys().next().value!);
  }

  #show(result: PictureResult, text: string): string {
    const { escapeHtml } = this.#options;
    if ('notice' in result) return `${this.#source(text)}<p class="parapet-notice">${this.#words(result.notice)}</p>`;
    // As an image a picture can run nothing and load nothing, and has its font with it.
    const data = Buffer.from(result.svg, 'utf8').toString('base64');
    const picture = `<img class="parapet-picture" alt="${escapeHtml(result.description)}" src="data:image/svg+xml;base64,${data}">`;
    if (result.errors.length === 0) return picture;
    const errors = result.errors.map((error) => `<li>${this.#words(error)}</li>`).join('');
    return `${picture}<ul class="parapet-errors">${errors}</ul>`;
  }

  /** A message; what it has between backticks is shown as code. */
  #words(message: string): string {
    return this.#options.escapeHtml(message).replace(/`([^`]*)`/g, '<code>$1</code>');
  }

  #source(text: string): string {
    return `<pre class="parapet-source"><code>${this.#options.escapeHtml(text)}</code></pre>`;
  }
}
