/**
 * The page of a preview: draws what the panel sends, and tells it what the person did. Runs in the webview.
 *
 * What tests may rely on:
 *   body[data-state]        `loading`, `picture`, `message` (nothing to draw, or the server has stopped)
 *   body[data-theme]        theme the picture is drawn in: `light`, `dark`, `high-contrast`, `high-contrast-light`
 *   body[data-stale]        `true` while the picture is that of an earlier, whole text
 *   body[data-uri] [data-view] [data-sequence]   what is shown
 *   body[data-scale]        zoom, 1 for full size; `#picture` carries the transform
 *   #canvas                 the area that pans and zooms and takes the keys; #picture > svg is the picture, in which
 *                           `[data-id][data-kind=card|frame|line]` are its items, with their names as text
 *   #toolbar with #view (select), #zoom-out, #zoom-level, #zoom-in, #fit
 *   #message with #message-title, #message-text, #restart
 *   #problems with one button a problem; #stale shows and hides it over a picture; #notice
 *   #status                 what screen readers are told
 *   .marks .cursor, .marks .selected   the marks of the cursor's and of the pressed item
 */
import { Picture } from './picture.ts';
import { isMessageToPage } from '../messages.ts';
import type { KeptState, MessageToPanel, PictureState, PreviewSettings } from '../messages.ts';
import type { Scene } from '../../../language/layout/scene.ts';
import { renderSvg } from '../../../language/render/render-svg.ts';
import { listenToGestures } from './gestures.ts';
import { element, fillButtons, show, withCode } from './page.ts';
import { isScene } from './scene-check.ts';
import { themeFor } from './theme.ts';
import { Walk } from './walk.ts';
import { ViewportKeeper } from './viewport-keeper.ts';
import type { SavedViewports } from './viewport-keeper.ts';

interface VsCode {
  postMessage(message: MessageToPanel): void;
  getState(): unknown;
  setState(state: KeptState & { readonly viewports: SavedViewports }): void;
}
declare function acquireVsCodeApi(): VsCode;

const vscode = acquireVsCodeApi();
const page = {
  canvas: element('canvas', HTMLElement),
  picture: element('picture', HTMLElement),
  view: element('view', HTMLSelectElement),
  zoomIn: element('zoom-in', HTMLButtonElement),
  zoomOut: element('zoom-out', HTMLButtonElement),
  zoomLevel: element('zoom-level', HTMLButtonElement),
  fit: element('fit', HTMLButtonElement),
  stale: element('stale', HTMLButtonElement),
  notice: element('notice', HTMLElement),
  message: element('message', HTMLElement),
  messageTitle: element('message-title', HTMLElement),
  messageText: element('message-text', HTMLElement),
  restart: element('restart', HTMLButtonElement),
  problems: element('problems', HTMLElement),
  problemList: element('problem-list', HTMLElement),
  status: element('status', HTMLElement),
};

/** How long nothing is said while a picture is awaited: most come sooner. */
const patience = 400;

const picture = new Picture(page.picture);
let settings: PreviewSettings = { theme: 'auto', wheel: 'scroll' };
let state: PictureState | undefined;
/** The scene of `state`, where it is one that can be drawn. */
let drawable: Scene | undefined;
let problemsOpen = false;
let announced = '';
let waiting: ReturnType<typeof setTimeout> | undefined;

const viewport = new ViewportKeeper(page.canvas, page.picture, vscode.getState(), {
  onZoom: (scale) => {
    const percent = `${Math.round(scale * 100)} %`;
    document.body.dataset['scale'] = scale.toFixed(4);
    page.zoomLevel.textContent = percent;
    page.zoomLevel.setAttribute('aria-label', `${percent}, zoom to 100 %`);
  },
  onKeep: saveState,
});

const walk = new Walk(picture, {
  onFocus: (rectangle) => viewport.bringIntoView(rectangle),
  onReveal: reveal,
});

function send(message: MessageToPanel): void {
  vscode.postMessage(message);
}

function saveState(): void {
  if (!state) return;
  const { uri, view, locked } = state;
  vscode.setState({ version: 1, uri, view, locked, viewports: viewport.saved() });
}

function reveal(item: string | undefined, open: boolean): void {
  picture.select(item);
  if (item !== undefined && state) send({ type: 'reveal', sequence: state.sequence, item, open });
}

/** Says something to screen readers, once. */
function announce(text: string): void {
  if (text === announced) return;
  announced = text;
  page.status.textContent = text;
}

function showViews({ views, view }: PictureState): void {
  show(page.view, views.length > 1);
  const wanted = views.map(({ name, title }) => `${name}\n${title}`).join('\n\n');
  if (page.view.dataset['views'] !== wanted) {
    page.view.dataset['views'] = wanted;
    page.view.replaceChildren(...views.map(({ name, title }) => new Option(title === '' ? name : title, name)));
  }
  page.view.value = view;
}

function showProblems({ problems }: PictureState): void {
  page.problemList.replaceChildren(
    ...problems.map((problem, index) => {
      const button = document.createElement('button');
      button.type = 'button';
      button.className = problem.severity;
      const line = document.createElement('span');
      line.className = 'line';
      line.textContent = `Line ${problem.line}`;
      button.append(...withCode(problem.message), ' ', line);
      button.addEventListener('click', () => {
        if (state) send({ type: 'problem', sequence: state.sequence, index });
      });
      const entry = document.createElement('li');
      entry.append(button);
      return entry;
    }),
  );
}

function count(amount: number, word: string): string {
  return `${amount} ${word}${amount === 1 ? '' : 's'}`;
}

/** The quiet word at the lower edge of a picture that is not that of the text just now. */
function showNotes({ stale, problems, connection, notice }: PictureState): void {
  const errors = problems.filter(({ severity }) => severity === 'error').length;
  const stopped = connection === 'failed';
  const outOfDate = stale || stopped;
  const reason = stopped ? 'the language server has stopped' : errors > 0 ? count(errors, 'error') : '';
  show(page.stale, outOfDate);
  page.stale.textContent = reason === '' ? 'Out of date' : `Out of date: ${reason}`;
  page.stale.setAttribute('aria-expanded', String(problemsOpen));
  // The server's notice is often the first of the picture's own.
  const notices = new Set([notice ?? '', ...(drawable?.notices ?? [])]);
  page.notice.replaceChildren(...withCode([...notices].filter((text) => text !== '').join(' ')));
  show(page.notice, page.notice.textContent !== '');
  if (outOfDate) announce(page.stale.textContent);
}

function showMessage(title: string, text: string, restart: boolean): void {
  picture.clear();
  setMode('message');
  page.messageTitle.replaceChildren(...withCode(title));
  page.messageText.textContent = text;
  show(page.messageText, text !== '');
  show(page.restart, restart);
  announce(`${title}. ${text}`);
}

function setMode(mode: 'loading' | 'picture' | 'message'): void {
  clearTimeout(waiting);
  document.body.dataset['state'] = mode;
  show(page.message, mode === 'message');
  show(page.canvas, mode === 'picture');
  const hasProblems = (state?.problems.length ?? 0) > 0;
  show(page.problems, hasProblems && (mode === 'message' || (mode === 'picture' && problemsOpen)));
}

function showPicture(now: PictureState, scene: Scene): void {
  const theme = themeFor(settings.theme, document.body);
  document.body.dataset['theme'] = theme;
  setMode('picture');
  const isNew = picture.scene === undefined || document.body.dataset['shown'] !== `${now.uri}\n${now.view}`;
  picture.show(scene, theme);
  page.canvas.style.backgroundColor = picture.ground;
  walk.refresh();
  document.body.dataset['shown'] = `${now.uri}\n${now.view}`;
  page.canvas.setAttribute('aria-label', `Picture: ${scene.title}`);
  viewport.setPicture(`${now.uri}\n${now.view}`, scene);
  if (isNew && !now.stale) announce(scene.description);
}

/** Shows the newest state. */
function render(): void {
  if (!state) return;
  const now = state;
  document.body.dataset['uri'] = now.uri;
  document.body.dataset['view'] = now.view;
  document.body.dataset['sequence'] = String(now.sequence);
  document.body.dataset['stale'] = String(now.stale);
  showViews(now);
  showProblems(now);
  if (now.problems.length === 0 || !(now.stale || now.connection === 'failed')) problemsOpen = false;
  showNotes(now);
  saveState();
  if (now.scene !== undefined) {
    try {
      if (!drawable) throw new Error('The picture that arrived is not one that this version can draw.');
      showPicture(now, drawable);
    } catch (error) {
      showMessage('The picture could not be drawn', error instanceof Error ? error.message : '', true);
    }
  } else if (now.connection === 'failed') {
    showMessage(
      'The language server has stopped',
      'Designs are neither checked nor drawn until it is restarted.',
      true,
    );
  } else if (now.notice !== undefined || now.problems.length > 0) {
    showMessage(now.notice ?? 'Nothing can be drawn until these are mended.', '', false);
  } else {
    picture.clear();
    setMode('loading');
    waiting = setTimeout(() => {
      announce('Drawing');
      show(page.message, true);
      page.messageTitle.textContent = now.connection === 'starting' ? 'Starting the language server' : 'Drawing';
      show(page.messageText, false);
      show(page.restart, false);
    }, patience);
  }
}

function exportPicture(request: number, theme: PreviewSettings['theme']): void {
  let svg: string | undefined;
  try {
    const chosen = theme === 'auto' ? settings.theme : theme;
    svg = picture.scene && renderSvg(picture.scene, { theme: themeFor(chosen, document.body) });
  } catch {
    svg = undefined;
  }
  send({ type: 'exported', request, ...(svg === undefined ? {} : { svg }) });
}

window.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
  if (!isMessageToPage(data)) return;
  switch (data.type) {
    case 'state':
      if (state && data.state.sequence <= state.sequence) return;
      state = data.state;
      drawable = isScene(state.scene) ? state.scene : undefined;
      render();
      return;
    case 'settings':
      settings = data.settings;
      render();
      return;
    case 'cursor':
      if (data.sequence === state?.sequence) picture.mark(data.items);
      return;
    case 'export':
      exportPicture(data.request, data.theme);
  }
});

// The editor's theme is on the body, and changes there at once.
new MutationObserver(() => {
  if (settings.theme === 'auto' && document.body.dataset['theme'] !== themeFor('auto', document.body)) render();
}).observe(document.body, { attributes: true, attributeFilter: ['class'] });

listenToGestures(
  page.canvas,
  {
    pan: (dx, dy) => viewport.pan(dx, dy),
    zoomBy: (factor, at) => viewport.zoomBy(factor, at),
    zoomTo: (scale) => viewport.zoomTo(scale),
    fit: () => viewport.fit(),
    press: (pressed, twice) => reveal(picture.itemOf(pressed), twice),
  },
  () => settings.wheel,
);
page.canvas.addEventListener('focusin', ({ target }) => {
  if (target instanceof Element && target !== page.canvas) walk.onFocus(target, target.matches(':focus-visible'));
});
page.canvas.addEventListener('keydown', (event) => walk.onKey(event), { capture: true });
page.zoomIn.addEventListener('click', () => viewport.zoomBy(1.25));
page.zoomOut.addEventListener('click', () => viewport.zoomBy(0.8));
page.zoomLevel.addEventListener('click', () => viewport.zoomTo(1));
page.fit.addEventListener('click', () => viewport.fit());
page.view.addEventListener('change', () => send({ type: 'view', view: page.view.value }));
page.restart.addEventListener('click', () => send({ type: 'restart' }));
page.stale.addEventListener('click', () => {
  problemsOpen = !problemsOpen;
  page.stale.setAttribute('aria-expanded', String(problemsOpen));
  show(page.problems, problemsOpen && (state?.problems.length ?? 0) > 0);
});

fillButtons();
document.body.dataset['state'] = 'loading';
send({ type: 'ready' });
