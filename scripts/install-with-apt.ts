import { run } from './run.ts';

/**
 * Installs packages of Debian or Ubuntu where this machine has apt-get and lets us use it; false where it does not. Says
 * what went wrong, and leaves it to the caller to look whether what it wanted is there now.
 */
export async function installWithApt(...packages: readonly string[]): Promise<boolean> {
  const isRoot = process.getuid?.() === 0;
  const mayInstall = isRoot || (await run('sudo', ['-n', 'true'], { show: false })).code === 0;
  if (!mayInstall || (await run('apt-get', ['--version'], { show: false })).code !== 0) return false;
  console.log(`Installing ${packages.join(', ')} with apt-get ...`);
  for (const args of [['update'], ['install', '-y', '--no-install-recommends', ...packages]]) {
    const command = ['env', 'DEBIAN_FRONTEND=noninteractive', 'apt-get', '-q', ...args];
    const [program = '', ...rest] = isRoot ? command : ['sudo', '-n', ...command];
    const { code, output } = await run(program, rest, { show: false });
    if (code !== 0) console.log(output.trimEnd().split('\n').slice(-5).join('\n'));
  }
  return true;
}
