import type { Flow } from '../model/model.ts';

/** Whether the design itself says that a flow and the one that replaces it are not on together for good. */
export function isMigrating(old: Flow, replacement: Flow): boolean {
  return (
    old.properties.status === 'retiring' ||
    old.properties.status === 'planned' ||
    old.source.properties.status === 'retiring' ||
    isTemporary(replacement.properties.status) ||
    isTemporary(replacement.source.properties.status)
  );
}

function isTemporary(status: string | undefined): boolean {
  return status === 'planned' || status === 'retiring';
}
