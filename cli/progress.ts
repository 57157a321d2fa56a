import type { Host } from './host.ts';

/** Milliseconds after which a run is long, and between two signs of life. */
const patience = 700;
const pause = 100;

/** How far a run has come, told to a person who waits at a terminal and to nobody else. */
export function showProgress(host: Host): {
  readonly show: (done: number, all: number) => void;
  readonly clear: () => void;
} {
  const start = performance.now();
  let last = start + patience - pause;
  let shown = false;
  const { errors } = host;
  return {
    show: (done, all) => {
      const now = performance.now();
      if (!errors.isTerminal || host.environment['TERM'] === 'dumb' || now - last < pause) return;
      last = now;
      shown = true;
      errors.write(`\r\u001b[KChecked ${done} of ${all} files …`);
    },
    clear: () => {
      if (shown) errors.write('\r\u001b[K');
      shown = false;
    },
  };
}
