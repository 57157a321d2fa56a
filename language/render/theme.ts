import type { StrokeKind } from '../layout/scene.ts';
import type { Pillar } from '../model/vocabulary.ts';

export const themes = ['light', 'dark', 'high-contrast', 'high-contrast-light'] as const;
/** The looks of a picture; the two `high-contrast` ones are black and white with bright or dark lines. */
export type Theme = (typeof themes)[number];

/** Every colour of a picture. */
export interface Tokens {
  readonly background: string;
  /** Fill of frames by depth; deeper ones take the last. */
  readonly frames: readonly string[];
  readonly frameBorder: string;
  readonly zoneBorder: string;
  readonly card: string;
  readonly cardBorder: string;
  readonly pill: string;
  readonly text: string;
  /** Details, derived labels and the legend. */
  readonly mutedText: string;
  readonly mark: string;
  readonly pillars: Readonly<Record<Pillar, string>>;
  /** Of a table's columns. */
  readonly columnHeading: string;
  /** What a threat is for, above its name. */
  readonly tactic: string;
  /** Glyph of what belongs to no pillar. */
  readonly noPillar: string;
  readonly flows: Readonly<Record<StrokeKind, string>>;
}

const lightPillars: Tokens['pillars'] = {
  identity: '#0F6CBD',
  endpoints: '#107C41',
  'email-collaboration': '#B1560F',
  data: '#7B4FBF',
  infrastructure: '#33658A',
  network: '#4F52B2',
  apps: '#B4309F',
  posture: '#8A6400',
  'detection-response': '#C50F1F',
  'security-operations': '#7A1F8A',
  devops: '#4A5459',
  ai: '#00767F',
  monitoring: '#566900',
  compute: '#5D5A58',
};

const darkPillars: Tokens['pillars'] = {
  identity: '#62ABF5',
  endpoints: '#5EC98B',
  'email-collaboration': '#F0A56B',
  data: '#C5A8F0',
  infrastructure: '#8FBEDF',
  network: '#A3A6F5',
  apps: '#EE8CE4',
  posture: '#E3BE5B',
  'detection-response': '#F1707B',
  'security-operations': '#D58AE5',
  devops: '#B5C0C6',
  ai: '#52D0DA',
  monitoring: '#C3D45A',
  compute: '#C8C2BD',
};

const lightFlows: Tokens['flows'] = {
  alert: '#B4262C',
  incident: '#8E1B4F',
  log: '#4A5560',
  signal: '#0F5FB8',
  context: '#0B6A6A',
  posture: '#8A5A00',
  policy: '#5C3BB0',
  action: '#1E6B2E',
  sync: '#5B6168',
  traffic: '#5B6168',
  attack: '#C4161C',
};

const darkFlows: Tokens['flows'] = {
  alert: '#FF8A8F',
  incident: '#F59AC4',
  log: '#B4BEC9',
  signal: '#7DB7F5',
  context: '#6FD0CF',
  posture: '#F2C063',
  policy: '#C0A8F7',
  action: '#86D695',
  sync: '#A9B0B7',
  traffic: '#A9B0B7',
  attack: '#FF7B7B',
};

/** The one table of colours. Each is checked against what it lies on: 4.5:1 for text, 3:1 for lines. */
export const tokensOf: Readonly<Record<Theme, Tokens>> = {
  light: {
    background: '#FFFFFF',
    frames: ['#F5F7F9', '#EDF0F4', '#E5E9EF', '#DEE3EA'],
    frameBorder: '#CBD2DB',
    zoneBorder: '#6B7785',
    card: '#FFFFFF',
    cardBorder: '#C3CAD4',
    pill: '#FFFFFF',
    text: '#1B2026',
    mutedText: '#535C66',
    mark: '#535C66',
    pillars: lightPillars,
    columnHeading: '#DCE3EC',
    tactic: '#0B5CAD',
    noPillar: '#535C66',
    flows: lightFlows,
  },
  dark: {
    background: '#1C1E22',
    frames: ['#22252A', '#282C32', '#2E333A', '#343A42'],
    frameBorder: '#414852',
    zoneBorder: '#8B96A3',
    card: '#1F2227',
    cardBorder: '#4C5560',
    pill: '#1C1E22',
    text: '#E9ECEF',
    mutedText: '#AEB6BF',
    mark: '#AEB6BF',
    pillars: darkPillars,
    columnHeading: '#39414B',
    tactic: '#7DB7F5',
    noPillar: '#AEB6BF',
    flows: darkFlows,
  },
  'high-contrast': {
    background: '#000000',
    frames: ['#000000'],
    frameBorder: '#9DA5AD',
    zoneBorder: '#FFFFFF',
    card: '#000000',
    cardBorder: '#FFFFFF',
    pill: '#000000',
    text: '#FFFFFF',
    mutedText: '#FFFFFF',
    mark: '#FFFFFF',
    pillars: darkPillars,
    columnHeading: '#000000',
    tactic: '#7DB7F5',
    noPillar: '#FFFFFF',
    flows: darkFlows,
  },
  'high-contrast-light': {
    background: '#FFFFFF',
    frames: ['#FFFFFF'],
    frameBorder: '#4A4F55',
    zoneBorder: '#000000',
    card: '#FFFFFF',
    cardBorder: '#000000',
    pill: '#FFFFFF',
    text: '#000000',
    mutedText: '#000000',
    mark: '#000000',
    pillars: lightPillars,
    columnHeading: '#FFFFFF',
    tactic: '#0B5CAD',
    noPillar: '#000000',
    flows: lightFlows,
  },
};
