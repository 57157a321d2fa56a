/** Checks of what a client sends: a request that is not of its shape is answered with an error, and computes nothing. */

/** Whether a value is of a shape. */
export type Check = (value: unknown) => boolean;

/** Parameters that are looked at before a request is computed. */
export const shapes = {
  position: isPosition,
  range: isRange,
  positions: isPositions,
  context: isRecord,
  newName: isText,
  ch: isText,
} as const;

/** What is wrong with the parameters of a request; undefined where nothing is. */
export function problemOf(params: unknown, checks: Readonly<Record<string, Check>>): string | undefined {
  if (!isRecord(params)) return 'The parameters are missing.';
  const wrong = Object.entries(checks).find(([name, check]) => !check(params[name]));
  return wrong && `${wrong[0]} is missing or not of its shape.`;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A text. */
export function isText(value: unknown): boolean {
  return typeof value === 'string';
}

/** `{ uri }`. */
export function isDocument(value: unknown): boolean {
  return isRecord(value) && isText(value['uri']);
}

function isPosition(value: unknown): boolean {
  return isRecord(value) && Number.isInteger(value['line']) && Number.isInteger(value['character']);
}

function isPositions(value: unknown): boolean {
  return Array.isArray(value) && value.every(isPosition);
}

function isRange(value: unknown): boolean {
  return isRecord(value) && isPosition(value['start']) && isPosition(value['end']);
}

/** An item of a hierarchy: `{ uri, … }`. */
export function isItem(value: unknown): boolean {
  return isRecord(value) && isText(value['uri']);
}

/** Files with their old and new URIs. */
export function isFileMoves(value: unknown): boolean {
  return (
    Array.isArray(value) && value.every((move) => isRecord(move) && isText(move['oldUri']) && isText(move['newUri']))
  );
}
