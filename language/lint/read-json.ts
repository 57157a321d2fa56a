import type { Node, ParseError } from 'jsonc-parser';
import { parseTree, printParseErrorCode } from 'jsonc-parser';
import type { Span } from '../model/span.ts';

/** Settings are what people write by hand, and a baseline is a line a finding: beyond this it is something else. */
export const maximumSettingsLength = 4_000_000;
/** Deeper than this nothing that is read here goes; the parser calls itself for each level. */
const maximumDepth = 100;

/** A JSON value with its place. */
export type JsonNode = Node;

export interface ReadJson {
  readonly root?: JsonNode;
  readonly problems: readonly { readonly message: string; readonly span: Span }[];
}

/** Reads JSON with comments; commas may stand at the end of a list. Never throws. */
export function readJson(uri: string, text: string): ReadJson {
  const whole = (message: string): ReadJson => ({ problems: [{ message, span: { uri, start: 0, end: 0 } }] });
  if (text.length > maximumSettingsLength) return whole(`This file has more than ${maximumSettingsLength} characters.`);
  if (nesting(text) > maximumDepth) return whole(`This file is nested more than ${maximumDepth} deep.`);
  const errors: ParseError[] = [];
  let root: JsonNode | undefined;
  try {
    root = parseTree(text, errors, { allowTrailingComma: true, disallowComments: false });
  } catch {
    // What a comment hid from the count above.
    return whole('This file cannot be read as JSON.');
  }
  return {
    ...(root && { root }),
    // What follows the first mistake is mostly made of it.
    problems: errors.slice(0, 1).map(({ error, offset, length }) => ({
      message: describe(printParseErrorCode(error)),
      span: { uri, start: offset, end: offset + length },
    })),
  };
}

/** An upper bound of how deep braces and brackets go; those in texts and comments count too. */
function nesting(text: string): number {
  let depth = 0;
  let deepest = 0;
  let inText = false;
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (inText) {
      if (code === 92) index++;
      else if (code === 34 || code === 10) inText = false;
    } else if (code === 34) inText = true;
    else if (code === 123 || code === 91) deepest = Math.max(deepest, ++depth);
    else if (code === 125 || code === 93) depth--;
  }
  return deepest;
}

function describe(code: string): string {
  switch (code) {
    case 'PropertyNameExpected':
      return 'The name of a setting, in quotation marks, is expected here.';
    case 'ValueExpected':
      return 'A value is expected here.';
    case 'ColonExpected':
      return 'A colon is expected here.';
    case 'CommaExpected':
      return 'A comma is expected here.';
    case 'CloseBraceExpected':
      return 'The closing brace `}` is missing.';
    case 'CloseBracketExpected':
      return 'The closing bracket `]` is missing.';
    case 'EndOfFileExpected':
      return 'Nothing may follow after the end of the settings.';
    case 'UnexpectedEndOfString':
      return 'This text has no closing quotation mark.';
    case 'UnexpectedEndOfComment':
      return 'This comment has no end.';
    case 'InvalidEscapeCharacter':
    case 'InvalidUnicode':
    case 'UnexpectedEndOfNumber':
    case 'InvalidCharacter':
    default:
      return 'This is not JSON: check quotation marks, commas and braces around here.';
  }
}
