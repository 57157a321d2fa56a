import { readStatement } from '../../model/read-statement.ts';
import type { ParsedFile, ParsedStatement } from '../parse.ts';
import { commentsBetween, tokensBetween } from './selected-statements.ts';

/** The lists of a flow statement, and all else it says, as written. */
export interface FlowText {
  readonly statement: ParsedStatement;
  readonly sources: readonly string[];
  readonly targets: readonly string[];
  readonly kinds: readonly string[];
  readonly arrow: string;
  /** What follows the lists: carrier, label and properties. */
  readonly tail: string;
  /** Two flow statements with the same key differ in their lists only. */
  readonly key: string;
}

export const listNames = ['sources', 'targets', 'kinds'] as const;

/** Reads a flow statement to be taken apart; undefined where it is none, has an error, or has comments in it. */
export function readFlowText(file: ParsedFile, statement: ParsedStatement): FlowText | undefined {
  const text = readStatement(statement.node);
  if (text.type !== 'flow' || statement.broken || !text.arrow || text.kinds.length === 0) return undefined;
  if (commentsBetween(file, statement.start, statement.end).length > 0) return undefined;
  const slice = ({ start, end }: { readonly start: number; readonly end: number }): string =>
    file.text.slice(start + statement.shift, end + statement.shift);
  const lists = [text.sources, text.targets, text.kinds].map((words) => words.map(slice));
  // Something that is said twice in a list makes two flows of one: nothing to be merged or parted unseen.
  if (lists.some((list) => new Set(list).size < list.length)) return undefined;
  const [sources, targets, kinds] = lists as [string[], string[], string[]];
  const listsEnd = text.kinds.at(-1)!.end + statement.shift;
  const tail = tokensBetween(file, listsEnd, statement.end);
  return {
    statement,
    sources,
    targets,
    kinds,
    arrow: text.arrow.text,
    tail: file.text.slice(listsEnd, statement.end).trim(),
    key: JSON.stringify([text.arrow.text, statement.documentation?.text, ...tail.map((token) => token.text)]),
  };
}

/** A flow statement with these lists and all else as it was. */
export function printFlowText(flow: FlowText, lists: Partial<Pick<FlowText, (typeof listNames)[number]>>): string {
  const { sources, targets, kinds } = { ...flow, ...lists };
  const head = `${sources.join(', ')} ${flow.arrow} ${targets.join(', ')} : ${kinds.join(', ')}`;
  return flow.tail === '' ? head : `${head} ${flow.tail}`;
}
