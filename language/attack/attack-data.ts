/** What a capability does about a technique, in the words of the published mappings. */
export const mappingCategories = ['protect', 'detect', 'respond'] as const;
export type MappingCategory = (typeof mappingCategories)[number];

/** How well, in the words of the published mappings, worst first. */
export const mappingScores = ['minimal', 'partial', 'significant'] as const;
export type MappingScore = (typeof mappingScores)[number];

/**
 * The shape of language/attack/attack.json. Techniques and tactics are those of MITRE ATT&CK (Enterprise); mappings those
 * that the Center for Threat-Informed Defense publishes in its Mappings Explorer, without their comments. Which service
 * of the catalog a mapped capability belongs to is Parapet's own assignment.
 */
export interface AttackData {
  readonly attack: {
    /** Of the list of techniques. */
    readonly version: string;
    readonly domain: string;
    readonly released: string;
    /** The copyright line, to be shown wherever its data is. */
    readonly notice: string;
  };
  readonly mappings: {
    /** The version of ATT&CK that the mappings were made for. */
    readonly attackVersion: string;
    readonly licence: string;
    readonly sets: Readonly<Record<string, { readonly name: string; readonly updated: string }>>;
  };
  /** By id, in the order of an attack: short name and name. */
  readonly tactics: Readonly<Record<string, readonly [shortName: string, name: string]>>;
  readonly techniques: Readonly<
    Record<
      string,
      {
        readonly name: string;
        /** Short names. */
        readonly tactics: readonly string[];
        readonly formerly?: readonly string[];
        readonly status?: 'revoked' | 'deprecated';
        /** Id of the technique that replaces it. */
        readonly successor?: string;
      }
    >
  >;
  readonly controls: Readonly<
    Record<
      string,
      {
        readonly name: string;
        readonly set: string;
        /** Id of the service in the catalog. */
        readonly service: string;
        readonly assignment?: 'guess';
        /** By technique: category and score, `detect partial`. Several scores of one category were published so. */
        readonly mappings: Readonly<Record<string, readonly `${MappingCategory} ${MappingScore}`[]>>;
      }
    >
  >;
}
