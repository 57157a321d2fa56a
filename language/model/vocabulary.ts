/** The closed word lists of the language. Order is the order in which lists, legends and completions show them. */

/** What flows. `sync` and `traffic` are drawn and checked for zones, not against the catalog. */
export const flowKinds = [
  'alert',
  'incident',
  'log',
  'signal',
  'context',
  'posture',
  'policy',
  'action',
  'sync',
  'traffic',
] as const;
export type FlowKind = (typeof flowKinds)[number];

/** Kinds that the catalog makes statements about. */
export const catalogFlowKinds: readonly FlowKind[] = flowKinds.filter((kind) => kind !== 'sync' && kind !== 'traffic');

/** One sentence each, shown in completion and hover. */
export const flowKindMeanings: Readonly<Record<FlowKind, string>> = {
  alert: 'One detection, raised by the sender.',
  incident: 'A correlated case with its alerts and entities; may synchronise both ways.',
  log: 'Raw events, diagnostics or metrics, kept for search.',
  signal: 'Telemetry or state that the receiver evaluates.',
  context: 'Enrichment that starts nothing by itself.',
  posture: 'An assessment of configuration or exposure.',
  policy: 'A rule, label or block list, handed to whoever enforces it.',
  action: 'Enforcement or response that changes access, a device, a session or the network.',
  sync: 'Replication of identities or configuration.',
  traffic: 'A network path.',
};

/** The technology pillars of the catalog. */
export const pillars = [
  'identity',
  'endpoints',
  'email-collaboration',
  'data',
  'infrastructure',
  'network',
  'apps',
  'posture',
  'detection-response',
  'security-operations',
  'devops',
  'ai',
  'monitoring',
  'compute',
] as const;
export type Pillar = (typeof pillars)[number];

/** How a pillar is written for people. */
export const pillarTitles: Readonly<Record<Pillar, string>> = {
  identity: 'Identity and access',
  endpoints: 'Devices and endpoints',
  'email-collaboration': 'Email and collaboration',
  data: 'Data',
  infrastructure: 'Infrastructure and cloud workloads',
  network: 'Network',
  apps: 'SaaS and cloud apps',
  posture: 'Posture and risk',
  'detection-response': 'Threat detection and response',
  'security-operations': 'Security operations',
  devops: 'Developer and app security',
  ai: 'AI',
  monitoring: 'Monitoring',
  compute: 'Workloads and environment',
};

/** A sign for each pillar, where only text can be shown: in lists of completion. Pictures have drawn ones. */
export const pillarGlyphs: Readonly<Record<Pillar, string>> = {
  identity: '🔑',
  endpoints: '💻',
  'email-collaboration': '📧',
  data: '📄',
  infrastructure: '☁️',
  network: '🌐',
  apps: '📦',
  posture: '📋',
  'detection-response': '🎯',
  'security-operations': '🛡️',
  devops: '🔧',
  ai: '🤖',
  monitoring: '📈',
  compute: '⚙️',
};

/** The stages of the security pipeline, in its order. */
export const stages = [
  'signal-collection',
  'policy-decision',
  'enforcement',
  'detection-response',
  'feedback',
] as const;
export type Stage = (typeof stages)[number];

/** What a service does at a stage, in words that follow its name. */
export const stageMeanings: Readonly<Record<Stage, string>> = {
  'signal-collection': 'collects signals',
  'policy-decision': 'decides policy',
  enforcement: 'enforces',
  'detection-response': 'detects and responds',
  feedback: 'feeds back',
};

/**
 * Life cycle of a catalog service. `environment` is a thing that is not a product (a user, the internet, a file
 * server); `renamed` a name that lives on under another id; `legacy` still supported but closed to new customers.
 */
export const serviceStatuses = [
  'active',
  'preview',
  'legacy',
  'converging',
  'retiring',
  'retired',
  'renamed',
  'environment',
] as const;
export type ServiceStatus = (typeof serviceStatuses)[number];

/** What a status says, where it says something: the beginning of a sentence. */
export const serviceStatusMeanings: Readonly<Record<ServiceStatus, string | undefined>> = {
  active: undefined,
  environment: undefined,
  preview: 'In preview',
  legacy: 'Supported, but closed to new customers',
  converging: 'Merging into another product',
  retiring: 'Being retired',
  retired: 'Retired',
  renamed: 'Renamed',
};

/** Life cycle of an element in a design. */
export const elementStatuses = ['planned', 'live', 'retiring'] as const;
export type ElementStatus = (typeof elementStatuses)[number];

export const clouds = ['commercial', 'gcc', 'gcc-high', 'dod'] as const;
export type Cloud = (typeof clouds)[number];

export const exposures = ['internet', 'private'] as const;
export type Exposure = (typeof exposures)[number];

export const directions = ['right', 'down'] as const;
export type Direction = (typeof directions)[number];

/** What shape a picture is given: of a slide (16:9), of an upright page (A4), or whatever has the fewest lines turning back. */
export const fits = ['slide', 'page', 'free'] as const;
export type Fit = (typeof fits)[number];
