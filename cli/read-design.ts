import { readFileSync, statSync } from 'node:fs';

/** Designs are text that people write; beyond this, something else was named by mistake. */
export const maximumDesignBytes = 4 * 1024 * 1024;

export type ReadResult =
  | {
      readonly text: string;
      /** The file began with a byte order mark, which is no part of the text and is kept when it is written. */
      readonly byteOrderMark: boolean;
    }
  | {
      /** Why there is no text, in words that end a sentence: "it does not exist". */
      readonly reason: string;
    };

/** Reads a design, or settings, from disk. Never throws: what the system says is given as a reason. */
export function readDesign(path: string, what = 'a design'): ReadResult {
  try {
    // Asked before opening: opening a named pipe would wait for ever.
    const status = statSync(path);
    if (status.isDirectory()) return { reason: 'it is a folder' };
    if (!status.isFile()) return { reason: 'it is not a regular file' };
    if (status.size > maximumDesignBytes) return { reason: tooLarge(status.size, what) };
    return decodeDesign(readFileSync(path));
  } catch (error) {
    return { reason: systemReason(error) };
  }
}

/** Reads a design's bytes as UTF-8. */
export function decodeDesign(bytes: Uint8Array): ReadResult {
  if (bytes.byteLength > maximumDesignBytes) return { reason: tooLarge(bytes.byteLength) };
  const [first, second, third] = bytes;
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)) {
    return { reason: 'it is UTF-16 and not UTF-8; save it as UTF-8' };
  }
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return { text, byteOrderMark: first === 0xef && second === 0xbb && third === 0xbf };
  } catch {
    return { reason: 'it is not UTF-8 text' };
  }
}

export function tooLarge(bytes: number, what = 'a design'): string {
  return `it is ${megabytes(bytes)} large, and ${what} may be at most ${megabytes(maximumDesignBytes)}`;
}

function megabytes(bytes: number): string {
  return `${(bytes / (1024 * 1024)).toFixed(bytes % (1024 * 1024) === 0 ? 0 : 1)} MB`;
}

/** Why a file that is not there cannot be read. */
export const missingReason = 'it does not exist';

/** What the file system said, in words that end a sentence. */
export function systemReason(error: unknown, doing: 'read' | 'write' = 'read'): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : undefined;
  switch (code) {
    case 'ENOENT':
    case 'ENOTDIR':
      return missingReason;
    case 'EACCES':
    case 'EPERM':
      return `this account may not ${doing} it`;
    case 'ELOOP':
      return 'its symbolic links go round in a circle';
    case 'ENAMETOOLONG':
      return 'its name is too long';
    case 'EISDIR':
      return 'it is a folder';
    default:
      return error instanceof Error ? `the system says: ${error.message}` : 'the system gives no reason';
  }
}
