import type { Rule } from './rule.ts';
import { duplicateIncidents } from './rules/flow/duplicate-incidents.ts';
import { knownNonFlow } from './rules/flow/known-non-flow.ts';
import { logToDeadEnd } from './rules/flow/log-to-dead-end.ts';
import { unknownFlow } from './rules/flow/unknown-flow.ts';
import { wrongDirection } from './rules/flow/wrong-direction.ts';
import { wrongKind } from './rules/flow/wrong-kind.ts';
import { unusedElement } from './rules/legibility/unused-element.ts';
import { ambiguousAbbreviation } from './rules/names/ambiguous-abbreviation.ts';
import { formerName } from './rules/names/former-name.ts';
import { nameThatDidNotChange } from './rules/names/name-that-did-not-change.ts';
import { oldPortal } from './rules/names/old-portal.ts';
import { retiredService } from './rules/names/retired-service.ts';
import { retiringService } from './rules/names/retiring-service.ts';
import { sentinelNeedsWorkspace } from './rules/prerequisite/sentinel-needs-workspace.ts';

/** Every rule there is, by family and id. A rule that is not here does not run, has no page and fails a test. */
export const allRules: readonly Rule[] = [
  ambiguousAbbreviation,
  formerName,
  nameThatDidNotChange,
  oldPortal,
  retiredService,
  retiringService,

  duplicateIncidents,
  knownNonFlow,
  logToDeadEnd,
  unknownFlow,
  wrongDirection,
  wrongKind,

  sentinelNeedsWorkspace,

  unusedElement,
];

const rulesById: ReadonlyMap<string, Rule> = new Map(allRules.map((rule) => [rule.id, rule]));

/** The rule with this id. */
export function ruleById(id: string): Rule | undefined {
  return rulesById.get(id);
}
