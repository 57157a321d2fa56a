import { URI } from 'vscode-uri';

/**
 * One spelling for each file, whoever names it: editors escape `:` and capital drive letters differently, and a file
 * known under two URIs would be two files. What is not a URI is returned as it is.
 */
export function canonicalUri(uri: string): string {
  try {
    return URI.parse(uri, true).toString();
  } catch {
    return uri;
  }
}
