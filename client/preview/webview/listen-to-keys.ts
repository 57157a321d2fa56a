import type { PanelKind } from './side-panel.ts';

/** What keys ask for, beyond moving and zooming. */
export interface KeyTarget {
  /** A step of the walk; false where the key is none of its. */
  walk(event: KeyboardEvent): boolean;
  /** The item that has the focus, or had it last. */
  item(): string | undefined;
  /** The legend's switches. */
  switches(): readonly SVGElement[];
  toggleKind(kind: string): void;
  stage(by: 1 | -1): void;
  details(item: string): void;
  toggleClosed(item: string): void;
  road(item: string, direction: 'in' | 'out'): void;
  open(kind: PanelKind): void;
  tables(): void;
  escape(): void;
}

/** Turns keys on the canvas and on the page into calls of `target`. Keys with Ctrl, Alt or Cmd are the editor's. */
export function listenToKeys(canvas: HTMLElement, target: KeyTarget): void {
  const onItem = (run: (item: string) => void) => (): void => {
    const item = target.item();
    if (item !== undefined) run(item);
  };
  const onCanvas = new Map<string, () => void>([
    ['d', onItem((item) => target.details(item))],
    ['f', onItem((item) => target.details(item))],
    ['c', onItem((item) => target.toggleClosed(item))],
    ['r', onItem((item) => target.road(item, 'in'))],
    ['e', onItem((item) => target.road(item, 'out'))],
    ['l', () => target.switches()[0]?.focus()],
  ]);
  const onPage = new Map<string, () => void>([
    ['/', () => target.open('search')],
    ['g', () => target.open('filter')],
    ['?', () => target.open('keys')],
    ['t', () => target.tables()],
    ['[', () => target.stage(-1)],
    [']', () => target.stage(1)],
    ['Escape', () => target.escape()],
  ]);
  const isPlain = (event: KeyboardEvent): boolean => !event.ctrlKey && !event.metaKey && !event.altKey;
  const done = (event: KeyboardEvent): void => {
    event.preventDefault();
    event.stopPropagation();
  };

  canvas.addEventListener(
    'keydown',
    (event) => {
      if (!isPlain(event)) return;
      if (onSwitch(event, target) || target.walk(event)) {
        done(event);
        return;
      }
      const run = onCanvas.get(event.key.toLowerCase());
      if (!run) return;
      done(event);
      run();
    },
    { capture: true },
  );
  document.addEventListener('keydown', (event) => {
    const { target: at } = event;
    if (!isPlain(event) || (at instanceof HTMLElement && at.matches('input, select, textarea'))) return;
    const run = onPage.get(event.key.length === 1 ? event.key.toLowerCase() : event.key);
    if (!run) return;
    done(event);
    run();
  });
}

/** The legend: arrow keys go from switch to switch, the space bar and Enter press them. */
function onSwitch(event: KeyboardEvent, target: KeyTarget): boolean {
  const switches = target.switches();
  const at = switches.findIndex((one) => one === event.target);
  const own = switches[at];
  if (!own) return false;
  const by = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
  if (by !== undefined) switches[(at + by + switches.length) % switches.length]?.focus();
  else if (event.key === ' ' || event.key === 'Enter') target.toggleKind(own.getAttribute('data-flow-kind') ?? '');
  else if (event.key === 'Escape') (event.currentTarget as HTMLElement).focus();
  else return false;
  return true;
}
