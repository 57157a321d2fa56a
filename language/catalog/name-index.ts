import type { CatalogService, FormerName, NameMatch, NameMatchKind } from './catalog.ts';
import { lettersAway } from './letters-away.ts';

/** How sure a match is: a service's own name, another word for it, or a name with or without a brand in front. */
const levels = ['own', 'alias', 'loose'] as const;

/** A match with what is needed to merge the answers of two indexes. */
export interface RankedMatch extends NameMatch {
  readonly level: (typeof levels)[number];
}

/** A name near a misspelt one. */
export interface NearMatch extends NameMatch {
  /** How many letters must change, at most. */
  readonly away: number;
}

const kindOrder: readonly NameMatchKind[] = ['id', 'name', 'short', 'abbreviation', 'former'];
/** Longer words are no names; they are cut before they cost anything. */
const longestName = 120;

/**
 * All names of a set of services. Names are compared without case, spaces, hyphens and other marks, so
 * `azure-sentinel`, `Azure Sentinel` and `AzureSentinel` are one.
 */
export class NameIndex {
  readonly #own = new Map<string, RankedMatch[]>();
  readonly #alias = new Map<string, RankedMatch[]>();
  readonly #loose = new Map<string, RankedMatch[]>();
  /** Every spelling once, for `near`; made when first asked for. */
  #spellings: readonly (readonly [string, readonly RankedMatch[]])[] | undefined;

  /**
   * @param services the services to be found
   * @param service finds any service of the catalog by id, for what a renamed one is called today
   */
  constructor(services: readonly CatalogService[], service: (id: string) => CatalogService | undefined) {
    for (const one of services) {
      const today = one.status === 'renamed' && one.successor ? service(one.successor) : undefined;
      if (today) this.#addRenamed(one, today);
      else this.#add(one);
    }
  }

  /** Matches of the best level that has any, best first; each service once. */
  find(written: string): readonly RankedMatch[] {
    const key = spelling(written);
    if (key === '') return [];
    const matches = this.#own.get(key) ?? this.#alias.get(key) ?? this.#loose.get(withoutBrand(key)) ?? [];
    return eachServiceOnce([...matches].sort(byKind));
  }

  /** At most `limit` services with a name near a misspelt one, nearest first. */
  near(written: string, limit: number): readonly NearMatch[] {
    const key = spelling(written.slice(0, longestName));
    const bound = key.length < 3 ? 0 : key.length < 6 ? 1 : Math.floor(key.length * 0.3);
    if (bound === 0) return [];
    this.#spellings ??= [...new Map([...this.#loose, ...this.#alias, ...this.#own])];
    const near: NearMatch[] = [];
    for (const [candidate, matches] of this.#spellings) {
      const begins = candidate.length > key.length && candidate.startsWith(key);
      if (!begins && Math.abs(candidate.length - key.length) > bound) continue;
      const away = begins ? 1 : lettersAway(key, candidate);
      if (away <= bound) for (const match of matches) near.push({ ...match, away });
    }
    near.sort(
      (left, right) => left.away - right.away || byKind(left, right) || left.matched.length - right.matched.length,
    );
    return eachServiceOnce(near).slice(0, limit);
  }

  #add(service: CatalogService): void {
    this.#put(this.#own, service.id, { service, by: 'id', matched: service.id, level: 'own' });
    this.#put(this.#own, service.name, { service, by: 'name', matched: service.name, level: 'own' });
    // What is no product has a card name such as "Firewall", which products have an older right to.
    const short: RankedMatch = {
      service,
      by: 'short',
      matched: service.short,
      level: service.status === 'environment' ? 'loose' : 'own',
    };
    if (short.level === 'own') this.#put(this.#own, service.short, short);
    this.#putLoose(service.short, short);
    this.#putLoose(service.name, { service, by: 'name', matched: service.name, level: 'loose' });
    for (const name of service.abbreviations)
      this.#putAlias(name, { service, by: 'abbreviation', matched: name, level: 'alias' });
    for (const former of service.formerNames) this.#putFormer(service, former);
  }

  /** All that a renamed service is called has become a former name of what it is called today. */
  #addRenamed(service: CatalogService, today: CatalogService): void {
    const until = service.statusDate === undefined ? {} : { until: service.statusDate };
    const rest = { ...until, untilGuess: service.guess, sources: service.sources, guess: service.guess };
    for (const name of new Set([service.name, service.id, service.short, ...service.abbreviations]))
      this.#putFormer(today, { name, ...rest });
    for (const former of service.formerNames) this.#putFormer(today, former);
  }

  #putFormer(service: CatalogService, former: FormerName): void {
    this.#putAlias(former.name, { service, by: 'former', matched: former.name, former, level: 'alias' });
  }

  #putAlias(name: string, match: RankedMatch): void {
    this.#put(this.#alias, name, match);
    this.#putLoose(name, { ...match, level: 'loose' });
  }

  #putLoose(name: string, match: RankedMatch): void {
    const key = withoutBrand(spelling(name));
    this.#put(this.#loose, key, { ...match, level: 'loose' });
  }

  #put(map: Map<string, RankedMatch[]>, name: string, match: RankedMatch): void {
    const key = spelling(name);
    if (key === '') return;
    const matches = map.get(key);
    if (!matches) map.set(key, [match]);
    else if (!matches.some((other) => other.service === match.service && other.by === match.by)) matches.push(match);
  }
}

/** The answers of two indexes as if they were one. */
export function mergeMatches(first: readonly RankedMatch[], second: readonly RankedMatch[]): readonly RankedMatch[] {
  const best = levels.find((level) => [...first, ...second].some((match) => match.level === level));
  return eachServiceOnce([...first, ...second].filter((match) => match.level === best).sort(byKind));
}

/** A name as it is compared: lower case, letters and digits only. */
function spelling(name: string): string {
  return name
    .slice(0, longestName)
    .normalize('NFKC')
    .toLowerCase()
    .replace(/&/g, 'and')
    .replace(/[^\p{L}\p{N}]+/gu, '');
}

/** A spelling without "microsoft" and "azure" in front, unless that is all it is. */
function withoutBrand(key: string): string {
  for (const brand of ['microsoftazure', 'microsoft', 'azure']) {
    if (key.startsWith(brand) && key.length > brand.length) return key.slice(brand.length);
  }
  return key;
}

/** Best first: by the sort of name, then what can still be used, then where the name stands among the service's others. */
function byKind(left: NameMatch, right: NameMatch): number {
  return (
    kindOrder.indexOf(left.by) - kindOrder.indexOf(right.by) ||
    age(left) - age(right) ||
    position(left) - position(right)
  );
}

function age({ service }: NameMatch): number {
  return service.status === 'retired' ? 1 : 0;
}

function position({ service, by, matched }: NameMatch): number {
  return by === 'abbreviation' ? service.abbreviations.indexOf(matched) : 0;
}

function eachServiceOnce<Match extends NameMatch>(matches: readonly Match[]): Match[] {
  const seen = new Set<CatalogService>();
  return matches.filter(({ service }) => !seen.has(service) && seen.add(service));
}
