import { execFileSync } from 'node:child_process';
import { installWithApt } from '../../scripts/install-with-apt.ts';

/** Whether a program starts and is Neovim, at least in the version that Debian 12 has. */
function isNeovim(program: string): boolean {
  try {
    const [first = ''] = execFileSync(program, ['--version'], { encoding: 'utf8', timeout: 10_000 }).split('\n');
    const [, major, minor] = /^NVIM v(\d+)\.(\d+)/.exec(first) ?? [];
    return Number(major) > 0 || Number(minor) >= 7;
  } catch {
    return false;
  }
}

/** The Neovim that NVIM_PATH names, else the one on the PATH; undefined where there is none. */
export function findNeovim(): string | undefined {
  const named = process.env['NVIM_PATH'];
  const program = named === undefined || named === '' ? 'nvim' : named;
  return isNeovim(program) ? program : undefined;
}

/** The same, installed with apt-get where that is allowed. @throws where there is none and none can be had */
export async function neovimForTests(): Promise<string> {
  const there = findNeovim();
  if (there !== undefined) return there;
  if (await installWithApt('neovim')) {
    const installed = findNeovim();
    if (installed !== undefined) return installed;
  }
  throw new Error('there is no Neovim (0.7 or newer) and none can be had here: install one, or let NVIM_PATH name it');
}
