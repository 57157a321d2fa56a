import type { Rule } from './rule.ts';
import { feedbackMissing } from './rules/coverage/feedback-missing.ts';
import { identityDetectionGap } from './rules/coverage/identity-detection-gap.ts';
import { keyVaultNotLogged } from './rules/coverage/key-vault-not-logged.ts';
import { pillarUncovered } from './rules/coverage/pillar-uncovered.ts';
import { sentinelAlone } from './rules/coverage/sentinel-alone.ts';
import { stageMissing } from './rules/coverage/stage-missing.ts';
import { ownerMissing } from './rules/documentation/owner-missing.ts';
import { alertAsLog } from './rules/flow/alert-as-log.ts';
import { danglingAction } from './rules/flow/dangling-action.ts';
import { directConnectorInGovernmentCloud } from './rules/flow/direct-connector-in-government-cloud.ts';
import { directLogToSentinel } from './rules/flow/direct-log-to-sentinel.ts';
import { duplicateFlow } from './rules/flow/duplicate-flow.ts';
import { duplicateIncidents } from './rules/flow/duplicate-incidents.ts';
import { duplicateMdcConnector } from './rules/flow/duplicate-mdc-connector.ts';
import { emptyMdcIncidents } from './rules/flow/empty-mdc-incidents.ts';
import { knownNonFlow } from './rules/flow/known-non-flow.ts';
import { logToDeadEnd } from './rules/flow/log-to-dead-end.ts';
import { unknownFlow } from './rules/flow/unknown-flow.ts';
import { wrongDirection } from './rules/flow/wrong-direction.ts';
import { wrongKind } from './rules/flow/wrong-kind.ts';
import { crowdedCell } from './rules/legibility/crowded-cell.ts';
import { emptyColumn } from './rules/legibility/empty-column.ts';
import { emptyView } from './rules/legibility/empty-view.ts';
import { longLabel } from './rules/legibility/long-label.ts';
import { repeatedRow } from './rules/legibility/repeated-row.ts';
import { unusedElement } from './rules/legibility/unused-element.ts';
import { unusedImport } from './rules/legibility/unused-import.ts';
import { ambiguousAbbreviation } from './rules/names/ambiguous-abbreviation.ts';
import { closedToNew } from './rules/names/closed-to-new.ts';
import { formerName } from './rules/names/former-name.ts';
import { legacyAgent } from './rules/names/legacy-agent.ts';
import { nameThatDidNotChange } from './rules/names/name-that-did-not-change.ts';
import { oldPortal } from './rules/names/old-portal.ts';
import { retiredService } from './rules/names/retired-service.ts';
import { retiringService } from './rules/names/retiring-service.ts';
import { wrongBrandPrefix } from './rules/names/wrong-brand-prefix.ts';
import { exposedVmWithoutNsg } from './rules/network/exposed-vm-without-nsg.ts';
import { expressroutePlain } from './rules/network/expressroute-plain.ts';
import { internetAppNoWaf } from './rules/network/internet-app-no-waf.ts';
import { nsgOnGatewaySubnet } from './rules/network/nsg-on-gateway-subnet.ts';
import { paasWithoutPrivateLink } from './rules/network/paas-without-private-link.ts';
import { publicIpNoDdos } from './rules/network/public-ip-no-ddos.ts';
import { unprotectedCrossing } from './rules/network/unprotected-crossing.ts';
import { vmAdminPath } from './rules/network/vm-admin-path.ts';
import { brokenConstraint } from './rules/organisation/broken-constraint.ts';
import { constraintAboutNothing } from './rules/organisation/constraint-about-nothing.ts';
import { expiredAcceptance } from './rules/organisation/expired-acceptance.ts';
import { incompleteAcceptance } from './rules/organisation/incomplete-acceptance.ts';
import { unknownAcceptance } from './rules/organisation/unknown-acceptance.ts';
import { unusedAcceptance } from './rules/organisation/unused-acceptance.ts';
import { arcForNonAzure } from './rules/prerequisite/arc-for-non-azure.ts';
import { deviceConditionWithoutCompliance } from './rules/prerequisite/device-condition-without-compliance.ts';
import { deviceRiskChain } from './rules/prerequisite/device-risk-chain.ts';
import { discoveryWithoutLogs } from './rules/prerequisite/discovery-without-logs.ts';
import { labelActionWithoutLabels } from './rules/prerequisite/label-action-without-labels.ts';
import { missingPrerequisite } from './rules/prerequisite/missing-prerequisite.ts';
import { riskPolicyWithoutRisk } from './rules/prerequisite/risk-policy-without-risk.ts';
import { sensorInWrongPlace } from './rules/prerequisite/sensor-in-wrong-place.ts';
import { sentinelNeedsWorkspace } from './rules/prerequisite/sentinel-needs-workspace.ts';
import { trafficAnalyticsPrereq } from './rules/prerequisite/traffic-analytics-prereq.ts';
import { unroutedSessionControl } from './rules/prerequisite/unrouted-session-control.ts';
import { blanketSuppression } from './rules/suppression/blanket-suppression.ts';
import { forbiddenSuppression } from './rules/suppression/forbidden-suppression.ts';
import { misplacedSuppression } from './rules/suppression/misplaced-suppression.ts';
import { suppressionWithoutReason } from './rules/suppression/suppression-without-reason.ts';
import { unknownSuppression } from './rules/suppression/unknown-suppression.ts';
import { unusedSuppression } from './rules/suppression/unused-suppression.ts';
import { misnamedTechnique } from './rules/threat/misnamed-technique.ts';
import { staleTechnique } from './rules/threat/stale-technique.ts';
import { tacticMismatch } from './rules/threat/tactic-mismatch.ts';
import { threatUnmitigated } from './rules/threat/threat-unmitigated.ts';
import { threatWithoutTarget } from './rules/threat/threat-without-target.ts';
import { unpublishedMitigation } from './rules/threat/unpublished-mitigation.ts';

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

  alertAsLog,
  danglingAction,
  directConnectorInGovernmentCloud,
  directLogToSentinel,
  duplicateFlow,
  duplicateIncidents,
  duplicateMdcConnector,
  emptyMdcIncidents,
  knownNonFlow,
  logToDeadEnd,
  unknownFlow,
  wrongDirection,
  wrongKind,

  arcForNonAzure,
  deviceConditionWithoutCompliance,
  deviceRiskChain,
  discoveryWithoutLogs,
  labelActionWithoutLabels,
  missingPrerequisite,
  riskPolicyWithoutRisk,
  sensorInWrongPlace,
  sentinelNeedsWorkspace,
  trafficAnalyticsPrereq,
  unroutedSessionControl,

  exposedVmWithoutNsg,
  expressroutePlain,
  internetAppNoWaf,
  nsgOnGatewaySubnet,
  paasWithoutPrivateLink,
  publicIpNoDdos,
  unprotectedCrossing,
  vmAdminPath,

  feedbackMissing,
  identityDetectionGap,
  keyVaultNotLogged,
  pillarUncovered,
  sentinelAlone,
  stageMissing,

  misnamedTechnique,
  staleTechnique,
  tacticMismatch,
  threatUnmitigated,
  threatWithoutTarget,
  unpublishedMitigation,

  ownerMissing,

  crowdedCell,
  emptyColumn,
  emptyView,
  longLabel,
  repeatedRow,
  unusedElement,
  unusedImport,

  blanketSuppression,
  forbiddenSuppression,
  misplacedSuppression,
  suppressionWithoutReason,
  unknownSuppression,
  unusedSuppression,

  brokenConstraint,
  constraintAboutNothing,
  expiredAcceptance,
  incompleteAcceptance,
  unknownAcceptance,
  unusedAcceptance,
];

/** The rules that run where no configuration says otherwise. */
export const recommendedRules: readonly Rule[] = allRules.filter((rule) => !rule.strictOnly);

const rulesById: ReadonlyMap<string, Rule> = new Map(allRules.map((rule) => [rule.id, rule]));

/** The rule with this id. */
export function ruleById(id: string): Rule | undefined {
  return rulesById.get(id);
}
