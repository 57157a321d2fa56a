/**
 * The day on which every fact of the built-in catalog was last compared with its source (`YYYY-MM-DD`). Set it when the
 * whole catalog was gone through, as docs/catalog.md describes, not when a single fact changes.
 */
export const catalogReviewed = '2026-11-21';
