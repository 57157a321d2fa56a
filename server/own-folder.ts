/** The folder of the running program: `dist/` of a package, or `server/` when run from source. */
export const ownFolder: string = import.meta.dirname ?? __dirname;
