import type { Rule } from './rule.ts';
import { sentinelAlone } from './rules/coverage/sentinel-alone.ts';
import { directLogToSentinel } from './rules/flow/direct-log-to-sentinel.ts';
import { duplicateIncidents } from './rules/flow/duplicate-incidents.ts';
import { emptyMdcIncidents } from './rules/flow/empty-mdc-incidents.ts';
import { knownNonFlow } from './rules/flow/known-non-flow.ts';
import { logToDeadEnd } from './rules/flow/log-to-dead-end.ts';
import { unknownFlow } from './rules/flow/unknown-flow.ts';
import { wrongDirection } from './rules/flow/wrong-direction.ts';
import { wrongKind } from './rules/flow/wrong-kind.ts';
import { unusedElement } from './rules/legibility/unused-element.ts';
import { ambiguousAbbreviation } from './rules/names/ambiguous-abbreviation.ts';
import { closedToNew } from './rules/names/closed-to-new.ts';
import { formerName } from './rules/names/former-name.ts';
import { legacyAgent } from './rules/names/legacy-agent.ts';
import { nameThatDidNotChange } from './rules/names/name-that-did-not-change.ts';
import { oldPortal } from './rules/names/old-portal.ts';
import { retiredService } from './rules/names/retired-service.ts';
import { retiringService } from './rules/names/retiring-service.ts';
import { wrongBrandPrefix } from './rules/names/wrong-brand-prefix.ts';
import { internetAppNoWaf } from './rules/network/internet-app-no-waf.ts';
import { paasWithoutPrivateLink } from './rules/network/paas-without-private-link.ts';
import { vmAdminPath } from './rules/network/vm-admin-path.ts';
import { arcForNonAzure } from './rules/prerequisite/arc-for-non-azure.ts';
import { deviceRiskChain } from './rules/prerequisite/device-risk-chain.ts';
import { missingPrerequisite } from './rules/prerequisite/missing-prerequisite.ts';
import { sentinelNeedsWorkspace } from './rules/prerequisite/sentinel-needs-workspace.ts';
import { trafficAnalyticsPrereq } from './rules/prerequisite/traffic-analytics-prereq.ts';
import { blanketSuppression } from './rules/suppression/blanket-suppression.ts';
import { forbiddenSuppression } from './rules/suppression/forbidden-suppression.ts';
import { misplacedSuppression } from './rules/suppression/misplaced-suppression.ts';
import { suppressionWithoutReason } from './rules/suppression/suppression-without-reason.ts';
import { unknownSuppression } from './rules/suppression/unknown-suppression.ts';
import { unusedSuppression } from './rules/suppression/unused-suppression.ts';

/** Every rule there is, by family and id. A rule that is not here does not run, has no page and fails a test. */
export const allRules: readonly Rule[] = [
  ambiguousAbbreviation,
  closedToNew,
  formerName,
  legacyAgent,
  nameThatDidNotChange,
  oldPortal,
  retiredService,
  retiringService,
  wrongBrandPrefix,

  directLogToSentinel,
  duplicateIncidents,
  emptyMdcIncidents,
  knownNonFlow,
  logToDeadEnd,
  unknownFlow,
  wrongDirection,
  wrongKind,

  arcForNonAzure,
  deviceRiskChain,
  missingPrerequisite,
  sentinelNeedsWorkspace,
  trafficAnalyticsPrereq,

  internetAppNoWaf,
  paasWithoutPrivateLink,
  vmAdminPath,

  sentinelAlone,

  unusedElement,

  blanketSuppression,
  forbiddenSuppression,
  misplacedSuppression,
  suppressionWithoutReason,
  unknownSuppression,
  unusedSuppression,
];

/** The rules that run where no configuration says otherwise. */
export const recommendedRules: readonly Rule[] = allRules.filter((rule) => !rule.strictOnly);

const rulesById: ReadonlyMap<string, Rule> = new Map(allRules.map((rule) => [rule.id, rule]));

/** The rule with this id. */
export function ruleById(id: string): Rule | undefined {
  return rulesById.get(id);
}
