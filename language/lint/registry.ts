import type { Rule } from './rule.ts';

/** Every rule. */
export const allRules: readonly Rule[] = [];
