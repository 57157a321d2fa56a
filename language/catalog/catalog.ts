import type { FlowKind, Pillar, ServiceStatus, Stage } from '../model/vocabulary.ts';

/** Where a catalog statement is written: a file of the built-in catalog or of the workspace. Lines and characters count from 0. */
export interface CatalogPlace {
  /** `parapet-catalog:/identity.parapet` for the built-in catalog, else the workspace file's URI. */
  readonly uri: string;
  readonly line: number;
  readonly character: number;
  readonly endCharacter: number;
}

/** A name the service had. */
export interface FormerName {
  readonly name: string;
  /** Year in which, or date on which, the name ended, as written (`2020`, `2023-11-15`). */
  readonly until?: string;
  /** True where only the year is a guess: the name itself is sourced. */
  readonly untilGuess: boolean;
  readonly sources: readonly string[];
  readonly guess: boolean;
}

/** A flow that a service is documented to have (`sends`), or not to have (`never-sends`). */
export interface CatalogFlow {
  readonly source: string;
  readonly target: string;
  readonly kind: FlowKind;
  /** What exactly flows, in a few words. For a non-flow: why there is none. */
  readonly label?: string;
  /** A condition or a remark on it, in half a sentence. */
  readonly note?: string;
  readonly sources: readonly string[];
  /** True where no named source was found: no finding above `info` may rest on it. */
  readonly guess: boolean;
  /** A hint, no fact to judge by: it is on by itself once both services are licensed and switched on. */
  readonly byDefault: boolean;
  readonly place: CatalogPlace;
}

/** One service of the catalog. All strings are plain text. */
export interface CatalogService {
  readonly id: string;
  /** The full current name, "Microsoft Defender for Endpoint". */
  readonly name: string;
  /** The name for a card, "Defender for Endpoint". */
  readonly short: string;
  readonly abbreviations: readonly string[];
  readonly formerNames: readonly FormerName[];
  readonly status: ServiceStatus;
  /** When the status takes or took effect (`YYYY`, `YYYY-MM` or `YYYY-MM-DD`). */
  readonly statusDate?: string;
  /** The status in words, where there is more to say. */
  readonly statusNote?: string;
  /** Id of what to use instead. */
  readonly successor?: string;
  readonly pillar: Pillar | undefined;
  readonly stages: readonly Stage[];
  readonly portals: readonly { readonly name: string; readonly url?: string }[];
  readonly partOf?: string;
  /** Every entry must be met; within an entry one of the ids suffices. */
  readonly requires: readonly (readonly string[])[];
  readonly docs?: string;
  readonly description: string;
  readonly sources: readonly string[];
  /** True where its status, or that it exists at all, stands on no named source: no finding above `info` may rest on it. */
  readonly guess: boolean;
  /** False for a service that a workspace file defines. */
  readonly builtIn: boolean;
  readonly place: CatalogPlace;
}

/** How a written name led to a service. */
export type NameMatchKind = 'id' | 'name' | 'short' | 'abbreviation' | 'former';

/** A service that a written name may mean. */
export interface NameMatch {
  readonly service: CatalogService;
  readonly by: NameMatchKind;
  /** The name of the catalog that matched, in its own spelling. */
  readonly matched: string;
  /** For `former`: the former name's record. */
  readonly former?: FormerName;
}

/** The services and flows that are known: the built-in ones and those of a design's own files. Lookups cost O(1). */
export interface Catalog {
  /** The service with exactly this id. */
  service(id: string): CatalogService | undefined;
  /** All services, built-in first, in the order of the catalog. */
  readonly services: readonly CatalogService[];
  /** Known flows from one service to another, whatever the kind. */
  flowsBetween(source: string, target: string): readonly CatalogFlow[];
  flowsFrom(source: string): readonly CatalogFlow[];
  flowsTo(target: string): readonly CatalogFlow[];
  /** Documented absences from one service to another. */
  nonFlowsBetween(source: string, target: string): readonly CatalogFlow[];
  /**
   * Services that a written name may mean, best first: ids, current names, short names, abbreviations, former names, in
   * any case, spacing and hyphenation, with or without "Microsoft" or "Azure" in front. More than one entry: ambiguous.
   */
  resolve(written: string): readonly NameMatch[];
  /** At most `limit` services whose names are near a misspelt one, nearest first. */
  nearest(written: string, limit?: number): readonly NameMatch[];
}
