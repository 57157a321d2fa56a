import { element, show } from './page.ts';

export const panelKinds = ['details', 'filter', 'search', 'share', 'keys'] as const;
export type PanelKind = (typeof panelKinds)[number];

/** The one panel beside the picture. What is in it changes; the focus stays with what it was on where that is still there. */
export class SidePanel {
  readonly #host = element('panel', HTMLElement);
  readonly #title = element('panel-title', HTMLElement);
  readonly #body = element('panel-body', HTMLElement);
  readonly #onClose: (hadFocus: boolean) => void;
  #kind: PanelKind | undefined;

  /** `onClose` is told whether the focus was in the panel. */
  constructor(onClose: (hadFocus: boolean) => void) {
    this.#onClose = onClose;
    element('panel-close', HTMLButtonElement).addEventListener('click', () => this.close());
    this.#host.addEventListener('keydown', (event) => {
      if (event.key !== 'Escape') return;
      event.stopPropagation();
      this.close();
    });
  }

  get kind(): PanelKind | undefined {
    return this.#kind;
  }

  /** Shows something; `focus` moves the focus to the first thing in it that can have it. */
  open(kind: PanelKind, title: string, content: readonly Node[], focus: boolean): void {
    this.#kind = kind;
    document.body.dataset['panel'] = kind;
    show(this.#host, true);
    this.fill(title, content);
    for (const other of panelKinds) mark(other, other === kind);
    if (focus) this.#first().focus();
  }

  /** Changes what is shown. */
  fill(title: string, content: readonly Node[]): void {
    const focused = this.#body.contains(document.activeElement) ? document.activeElement : null;
    const key = focused instanceof HTMLElement ? focused.dataset['key'] : undefined;
    this.#title.textContent = title;
    this.#body.replaceChildren(...content);
    if (!focused) return;
    const same = [...this.#body.querySelectorAll<HTMLElement>('[data-key]')].find((one) => one.dataset['key'] === key);
    (same ?? this.#body).focus();
  }

  /** What gets the focus when the panel is opened: what is marked for that, else the first thing that can have it. */
  #first(): HTMLElement {
    const find = (selector: string): HTMLElement | null => this.#body.querySelector<HTMLElement>(selector);
    return find('[data-first]') ?? find('input, button, select') ?? this.#body;
  }

  close(): void {
    if (this.#kind === undefined) return;
    const hadFocus = this.#host.contains(document.activeElement);
    mark(this.#kind, false);
    this.#kind = undefined;
    delete document.body.dataset['panel'];
    show(this.#host, false);
    this.#body.replaceChildren();
    this.#onClose(hadFocus);
  }
}

/** The button that opens a panel says whether it is open. */
function mark(kind: PanelKind, open: boolean): void {
  document.getElementById(kind)?.setAttribute('aria-expanded', String(open));
}
