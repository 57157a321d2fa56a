import { clouds, directions, elementStatuses, exposures, fits, pillars } from './vocabulary.ts';

/** What a property may hold. */
export interface PropertyDefinition {
  readonly name: string;
  /** One sentence for completion, hover and the reference. */
  readonly meaning: string;
  /** The only values allowed; absent: any text. */
  readonly values?: readonly string[];
  /** Several values, separated by commas. */
  readonly list?: boolean;
  /** A link: `https:`, `mailto:` or a path inside the workspace. */
  readonly link?: boolean;
  /** A day, `2027-03-31`. */
  readonly date?: boolean;
}

/** Statements that have properties of this table; a service definition's are in `catalog/read-service.ts`. */
export type PropertyHolder =
  | 'architecture'
  | 'use'
  | 'component'
  | 'group'
  | 'zone'
  | 'flow'
  | 'view'
  | 'threat'
  | 'attack'
  | 'accept'
  | 'constraint';

const owner: PropertyDefinition = { name: 'owner', meaning: 'Who answers for it.' };
const status: PropertyDefinition = {
  name: 'status',
  meaning: 'Where it is in its life: live unless said otherwise.',
  values: elementStatuses,
};
const tags: PropertyDefinition = { name: 'tags', meaning: 'Words to find and filter it by.', list: true };
const link: PropertyDefinition = {
  name: 'link',
  meaning: 'Where more is written: https:, mailto: or a path in the workspace.',
  link: true,
};
const description: PropertyDefinition = { name: 'description', meaning: 'A sentence on what it is for.' };
const region: PropertyDefinition = { name: 'region', meaning: 'The cloud region or place it is in.' };
const exposure: PropertyDefinition = {
  name: 'exposure',
  meaning: 'Whether the internet can reach it.',
  values: exposures,
};
const plan: PropertyDefinition = { name: 'plan', meaning: 'The licence or plan, for example P2.' };
const pillar: PropertyDefinition = { name: 'pillar', meaning: 'The technology pillar it belongs to.', values: pillars };

/** Every property each statement knows; any other is an error. */
export const propertiesOf: Readonly<Record<PropertyHolder, readonly PropertyDefinition[]>> = {
  architecture: [
    owner,
    { name: 'cloud', meaning: 'The cloud it runs in: some flows exist only in some clouds.', values: clouds },
    link,
    description,
  ],
  use: [owner, status, plan, region, exposure, tags, link, description],
  component: [owner, status, pillar, region, exposure, tags, link, description],
  group: [owner, status, region, exposure, tags, link, description],
  zone: [owner, status, region, exposure, tags, link, description],
  flow: [owner, status, tags, link, description],
  threat: [
    {
      name: 'technique',
      meaning: 'Ids of the ATT&CK techniques it uses, for example T1566.001.',
      list: true,
    },
    { name: 'tactic', meaning: 'The ATT&CK tactic it serves, where its technique serves several.' },
    owner,
    tags,
    link,
    description,
  ],
  attack: [owner, tags, link, description],
  accept: [
    { name: 'reason', meaning: 'Why the finding is borne. Required.' },
    { name: 'owner', meaning: 'Who decided to bear it. Required.' },
    { name: 'ticket', meaning: 'Where the decision is recorded, for example SEC-123.' },
    {
      name: 'until',
      meaning: 'The last day it is borne, for example 2027-03-31: after it the finding is back.',
      date: true,
    },
    link,
  ],
  constraint: [
    {
      name: 'severity',
      meaning: 'How bad a breach is: error unless said otherwise.',
      values: ['info', 'warning', 'error'],
    },
    owner,
    link,
    description,
  ],
  view: [
    { name: 'direction', meaning: 'Which way the flows run: right unless said otherwise.', values: directions },
    {
      name: 'fit',
      meaning: 'The shape of the picture: that of a slide, of an upright page, or as wide as its flows are long.',
      values: fits,
    },
  ],
};
