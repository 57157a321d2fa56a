import type { Element } from '../model/model.ts';
import type { FlowKind, Pillar } from '../model/vocabulary.ts';

/** What is protected and what collects at the left, decisions in the middle, response at the right, operations last. */
const pillarRanks: Readonly<Record<Pillar, number>> = {
  compute: 0,
  endpoints: 1,
  'email-collaboration': 1,
  apps: 1,
  infrastructure: 1,
  network: 1,
  devops: 1,
  data: 1.5,
  identity: 2,
  monitoring: 4,
  posture: 4,
  'detection-response': 5,
  'security-operations': 6,
  ai: 6.5,
};

/** Where along the security pipeline an element stands, from 0 (what is protected) to 6.5; absent where nothing is known. */
export function pipelineRank(element: Element): number | undefined {
  const { service } = element;
  if (service?.status === 'environment') return 0;
  const pillar = service?.pillar ?? element.properties.pillar;
  if (pillar === undefined) return undefined;
  const rank = pillarRanks[pillar];
  const stages = service?.stages ?? [];
  if (rank >= 3 || stages.length === 0) return rank;
  // Of the early pillars, what collects stands in front of what decides, and that in front of what only enforces.
  if (!stages.includes('signal-collection')) return 3;
  return stages.includes('policy-decision') ? 2 : Math.min(rank, 1);
}

/** How much a flow of a kind says about which of its ends comes first: detections and logs much, what comes back little. */
export const directionWeights: Readonly<Record<FlowKind, number>> = {
  incident: 4,
  alert: 4,
  log: 3,
  signal: 2,
  posture: 2,
  traffic: 2,
  sync: 1,
  context: 1,
  policy: 0.6,
  action: 0.4,
};

/** Which kind gives a line of several its looks: the one an analyst is woken by first. */
export const strengthOrder: readonly FlowKind[] = [
  'incident',
  'alert',
  'action',
  'log',
  'signal',
  'posture',
  'policy',
  'context',
  'sync',
  'traffic',
];
