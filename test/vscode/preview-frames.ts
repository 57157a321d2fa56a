/**
 * Measures how smoothly the preview's page moves and zooms a large picture, and how long it takes to show one:
 *   npm run build && npx tsx test/vscode/preview-frames.ts [services]
 * A browser draws by its processor here, so the figures are the lower end of what people see.
 */
import { generateDesign } from '../../bench/generate-design.ts';
import { percentile } from '../../bench/percentiles.ts';
import { launchBrowser } from './driver/chromium.ts';
import { LonePage } from './driver/lone-page.ts';

const services = Number(process.argv[2] ?? 500);
const seconds = 4;

/** Sends one wheel movement a frame for some seconds; gives the times between frames, in milliseconds. */
const move = (options: string): string => `new Promise((resolve) => {
  const canvas = document.getElementById('canvas');
  const times = [];
  let turn = 0;
  let last;
  const step = (now) => {
    if (last !== undefined) times.push(now - last);
    last = now;
    turn += 1;
    const back = Math.floor(turn / 60) % 2 === 0 ? 1 : -1;
    canvas.dispatchEvent(new WheelEvent('wheel', { bubbles: true, cancelable: true, clientX: 500, clientY: 300, ${options} }));
    if (times.reduce((sum, time) => sum + time, 0) < ${String(seconds * 1000)}) requestAnimationFrame(step);
    else resolve(times);
  };
  requestAnimationFrame(step);
})`;

const browser = await launchBrowser();
try {
  const lone = await LonePage.open(browser, { width: 1200, height: 800 });
  const started = performance.now();
  await lone.show(generateDesign(services).text);
  console.log(`${String(services)} services: laid out and shown after ${(performance.now() - started).toFixed(0)} ms`);
  for (const [what, options] of [
    ['panning, all of it in sight', 'deltaX: 8 * back, deltaY: 5 * back'],
    ['zooming', 'deltaY: 6 * back, ctrlKey: true'],
    ['panning at full size', 'deltaX: 8 * back, deltaY: 5 * back'],
  ] as const) {
    if (what.endsWith('full size')) await lone.page.click('#zoom-level');
    await lone.page.waitForTimeout(500);
    const times = await lone.page.evaluate<number[]>(move(options));
    const mean = times.reduce((sum, time) => sum + time, 0) / times.length;
    console.log(
      `${what}: ${(1000 / mean).toFixed(1)} frames a second; between frames p50 ${percentile(times, 0.5).toFixed(1)} ms, p95 ${percentile(times, 0.95).toFixed(1)} ms, longest ${Math.max(...times).toFixed(0)} ms`,
    );
  }
} finally {
  await browser.close();
}
