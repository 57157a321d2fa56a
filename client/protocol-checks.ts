/** Checks of what the language server sends beyond the Language Server Protocol. */
import { protocolVersion } from '../server/protocol.ts';
import type {
  CatalogEntry,
  CatalogListing,
  CatalogUseResult,
  CoverageListing,
  CoverageScore,
  CoverageTechnique,
  PictureResult,
  PreviewState,
} from '../server/protocol.ts';
import { isElement, isRoad } from './preview/messages.ts';
import { count, flag, list, oneOf, optional, record, text } from './preview/shape.ts';
import type { Guard } from './preview/shape.ts';

type Scene = NonNullable<PreviewState['scene']>;
type Problem = PreviewState['problems'][number];

const names = text(10_000);
const span = record<Scene['cards'][number]['span']>({ uri: names, start: count, end: count });
const position = record<Problem['range']['start']>({ line: count, character: count });

/** The parts of a scene that lead back to the text; the rest is checked where it is drawn. */
const item = record({ id: text(100), span, nameSpan: span });
const line = record({ id: text(100), flows: list(record({ span })) });
const sceneParts = record({ cards: list(item), frames: list(item), lines: list(line) });

const isState: Guard<PreviewState> = record<PreviewState>({
  protocol: oneOf([protocolVersion]),
  preview: names,
  uri: names,
  sequence: count,
  views: list(record({ name: names, title: names }), 10_000),
  view: names,
  scene: (value): value is Scene | undefined => value === undefined || sceneParts(value),
  stale: flag,
  kept: optional(flag),
  progress: optional(record<NonNullable<PreviewState['progress']>>({ done: count, total: count })),
  notice: optional(names),
  problems: list(
    record<Problem>({
      message: names,
      range: record<Problem['range']>({ start: position, end: position }),
      severity: oneOf(['error', 'warning', 'info']),
    }),
    100,
  ),
  overview: flag,
  road: optional(isRoad),
  elements: list(isElement),
  findings: list(
    record<PreviewState['findings'][number]>({
      rule: names,
      message: names,
      severity: oneOf(['error', 'warning', 'info']),
      uri: names,
      range: record<Problem['range']>({ start: position, end: position }),
      fixes: list(names, 1_000),
      element: optional(names),
      flow: optional(names),
    }),
  ),
});

/** The state of a preview, or nothing where the message is not one of this version. */
export function readPreviewState(message: unknown): PreviewState | undefined {
  return isState(message) ? message : undefined;
}

const isPicture: Guard<PictureResult> = (value): value is PictureResult =>
  record<{ svg: string; description: string; errors: readonly string[] }>({
    svg: text(100_000_000),
    description: text(1_000_000),
    errors: list(names, 100),
  })(value) || record<{ notice: string }>({ notice: names })(value);

/** A text drawn, or nothing where the answer is not one of this version. */
export function readPicture(answer: unknown): PictureResult | undefined {
  return isPicture(answer) ? answer : undefined;
}

/** The text of a catalog file, or nothing where there is no such file. */
export function readCatalogText(answer: unknown): string | undefined {
  return text(10_000_000)(answer) ? answer : undefined;
}

const isListing: Guard<CatalogListing> = record<CatalogListing>({
  protocol: oneOf([protocolVersion]),
  reviewed: text(20),
  pillars: list(record({ id: names, title: names }), 1000),
  services: list(
    record<CatalogEntry>({
      id: names,
      name: names,
      short: names,
      abbreviations: list(names, 10_000),
      formerNames: list(names, 10_000),
      pillar: optional(names),
      status: names,
      statusText: optional(names),
      statusDate: optional(names),
      description: text(),
      docs: optional(names),
      builtIn: flag,
      uri: names,
      position,
    }),
  ),
});

/** The services that the server knows, or nothing where the answer is not one of this version. */
export function readCatalogListing(answer: unknown): CatalogListing | undefined {
  return isListing(answer) ? answer : undefined;
}

/** Ids of services, or nothing where the answer is none. */
export function readServiceIds(answer: unknown): readonly string[] | undefined {
  return list(names, 10_000)(answer) ? answer : undefined;
}

/** The id of what looks like a service, whoever hands it over. */
export function readServiceId(value: unknown): string | undefined {
  return record<{ readonly id: string; readonly uri: string }>({ id: names, uri: names })(value) ? value.id : undefined;
}

const isEdit = record<NonNullable<CatalogUseResult>[number]>({
  range: record<Problem['range']>({ start: position, end: position }),
  newText: text(),
});

/** Edits of a document, or nothing where the server has none. */
export function readTextEdits(answer: unknown): NonNullable<CatalogUseResult> | undefined {
  return list(isEdit, 100)(answer) ? answer : undefined;
}

const coverageScores = list(record<CoverageScore>({ category: names, score: names }), 10);
type Threat = CoverageTechnique['threats'][number];
type MappedService = CoverageTechnique['services'][number];
type Covered = CoverageListing['services'][number];

const isThreat = record<Threat>({
  label: names,
  uri: names,
  range: record<Threat['range']>({ start: position, end: position }),
});

const isCoverage: Guard<CoverageListing> = record<CoverageListing>({
  protocol: oneOf([protocolVersion]),
  title: names,
  attackVersion: text(20),
  mappingVersion: text(20),
  source: names,
  tactics: list(record({ id: names, name: names }), 100),
  techniques: list(
    record<CoverageTechnique>({
      id: names,
      name: names,
      ownName: names,
      url: names,
      tactics: list(names, 100),
      best: coverageScores,
      published: flag,
      services: list(
        record<MappedService>({
          id: names,
          name: names,
          scores: coverageScores,
          capabilities: list(names),
          guess: flag,
        }),
      ),
      threats: list(isThreat),
    }),
  ),
  services: list(
    record<Covered>({
      id: names,
      name: names,
      mappingsPublished: flag,
      techniques: count,
      losses: list(
        record<Covered['losses'][number]>({
          technique: names,
          name: names,
          category: names,
          score: names,
          left: optional(names),
        }),
      ),
    }),
  ),
});

/** What published mappings say of a design, or nothing where the answer is not one of this version. */
export function readCoverageListing(answer: unknown): CoverageListing | undefined {
  return isCoverage(answer) ? answer : undefined;
}

/** What looks like a threat of a design, whoever hands it over. */
export function readThreat(value: unknown): Threat | undefined {
  return isThreat(value) ? value : undefined;
}

/** The text of a file, or nothing where the server has none. */
export function readFileText(answer: unknown): string | undefined {
  return text(100_000_000)(answer) ? answer : undefined;
}
