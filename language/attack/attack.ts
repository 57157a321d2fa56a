import { distance } from 'fastest-levenshtein';
import type { AttackData, MappingCategory, MappingScore } from './attack-data.ts';
import { mappingScores } from './attack-data.ts';
import { attackJson } from './generated/attack-json.ts';

/** A column of ATT&CK: what an attacker wants to reach. */
export interface Tactic {
  /** `TA0001`. */
  readonly id: string;
  /** `initial-access`. */
  readonly shortName: string;
  /** `Initial Access`. */
  readonly name: string;
}

/** A technique or sub-technique of ATT&CK. */
export interface Technique {
  /** `T1566` or `T1566.001`. */
  readonly id: string;
  readonly name: string;
  /** With the name of its technique in front, where it is a sub-technique: "Phishing: Spearphishing Attachment". */
  readonly fullName: string;
  /** Address of its page at attack.mitre.org. */
  readonly page: string;
  readonly tactics: readonly Tactic[];
  readonly formerNames: readonly string[];
  readonly status?: 'revoked' | 'deprecated';
  readonly successor?: Technique;
  /** The technique that a sub-technique belongs to. */
  readonly parent?: Technique;
}

/** A capability for which mappings were published, of one service of the catalog. */
export interface MappedControl {
  readonly id: string;
  readonly name: string;
  /** The published set, "Microsoft 365, updated 2025-07-24". */
  readonly set: string;
  /** Id of the service that Parapet assigns it to. */
  readonly service: string;
  /** Whether that assignment is a guess. */
  readonly guess: boolean;
}

/** One published statement: this capability does so much about this technique. */
export interface PublishedMapping {
  readonly control: MappedControl;
  readonly technique: Technique;
  readonly category: MappingCategory;
  readonly score: MappingScore;
}

/** How a written word led to a technique. */
export type TechniqueMatch =
  | { readonly by: 'id'; readonly technique: Technique }
  /** Right but for its form: lower case, without its T, with other signs. */
  | { readonly by: 'form'; readonly technique: Technique }
  | { readonly by: 'name' | 'former-name'; readonly technique: Technique };

/** Techniques, tactics and published mappings. */
export interface AttackKnowledge {
  readonly version: string;
  readonly domain: string;
  readonly notice: string;
  /** The version of ATT&CK the mappings were made for. */
  readonly mappingVersion: string;
  /** In the order of an attack. */
  readonly tactics: readonly Tactic[];
  /** All, also revoked and deprecated ones, by id. */
  readonly techniques: readonly Technique[];
  technique(id: string): Technique | undefined;
  /** The technique that an author means who writes an id or a name. */
  find(written: string): TechniqueMatch | undefined;
  /** Techniques in use whose id or name is near, nearest first. */
  nearest(written: string, limit: number): readonly Technique[];
  /** By id, short name or name, whatever the case. */
  tactic(written: string): Tactic | undefined;
  /** Published mappings to exactly this technique, not to its sub-techniques. */
  mappingsTo(technique: Technique): readonly PublishedMapping[];
  /** Published mappings of a service's capabilities, by technique id. */
  mappingsOf(serviceId: string): readonly PublishedMapping[];
}

let knowledge: AttackKnowledge | undefined;

/** What is shipped of ATT&CK and the mappings to it; read at the first call. */
export function attackKnowledge(): AttackKnowledge {
  return (knowledge ??= readAttack(JSON.parse(attackJson) as AttackData));
}

/** The better of two scores. */
export function betterScore(one: MappingScore, other: MappingScore): MappingScore {
  return mappingScores.indexOf(one) >= mappingScores.indexOf(other) ? one : other;
}

function readAttack(data: AttackData): AttackKnowledge {
  const tactics: Tactic[] = Object.entries(data.tactics).map(([id, [shortName, name]]) => ({ id, shortName, name }));
  const tacticByName = new Map(
    tactics.flatMap((tactic) => [tactic.id, tactic.shortName, tactic.name].map((name) => [plainName(name), tactic])),
  );
  const techniques = readTechniques(data, tacticByName);
  const byName = new Map<string, TechniqueMatch>();
  // Names in use win over former ones, and techniques in use over revoked ones.
  for (const technique of techniques.values())
    for (const name of technique.formerNames) byName.set(plainName(name), { by: 'former-name', technique });
  const inUseLast = [...techniques.values()].sort((one, other) => Number(!one.status) - Number(!other.status));
  for (const technique of inUseLast) {
    // A sub-technique's own name may be that of another's: "Local Accounts" is one of two things.
    if (!technique.parent) byName.set(plainName(technique.name), { by: 'name', technique });
    byName.set(plainName(technique.fullName), { by: 'name', technique });
  }
  const subNames = new Map<string, Technique[]>();
  for (const technique of inUseLast)
    if (technique.parent && !technique.status) listAt(subNames, plainName(technique.name)).push(technique);
  for (const [name, [technique, second]] of subNames) {
    const known = byName.get(name);
    if (!technique || (known && !known.technique.status)) continue;
    // What a revoked technique was called says less than what is called so today; of two that are, nobody knows which.
    if (second) byName.delete(name);
    else byName.set(name, { by: 'name', technique });
  }

  const toTechnique = new Map<Technique, PublishedMapping[]>();
  const ofService = new Map<string, PublishedMapping[]>();
  for (const mapping of readMappings(data, techniques)) {
    listAt(toTechnique, mapping.technique).push(mapping);
    listAt(ofService, mapping.control.service).push(mapping);
  }
  let called: readonly CalledTechnique[] | undefined;
  return {
    version: data.attack.version,
    domain: data.attack.domain,
    notice: data.attack.notice,
    mappingVersion: data.mappings.attackVersion,
    tactics,
    techniques: [...techniques.values()],
    technique: (id) => techniques.get(id),
    find: (written) => {
      const exact = techniques.get(written);
      if (exact) return { by: 'id', technique: exact };
      const formed = techniques.get(idOf(written) ?? '');
      if (formed) return { by: 'form', technique: formed };
      return byName.get(plainName(written));
    },
    nearest: (written, limit) => nearest((called ??= calledTechniques(techniques.values())), written, limit),
    tactic: (written) => tacticByName.get(plainName(written)),
    mappingsTo: (technique) => toTechnique.get(technique) ?? [],
    mappingsOf: (serviceId) => ofService.get(serviceId) ?? [],
  };
}

function readTechniques(data: AttackData, tacticByName: ReadonlyMap<string, Tactic>): ReadonlyMap<string, Technique> {
  const techniques = new Map<string, { -readonly [K in keyof Technique]: Technique[K] }>();
  for (const [id, { name, tactics, formerly, status }] of Object.entries(data.techniques)) {
    const parent = techniques.get(id.slice(0, 5));
    techniques.set(id, {
      id,
      name,
      fullName: parent ? `${parent.name}: ${name}` : name,
      page: `https://attack.mitre.org/techniques/${id.replace('.', '/')}/`,
      tactics: tactics.flatMap((tactic) => tacticByName.get(plainName(tactic)) ?? []),
      formerNames: formerly ?? [],
      status,
      parent,
    });
  }
  for (const [id, { successor }] of Object.entries(data.techniques))
    if (successor !== undefined) techniques.get(id)!.successor = techniques.get(successor);
  return techniques;
}

function* readMappings(data: AttackData, techniques: ReadonlyMap<string, Technique>): Iterable<PublishedMapping> {
  for (const [id, control] of Object.entries(data.controls)) {
    const set = data.mappings.sets[control.set];
    const mapped: MappedControl = {
      id,
      name: control.name,
      set: set ? `${set.name}, updated ${set.updated}` : control.set,
      service: control.service,
      guess: control.assignment === 'guess',
    };
    for (const [techniqueId, marks] of Object.entries(control.mappings)) {
      for (const mark of marks) {
        const [category, score] = mark.split(' ') as [MappingCategory, MappingScore];
        yield { control: mapped, technique: techniques.get(techniqueId)!, category, score };
      }
    }
  }
}

/** The id that was meant by `1566.1`, `t1003` or `T 1003`, in its right form; undefined for what looks like none. */
function idOf(written: string): string | undefined {
  const match = /^\s{0,3}t?\s?(\d{3,4})(?:[./](\d{1,3}))?\s{0,3}$/i.exec(written);
  if (!match) return undefined;
  const technique = `T${match[1]!.padStart(4, '0')}`;
  return match[2] === undefined ? technique : `${technique}.${match[2].padStart(3, '0')}`;
}

/** A name without what people write differently: case, hyphens, slashes and blanks. */
export function plainName(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9]+/g, '');
}

/** Longest text that is compared with names: longer ones are none. */
const longestName = 120;

/** A technique with all it may be called, without what people write differently. */
interface CalledTechnique {
  readonly technique: Technique;
  readonly names: readonly string[];
}

function calledTechniques(techniques: Iterable<Technique>): readonly CalledTechnique[] {
  return [...techniques]
    .filter((technique) => !technique.status)
    .map((technique) => ({
      technique,
      names: [technique.id, technique.name, ...technique.formerNames].map(plainName),
    }));
}

function nearest(called: readonly CalledTechnique[], written: string, limit: number): readonly Technique[] {
  const wanted = plainName(written.slice(0, longestName));
  if (wanted === '') return [];
  const bound = Math.max(1, Math.floor(wanted.length / 4));
  const apartFrom = (name: string): number =>
    // Names of very different lengths need not be compared to be known as far apart.
    Math.abs(name.length - wanted.length) > bound ? Infinity : distance(wanted, name);
  return called
    .map(({ technique, names }) => ({ technique, apart: Math.min(...names.map(apartFrom)) }))
    .filter(({ apart }) => apart <= bound)
    .sort((one, other) => one.apart - other.apart || (one.technique.id < other.technique.id ? -1 : 1))
    .slice(0, limit)
    .map(({ technique }) => technique);
}

function listAt<K, V>(map: Map<K, V[]>, key: K): V[] {
  let list = map.get(key);
  if (!list) map.set(key, (list = []));
  return list;
}
