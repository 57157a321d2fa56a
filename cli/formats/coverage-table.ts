import type { Colors } from 'picocolors/types';
import type { Coverage, CoveredService, CoveredTechnique } from '../../language/attack/coverage.ts';
import type { MappingCategory, MappingScore } from '../../language/attack/attack-data.ts';
import { coverageByTactic, coverageSource, mappingCategories } from '../../language/pipeline.ts';
import { counted } from '../lint-result.ts';
import { printable } from '../printable.ts';

/** How far a score goes, of three. */
const bars: Readonly<Record<MappingScore, string>> = { minimal: '■··', partial: '■■·', significant: '■■■' };

/** Coverage for a terminal: techniques by tactic, with the best published score of each category and whose it is. */
export function formatCoverageTable(coverage: Coverage, colours: Colors): string {
  const columns = mappingCategories.map((category) => colours.bold(category.padEnd(9))).join('');
  const sections = coverageByTactic(coverage).map(({ tactic, techniques }) => {
    const heading = `${colours.bold(tactic.name)} ${colours.dim(tactic.id)}`;
    return [heading, ...techniques.map((technique) => techniqueLine(technique, colours))].join('\n');
  });
  return [
    `${colours.bold(printable(coverage.title))}${coverage.title === '' ? '' : ': '}published mappings to ATT&CK ${coverage.mappingVersion}`,
    `  ${columns}${colours.dim('■·· minimal  ■■· partial  ■■■ significant')}`,
    ...(sections.length > 0 ? sections : ['No service of the design has a published mapping, and it names no threat.']),
    servicesSection(coverage.services, colours),
    colours.dim(`${coverageSource(coverage)}\n${coverage.notice}`),
  ]
    .join('\n\n')
    .concat('\n');
}

/** What a design loses without one of its services, for a terminal. */
export function formatLossesTable(service: CoveredService, colours: Colors): string {
  const { losses } = service;
  const name = printable(service.service.name);
  if (service.controls.length === 0)
    return `No mapping was published for ${name}: what the design would lose without it cannot be said from them.\n`;
  if (losses.length === 0)
    return `Without ${name} every technique keeps its best published score: another service of the design has the same.\n`;
  const width = Math.max(...losses.map(({ technique }) => technique.fullName.length));
  return [
    colours.bold(
      `Without ${name}, ${counted(losses.length, 'published score', 'published scores')} would be lost or lower:`,
    ),
    ...losses.map(
      ({ technique, category, score, left }) =>
        `  ${technique.id.padEnd(10)}${technique.fullName.padEnd(width)}  ${category.padEnd(8)} ${score} → ${left ?? colours.red('none')}`,
    ),
  ]
    .join('\n')
    .concat('\n');
}

function techniqueLine({ technique, best, services, threats, published }: CoveredTechnique, colours: Colors): string {
  const scores = mappingCategories.map((category) => scoreBar(best, category, colours)).join('');
  const whose =
    services.length > 0
      ? services.map(({ service }) => service).join(', ')
      : published
        ? 'no published mapping of these services'
        : 'no mapping published for any service';
  const named =
    threats.length > 0 ? ` ${colours.yellow(`threat: ${printable(threats.map(({ name }) => name).join(', '))}`)}` : '';
  return `  ${scores}${technique.id.padEnd(10)} ${technique.fullName} ${colours.dim(whose)}${named}`;
}

function scoreBar(
  best: ReadonlyMap<MappingCategory, MappingScore>,
  category: MappingCategory,
  colours: Colors,
): string {
  const score = best.get(category);
  return (score ? bars[score] : colours.dim('···')).concat('      ');
}

function servicesSection(services: readonly CoveredService[], colours: Colors): string {
  const width = Math.max(0, ...services.map(({ service }) => service.name.length));
  return [
    colours.bold('Services'),
    ...services.map(({ service, controls, techniques, losses, guess }) => {
      const text =
        controls.length === 0
          ? colours.dim('no mapping published')
          : `${counted(techniques, 'technique', 'techniques')}, ${counted(losses.length, 'score', 'scores')} only or best by it${guess ? ' (assigned by a guess)' : ''}`;
      return `  ${printable(service.name).padEnd(width)}  ${text}`;
    }),
  ].join('\n');
}
