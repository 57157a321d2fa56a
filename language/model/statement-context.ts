import type { Finding, Fix, Severity } from '../lint/finding.ts';
import type { ParsedStatement } from '../services/parse.ts';
import type { Element, EndpointReference, Properties, Reference } from './model.ts';
import type { PropertyHolder } from './properties.ts';
import type { CheckedProperty } from './read-properties.ts';
import type { PropertyText, Word } from './read-statement.ts';
import type { Span } from './span.ts';
import type { FlowKind } from './vocabulary.ts';

/** What reading a statement needs of the model that is being built, at the statement that is being read. */
export interface StatementContext {
  /** A word at its place in the file as it is now. */
  word(word: Word): Word;
  span(place: { readonly start: number; readonly end: number }): Span;
  /** The statement's whole place. */
  statementSpan(statement: ParsedStatement): Span;
  /** The element that a word refers to; reported where there is none. */
  endpoint(word: Word, role: Reference['role']): EndpointReference;
  /** The element of that name if it can be seen here; nothing is reported, and nothing is referred to. */
  visibleElement(name: string): Element | undefined;
  /** Notes that a word refers to an element. */
  refer(element: Element, span: Span, role: Reference['role']): void;
  /** The kinds that words name; others are reported. */
  kinds(words: readonly Word[]): FlowKind[];
  label(word: Word | undefined): string | undefined;
  /** Checks properties and makes what the model keeps of them. */
  properties(
    holder: PropertyHolder,
    texts: readonly PropertyText[],
  ): { readonly checked: readonly CheckedProperty[]; readonly properties: Properties };
  replace(word: Word, newText: string, title: string, safe?: boolean): Fix;
  report(
    rule: string,
    place: { readonly start: number; readonly end: number },
    message: string,
    more?: { severity?: Severity; related?: Finding['related']; fixes?: readonly Fix[] },
  ): void;
}

/** The first value of a checked property. */
export function valueOf(checked: readonly CheckedProperty[], name: string): string | undefined {
  return checked.find((property) => property.definition.name === name)?.values[0];
}
