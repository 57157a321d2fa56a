import { URI } from 'vscode-uri';

/**
 * The path from one file to another as an `import` writes it: `./shared/zone.parapet`. Undefined where they do not lie
 * in the same place of the world.
 */
export function relativePath(from: string, to: string): string | undefined {
  const start = URI.parse(from);
  const end = URI.parse(to);
  if (start.scheme !== end.scheme || start.authority !== end.authority) return undefined;
  const base = start.path.split('/').slice(0, -1);
  const path = end.path.split('/');
  let shared = 0;
  while (shared < base.length && shared < path.length - 1 && base[shared] === path[shared]) shared++;
  const up = base.length - shared;
  const down = path.slice(shared).join('/');
  return `${up === 0 ? './' : '../'.repeat(up)}${down}`;
}
