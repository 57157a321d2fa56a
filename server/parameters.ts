import type {
  CatalogSearchParams,
  CatalogTextParams,
  CatalogUseParams,
  PreviewCloseParams,
  PreviewOpenParams,
} from './protocol.ts';

/** Longest text a client may send for a name or URI. */
const longest = 10_000;

/** The parameters of `parapet/catalogText`; undefined where they are not of that shape. */
export function readCatalogTextParams(value: unknown): CatalogTextParams | undefined {
  return isRecord(value) && isText(value['uri']) ? { uri: value['uri'] } : undefined;
}

/** The parameters of `parapet/preview/open`; undefined where they are not of that shape. */
export function readPreviewOpenParams(value: unknown): PreviewOpenParams | undefined {
  if (!isRecord(value) || !isText(value['preview']) || !isText(value['uri'])) return undefined;
  const { preview, uri, view } = value;
  if (view === undefined || view === null) return { preview, uri };
  return isText(view) ? { preview, uri, view } : undefined;
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

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value.length > 0 && value.length <= longest;
}
