/**
 * Checks of plain data that came from another process or page. A guard for an object type has to name every property of
 * that type, so a message whose type grows without its check does not compile.
 */

/** Tells whether a value is a `T`, and tells the compiler. Properties that nobody asked for are ignored. */
export type Guard<T> = (value: unknown) => value is T;

/** Text of at most `limit` UTF-16 units. */
export function text(limit = 100_000): Guard<string> {
  return (value): value is string => typeof value === 'string' && value.length <= limit;
}

export const flag: Guard<boolean> = (value): value is boolean => typeof value === 'boolean';

/** A number that can be drawn or added: no NaN, no infinity. */
export const finite: Guard<number> = (value): value is number => typeof value === 'number' && Number.isFinite(value);

/** A whole number from 0. */
export const count: Guard<number> = (value): value is number => Number.isSafeInteger(value) && (value as number) >= 0;

export function oneOf<const T extends string | number>(values: readonly T[]): Guard<T> {
  const known = new Set<unknown>(values);
  return (value): value is T => known.has(value);
}

/** An array of at most `limit` elements, each of which passes. */
export function list<T>(element: Guard<T>, limit = 100_000): Guard<readonly T[]> {
  return (value): value is readonly T[] =>
    Array.isArray(value) && value.length <= limit && value.every((entry) => element(entry));
}

/** What may be left out. */
export function optional<T>(guard: Guard<T>): Guard<T | undefined> {
  return (value): value is T | undefined => value === undefined || guard(value);
}

/** An object with these properties. */
export function record<T extends object>(properties: { readonly [K in keyof T]-?: Guard<T[K]> }): Guard<T> {
  const entries = Object.entries<Guard<unknown>>(properties);
  return (value): value is T => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
    const held = value as Record<string, unknown>;
    return entries.every(([name, guard]) => guard(Object.hasOwn(held, name) ? held[name] : undefined));
  };
}

/** One of several object types, told apart by their `type`. */
export function tagged<T extends { readonly type: string }>(variants: {
  readonly [K in T['type']]: Guard<Extract<T, { readonly type: K }>>;
}): Guard<T> {
  const byType = new Map<unknown, Guard<unknown>>(Object.entries(variants));
  return (value): value is T =>
    typeof value === 'object' && value !== null && byType.get((value as { type?: unknown }).type)?.(value) === true;
}
