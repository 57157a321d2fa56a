import type { PictureState } from '../messages.ts';
import { button, element, make, show } from './page.ts';

export interface BreadcrumbActions {
  view(name: string): void;
  /** Shows the whole view again. */
  leaveRoad(): void;
}

const roadWords = { in: 'What reaches', out: 'What is reached from', both: 'To and from' } as const;

/** Where one is: the file, its view, and what of that is shown. Each step but the last leads back. */
export class Breadcrumbs {
  readonly #file = element('crumb-file', HTMLElement);
  readonly #view = element('view', HTMLSelectElement);
  readonly #only = element('crumb-view', HTMLElement);
  readonly #road = element('crumb-road', HTMLElement);
  readonly #actions: BreadcrumbActions;

  constructor(actions: BreadcrumbActions) {
    this.#actions = actions;
    this.#view.addEventListener('change', () => actions.view(this.#view.value));
  }

  /** `label` gives what is shown for an element. */
  show({ file, views, view, road }: PictureState, label: (path: string) => string): void {
    this.#file.textContent = file;
    show(this.#view, views.length > 1);
    const wanted = views.map(({ name, title }) => `${name}\n${title}`).join('\n\n');
    if (this.#view.dataset['views'] !== wanted) {
      this.#view.dataset['views'] = wanted;
      this.#view.replaceChildren(...views.map(({ name, title }) => new Option(title === '' ? name : title, name)));
    }
    this.#view.value = view;
    const words = road && `${roadWords[road.direction]} ${label(road.path)}`;
    const title = views.find(({ name }) => name === view)?.title ?? view;
    this.#only.replaceChildren(
      ...(road
        ? [button(title, () => this.#actions.leaveRoad(), { title: 'Show the whole view' })]
        : views.length > 1
          ? []
          : [title]),
    );
    show(this.#only, this.#only.childNodes.length > 0);
    this.#road.replaceChildren(...(words === undefined ? [] : [make('span', { 'aria-current': 'true' }, words)]));
    show(this.#road, road !== undefined);
  }
}
