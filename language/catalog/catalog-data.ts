import type { CatalogFlow, CatalogService, FormerName } from './catalog.ts';

/** Where a name stands: line, first character, character after the last. */
type PackedPlace = readonly [line: number, character: number, endCharacter: number];
/** Numbers of entries in the list of sources. */
type PackedSources = readonly number[];

type PackedFormerName = Omit<FormerName, 'sources'> & { readonly sources: PackedSources };
type PackedFlow = Omit<CatalogFlow, 'source' | 'sources' | 'place'> & {
  readonly sources: PackedSources;
  readonly place: PackedPlace;
};
type PackedService = Omit<CatalogService, 'builtIn' | 'place' | 'sources' | 'formerNames'> & {
  readonly sources: PackedSources;
  readonly formerNames: readonly PackedFormerName[];
  readonly place: PackedPlace;
  readonly flows: readonly PackedFlow[];
  readonly nonFlows: readonly PackedFlow[];
};

/** The built-in catalog as it is shipped: each source written once, each service with what it sends. */
export interface CatalogData {
  readonly sources: readonly string[];
  readonly files: readonly { readonly uri: string; readonly services: readonly PackedService[] }[];
}

/** The statements a catalog is made of. */
export interface CatalogParts {
  readonly services: readonly CatalogService[];
  readonly flows: readonly CatalogFlow[];
  readonly nonFlows: readonly CatalogFlow[];
}

/** Packs a catalog's statements for shipping. Services keep their order; each belongs to the file of its place. */
export function packCatalog({ services, flows, nonFlows }: CatalogParts): CatalogData {
  const numbers = new Map<string, number>();
  const pack = (sources: readonly string[]): PackedSources =>
    sources.map((source) => {
      const number = numbers.get(source) ?? numbers.size;
      numbers.set(source, number);
      return number;
    });
  const place = ({ place: { line, character, endCharacter } }: CatalogService | CatalogFlow): PackedPlace => [
    line,
    character,
    endCharacter,
  ];
  const packFlows = (from: CatalogService, all: readonly CatalogFlow[]): PackedFlow[] =>
    all
      .filter((flow) => flow.source === from.id)
      .map(({ source: _source, ...flow }) => ({
        ...flow,
        sources: pack(flow.sources),
        place: [flow.place.line, flow.place.character, flow.place.endCharacter],
      }));
  const files = new Map<string, PackedService[]>();
  for (const service of services) {
    const { builtIn: _builtIn, ...rest } = service;
    const packed: PackedService = {
      ...rest,
      sources: pack(service.sources),
      formerNames: service.formerNames.map((former) => ({ ...former, sources: pack(former.sources) })),
      place: place(service),
      flows: packFlows(service, flows),
      nonFlows: packFlows(service, nonFlows),
    };
    const file = files.get(service.place.uri);
    if (file) file.push(packed);
    else files.set(service.place.uri, [packed]);
  }
  return { sources: [...numbers.keys()], files: [...files].map(([uri, packed]) => ({ uri, services: packed })) };
}

/** The statements of a shipped catalog. */
export function unpackCatalog({ sources, files }: CatalogData): CatalogParts {
  const services: CatalogService[] = [];
  const flows: CatalogFlow[] = [];
  const nonFlows: CatalogFlow[] = [];
  const unpack = (numbers: PackedSources): string[] => numbers.map((number) => sources[number]!);
  for (const { uri, services: packedServices } of files) {
    for (const { flows: packedFlows, nonFlows: packedNonFlows, ...packed } of packedServices) {
      services.push({
        ...packed,
        sources: unpack(packed.sources),
        formerNames: packed.formerNames.map((former) => ({ ...former, sources: unpack(former.sources) })),
        builtIn: true,
        place: toPlace(uri, packed.place),
      });
      for (const [packedList, list] of [
        [packedFlows, flows],
        [packedNonFlows, nonFlows],
      ] as const) {
        for (const flow of packedList)
          list.push({ ...flow, source: packed.id, sources: unpack(flow.sources), place: toPlace(uri, flow.place) });
      }
    }
  }
  return { services, flows, nonFlows };
}

function toPlace(uri: string, [line, character, endCharacter]: PackedPlace): CatalogService['place'] {
  return { uri, line, character, endCharacter };
}
