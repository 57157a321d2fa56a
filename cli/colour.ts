import type { Host } from './host.ts';

/**
 * Whether to print colours to each stream: as `--color` or `--no-color` say, else as NO_COLOR and FORCE_COLOR say, else
 * where a person reads.
 */
export function colourWanted(asked: boolean | undefined, host: Host): { output: boolean; errors: boolean } {
  const { NO_COLOR, FORCE_COLOR, TERM } = host.environment;
  if (asked !== undefined) return { output: asked, errors: asked };
  if (NO_COLOR !== undefined && NO_COLOR !== '') return { output: false, errors: false };
  if (FORCE_COLOR !== undefined && FORCE_COLOR !== '' && FORCE_COLOR !== '0') return { output: true, errors: true };
  const able = TERM !== 'dumb';
  return { output: able && host.output.isTerminal, errors: able && host.errors.isTerminal };
}
