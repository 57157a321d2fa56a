import { spawn } from 'node:child_process';

/** What a process cost, from its start to its end. */
export interface ProcessCost {
  /** Wall time in milliseconds. */
  readonly time: number;
  /** The memory it had at most, in KB, as it tells itself at its end. */
  readonly memory: number;
  /** The time that processors worked for it, in milliseconds, which other work on the machine changes less. */
  readonly work: number;
}

/** Starts Node.js with these words and waits for its end. Rejects where it ends with anything but 0. */
export function runProcess(words: readonly string[]): Promise<ProcessCost> {
  const tell = `import { writeSync } from 'node:fs'; process.on('exit', () => { const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage(); writeSync(3, maxRSS + ' ' + (userCPUTime + systemCPUTime)); });`;
  return new Promise((resolve, reject) => {
    const start = performance.now();
    const child = spawn(process.execPath, ['--import', `data:text/javascript,${encodeURIComponent(tell)}`, ...words], {
      stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
      env: { ...process.env, NO_COLOR: '1' },
    });
    let told = '';
    child.stdio[3]!.on('data', (data: Buffer) => (told += data.toString()));
    child.once('error', reject);
    child.once('close', (code) => {
      const [memory, work] = told.split(' ').map(Number);
      if (code === 0) resolve({ time: performance.now() - start, memory: memory!, work: work! / 1000 });
      else reject(new Error(`${words.join(' ')} ended with ${code}`));
    });
  });
}
