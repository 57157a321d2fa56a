import { mappingScores } from '../attack/attack-data.ts';
import type { Coverage, CoveredTechnique } from '../attack/coverage.ts';
import { scoresInWords } from '../attack/threat-mappings.ts';
import { coverageSource } from './coverage-rows.ts';

/** Light to dark: also those who see no hue tell them apart. */
const colours = ['#e8f1fb', '#7fb2e5', '#1f5fa8'] as const;
const colourOfThreat = '#f2c063';

/**
 * A layer of the ATT&CK Navigator, format 4.5
 * (https://github.com/mitre-attack/attack-navigator/blob/master/layers/spec/v4.5/layerformat.md). The score is the best
 * published one of any service of the design: 1 minimal, 2 partial, 3 significant; a technique that a threat names and
 * that has none is marked by its colour.
 */
export function navigatorLayer(coverage: Coverage): object {
  return {
    name: coverage.title === '' ? 'Published mappings' : `${coverage.title}: published mappings`,
    versions: { attack: coverage.attackVersion.split('.')[0], navigator: '5.1.0', layer: '4.5' },
    domain: coverage.domain,
    description: coverageSource(coverage),
    sorting: 3,
    layout: { layout: 'side', showID: true, showName: true, expandedSubtechniques: 'annotated' },
    hideDisabled: false,
    techniques: coverage.techniques.map(layerTechnique),
    gradient: { colors: colours, minValue: 1, maxValue: mappingScores.length },
    legendItems: [
      ...mappingScores.map((score, index) => ({ label: `Published mapping: ${score}`, color: colours[index] })),
      { label: 'Threat of the design without a published mapping of its services', color: colourOfThreat },
    ],
    metadata: [{ name: 'Notice', value: coverage.notice }],
  };
}

function layerTechnique(entry: CoveredTechnique): object {
  const { technique, services, best, threats, mitigatedBy } = entry;
  const score = Math.max(0, ...[...best.values()].map((value) => mappingScores.indexOf(value) + 1));
  const lines = services.map(({ service, scores }) => `${service}: ${scoresInWords(scores)}`);
  return {
    techniqueID: technique.id,
    ...(score > 0 ? { score } : { color: colourOfThreat }),
    comment: [
      ...lines,
      ...(threats.length > 0 ? [`Threats: ${threats.map(({ label }) => label).join(', ')}`] : []),
      ...(mitigatedBy.length > 0
        ? [`Said to be mitigated by: ${mitigatedBy.map(({ label }) => label).join(', ')}`]
        : []),
    ].join('\n'),
    enabled: true,
    metadata: services.map(({ service, mappings }) => ({
      name: service,
      value: [...new Set(mappings.map(({ control }) => `${control.name} (${control.id})`))].join(', '),
    })),
    links: [
      {
        label: `${technique.id} at attack.mitre.org`,
        url: technique.page,
      },
    ],
    showSubtechniques: technique.parent === undefined,
  };
}
