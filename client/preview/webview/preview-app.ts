import type {
  Exploration,
  KeptState,
  MessageToPage,
  MessageToPanel,
  PictureState,
  PreviewSettings,
} from '../messages.ts';
import { Breadcrumbs } from './breadcrumbs.ts';
import { commonShift } from './common-shift.ts';
import { exportPicture } from './export-picture.ts';
import { setClosed, setOverview, setRoad } from './explore.ts';
import { listenToGestures } from './gestures.ts';
import { HoverCard } from './hover-card.ts';
import { listenToKeys } from './listen-to-keys.ts';
import { appearance, showStage, toggleKind } from './look.ts';
import type { Look } from './look.ts';
import { MessageCard } from './message-card.ts';
import { Minimap } from './minimap.ts';
import { Notes } from './notes.ts';
import { element, fillButtons, show } from './page.ts';
import { Panels } from './panels.ts';
import { Picture } from './picture.ts';
import { Remembered } from './remembered.ts';
import type { SavedLooks } from './remembered.ts';
import { isScene } from './scene-check.ts';
import { SceneIndex } from './scene-index.ts';
import { tables } from './tables.ts';
import { editorBackground, groundFor, themeFor } from './theme.ts';
import { ViewportKeeper } from './viewport-keeper.ts';
import type { SavedViewports } from './viewport-keeper.ts';
import { Walk } from './walk.ts';

/** What the page keeps over hiding and reloading. */
export type SavedState = KeptState & { readonly viewports: SavedViewports; readonly looks: SavedLooks };

export interface AppHost {
  send(message: MessageToPanel): void;
  save(state: SavedState): void;
}

/** Everything that the page shows, brought together: the newest state, how it is looked at, and the parts that show it. */
export class PreviewApp {
  readonly #host: AppHost;
  readonly #canvas = element('canvas', HTMLElement);
  readonly #table = element('tables', HTMLElement);
  readonly #status = element('status', HTMLElement);
  readonly #picture = new Picture(element('picture', HTMLElement));
  readonly #remembered: Remembered;
  readonly #viewport: ViewportKeeper;
  readonly #walk: Walk;
  readonly #notes: Notes;
  readonly #message: MessageCard;
  readonly #panels: Panels;
  readonly #hover = new HoverCard(() => this.#picture.index);
  readonly #minimap: Minimap;
  readonly #crumbs: Breadcrumbs;
  #settings: PreviewSettings = { theme: 'auto', wheel: 'scroll' };
  #state: PictureState | undefined;
  #announced = '';

  /** `saved` is what the page kept, of whatever shape. */
  constructor(saved: unknown, host: AppHost) {
    this.#host = host;
    this.#remembered = new Remembered(saved);
    this.#minimap = new Minimap(element('minimap', HTMLElement), (point) => this.#viewport.centreOn(point, false));
    const level = element('zoom-level', HTMLButtonElement);
    this.#viewport = new ViewportKeeper(
      this.#canvas,
      element('head', HTMLElement),
      element('plane', HTMLElement),
      element('picture', HTMLElement),
      saved,
      {
        onMove: (viewport) => this.#minimap.follow(viewport),
        onShow: (viewport, size) => {
          const percent = `${Math.round(viewport.scale * 100)} %`;
          document.body.dataset['scale'] = viewport.scale.toFixed(4);
          if (level.textContent !== percent) {
            level.textContent = percent;
            level.setAttribute('aria-label', `${percent}, zoom to 100 %`);
          }
          this.#minimap.show(viewport, size, this.#viewport.showsAll);
          this.#notes.showPart(this.#viewport.isPart);
        },
        interest: () => this.#picture.interest,
        onKeep: () => this.#save(),
      },
    );
    this.#walk = new Walk(this.#picture, {
      onFocus: (rectangle, words) => {
        this.#viewport.bringIntoView(rectangle);
        if (words !== undefined) this.#announce(words);
      },
      onStand: (item) => this.#panels.showItem(item),
      onReveal: (item, open) => this.#reveal(item, open),
    });
    this.#message = new MessageCard(() => host.send({ type: 'restart' }));
    this.#notes = new Notes({
      problem: (index) => this.#withSequence((sequence) => host.send({ type: 'problem', sequence, index })),
      everything: () => this.#explore((exploration) => setOverview(exploration, false)),
      stop: () => {
        // Where an overview was shown before, it is what is wanted from now on; else there is nothing but to stop.
        if (this.#state?.overview) this.#explore((exploration) => setOverview(exploration, true));
        else host.send({ type: 'stop' });
      },
      whole: () => this.#viewport.fit(),
    });
    this.#crumbs = new Breadcrumbs({
      view: (view) => host.send({ type: 'view', view }),
      leaveRoad: () => this.#explore((exploration) => setRoad(exploration, undefined)),
    });
    this.#panels = new Panels({
      index: () => this.#picture.index,
      look: () => this.#look,
      road: () => this.#state?.road,
      marked: () => this.#picture.marked,
      setLook: (look) => this.#setLook(look),
      explore: (change) => this.#explore(change),
      go: (item) => this.#go(item),
      reveal: (item) => this.#reveal(item, true),
      finding: (index) => this.#withSequence((sequence) => host.send({ type: 'finding', sequence, index })),
      fix: (index, fix) => this.#withSequence((sequence) => host.send({ type: 'fix', sequence, index, fix })),
      share: (how) => host.send({ type: 'share', how }),
      tables: () => this.#toggleTables(),
      tidy: () => host.send({ type: 'tidy' }),
      onClose: () => this.#focusBack(),
    });
    this.#listen();
    fillButtons();
    document.body.dataset['state'] = 'loading';
  }

  receive(message: MessageToPage): void {
    switch (message.type) {
      case 'state':
        if (this.#state && message.state.sequence <= this.#state.sequence) return;
        this.#state = message.state;
        this.#render();
        return;
      case 'settings':
        this.#settings = message.settings;
        this.#render();
        return;
      case 'cursor': {
        if (message.sequence !== this.#state?.sequence) return;
        const moved = this.#picture.mark(message.items);
        const [first] = message.items;
        this.#viewport.follow(first === undefined ? undefined : this.#picture.index?.rectangleOf(first), moved);
        return;
      }
      case 'export':
        void this.#export(message);
    }
  }

  get #look(): Look {
    return this.#remembered.lookAt(this.#state?.uri ?? '', this.#state?.view ?? '');
  }

  #withSequence(run: (sequence: number) => void): void {
    if (this.#state) run(this.#state.sequence);
  }

  #setLook(look: Look): void {
    if (!this.#state) return;
    this.#remembered.setLook(this.#state.uri, this.#state.view, look);
    this.#applyLook();
    this.#panels.refresh();
    this.#save();
  }

  #applyLook(): void {
    const index = this.#picture.index;
    if (!index) return;
    const look = this.#look;
    this.#picture.setAppearance(appearance(index.scene, index.elements, index.findings, look), look.hiddenKinds);
    document.body.dataset['stage'] = look.stage ?? '';
  }

  /** Has the view drawn in another way. */
  #explore(change: (exploration: Exploration) => Exploration): void {
    if (!this.#state) return;
    const exploration = change(this.#state.exploration);
    this.#state = { ...this.#state, exploration };
    this.#remembered.setExploration(this.#state);
    this.#save();
    this.#host.send({ type: 'explore', view: this.#state.view, exploration });
  }

  #reveal(item: string | undefined, open: boolean): void {
    this.#picture.select(item);
    if (item === undefined) return;
    this.#panels.showItem(item);
    this.#withSequence((sequence) => this.#host.send({ type: 'reveal', sequence, item, open }));
  }

  /** Shows an item in the middle and gives it the focus. */
  #go(item: string): void {
    const rectangle = this.#picture.index?.rectangleOf(item);
    if (!rectangle) return;
    this.#closeTables();
    this.#picture.select(item);
    this.#viewport.centreOn({ x: rectangle.x + rectangle.width / 2, y: rectangle.y + rectangle.height / 2 });
    this.#walk.focus(item);
  }

  #focusBack(): void {
    const item = this.#walk.current;
    if (item !== undefined && !this.#canvas.hidden) this.#walk.focus(item);
    else this.#canvas.focus();
  }

  get #showsTables(): boolean {
    return document.body.dataset['tables'] === 'true';
  }

  #toggleTables(): void {
    if (this.#showsTables) {
      this.#closeTables();
      this.#focusBack();
      return;
    }
    const index = this.#picture.index;
    if (!index) return;
    this.#table.replaceChildren(...tables(index, { reveal: (item) => this.#reveal(item, true) }));
    document.body.dataset['tables'] = 'true';
    show(this.#table, true);
    show(this.#canvas, false);
    this.#table.focus();
  }

  #closeTables(): void {
    if (!this.#showsTables) return;
    delete document.body.dataset['tables'];
    show(this.#table, false);
    show(this.#canvas, true);
    this.#table.replaceChildren();
  }

  /** Says something to screen readers, once. */
  #announce(text: string): void {
    if (text === this.#announced) return;
    this.#announced = text;
    this.#status.textContent = text;
  }

  #save(): void {
    if (!this.#state) return;
    const { uri, view, locked } = this.#state;
    this.#host.save({ version: 2, uri, view, locked, viewports: this.#viewport.saved(), ...this.#remembered.saved() });
  }

  #showMessage(title: string, text: string, restart: boolean): void {
    this.#picture.clear();
    this.#setMode('message');
    this.#message.show(title, text, restart);
    this.#announce(`${title}. ${text}`);
  }

  #setMode(mode: 'loading' | 'picture' | 'message'): void {
    document.body.dataset['state'] = mode;
    this.#message.hide();
    if (mode !== 'picture') {
      this.#closeTables();
      this.#panels.close();
      this.#hover.hide();
    }
    show(this.#canvas, mode === 'picture' && !this.#showsTables);
    this.#notes.setMode(mode);
  }

  #showPicture(now: PictureState, index: SceneIndex): void {
    const { scene } = index;
    const theme = themeFor(this.#settings.theme, document.body);
    const key = `${now.uri}\n${now.view}`;
    const before = this.#picture.scene;
    const isNew = before === undefined || document.body.dataset['shown'] !== key;
    document.body.dataset['theme'] = theme;
    document.body.dataset['shown'] = key;
    this.#setMode('picture');
    this.#picture.show(index, theme, this.#ground());
    this.#canvas.style.setProperty('--ground', this.#picture.ground);
    this.#canvas.setAttribute('aria-label', `Picture: ${scene.title}`);
    this.#walk.refresh();
    this.#applyLook();
    this.#minimap.draw(scene);
    const only: string = now.road ? `\n${now.road.direction} ${now.road.depth} ${now.road.path}` : '';
    this.#viewport.setPicture(`${key}${only}`, scene, before ? commonShift(before, scene) : { x: 0, y: 0 });
    this.#panels.refresh();
    if (isNew && !now.stale) this.#announce(scene.description);
  }

  #ground(): string | undefined {
    return groundFor(this.#settings.theme, editorBackground());
  }

  /** Shows the newest state. */
  #render(): void {
    const now = this.#state;
    if (!now) return;
    const { dataset } = document.body;
    dataset['uri'] = now.uri;
    dataset['view'] = now.view;
    dataset['sequence'] = String(now.sequence);
    dataset['stale'] = String(now.stale);
    dataset['road'] = now.road?.path ?? '';
    dataset['overview'] = String(now.overview);
    this.#remembered.setExploration(now);
    const scene = isScene(now.scene) ? now.scene : undefined;
    const index = scene && new SceneIndex(scene, now.elements, now.findings);
    this.#crumbs.show(now, (path) => index?.labelOf(path) ?? path);
    show(element('tidy', HTMLButtonElement), now.kept);
    const words = this.#notes.show(now, scene?.notices ?? []);
    if (words !== undefined) this.#announce(words);
    this.#save();
    if (now.scene !== undefined) {
      try {
        if (!index) throw new Error('The picture that arrived is not one that this version can draw.');
        this.#showPicture(now, index);
      } catch (error) {
        this.#showMessage('The picture could not be drawn', error instanceof Error ? error.message : '', true);
      }
    } else if (now.connection === 'failed') {
      this.#showMessage(
        'The language server has stopped',
        'Designs are neither checked nor drawn until it is restarted.',
        true,
      );
    } else if (now.notice !== undefined || now.problems.length > 0) {
      this.#showMessage(now.notice ?? 'Nothing can be drawn until these are mended.', '', false);
    } else this.#awaitPicture(now);
  }

  #awaitPicture(now: PictureState): void {
    this.#picture.clear();
    this.#setMode('loading');
    const words = now.connection === 'starting' ? 'Starting the language server' : 'Drawing';
    this.#message.showLater(words, () => this.#announce(words));
  }

  /** Draws the picture for elsewhere. With `auto` it is as it is here: the same scene, renderer, theme and ground. */
  async #export({ request, theme, format, copy }: MessageToPage & { readonly type: 'export' }): Promise<void> {
    const ground = theme === 'auto' ? this.#ground() : undefined;
    const chosen = themeFor(theme === 'auto' ? this.#settings.theme : theme, document.body);
    const options = { theme: chosen, ...(ground ? { ground } : {}) };
    const data = await exportPicture(this.#picture.scene, options, format, copy);
    this.#host.send({ type: 'exported', request, ...(data === undefined ? {} : { data }) });
  }

  #listen(): void {
    // The editor's theme is on the body and the root, and changes there at once.
    let colours = '';
    const onTheme = (): void => {
      const now = `${themeFor(this.#settings.theme, document.body)} ${this.#ground() ?? ''}`;
      if (now !== colours && this.#state) this.#render();
      colours = now;
    };
    const observer = new MutationObserver(onTheme);
    observer.observe(document.body, { attributes: true, attributeFilter: ['class'] });
    observer.observe(document.documentElement, { attributes: true, attributeFilter: ['style', 'class'] });
    listenToGestures(
      this.#canvas,
      {
        pan: (dx, dy) => this.#moved(() => this.#viewport.pan(dx, dy)),
        zoomBy: (factor, at) => this.#moved(() => this.#viewport.zoomBy(factor, at)),
        zoomTo: (scale) => this.#viewport.zoomTo(scale),
        fit: () => this.#viewport.fit(),
        press: (pressed, twice) => this.#press(pressed, twice),
      },
      () => this.#settings.wheel,
    );
    this.#canvas.addEventListener('pointermove', (event) => {
      if (event.buttons !== 0 || !(event.target instanceof Element)) return;
      this.#hover.over(this.#picture.itemOf(event.target), { x: event.clientX, y: event.clientY });
    });
    this.#canvas.addEventListener('pointerleave', () => this.#hover.over(undefined, { x: 0, y: 0 }));
    this.#canvas.addEventListener('focusin', ({ target }) => {
      if (!(target instanceof Element) || target === this.#canvas) return;
      this.#walk.onFocus(target, target.matches(':focus-visible'));
    });
    listenToKeys(this.#canvas, {
      walk: (event) => this.#walk.onKey(event),
      item: () => this.#walk.current,
      switches: () => this.#picture.switches,
      toggleKind: (kind) => this.#setLook(toggleKind(this.#look, kind)),
      stage: (by) => this.#stepStage(by),
      details: (item) => this.#panels.openDetails(item, true),
      toggleClosed: (item) => this.#toggleClosed(item),
      road: (item, direction) => this.#toggleRoad(item, direction),
      open: (kind) => this.#panels.toggle(kind),
      tables: () => this.#toggleTables(),
      escape: () => this.#escape(),
    });
    element('zoom-in', HTMLButtonElement).addEventListener('click', () => this.#viewport.zoomBy(1.25));
    element('zoom-out', HTMLButtonElement).addEventListener('click', () => this.#viewport.zoomBy(0.8));
    element('zoom-level', HTMLButtonElement).addEventListener('click', () => this.#viewport.zoomTo(1));
    element('fit', HTMLButtonElement).addEventListener('click', () => this.#viewport.fit());
  }

  #moved(move: () => void): void {
    this.#hover.hide();
    move();
  }

  #press(pressed: Element, twice: boolean): void {
    const kind = pressed.closest('[data-flow-kind]')?.getAttribute('data-flow-kind');
    const item = this.#picture.itemOf(pressed);
    this.#hover.hide();
    if (kind !== null && kind !== undefined) {
      if (!twice) this.#setLook(toggleKind(this.#look, kind));
    } else if (item !== undefined && pressed.closest('.handle')) {
      if (!twice) this.#toggleClosed(item);
    } else if (item !== undefined && pressed.closest('.badge')) {
      this.#picture.select(item);
      this.#panels.openDetails(item, true);
    } else this.#reveal(item, twice);
  }

  #toggleClosed(item: string): void {
    const box = this.#picture.index?.box(item);
    if (!box || (box.kind !== 'group' && box.kind !== 'zone')) return;
    const closed = 'elements' in box;
    this.#announce(closed ? 'Opened' : 'Closed');
    this.#explore((exploration) => setClosed(exploration, box.path, !closed));
  }

  #toggleRoad(item: string, direction: 'in' | 'out'): void {
    const path = this.#picture.index?.box(item)?.path;
    if (path === undefined) return;
    const { road } = this.#state ?? {};
    const leaves = road?.path === path && road.direction === direction;
    this.#panels.showRoad(leaves ? undefined : { path, direction, depth: 0 });
  }

  #stepStage(by: 1 | -1): void {
    const steps = this.#panels.stages();
    const at = Math.max(0, steps.indexOf(this.#look.stage));
    const stage = steps[(at + by + steps.length) % steps.length];
    this.#setLook(showStage(this.#look, stage));
    this.#announce(this.#panels.stageWords(stage));
  }

  #escape(): void {
    if (this.#hover.isShown) this.#hover.hide();
    else if (this.#showsTables) this.#toggleTables();
    else this.#panels.close();
  }
}
