import type { Coverage, CoveredTechnique } from '../../language/attack/coverage.ts';
import { coverageByTactic, coverageSource, mappingCategories } from '../../language/pipeline.ts';
import { markdownText } from '../markdown-text.ts';

/** Coverage as a Markdown document: a table for each tactic, one of the services, and where the data is from. */
export function formatCoverageMarkdown(coverage: Coverage): string {
  const title = coverage.title === '' ? 'Published mappings' : `${markdownText(coverage.title)}: published mappings`;
  const header = ['technique', ...mappingCategories, 'services with a published mapping', 'threats'];
  return [
    `# ${title}`,
    markdownText(coverageSource(coverage)),
    ...coverageByTactic(coverage).flatMap(({ tactic, techniques }) => [
      `## ${tactic.name} (${tactic.id})`,
      table(header, techniques.map(techniqueCells)),
    ]),
    '## Services',
    table(
      ['service', 'techniques', 'scores only or best by it'],
      coverage.services.map(({ service, controls, techniques, losses, guess }) => [
        `${markdownText(service.name)}${guess ? ' (assigned by a guess)' : ''}`,
        controls.length === 0 ? 'no mapping published' : String(techniques),
        controls.length === 0 ? '' : String(losses.length),
      ]),
    ),
    markdownText(coverage.notice),
  ]
    .join('\n\n')
    .concat('\n');
}

function techniqueCells({ technique, best, services, threats, published }: CoveredTechnique): readonly string[] {
  const whose = services.map(({ service }) => service).join(', ');
  return [
    `[${technique.id}](${technique.page}) ${markdownText(technique.fullName)}`,
    ...mappingCategories.map((category) => best.get(category) ?? ''),
    whose !== '' ? whose : published ? 'none of these services' : 'no mapping published for any service',
    threats.map(({ label }) => markdownText(label)).join(', '),
  ];
}

function table(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [line(header), line(header.map(() => '---')), ...rows.map(line)].join('\n');
}
