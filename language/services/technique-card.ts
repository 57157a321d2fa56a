import { attackKnowledge, type Technique } from '../attack/attack.ts';
import { mappingsByService, scoresInWords, type ServiceMapping } from '../attack/threat-mappings.ts';
import type { ArchitectureModel } from '../model/model.ts';
import { code, escaped, link } from './markdown.ts';

/** Services of a list that are named; of more the number is told. */
const serviceLimit = 8;

/** What is known of a technique that an author wrote, as Markdown; undefined where there is none. */
export function techniqueCard(model: ArchitectureModel, written: string): string | undefined {
  const attack = attackKnowledge();
  const match = attack.find(written);
  if (!match) return undefined;
  const { technique } = match;
  const { id, fullName, page, tactics, status, successor } = technique;
  return [
    `**${escaped(fullName)}** · technique ${code(id)}`,
    status === 'deprecated' && '**Deprecated**: ATT&CK no longer keeps it.',
    successor && `**Revoked**: ATT&CK keeps it as ${code(successor.id)} ${escaped(successor.fullName)} now.`,
    tactics.length > 0 && tactics.map(({ name }) => escaped(name)).join(' · '),
    publishedMappings(model, successor ?? technique),
    `${link('attack.mitre.org', page)} · ATT&CK ${attack.version}, mappings to ${attack.mappingVersion}. ${escaped(attack.notice)}`,
  ]
    .filter((part) => typeof part === 'string' && part !== '')
    .join('\n\n');
}

/** A technique in one line, for the card of a threat: its name, and the services of the design with a published mapping. */
export function techniqueLine(model: ArchitectureModel, written: string): string {
  const attack = attackKnowledge();
  const technique = attack.find(written)?.technique;
  if (!technique) return `${escaped(written)}, which ATT&CK does not know`;
  const mapped = mappingsByService(technique, attack);
  const here = mapped.filter(({ service }) => model.instancesOf(service).length > 0);
  const told =
    here.length > 0
      ? `published mapping of ${here.map((mapping) => mappingInWords(model, mapping)).join('; ')}`
      : mapped.length > 0
        ? 'no published mapping of these services'
        : 'no mapping published for any service';
  return `${code(technique.id)} ${escaped(technique.fullName)} – ${told}`;
}

function publishedMappings(model: ArchitectureModel, technique: Technique): string {
  const mapped = mappingsByService(technique, attackKnowledge());
  if (mapped.length === 0)
    return 'No mapping to it was published for any service, which says nothing about what they do.';
  const isHere = ({ service }: ServiceMapping): boolean => model.instancesOf(service).length > 0;
  const here = mapped.filter(isHere);
  const others = mapped.filter((mapping) => !isHere(mapping));
  const lines = here.slice(0, serviceLimit).map((mapping) => `- ${mappingInWords(model, mapping)}`);
  if (here.length > serviceLimit) lines.push(`- ${here.length - serviceLimit} more`);
  const named = others.slice(0, serviceLimit).map(({ service }) => code(service));
  const rest = others.length > serviceLimit ? ` and ${others.length - serviceLimit} more` : '';
  return [
    here.length > 0
      ? `Published mappings of this design's services:\n\n${lines.join('\n')}`
      : 'No service of this design has a published mapping to it.',
    others.length > 0 ? `Services with one that are not in the design: ${named.join(', ')}${rest}` : '',
  ]
    .filter((part) => part !== '')
    .join('\n\n');
}

function mappingInWords(model: ArchitectureModel, { service, scores, guess }: ServiceMapping): string {
  const name = model.catalog.service(service)?.short ?? service;
  return `${escaped(name)}: ${scoresInWords(scores)}${guess ? ' (assigned by a guess)' : ''}`;
}
