import type { PropertyDefinition } from '../model/properties.ts';
import { propertiesOf } from '../model/properties.ts';
import { pillars, pillarTitles, serviceStatuses, stageMeanings, stages } from '../model/vocabulary.ts';
import type { PropertyOwner } from './cursor-context.ts';

/** One or two sentences on each word of the language, for completion and hover. Markdown. */
export const keywordMeanings: ReadonlyMap<string, string> = new Map([
  ['architecture', 'The design itself: its name, title, owner and cloud. One a file.'],
  ['import', 'Brings in the names of another design file of the workspace.'],
  ['use', 'An instance of a service of the catalog. Without `as`, its name is the service’s id.'],
  ['component', 'Something the catalog does not know, with a name of its own.'],
  ['group', 'Holds what belongs together.'],
  ['zone', 'A trust boundary: flows that cross it are drawn and checked as crossings.'],
  [
    'integrate',
    'Draws every flow the catalog knows: among all (`*`), among those named, or from some to others (`->`).',
  ],
  ['view', 'A picture of the design: what to draw of it.'],
  ['service', 'Adds a service of your organisation to the catalog.'],
  ['threat', 'What may happen to parts of the design: its ATT&CK technique, what it targets, what mitigates it.'],
  ['attack', 'Threats in the order in which an attacker goes through them.'],
  ['accept', 'A finding that is known and borne: by whom, why, and until when.'],
  ['require', 'What every design has to have that imports this file.'],
  ['forbid', 'What no design may have that imports this file.'],
  ['every', 'Each of them has to, instead of at least one.'],
  ['reaches', 'Has a way to it, over whatever lies between.'],
  ['without', 'Only ways that go through none of these.'],
  ['has', 'Says a property, or a certain value of it.'],
  ['on', 'What the accepted finding is about: an element, or a flow.'],
  ['arrange', 'Draws a table instead of a graph: bands from top to bottom, columns from left to right.'],
  ['rows', 'Groups and zones, drawn as bands from top to bottom.'],
  ['columns', 'Groups, zones or pillars, drawn as columns from left to right.'],
  ['targets', 'What the threat endangers.'],
  ['mitigated', 'What is there against the threat.'],
  ['by', 'What is there against the threat.'],
  ['receives', 'A flow from another service that this one is known to have.'],
  ['from', 'Who sends it.'],
  ['as', 'Gives the instance a name.'],
  ['via', 'Names the element that carries the flow.'],
  ['include', 'What to draw: `*`, or elements; a group or zone stands for all it holds.'],
  ['exclude', 'What not to draw of it.'],
  ['flows', 'The kinds of flow to draw; all unless said.'],
  ['collapse', 'Groups and zones to draw as one box, their flows merged.'],
  ['sends', 'A flow that the service is known to have.'],
  ['never-sends', 'A flow that is documented not to exist.'],
  ['formerly', 'A name the service had, so that it is recognised.'],
  ['until', 'The year or date on which the name ended.'],
  ['portal', 'Where it is operated: a name, and an address.'],
  ['requires', 'A service it cannot do without; `or` names alternatives.'],
  ['or', 'Another service that would do as well.'],
  ['to', 'Who receives it.'],
  ['->', 'What the left side sends to the right.'],
  ['<->', 'A flow in both directions.'],
]);

/** A sentence on each value that a property can have from a closed list, by the property's name. */
const valueMeanings: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  status: {
    planned: 'Not there yet.',
    live: 'In use.',
    retiring: 'Still in use, and about to go.',
    preview: 'Offered for trial, without the promises of a finished product.',
    legacy: 'Supported, but closed to new customers.',
    converging: 'Merging into another product.',
    retired: 'Ended.',
    renamed: 'Lives on under another id.',
    environment: 'No product: a user, the internet, a server.',
    active: 'Offered and supported.',
  },
  exposure: { internet: 'The internet can reach it.', private: 'Only private networks reach it.' },
  cloud: {
    commercial: 'Microsoft’s public cloud.',
    gcc: 'GCC.',
    'gcc-high': 'GCC High.',
    dod: 'DoD.',
  },
  direction: { right: 'From left to right.', down: 'From top to bottom.' },
  fit: {
    slide: 'The shape of a slide (16:9).',
    page: 'The shape of an upright page (A4).',
    free: 'Whatever shape has the fewest lines turning back.',
  },
  pillar: Object.fromEntries(pillars.map((pillar) => [pillar, `${pillarTitles[pillar]}.`])),
  stage: Object.fromEntries(stages.map((stage) => [stage, `It ${stageMeanings[stage]}.`])),
};

/** What a value of a closed list means; undefined where it needs no word. */
export function valueMeaning(property: string, value: string): string | undefined {
  return Object.hasOwn(valueMeanings, property) ? valueMeanings[property]![value] : undefined;
}

/** Properties of the bodies of service definitions and of the blocks in them. */
const catalogProperties: Readonly<Record<'service' | 'sends' | 'formerly', readonly PropertyDefinition[]>> = {
  service: [
    { name: 'short', meaning: 'The name for a card.' },
    { name: 'aka', meaning: 'Abbreviations it is known by.', list: true },
    { name: 'pillar', meaning: 'The technology pillar it belongs to.', values: pillars },
    { name: 'stage', meaning: 'Its stages in the security pipeline.', values: stages, list: true },
    { name: 'status', meaning: 'Where the product is in its life.', values: serviceStatuses },
    { name: 'since', meaning: 'The year or date on which that status takes or took effect.' },
    { name: 'successor', meaning: 'The service to use instead.' },
    { name: 'part-of', meaning: 'The suite or service it belongs to.' },
    { name: 'note', meaning: 'What else there is to say about its status.' },
    { name: 'docs', meaning: 'Its documentation.', link: true },
    { name: 'source', meaning: 'What this stands on.', list: true },
    { name: 'confidence', meaning: '`guess` where no source says it.', values: ['guess'] },
  ],
  sends: [
    { name: 'note', meaning: 'What else there is to say about it.' },
    { name: 'source', meaning: 'What this stands on.', list: true },
    { name: 'confidence', meaning: '`guess` where no source says it.', values: ['guess'] },
    { name: 'enabled', meaning: '`by-default` where nobody has to switch it on.', values: ['by-default'] },
  ],
  formerly: [
    { name: 'source', meaning: 'What this stands on.', list: true },
    { name: 'confidence', meaning: '`guess` where no source says it.', values: ['guess'] },
  ],
};

/** The properties a statement may have. */
export function propertyDefinitions(of: PropertyOwner): readonly PropertyDefinition[] {
  return of === 'service' || of === 'sends' || of === 'formerly' ? catalogProperties[of] : propertiesOf[of];
}
