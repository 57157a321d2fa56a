import type { SyntaxProblem } from '../services/parse.ts';
import { parseFile } from '../services/parse.ts';
import type { ReadService } from './read-service.ts';
import { readService } from './read-service.ts';

/** A file of services, read. */
export interface ReadCatalogFile {
  readonly uri: string;
  readonly services: readonly ReadService[];
  readonly problems: readonly SyntaxProblem[];
}

/** Parses a file and reads the services it defines; other statements are passed over. */
export function readCatalogFile(uri: string, text: string, builtIn = false): ReadCatalogFile {
  const file = parseFile(uri, text);
  const services = file.statements.flatMap(({ node, shift, documentation }) =>
    node.$type === 'Service'
      ? [readService({ node, shift, ...(documentation ? { documentation } : {}) }, file, builtIn)]
      : [],
  );
  return { uri, services, problems: file.problems };
}
