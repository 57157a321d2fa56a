import type { Span, TextEdit } from '../model/span.ts';

export const severities = ['info', 'warning', 'error'] as const;
export type Severity = (typeof severities)[number];

/** A change that would mend a finding. */
export interface Fix {
  /** Imperative, as an editor shows it: "Replace by sentinel". */
  readonly title: string;
  readonly edits: readonly TextEdit[];
  /** Safe: the meaning the author intended is kept, so it may be applied unseen. */
  readonly safe: boolean;
}

/** How a finding was silenced: by a comment beside it, by an `accept` statement, or by a baseline. */
export interface Suppression {
  readonly kind: 'comment' | 'acceptance' | 'baseline';
  /** Why, in the words of who did it. A baseline gives none. */
  readonly reason?: string;
  /** The comment, the statement, or the entry of the baseline. */
  readonly span?: Span;
  /** Acceptances: the last day it holds, who decided it, and where that is recorded. */
  readonly until?: string;
  readonly owner?: string;
  readonly ticket?: string;
}

/** Something to tell the author, of a rule or of the language itself. */
export interface Finding {
  /** Rule id, or the code of a language error (`syntax`, `unknown-name` …). */
  readonly rule: string;
  readonly severity: Severity;
  /**
   * `language` findings come from reading and resolving the text and cannot be switched off; with `analysis: 'impossible'`
   * (syntax, missing imports) the command line says exit code 2.
   */
  readonly origin: 'language' | 'rule';
  readonly analysis?: 'impossible';
  /** What is wrong and what to do, in plain text on one line. */
  readonly message: string;
  readonly span: Span;
  readonly related: readonly { readonly span: Span; readonly message: string }[];
  readonly fixes: readonly Fix[];
  /** How an editor may show it besides: struck through, or faded. */
  readonly tag?: 'deprecated' | 'unnecessary';
  /** Path of the element, or id of the flow, that it is about: with the rule, what a baseline knows it by. */
  readonly subject?: string;
  /**
   * Which of several things one rule can say of the subject, where they are decided about one by one: the constraint that
   * is broken, for example. Stays while its text stays.
   */
  readonly aspect?: string;
  /** Present on findings that are silenced, and only on those. */
  readonly suppression?: Suppression;
}
