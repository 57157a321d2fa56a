import { join } from 'node:path';

/** The folder of the running program: `dist/` of a package, or `server/` when run from source. */
export const ownFolder: string = import.meta.dirname ?? __dirname;

/** The file of the running program: the bundle, or `main.ts` when run from source. */
export const ownProgram: string = typeof __filename === 'string' ? __filename : join(ownFolder, 'main.ts');
