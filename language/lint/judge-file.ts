import type { Baseline } from './baseline.ts';
import { baselineKey, entryKey } from './baseline.ts';
import type { Configuration } from './configuration.ts';
import { listing } from './fill-message.ts';
import type { Finding, Fix, Suppression } from './finding.ts';
import type { RuleBook } from './rule-book.ts';
import type { Rule, RuleReport } from './rule.ts';
import { findingOf } from './run-rules.ts';
import { unusedAcceptance } from './rules/organisation/unused-acceptance.ts';
import { blanketSuppression } from './rules/suppression/blanket-suppression.ts';
import { forbiddenSuppression } from './rules/suppression/forbidden-suppression.ts';
import { misplacedSuppression } from './rules/suppression/misplaced-suppression.ts';
import { suppressionWithoutReason } from './rules/suppression/suppression-without-reason.ts';
import { unknownSuppression } from './rules/suppression/unknown-suppression.ts';
import { unusedSuppression } from './rules/suppression/unused-suppression.ts';
import type { CommentedText, SuppressionComment } from './suppression-comments.ts';
import { readSuppressionComments } from './suppression-comments.ts';

/** A file with all that was found in it. */
export interface FileToJudge {
  readonly file: CommentedText;
  /** In the order in which they are told; accepted ones carry their `suppression`. */
  readonly found: readonly Finding[];
  readonly configuration: Configuration;
  readonly rules: RuleBook;
  readonly baseline?: Baseline;
}

/** What is to be told of a file, and what is silenced. */
export interface JudgedFile {
  readonly findings: readonly Finding[];
  readonly suppressed: readonly Finding[];
}

/**
 * Silences what comments, acceptances and the baseline silence, and tells what is wrong with the comments. What comes
 * from the language itself is never silenced.
 */
export function judgeFile({ file, found, configuration, rules, baseline }: FileToJudge): JudgedFile {
  const comments = new Comments(file, found, configuration, rules);
  const known = new Map(
    (baseline?.entries ?? [])
      .filter((entry) => entry.file === file.uri)
      .map((entry) => [entryKey(entry, rules), entry]),
  );
  const findings: Finding[] = [];
  const suppressed: Finding[] = [];
  const place = (finding: Finding): void => {
    const comment = comments.silence(finding);
    const entry = finding.origin === 'rule' ? known.get(baselineKey(finding)) : undefined;
    const suppression: Suppression | undefined =
      finding.suppression ?? comment ?? (entry && { kind: 'baseline', span: entry.span });
    if (suppression) suppressed.push({ ...finding, suppression });
    else findings.push(finding);
  };
  const impossible = found.some((finding) => finding.analysis === 'impossible');
  for (const finding of found) {
    // What the rules would find were the text whole, nobody knows.
    if (!(impossible && finding.rule === unusedAcceptance.id)) place(finding);
  }
  comments.problems().forEach(place);
  return { findings, suppressed };
}

/** A rule that a comment silences. */
interface Silence {
  readonly comment: SuppressionComment;
  readonly id: { readonly text: string; readonly span: { readonly start: number; readonly end: number } };
  readonly rule: Rule;
  used: boolean;
}

class Comments {
  readonly #file: CommentedText;
  readonly #found: readonly Finding[];
  readonly #configuration: Configuration;
  readonly #rules: RuleBook;
  readonly #silences: Silence[] = [];
  readonly #problems: Finding[] = [];

  constructor(file: CommentedText, found: readonly Finding[], configuration: Configuration, rules: RuleBook) {
    this.#file = file;
    this.#found = found;
    this.#configuration = configuration;
    this.#rules = rules;
    for (const comment of readSuppressionComments(file)) this.#read(comment);
  }

  /** The comment that silences a finding, which is then of use. */
  silence(finding: Finding): Suppression | undefined {
    let first: Silence | undefined;
    for (const silence of this.#silences) {
      if (silence.rule.id !== finding.rule || finding.origin !== 'rule' || !this.#covers(silence.comment, finding))
        continue;
      silence.used = true;
      first ??= silence;
    }
    return first && { kind: 'comment', reason: first.comment.reason, span: first.comment.span };
  }

  /** What is wrong with the comments; to be asked after all findings were. */
  problems(): readonly Finding[] {
    // What the rules would find were the text whole, nobody knows.
    if (this.#found.some((finding) => finding.analysis === 'impossible')) return this.#problems;
    for (const silence of this.#silences) {
      if (silence.used || this.#configuration.settingOf(silence.rule).level === 'off') continue;
      const { comment, id, rule } = silence;
      const where =
        comment.scope === 'file'
          ? 'in this file'
          : comment.scope === 'line'
            ? 'on this line'
            : `on line ${comment.line! + 1}`;
      this.#report(unusedSuppression, comment, {
        message: 'unused',
        data: { rule: rule.id, where },
        span: { ...comment.span, start: id.span.start, end: id.span.end },
        fixes: [this.#removal(silence)],
        tag: 'unnecessary',
      });
    }
    return this.#problems;
  }

  #read(comment: SuppressionComment): void {
    if (comment.problem) {
      this.#report(misplacedSuppression, comment, { message: comment.problem, data: { word: comment.word } });
      return;
    }
    if (comment.ids.length === 0) {
      const ids = new Set(
        this.#found
          .filter((finding) => finding.origin === 'rule' && this.#covers(comment, finding))
          .map((finding) => finding.rule),
      );
      const found = ids.size > 0 ? ` (here: ${listing([...ids])})` : '';
      this.#report(blanketSuppression, comment, { message: 'blanket', data: { found } });
      return;
    }
    if (comment.reason === '') this.#report(suppressionWithoutReason, comment, { message: 'missing' });
    for (const id of comment.ids) {
      const rule = this.#rule(comment, id);
      if (rule && comment.reason !== '') this.#silences.push({ comment, id, rule, used: false });
    }
  }

  /** The rule that a comment names, where it may be silenced. */
  #rule(comment: SuppressionComment, { text, span }: SuppressionComment['ids'][number]): Rule | undefined {
    const named = this.#rules.find(text);
    const replace = (id: string, safe: boolean): Fix => ({
      title: `Replace by ${id}`,
      edits: [{ span, newText: id }],
      safe,
    });
    if (!named.rule) {
      const language = this.#found.some((finding) => finding.origin === 'language' && finding.rule === text);
      const { suggestion } = named;
      const hint = suggestion ? `Did you mean ${suggestion}?` : '`parapet rules` lists those there are.';
      this.#report(unknownSuppression, comment, {
        message: language ? 'language' : 'unknown',
        data: language ? { id: text } : { id: text, hint },
        span,
        fixes: suggestion && !language ? [replace(suggestion, false)] : [],
      });
      return undefined;
    }
    const { rule } = named;
    if (named.former) {
      this.#report(unknownSuppression, comment, {
        message: 'former',
        data: { id: text, now: rule.id },
        span,
        fixes: [replace(rule.id, true)],
        tag: 'deprecated',
        severity: 'warning',
      });
    }
    const itself = rule.family === 'suppression';
    if (!itself && this.#configuration.settingOf(rule).inline) return rule;
    this.#report(forbiddenSuppression, comment, {
      message: itself ? 'itself' : 'configured',
      data: { id: rule.id },
      span,
    });
    return undefined;
  }

  #covers(comment: SuppressionComment, finding: Finding): boolean {
    if (finding.span.uri !== this.#file.uri) return false;
    return comment.scope === 'file' || this.#file.lines.positionAt(finding.span.start).line === comment.line;
  }

  /** Takes a rule out of its comment, or the comment where nothing in it is of use. */
  #removal(silence: Silence): Fix {
    const { comment, id } = silence;
    const ofComment = this.#silences.filter((other) => other.comment === comment);
    if (comment.ids.length === ofComment.length && ofComment.every((other) => !other.used)) {
      return { title: 'Remove the comment', edits: [{ span: comment.removal, newText: '' }], safe: true };
    }
    const index = comment.ids.findIndex((other) => other === id);
    const before = comment.ids[index - 1];
    const after = comment.ids[index + 1];
    const span = {
      uri: this.#file.uri,
      // With the comma on one side of it.
      start: after || !before ? id.span.start : before.span.end,
      end: after ? after.span.start : id.span.end,
    };
    return { title: `Remove ${id.text} from the comment`, edits: [{ span, newText: '' }], safe: true };
  }

  #report(rule: Rule, comment: SuppressionComment, report: Omit<RuleReport, 'span'> & Partial<RuleReport>): void {
    const { level } = this.#configuration.settingOf(rule);
    if (level === 'off') return;
    const subject = [comment.word, ...comment.ids.map(({ text }) => text)].join(' ').slice(0, 200);
    this.#problems.push(findingOf(rule, { span: comment.span, subject, ...report }, level));
  }
}
