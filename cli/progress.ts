import type { Host } from './host.ts';

/** Milliseconds after which a run is long, and between two signs of life. */
const patience = 700;
const pause = 100;

/** How far a run has come, told to a person who waits at a terminal and to nobody else. */
export function showProgress(
  host: Host,
  now: () => number = () => performance.now(),
): {
  readonly show: (done: number, all: number) => void;
  readonly clear: () => void;
} {
  let last = now() + patience - pause;
  let shown = false;
  const { errors } = host;
  return {
    show: (done, all) => {
      const time = now();
      if (!errors.isTerminal || host.environment['TERM'] === 'dumb' || time - last < pause) return;
      last = time;
      shown = true;
      errors.write(`\r\u001b[KChecked ${done} of ${all} files …`);
    },
    clear: () => {
      if (shown) errors.write('\r\u001b[K');
      shown = false;
    },
  };
}
