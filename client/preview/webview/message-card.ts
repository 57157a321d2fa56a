import { element, show, withCode } from './page.ts';

/** How long nothing is said while a picture is awaited: most come sooner. */
const patience = 400;

/** What stands in the place of a picture. */
export class MessageCard {
  readonly #host = element('message', HTMLElement);
  readonly #title = element('message-title', HTMLElement);
  readonly #text = element('message-text', HTMLElement);
  readonly #restart = element('restart', HTMLButtonElement);
  #waiting: ReturnType<typeof setTimeout> | undefined;

  constructor(onRestart: () => void) {
    this.#restart.addEventListener('click', onRestart);
  }

  /** Says something; `restart` offers to start the server again. */
  show(title: string, text: string, restart: boolean): void {
    this.hide();
    this.#title.replaceChildren(...withCode(title));
    this.#text.textContent = text;
    show(this.#text, text !== '');
    show(this.#restart, restart);
    show(this.#host, true);
  }

  /** Says something unless something else is shown soon. */
  showLater(title: string, onShow: () => void): void {
    this.hide();
    this.#waiting = setTimeout(() => {
      this.show(title, '', false);
      onShow();
    }, patience);
  }

  hide(): void {
    clearTimeout(this.#waiting);
    show(this.#host, false);
  }
}
