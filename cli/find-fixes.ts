import { applyFixes } from '../language/pipeline.ts';
import type { Finding, Fix } from '../language/lint/finding.ts';
import { lintDesigns, type FileFindings } from './lint-designs.ts';
import type { DesignLoader } from './load-designs.ts';

/** Rounds of fixing: a fix may uncover another finding, but not for ever. */
const maximumRounds = 10;

/** A file that was mended, in memory. */
export interface MendedFile {
  readonly path: string;
  readonly before: string;
  readonly after: string;
  readonly byteOrderMark: boolean;
}

/**
 * Mends what can be mended in the files that were asked for, without writing them: the loader then has the mended
 * texts. What they import may belong to others and stays as it is.
 */
export function findFixes(
  loader: DesignLoader,
  unsafeToo: boolean,
): { readonly mended: readonly MendedFile[]; readonly count: number; readonly left: Map<string, FileFindings> } {
  const before = new Map(loader.designs.map((design) => [design.uri, design.text]));
  let count = 0;
  let found = lintDesigns(loader);
  for (let round = 0; round < maximumRounds; round++) {
    const texts = new Map(loader.designs.map(({ uri }) => [uri, loader.all.get(uri)!.text]));
    const fixes = loader.designs
      .flatMap(({ uri }) => found.get(uri)?.findings ?? [])
      .flatMap((finding) => chosenFix(finding, unsafeToo) ?? []);
    const outcome = applyFixes(texts, fixes);
    if (outcome.texts.size === 0) break;
    count += outcome.applied.length;
    for (const [uri, text] of outcome.texts) loader.replaceText(uri, text);
    found = lintDesigns(loader);
  }
  const mended = loader.designs.flatMap(({ uri, path, byteOrderMark }) => {
    const [old, after] = [before.get(uri)!, loader.all.get(uri)!.text];
    return old === after ? [] : [{ path, before: old, after, byteOrderMark }];
  });
  return { mended, count, left: found };
}

/** The fix that may be made unseen; between several that are not safe a person has to choose. */
export function chosenFix(finding: Finding, unsafeToo: boolean): Fix | undefined {
  const safe = finding.fixes.find((fix) => fix.safe);
  if (safe || !unsafeToo) return safe;
  return finding.fixes.length === 1 ? finding.fixes[0] : undefined;
}
