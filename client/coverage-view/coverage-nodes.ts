import type { CoverageListing, CoverageScore, CoverageTechnique } from '../../server/protocol.ts';

type Service = CoverageListing['services'][number];
type Mapped = CoverageTechnique['services'][number];
type Threat = CoverageTechnique['threats'][number];

/** One line of the Coverage view, with what is under it. */
export type CoverageNode =
  | {
      readonly type: 'tactic';
      readonly key: string;
      readonly name: string;
      readonly techniques: readonly CoverageTechnique[];
    }
  | { readonly type: 'technique'; readonly key: string; readonly technique: CoverageTechnique }
  | { readonly type: 'mapped'; readonly key: string; readonly mapped: Mapped }
  | { readonly type: 'threat'; readonly key: string; readonly threat: Threat }
  | { readonly type: 'services'; readonly key: string; readonly services: readonly Service[] }
  | { readonly type: 'service'; readonly key: string; readonly service: Service }
  | { readonly type: 'loss'; readonly key: string; readonly loss: Service['losses'][number] };

/** What a line shows; all of it plain text. */
export interface CoverageLine {
  readonly label: string;
  readonly description: string;
  /** The first line is a heading. */
  readonly tooltip: readonly string[];
  /** What a screen reader says. */
  readonly spoken: string;
  /** An icon of the editor's own set, and the name of its colour where it should stand out. */
  readonly icon: string;
  readonly color?: string;
}

/** How far a score goes, of three. */
const bars: Readonly<Record<string, string>> = { minimal: '■··', partial: '■■·', significant: '■■■' };

/** The lines at the top: tactics in the order of an attack, then the services. */
export function rootNodes({ tactics, techniques, services }: CoverageListing): CoverageNode[] {
  const byTactic = tactics.map(({ id, name }): CoverageNode => ({
    type: 'tactic',
    key: id,
    name,
    techniques: techniques.filter((technique) => technique.tactics.includes(id)),
  }));
  return services.length > 0 ? [...byTactic, { type: 'services', key: 'services', services }] : byTactic;
}

/** The lines under a line. */
export function childNodes(node: CoverageNode): CoverageNode[] {
  const { key } = node;
  switch (node.type) {
    case 'tactic':
      return node.techniques.map((technique) => ({ type: 'technique', key: `${key}/${technique.id}`, technique }));
    case 'technique':
      return [
        ...node.technique.services.map((mapped): CoverageNode => ({
          type: 'mapped',
          key: `${key}/${mapped.id}`,
          mapped,
        })),
        ...node.technique.threats.map((threat, index): CoverageNode => ({
          type: 'threat',
          key: `${key}/threat/${index}`,
          threat,
        })),
      ];
    case 'services':
      return node.services.map((service) => ({ type: 'service', key: `${key}/${service.id}`, service }));
    case 'service':
      return node.service.losses.map((loss) => ({
        type: 'loss',
        key: `${key}/${loss.technique}/${loss.category}`,
        loss,
      }));
    default:
      return [];
  }
}

/** How a line looks and reads. */
export function lineOf(node: CoverageNode): CoverageLine {
  switch (node.type) {
    case 'tactic': {
      const techniques = counted(node.techniques.length, 'technique');
      return {
        label: node.name,
        description: String(node.techniques.length),
        tooltip: [`${node.name} (${node.key})`, techniques],
        spoken: `${node.name}, ${techniques}`,
        icon: 'list-tree',
      };
    }
    case 'technique':
      return techniqueLine(node.technique);
    case 'mapped':
      return {
        label: node.mapped.name,
        description: barsOf(node.mapped.scores),
        tooltip: [
          node.mapped.name,
          `Published mapping: ${inWords(node.mapped.scores)}.`,
          ...node.mapped.capabilities.map((name) => `Of its capability ${name}.`),
          ...(node.mapped.guess ? ['That these capabilities belong to the service is a guess.'] : []),
        ],
        spoken: `${node.mapped.name}, published mapping: ${inWords(node.mapped.scores)}`,
        icon: 'shield',
      };
    case 'threat':
      return {
        label: node.threat.label,
        description: 'threat of this design',
        tooltip: [node.threat.label, 'A threat of this design. Opens its text.'],
        spoken: `Threat ${node.threat.label}`,
        icon: 'flame',
      };
    case 'services':
      return {
        label: 'Services',
        description: String(node.services.length),
        tooltip: ['Services', 'What the design would lose without each of them.'],
        spoken: `Services, ${node.services.length}`,
        icon: 'server',
      };
    case 'service':
      return serviceLine(node.service);
    case 'loss': {
      const { technique, name, category, score, left } = node.loss;
      const change = `${category} ${score} → ${left ?? 'none'}`;
      return {
        label: `${technique} ${name}`,
        description: change,
        tooltip: [`${technique} ${name}`, `Without the service: ${change}.`],
        spoken: `${technique} ${name}, ${category} from ${score} to ${left ?? 'none'}`,
        icon: 'arrow-down',
      };
    }
  }
}

function techniqueLine({ id, name, ownName, best, published, services, threats }: CoverageTechnique): CoverageLine {
  const known =
    services.length > 0
      ? `Best published score: ${inWords(best)}.`
      : published
        ? 'No service of the design has a published mapping to it.'
        : 'No mapping to it was published for any service, which says nothing about them.';
  const threat = threats.length > 0 ? [`Threats: ${threats.map(({ label }) => label).join(', ')}.`] : [];
  const open = services.length === 0 && published;
  return {
    label: `${id} ${ownName}`,
    description: services.length > 0 ? barsOf(best) : published ? 'none of these services' : 'none published',
    tooltip: [`${id} ${name}`, known, ...threat],
    spoken: [`${id} ${name}`, known, ...threat].join(' '),
    icon: threats.length > 0 ? 'flame' : 'circle-outline',
    ...(open && { color: 'list.warningForeground' }),
  };
}

function serviceLine({ name, mappingsPublished, techniques, losses }: Service): CoverageLine {
  const told = mappingsPublished
    ? `${counted(techniques, 'technique')}, ${losses.length} only or best by it`
    : 'no mapping published';
  return {
    label: name,
    description: told,
    tooltip: [
      name,
      mappingsPublished
        ? `Published mappings to ${counted(techniques, 'technique')}. Without it, ${counted(losses.length, 'score')} would be lost or lower.`
        : 'No mapping was published for it, which says nothing about the service.',
    ],
    spoken: `${name}, ${told}`,
    icon: mappingsPublished ? 'shield' : 'question',
  };
}

function counted(count: number, thing: string): string {
  return `${count} ${thing}${count === 1 ? '' : 's'}`;
}

function barsOf(scores: readonly CoverageScore[]): string {
  return scores
    .map(({ category, score }) => `${category} ${(Object.hasOwn(bars, score) ? bars[score] : undefined) ?? score}`)
    .join('  ');
}

function inWords(scores: readonly CoverageScore[]): string {
  return scores.map(({ category, score }) => `${category} ${score}`).join(', ');
}
