import { roadDirections } from '../language/pipeline.ts';
import { coverageExportFormats, pictureThemes } from './protocol.ts';
import type {
  CatalogSearchParams,
  CatalogTextParams,
  CatalogUseParams,
  CoverageExportParams,
  CoverageParams,
  Exploration,
  PictureParams,
  PreviewCloseParams,
  PreviewOpenParams,
} from './protocol.ts';

/** Longest text a client may send for a name or URI. */
const longest = 10_000;
/** Longest text that is drawn on its own. */
const longestPicture = 200_000;
/** Most names in a list of a client's. */
const mostNames = 10_000;

/** The parameters of `parapet/catalogText`; undefined where they are not of that shape. */
export function readCatalogTextParams(value: unknown): CatalogTextParams | undefined {
  return isRecord(value) && isText(value['uri']) ? { uri: value['uri'] } : undefined;
}

/** The parameters of `parapet/coverage`; undefined where they are not of that shape. */
export function readCoverageParams(value: unknown): CoverageParams | undefined {
  if (!isRecord(value) || !isText(value['uri']) || typeof value['threatsOnly'] !== 'boolean') return undefined;
  return { uri: value['uri'], threatsOnly: value['threatsOnly'] };
}

/** The parameters of `parapet/coverage/export`; undefined where they are not of that shape. */
export function readCoverageExportParams(value: unknown): CoverageExportParams | undefined {
  const read = readCoverageParams(value);
  const format = isRecord(value) && coverageExportFormats.find((known) => known === value['format']);
  return read && format ? { ...read, format } : undefined;
}

/** The parameters of `parapet/preview/open`; undefined where they are not of that shape. */
export function readPreviewOpenParams(value: unknown): PreviewOpenParams | undefined {
  if (!isRecord(value) || !isText(value['preview']) || !isText(value['uri'])) return undefined;
  const { preview, uri, view, tidy, exploration: given } = value;
  if (!isAbsent(view) && !isText(view)) return undefined;
  if (!isAbsent(tidy) && typeof tidy !== 'boolean') return undefined;
  const exploration = isAbsent(given) ? undefined : readExploration(given);
  if (!isAbsent(given) && !exploration) return undefined;
  return {
    preview,
    uri,
    ...(isAbsent(view) ? {} : { view }),
    ...(tidy === true ? { tidy } : {}),
    ...(exploration ? { exploration } : {}),
  };
}

function readExploration(value: unknown): Exploration | undefined {
  if (!isRecord(value)) return undefined;
  const { closed, open, overview, road: given } = value;
  if (!isTexts(closed) || !isTexts(open) || typeof overview !== 'boolean') return undefined;
  if (isAbsent(given)) return { closed, open, overview };
  const road = readRoad(given);
  return road && { closed, open, overview, road };
}

function readRoad(value: unknown): Exploration['road'] {
  if (!isRecord(value)) return undefined;
  const { path, depth, kinds } = value;
  const direction = roadDirections.find((known) => known === value['direction']);
  if (!isText(path) || !isCount(depth) || !direction) return undefined;
  if (isAbsent(kinds)) return { path, depth, direction };
  return isTexts(kinds) ? { path, depth, direction, kinds } : undefined;
}

/** The parameters of `parapet/picture`; undefined where they are not of that shape. */
export function readPictureParams(value: unknown): PictureParams | undefined {
  if (!isRecord(value) || typeof value['text'] !== 'string' || value['text'].length > longestPicture) return undefined;
  const theme = pictureThemes.find((known) => known === value['theme']);
  return theme && { text: value['text'], theme };
}

/** The parameters of `parapet/preview/close`; undefined where they are not of that shape. */
export function readPreviewCloseParams(value: unknown): PreviewCloseParams | undefined {
  return isRecord(value) && isText(value['preview']) ? { preview: value['preview'] } : undefined;
}

/** The parameters of `parapet/catalog/search`; undefined where they are not of that shape. */
export function readCatalogSearchParams(value: unknown): CatalogSearchParams | undefined {
  return isRecord(value) && isText(value['query']) ? { query: value['query'] } : undefined;
}

/** The parameters of `parapet/catalog/use`; undefined where they are not of that shape. */
export function readCatalogUseParams(value: unknown): CatalogUseParams | undefined {
  if (!isRecord(value) || !isText(value['uri']) || !isText(value['service'])) return undefined;
  const { uri, service, position } = value;
  if (!isRecord(position) || !isCount(position['line']) || !isCount(position['character'])) return undefined;
  return { uri, service, position: { line: position['line'], character: position['character'] } };
}

/** The name of a catalog file in its URI `parapet-catalog:/identity.parapet`; undefined for every other URI. */
export function catalogFileName(uri: string): string | undefined {
  return /^parapet-catalog:\/([a-z0-9]+(?:-[a-z0-9]+)*\.parapet)$/.exec(uri)?.[1];
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Some clients write what is not there as null. */
function isAbsent(value: unknown): value is undefined | null {
  return value === undefined || value === null;
}

function isTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.length <= mostNames && value.every(isText);
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value.length > 0 && value.length <= longest;
}
