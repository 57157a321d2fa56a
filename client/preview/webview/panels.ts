import { stages } from '../../../language/model/vocabulary.ts';
import type { Exploration, Road, Share } from '../messages.ts';
import { details } from './details.ts';
import { setAllClosed, setClosed, setRoad } from './explore.ts';
import { filters, stageWords } from './filters.ts';
import { keyList } from './keys.ts';
import type { Look } from './look.ts';
import { button, element } from './page.ts';
import type { SceneIndex } from './scene-index.ts';
import { search } from './search.ts';
import { SidePanel } from './side-panel.ts';
import type { PanelKind } from './side-panel.ts';

export interface PanelsHost {
  index(): SceneIndex | undefined;
  look(): Look;
  /** The road that is drawn. */
  road(): Road | undefined;
  /** Id of the item that the cursor is on in the text. */
  marked(): string | undefined;
  setLook(look: Look): void;
  explore(change: (exploration: Exploration) => Exploration): void;
  go(item: string): void;
  reveal(item: string): void;
  finding(index: number): void;
  fix(index: number, fix: number): void;
  share(how: Share): void;
  tables(): void;
  tidy(): void;
  /** The panel that had the focus is closed. */
  onClose(): void;
}

const shareWords: readonly (readonly [Share, string])[] = [
  ['copy-svg', 'Copy as SVG'],
  ['copy-png', 'Copy as PNG'],
  ['save-svg', 'Save as SVG …'],
  ['save-png', 'Save as PNG …'],
  ['open-in-browser', 'Open in browser'],
];

/** What the panel beside the picture shows, and the buttons that open it. */
export class Panels {
  readonly #host: PanelsHost;
  readonly #panel: SidePanel;
  /** Key of the item that the details are of. */
  #item: string | undefined;

  constructor(host: PanelsHost) {
    this.#host = host;
    this.#panel = new SidePanel((hadFocus) => {
      if (hadFocus) host.onClose();
    });
    for (const kind of ['search', 'filter', 'share', 'keys', 'details'] as const) {
      element(kind, HTMLButtonElement).addEventListener('click', () => this.toggle(kind));
    }
    element('table', HTMLButtonElement).addEventListener('click', () => host.tables());
    element('tidy', HTMLButtonElement).addEventListener('click', () => host.tidy());
  }

  close(): void {
    this.#panel.close();
  }

  /** Opens a panel with the focus in it, or closes it. */
  toggle(kind: PanelKind): void {
    if (this.#panel.kind === kind) this.#panel.close();
    else {
      const marked = this.#item === undefined ? this.#host.marked() : undefined;
      if (marked !== undefined) this.#item = this.#host.index()?.keyOf(marked);
      this.#open(kind, true);
    }
  }

  /** Shows what is known of an item. */
  openDetails(item: string, focus: boolean): void {
    this.#item = this.#host.index()?.keyOf(item);
    this.#open('details', focus);
  }

  /** An item is looked at: open details are from now on of that. */
  showItem(item: string): void {
    this.#item = this.#host.index()?.keyOf(item);
    if (this.#panel.kind === 'details') this.refresh();
  }

  /** Shows what is true now, with the focus left where it is. */
  refresh(): void {
    const { kind } = this.#panel;
    if (kind === 'details' || kind === 'filter') this.#panel.fill(this.#title(kind), this.#content(kind));
  }

  /** Stages of the pipeline that occur, after that of all. */
  stages(): readonly (string | undefined)[] {
    const elements = this.#host.index()?.elements ?? [];
    return [undefined, ...stages.filter((stage) => elements.some((one) => one.stages.includes(stage)))];
  }

  stageWords(stage: string | undefined): string {
    return stage === undefined ? 'All stages' : stageWords(stage);
  }

  #open(kind: PanelKind, focus: boolean): void {
    this.#panel.open(kind, this.#title(kind), this.#content(kind), focus);
  }

  #title(kind: PanelKind): string {
    if (kind !== 'details')
      return { filter: 'Filter', search: 'Search', share: 'Take the picture elsewhere', keys: 'Keys' }[kind];
    const index = this.#host.index();
    const id = index?.idOf(this.#item);
    const box = id === undefined ? undefined : index?.box(id);
    if (index && box) return index.labelOf(box.path);
    return id === undefined ? 'Details' : 'Flows';
  }

  #content(kind: PanelKind): readonly Node[] {
    const host = this.#host;
    const index = host.index();
    if (kind === 'keys') return keyList();
    if (kind === 'share')
      return shareWords.map(([how, words]) =>
        button(words, () => host.share(how), { class: 'wide', 'data-share': how }),
      );
    if (!index) return [];
    if (kind === 'search')
      return search(
        () => host.index(),
        (item) => host.go(item),
      );
    if (kind === 'filter') {
      return filters(index, host.look(), {
        look: (look) => host.setLook(look),
        closeAll: (closed) => {
          const paths = index.elements
            .filter((one) => one.kind === 'group' || one.kind === 'zone')
            .map((one) => one.path);
          host.explore((exploration) => setAllClosed(exploration, paths, closed));
        },
      });
    }
    const item = index.idOf(this.#item);
    if (item === undefined) return [document.createTextNode('Choose something in the picture.')];
    return details(index, item, host.road(), {
      reveal: (revealed) => host.reveal(revealed),
      go: (other) => host.go(other),
      finding: (at) => host.finding(at),
      fix: (at, fix) => host.fix(at, fix),
      road: (road) => this.showRoad(road),
      setClosed: (path, closed) => host.explore((exploration) => setClosed(exploration, path, closed)),
    });
  }

  /** A road follows the kinds of flows that are switched on: with alerts and incidents alone, it is an alert's. */
  #withKinds(road: Road): Road {
    const hidden = this.#host.look().hiddenKinds;
    const kinds = new Set<string>(this.#host.index()?.scene.lines.flatMap((line) => line.kinds));
    return hidden.length === 0 ? road : { ...road, kinds: [...kinds].filter((kind) => !hidden.includes(kind)) };
  }

  /** Draws only what reaches an item, or what it reaches. */
  showRoad(road: Road | undefined): void {
    this.#host.explore((exploration) => setRoad(exploration, road && this.#withKinds(road)));
  }
}
