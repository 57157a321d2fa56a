import type { PictureState } from '../messages.ts';
import { count, element, make, show, withCode } from './page.ts';

export interface NoteActions {
  problem(index: number): void;
  /** Draw everything of a large design. */
  everything(): void;
  /** Lay out no more of it. */
  stop(): void;
  /** Show the whole picture, however small. */
  whole(): void;
}

/** The quiet words at the lower edge of a picture: that it is not of the text just now, is an overview or a part, or takes a while. */
export class Notes {
  readonly #stale = element('stale', HTMLButtonElement);
  readonly #notice = element('notice', HTMLElement);
  readonly #problems = element('problems', HTMLElement);
  readonly #list = element('problem-list', HTMLElement);
  readonly #overview = element('overview', HTMLElement);
  readonly #part = element('part', HTMLElement);
  readonly #progress = element('progress', HTMLElement);
  readonly #bar = element('progress-bar', HTMLProgressElement);
  readonly #actions: NoteActions;
  #open = false;
  #hasProblems = false;

  constructor(actions: NoteActions) {
    this.#actions = actions;
    this.#stale.addEventListener('click', () => {
      this.#open = !this.#open;
      this.#stale.setAttribute('aria-expanded', String(this.#open));
      show(this.#problems, this.#open && this.#hasProblems);
    });
    element('draw-everything', HTMLButtonElement).addEventListener('click', () => actions.everything());
    element('show-whole', HTMLButtonElement).addEventListener('click', () => actions.whole());
    element('progress-stop', HTMLButtonElement).addEventListener('click', () => actions.stop());
  }

  /** Shows what there is to say; `notices` are those of the picture. Returns what screen readers are to be told. */
  show(state: PictureState, notices: readonly string[]): string | undefined {
    const { stale, problems, connection, notice, progress, overview } = state;
    this.#listProblems(problems);
    const errors = problems.filter(({ severity }) => severity === 'error').length;
    const stopped = connection === 'failed';
    // A picture that is only waiting for the next one is not out of date in anyone's eyes.
    const outOfDate = (stale && !progress) || stopped;
    if (!outOfDate || problems.length === 0) this.#open = false;
    const reason = stopped ? 'the language server has stopped' : errors > 0 ? count(errors, 'error') : '';
    show(this.#stale, outOfDate);
    this.#stale.textContent = reason === '' ? 'Out of date' : `Out of date: ${reason}`;
    this.#stale.setAttribute('aria-expanded', String(this.#open));
    // The server's notice is often the first of the picture's own.
    const words = [...new Set([notice ?? '', ...notices])].filter((one) => one !== '').join(' ');
    this.#notice.replaceChildren(...withCode(words));
    show(this.#notice, words !== '');
    show(this.#overview, overview && !progress);
    show(this.#progress, progress !== undefined);
    if (progress) {
      this.#bar.max = Math.max(1, progress.total);
      this.#bar.value = progress.done;
    }
    return outOfDate ? this.#stale.textContent : undefined;
  }

  /** Says that what is seen is a part, at a size that is read, or no longer says it. */
  showPart(isPart: boolean): void {
    show(this.#part, isPart);
  }

  /** The list of problems stands alone where there is no picture. */
  setMode(mode: 'loading' | 'picture' | 'message'): void {
    show(this.#problems, this.#hasProblems && (mode === 'message' || (mode === 'picture' && this.#open)));
  }

  #listProblems(problems: PictureState['problems']): void {
    this.#hasProblems = problems.length > 0;
    this.#list.replaceChildren(
      ...problems.map((problem, index) => {
        const button = make('button', { type: 'button', class: problem.severity });
        button.append(...withCode(problem.message), ' ', make('span', { class: 'line' }, `Line ${problem.line}`));
        button.addEventListener('click', () => this.#actions.problem(index));
        return make('li', {}, button);
      }),
    );
  }
}
