import type { CatalogTextParams, PreviewCloseParams, PreviewOpenParams } from './protocol.ts';

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

/** The name of a catalog file in its URI `parapet-catalog:/identity.parapet`; undefined for every other URI. */
export function catalogFileName(uri: string): string | undefined {
  return /^parapet-catalog:\/([a-z0-9]+(?:-[a-z0-9]+)*\.parapet)$/.exec(uri)?.[1];
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value.length > 0 && value.length <= longest;
}
