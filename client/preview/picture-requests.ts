import type { MessageToPage, PictureFormat, ThemeChoice } from './messages.ts';

const deadline = 10_000;

/** Asks the page of a preview for its picture, once it listens, and waits for the answer. */
export class PictureRequests {
  readonly #post: (message: MessageToPage) => boolean;
  readonly #waiting = new Map<number, (data: string | undefined) => void>();
  #count = 0;

  /** `post` tells whether the page listens. */
  constructor(post: (message: MessageToPage) => boolean) {
    this.#post = post;
  }

  /** SVG, or a PNG in base 64; nothing where there is no picture or the page does not answer. */
  ask(format: PictureFormat, theme: ThemeChoice, copy: boolean): Promise<string | undefined> {
    const request = ++this.#count;
    return new Promise((resolve) => {
      const timer = setTimeout(() => this.answer(request, undefined), deadline);
      this.#waiting.set(request, (data) => {
        clearTimeout(timer);
        resolve(data);
      });
      const send = (): void => {
        if (!this.#waiting.has(request)) return;
        if (!this.#post({ type: 'export', request, theme, format, copy })) setTimeout(send, 50);
      };
      send();
    });
  }

  answer(request: number, data: string | undefined): void {
    const resolve = this.#waiting.get(request);
    this.#waiting.delete(request);
    resolve?.(data);
  }

  dispose(): void {
    for (const request of [...this.#waiting.keys()]) this.answer(request, undefined);
  }
}
