import { allRules, ruleById } from '../lint/registry.ts';
import type { Finding } from '../lint/finding.ts';
import type { ParsedFile, Token } from './parse.ts';

/** A rule's id as completion offers it. */
export interface OfferedRule {
  readonly id: string;
  /** Why it is offered first: it finds something where the id is written. */
  readonly note?: string;
  readonly summary: string;
}

/** Rules by id; first those that find something at one of the places given. */
export function offeredRules(findings: readonly Finding[], isMeant: (finding: Finding) => boolean): OfferedRule[] {
  const meant = new Set(findings.filter(isMeant).map(({ rule }) => rule));
  const offered = allRules.map(({ id, docs }): OfferedRule => ({
    id,
    summary: docs.summary,
    ...(meant.has(id) ? { note: 'finds something here' } : {}),
  }));
  return [...offered.filter(({ note }) => note), ...offered.filter(({ note }) => !note)];
}

/** Where in a comment that silences rules a place is. */
export interface SilencingPlace {
  readonly start: number;
  readonly end: number;
  readonly typed: string;
  /** `word`: the comment's first word; `id`: one of its rules. */
  readonly expects: 'word' | 'id';
  /** Ids that are written already. */
  readonly others: readonly string[];
  /** The line whose findings it silences, counted from 0; undefined: all of the file. */
  readonly line?: number;
}

/** The words that begin a comment that silences, with what each does. */
export const silencingWords: readonly (readonly [word: string, meaning: string])[] = [
  ['parapet-disable-next-line', 'Silences rules on the next line, with a reason.'],
  ['parapet-disable-line', 'Silences rules on this line, with a reason.'],
  ['parapet-disable-file', 'Silences rules in this file, with a reason. Stands before the first statement.'],
];

/** What a place in a line comment is for, where the comment is one that silences rules or is about to become one. */
export function silencingPlace(file: ParsedFile, comment: Token, offset: number): SilencingPlace | undefined {
  const opening = /^\/\/+[ \t]*/.exec(comment.text)?.[0];
  if (opening === undefined || comment.text.startsWith('/*')) return undefined;
  const body = comment.text.slice(opening.length);
  const at = offset - comment.start - opening.length;
  if (at < 0) return undefined;
  const word = /^[\w-]*/.exec(body)![0];
  const base = comment.start + opening.length;
  if (at <= word.length) {
    const typed = body.slice(0, at);
    // A comment is the author's own: only what looks like this word is answered.
    if (typed.length < 2 || !'parapet-disable'.startsWith(typed.slice(0, 15))) return undefined;
    return { start: base, end: base + word.length, typed, expects: 'word', others: [] };
  }
  if (!silencingWords.some(([known]) => known === word)) return undefined;
  const dashes = body.indexOf('--', word.length);
  if (dashes >= 0 && at > dashes) return undefined;
  const before = /[^\s,]*$/.exec(body.slice(word.length, at))![0];
  const after = /^[^\s,]*/.exec(body.slice(at))![0];
  const list = body.slice(word.length, dashes < 0 ? undefined : dashes);
  const own = before + after;
  const { line } = file.lines.positionAt(comment.start);
  return {
    start: offset - before.length,
    end: offset + after.length,
    typed: before,
    expects: 'id',
    others: list.split(/[\s,]+/).filter((id) => id !== '' && id !== own),
    ...(word === 'parapet-disable-file'
      ? {}
      : { line: word === 'parapet-disable-line' ? line : lineAfter(file, comment) }),
  };
}

/** The line of the first word after a comment: what `next-line` means. */
function lineAfter(file: ParsedFile, comment: Token): number {
  const next = file.tokens.find((token) => token.start >= comment.end);
  return next ? file.lines.positionAt(next.start).line : -1;
}

/** What a rule is about, for hover: undefined for ids that no rule has. */
export function ruleCard(id: string): string | undefined {
  const rule = ruleById(id);
  return (
    rule &&
    `**${rule.id}** · ${rule.severity}, ${rule.family}\n\n${rule.docs.summary}\n\n${rule.docs.why}\n\n**What to do** – ${rule.docs.fix}`
  );
}
