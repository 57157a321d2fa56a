import type { SelectorAttribute } from '../model/model.ts';
import type { PropertyHolder } from '../model/properties.ts';
import { propertiesOf } from '../model/properties.ts';
import { acceptanceSlots, arrangementSlots, attackSlots, constraintSlots, threatSlots } from './decision-slots.ts';
import type { ParsedFile, ParsedStatement, Token } from './parse.ts';
import { lexPart } from './parse.ts';
import { continuationWords, openWords, statementWords, topLevelWords } from './statement-words.ts';
import { countWhile } from '../model/count-while.ts';

/** Statements that can carry properties in braces. */
export type PropertyOwner = PropertyHolder | 'service' | 'sends' | 'formerly';

/** What the language expects at a place. Several may be expected at once. */
export type Slot =
  /** The beginning of a statement, `in` a file or a group or zone. */
  | { readonly kind: 'statement'; readonly in: 'file' | 'group' | 'zone' }
  /** One of these words or signs. */
  | { readonly kind: 'word'; readonly words: readonly string[] }
  /** A service of the catalog: in a `use`, or in another service's body. */
  | { readonly kind: 'service'; readonly role: 'use' | 'sends' | 'other' }
  /** A free name for an instance of the service written as `service`. */
  | { readonly kind: 'alias'; readonly service: Token }
  /** An element's name. `sources` are the words before the arrow, `others` those of the same list. */
  | {
      readonly kind: 'element';
      readonly role:
        | 'source'
        | 'target'
        | 'via'
        | 'integrate'
        | 'integrate-target'
        | 'include'
        | 'exclude'
        | 'collapse'
        | 'row'
        | 'column'
        | 'endangered'
        | 'mitigating'
        | 'attack-step'
        | 'accepted'
        | 'selected';
      readonly sources: readonly Token[];
      readonly others: readonly Token[];
      /** Whether `*` may stand here instead. */
      readonly all: boolean;
    }
  /** A kind of flow, between the elements (in `sends`: services) named. `colon`: it has still to be written before it. */
  | {
      readonly kind: 'flow-kind';
      readonly role: 'flow' | 'sends' | 'view' | 'constraint';
      readonly sources: readonly Token[];
      readonly targets: readonly Token[];
      readonly others: readonly Token[];
      readonly colon: boolean;
    }
  /** The id of a rule; `others` are those of the same list. */
  | { readonly kind: 'rule'; readonly others: readonly string[] }
  /** What an attribute of a constraint's selection has to be. */
  | { readonly kind: 'selector-value'; readonly attribute: SelectorAttribute }
  | { readonly kind: 'property-name'; readonly of: PropertyOwner; readonly taken: readonly string[] }
  | {
      readonly kind: 'property-value';
      readonly of: PropertyOwner;
      readonly property: string;
      readonly others: readonly Token[];
    }
  | { readonly kind: 'import-path' };

/** What stands around a place in a file. */
export interface CursorContext {
  readonly offset: number;
  /** The word, number or text that the place touches, as far as it would be replaced. */
  readonly word?: Token;
  /** Where the text to be replaced begins; `offset` where there is none. */
  readonly start: number;
  readonly end: number;
  /** What is written from `start` to the place. */
  readonly typed: string;
  readonly slots: readonly Slot[];
  /** The tokens of the statement before the word. */
  readonly before: readonly Token[];
  /** Whether nothing but white space stands before the word on its line. */
  readonly firstOnLine: boolean;
}

interface Frame {
  readonly type: 'file' | PropertyOwner | 'other';
  /** Names of the entries so far, for not offering what may stand once only. */
  readonly taken: string[];
  current: Token[];
}

const signs: ReadonlySet<string> = new Set(['{', '}', ',', ':', '->', '<->', '*']);

/** Tokens to look at, and the text that they are of. */
interface TokenSource {
  readonly text: string;
  readonly tokens: readonly Token[];
}

/** As much of a file before a place as tells what may be written there. */
interface Surroundings extends TokenSource {
  readonly comments: readonly Token[];
  /** The blocks around the first token to be read. */
  readonly frames: Frame[];
  /** How many tokens at the beginning are only there to be looked back at. */
  readonly known: number;
}

/**
 * What may be written at an offset. Looks only at the tokens before it, so half-written lines and errors elsewhere do
 * not matter; gives no slots inside comments and where the author is free.
 */
export function cursorContext(file: ParsedFile, offset: number): CursorContext {
  const around = surroundings(file, offset);
  const { tokens } = around;
  const nothing = { offset, start: offset, end: offset, typed: '', slots: [], before: [], firstOnLine: false };
  if (commentIn(around.comments, offset)) return nothing;

  let count = tokenCountBefore(tokens, offset);
  const last = tokens[count - 1];
  let word: Token | undefined;
  if (last && !signs.has(last.type) && offset <= last.end && !(last.type === 'STRING' && isAfterString(last, offset))) {
    word = last;
    count--;
  }
  const place = scan(around, count, word?.start ?? offset);
  let start = word?.start ?? offset;
  const end = word && word.type !== 'STRING' ? word.end : word ? stringEnd(word, offset) : offset;
  let slots = slotsAt(place, word);
  let before = place.frame.current;
  // `use Azure ATP`: a name of several words that is still to be put in quotation marks, or rather to be replaced.
  const serviceWords = word && word.type !== 'STRING' ? unquotedService(before, place.fresh) : undefined;
  if (serviceWords) {
    start = serviceWords.start;
    before = before.slice(0, 1);
    slots = [{ kind: 'service', role: 'use' }];
    if (before.length === 1 && place.frame.current.length === 2) slots = [...slots, { kind: 'word', words: ['as'] }];
  }
  return {
    offset,
    ...(word ? { word } : {}),
    start,
    end,
    typed: file.text.slice(start, offset),
    slots,
    before,
    firstOnLine: isFirstOnLine(file.text, start),
  };
}

/**
 * The last statements before a place and what stands on its line: a large file is not read from its beginning at each
 * key. Where braces are amiss, blocks are not what the statements say, and everything is read. With the reach of a
 * statement, all of the one at the place and of the next one is there too.
 */
function surroundings(file: ParsedFile, offset: number, reach: 'line' | 'statement' = 'line'): Surroundings {
  const frames: Frame[] = [{ type: 'file', taken: [], current: [] }];
  if (file.problems.some(({ code }) => codesOfBraces.has(code))) {
    return { text: file.text, tokens: file.tokens, comments: file.comments, frames, known: 0 };
  }
  let list = file.statements;
  let start = 0;
  let known = 0;
  let statementEnd = 0;
  for (;;) {
    let index = countWhile(list, (statement) => statement.start < offset) - 1;
    const here = list[index];
    statementEnd = Math.max(here?.end ?? 0, list[index + 1]?.end ?? 0);
    const open = here?.children && endOfHead(here);
    if (here && open !== undefined && open <= offset && offset < here.end) {
      // The brace itself is looked back at.
      start = open - 1;
      known = 1;
      frames.push({ type: here.node.$type === 'Container' ? here.node.kind : 'other', taken: [], current: [] });
      list = here.children!;
      continue;
    }
    // What stands before may lead on to it.
    const headed = here?.children && offset < here.end;
    if (here && (!here.children || headed)) index--;
    while (index >= 0 && list[index]!.broken && !list[index]!.children) index--;
    const before = list[index];
    if (before) {
      start = before.children ? before.end - 1 : before.start;
      known = before.children ? 1 : 0;
    }
    break;
  }
  const { line } = file.lines.positionAt(offset);
  const lineStart = file.lines.offsetAt({ line, character: 0 });
  const lineEnd = Math.max(offset, lineStart + file.lines.lineText(line).length);
  const part = lexPart(file, start, reach === 'line' ? lineEnd : Math.max(lineEnd, statementEnd));
  return { text: file.text, ...part, frames, known };
}

const codesOfBraces: ReadonlySet<string> = new Set(['unclosed-brace', 'unopened-brace', 'nesting-too-deep']);

/** Where the block of a group or zone begins: right behind its `{`. */
function endOfHead({ node, shift }: ParsedStatement): number {
  return node.$cstNode!.end + shift;
}

/** The comment that an offset is inside of (a line comment reaches to its line's end). */
export function commentAt(file: ParsedFile, offset: number): Token | undefined {
  return commentIn(surroundings(file, offset).comments, offset);
}

function commentIn(comments: readonly Token[], offset: number): Token | undefined {
  const count = tokenCountBefore(comments, offset);
  const comment = comments[count - 1];
  if (!comment) return undefined;
  if (offset < comment.end) return comment;
  const open = comment.type === 'LINE_COMMENT' || (comment.type === 'BLOCK_COMMENT' && !comment.text.endsWith('*/'));
  return open && offset === comment.end ? comment : undefined;
}

/** How many tokens begin before an offset; tokens are in order. */
export function tokenCountBefore(tokens: readonly Token[], offset: number): number {
  return countWhile(tokens, ({ start }) => start < offset);
}

/** The token that an offset is in or at the end of; at a border of two words and signs, the word. */
export function tokenAt(file: ParsedFile, offset: number): Token | undefined {
  const { tokens } = file;
  const index = tokenCountBefore(tokens, offset + 1) - 1;
  const here = tokens[index];
  const left = here && here.start === offset ? tokens[index - 1] : here;
  if (
    here &&
    here.start <= offset &&
    offset < here.end &&
    !(signs.has(here.type) && left && left !== here && left.end === offset)
  )
    return here;
  if (left && left.end === offset) return left;
  return here && here.start <= offset && offset < here.end ? here : undefined;
}

function isAfterString(token: Token, offset: number): boolean {
  return offset >= token.end && token.text.length > 1 && token.text.endsWith('"');
}

/** Of a text that was not closed, only what is before the cursor and the rest of the line are the word. */
function stringEnd(token: Token, offset: number): number {
  return Math.max(token.end, offset);
}

function isFirstOnLine(text: string, offset: number): boolean {
  for (let index = offset - 1; index >= 0; index--) {
    const character = text[index]!;
    if (character === '\n' || character === '\r') return true;
    if (character !== ' ' && character !== '\t') return false;
  }
  return true;
}

function hasLineBreak(text: string, start: number, end: number): boolean {
  for (let index = start; index < end; index++) {
    const code = text.charCodeAt(index);
    if (code === 10 || code === 13) return true;
  }
  return false;
}

interface Scanned {
  readonly frame: Frame;
  /** Whether a new line (or brace) separates the place from what stands before it in the frame. */
  readonly fresh: boolean;
}

/** Reads the first `count` tokens and tells in which block and statement the place after them is. */
function scan(source: Surroundings, count: number, offset: number): Scanned {
  const { frames, known, tokens } = source;
  for (let index = known; index < count; index++) {
    if (meet(frames, source, index)) top(frames).current.push(tokens[index]!);
  }
  const frame = top(frames);
  const previous = tokens[count - 1];
  const newLine = previous === undefined || hasLineBreak(source.text, previous.end, offset);
  const leadsOn = previous !== undefined && openWords.has(previous.text) && frame.current.length > 0;
  if (newLine && !leadsOn && frame.current.length > 0) finish(frame);
  return { frame, fresh: frame.current.length === 0 };
}

/** A token with what the language expected where it stands. */
export interface PlacedToken {
  readonly token: Token;
  readonly next: Token | undefined;
  readonly slots: readonly Slot[];
  /** The tokens of the same statement or entry before it. */
  readonly before: readonly Token[];
  /** Whether it stands among statements, rather than in a block of entries. */
  readonly amongStatements: boolean;
}

/** All words, texts and signs of a file but braces, each with what was expected in its place. Costs one pass. */
export function placeTokens(file: ParsedFile): PlacedToken[] {
  const frames: Frame[] = [{ type: 'file', taken: [], current: [] }];
  return placeFrom({ text: file.text, tokens: file.tokens, comments: [], frames, known: 0 });
}

/** The same of the tokens around an offset: those of its statement, and some before and behind. */
export function placeTokensAround(file: ParsedFile, offset: number): PlacedToken[] {
  return placeFrom(surroundings(file, offset, 'statement'));
}

function placeFrom(source: Surroundings): PlacedToken[] {
  const { frames, known, tokens } = source;
  const placed: PlacedToken[] = [];
  for (let index = known; index < tokens.length; index++) {
    const token = tokens[index]!;
    if (!meet(frames, source, index)) continue;
    const frame = top(frames);
    const scanned: Scanned = { frame, fresh: frame.current.length === 0 };
    placed.push({
      token,
      next: tokens[index + 1],
      slots: signs.has(token.type) ? [] : slotsAt(scanned, token),
      before: [...frame.current],
      amongStatements: holdsStatements(frame),
    });
    frame.current.push(token);
  }
  return placed;
}

function top(frames: readonly Frame[]): Frame {
  return frames[frames.length - 1]!;
}

/**
 * Takes the next token into account as far as it opens, closes or ends something. Gives true where it belongs to the
 * statement that is then current, false for braces.
 */
function meet(frames: Frame[], file: TokenSource, index: number): boolean {
  const token = file.tokens[index]!;
  const previous = file.tokens[index - 1];
  let frame = top(frames);
  if (token.type === '{') {
    frames.push({ type: ownerOf(frame), taken: [], current: [] });
    return false;
  }
  if (token.type === '}') {
    if (frames.length > 1) frames.pop();
    finish(top(frames));
    return false;
  }
  const firstOnLine = previous === undefined || hasLineBreak(file.text, previous.end, token.start);
  const isStatementWord = statementWords.has(token.type);
  const valueExpected = previous !== undefined && openWords.has(previous.text);
  const isFlowBehindBlock = (): boolean =>
    frames.length > 1 &&
    !holdsStatements(frame) &&
    !signs.has(token.type) &&
    token.type !== 'STRING' &&
    !continuationWords.has(token.type) &&
    lineHasArrow(file, index) &&
    !closesBlock(
      file,
      index,
      countWhile([...frames].reverse(), (entry) => !holdsStatements(entry)),
    );
  if (firstOnLine && !valueExpected && (isStatementWord || isFlowBehindBlock())) {
    // A statement's word, or a flow, at the start of a line ends a block that was left open, as the parser sees it.
    while (frames.length > 1 && !holdsStatements(frame)) {
      frames.pop();
      frame = top(frames);
      finish(frame);
    }
    if (topLevelWords.has(token.type)) {
      while (frames.length > 1) frames.pop();
      frame = frames[0]!;
    }
  }
  const onLine = (sign: 'arrow' | ':'): boolean =>
    sign === 'arrow' ? lineHasArrow(file, index) : lineHas(file, index, ({ type }) => type === ':');
  if (beginsEntry(frame, token, firstOnLine, isStatementWord, onLine)) finish(frame);
  return true;
}

function finish(frame: Frame): void {
  const first = frame.current[0];
  if (first) frame.taken.push(first.text);
  frame.current = [];
}

function holdsStatements(frame: Frame): boolean {
  return frame.type === 'file' || frame.type === 'group' || frame.type === 'zone';
}

/** Which statement the `{` after a frame's current tokens belongs to. */
function ownerOf(frame: Frame): Frame['type'] {
  const first = frame.current[0];
  if (!first) return 'other';
  if (frame.type === 'service') {
    if (first.type === 'sends' || first.type === 'never-sends' || first.type === 'receives') return 'sends';
    return first.type === 'formerly' ? 'formerly' : 'other';
  }
  if (!holdsStatements(frame)) return 'other';
  switch (first.type) {
    case 'architecture':
    case 'use':
    case 'component':
    case 'group':
    case 'zone':
    case 'view':
    case 'service':
    case 'threat':
    case 'attack':
    case 'accept':
      return first.type;
    case 'require':
    case 'forbid':
      return 'constraint';
  }
  return frame.current.some(isArrow) ? 'flow' : 'other';
}

function beginsEntry(
  frame: Frame,
  token: Token,
  firstOnLine: boolean,
  isStatementWord: boolean,
  onLine: (sign: 'arrow' | ':') => boolean,
): boolean {
  const { current } = frame;
  const last = current[current.length - 1];
  if (!last) return false;
  if (holdsStatements(frame)) {
    if (isStatementWord) {
      if (firstOnLine) return true;
      return !(openWords.has(last.text) || (statementWords.has(last.type) && current.length === 1));
    }
    if (!firstOnLine) return false;
    if (continuationWords.has(token.type)) return false;
    if (token.type === 'STRING') return onLine('arrow');
    if (openWords.has(last.text)) {
      if (!onLine('arrow')) return false;
      return current.some(isArrow) || last.text !== ',' || (current[0]!.type === 'integrate' && onLine(':'));
    }
    return true;
  }
  if (openWords.has(last.text) && (!firstOnLine || last.text === ',')) return false;
  if (signs.has(token.type)) return false;
  if (firstOnLine) return !continuationWords.has(token.type);
  const first = current[0]!;
  const wordLike = token.type !== 'STRING' && token.type !== 'DATE' && token.type !== 'NUMBER';
  if (!wordLike) return false;
  switch (frame.type) {
    case 'view':
      if (first.type === 'arrange') {
        if (token.type === 'columns' || last.type === 'rows' || last.type === 'columns') return false;
        return current.length > 2;
      }
      return current.length > 1;
    case 'threat':
      return first.type === 'mitigated' ? current.length > 2 : current.length > 1;
    case 'service':
      if (first.type === 'receives') {
        if (token.type === 'from' || current.length === 1) return false;
        return current.some((entry) => entry.type === 'from');
      }
      if (first.type === 'sends' || first.type === 'never-sends') {
        if (token.type === 'to' || current.length === 1) return false;
        return current.some((entry) => entry.type === 'to');
      }
      if (first.type === 'formerly') return token.type !== 'until' && last.type !== 'until' && current.length > 1;
      if (first.type === 'requires') return token.type !== 'or' && current.length > 1;
      return current.length > 1;
    default:
      return current.length > 1;
  }
}

/** Whether so many open blocks are closed before the next statement that begins with its word. */
function closesBlock({ tokens, text }: TokenSource, index: number, depth: number): boolean {
  let open = depth;
  for (let next = index; next < tokens.length; next++) {
    const { type, start } = tokens[next]!;
    if (type === '{') open++;
    else if (type === '}' && --open === 0) return true;
    else if (statementWords.has(type) && next > 0 && hasLineBreak(text, tokens[next - 1]!.end, start)) return false;
  }
  return false;
}

function lineHasArrow(file: TokenSource, index: number): boolean {
  return lineHas(file, index, isArrow);
}

/** Whether something is among the tokens from one to the end of its line. */
function lineHas({ tokens, text }: TokenSource, index: number, isIt: (token: Token) => boolean): boolean {
  for (let next = index; next < tokens.length; next++) {
    if (next > index && hasLineBreak(text, tokens[next - 1]!.end, tokens[next]!.start)) return false;
    if (isIt(tokens[next]!)) return true;
  }
  return false;
}

function isArrow(token: Token): boolean {
  return token.type === '->' || token.type === '<->';
}

/** `use` followed by two or more words that are not `as`: where the name begins. */
function unquotedService(before: readonly Token[], fresh: boolean): Token | undefined {
  if (fresh || before.length < 2 || before[0]!.type !== 'use') return undefined;
  const words = before.slice(1);
  return words.every((token) => token.type === 'ID' || token.type === 'NUMBER') ? words[0] : undefined;
}

function slotsAt({ frame }: Scanned, word: Token | undefined): readonly Slot[] {
  const inString = word?.type === 'STRING';
  const { current } = frame;
  switch (frame.type) {
    case 'other':
      return [];
    case 'file':
    case 'group':
    case 'zone':
      return statementSlots(frame, frame.type, current, inString);
    case 'view':
      return viewSlots(frame, current);
    case 'service':
      return serviceSlots(frame, current);
    case 'threat':
      return threatSlots(current, frame.taken, () => propertySlots(frame, 'threat', current));
    default:
      return propertySlots(frame, frame.type, current);
  }
}

function statementSlots(
  frame: Frame,
  type: 'file' | 'group' | 'zone',
  current: readonly Token[],
  inString: boolean,
): readonly Slot[] {
  const first = current[0];
  if (!first) return inString ? [] : [{ kind: 'statement', in: type }];
  const last = current[current.length - 1]!;
  switch (first.type) {
    case 'import':
      return current.length === 1 ? [{ kind: 'import-path' }] : [];
    case 'use':
      if (current.length === 1) return [{ kind: 'service', role: 'use' }];
      if (last.type === 'as') return inString ? [] : [{ kind: 'alias', service: current[1]! }];
      return current.length === 2 && !inString ? [{ kind: 'word', words: ['as'] }] : [];
    case 'integrate':
      return integrateSlots(current, inString);
    case 'attack':
      return attackSlots(current, inString);
    case 'accept':
      return acceptanceSlots(current, (flow) => flowSlots(frame, 'file', flow, inString));
    case 'require':
    case 'forbid':
      return constraintSlots(current, inString);
    case 'threat':
    case 'architecture':
    case 'component':
    case 'group':
    case 'zone':
    case 'view':
    case 'service':
      return [];
  }
  return flowSlots(frame, type, current, inString);
}

function integrateSlots(current: readonly Token[], inString: boolean): readonly Slot[] {
  const last = current[current.length - 1]!;
  const arrow = current.findIndex(isArrow);
  const terms = current.slice(1).filter((token) => !signs.has(token.type));
  if (arrow < 0) {
    if (last.type === 'integrate' || last.type === ',') {
      return [{ kind: 'element', role: 'integrate', sources: [], others: terms, all: last.type === 'integrate' }];
    }
    return last.type === '*' || inString ? [] : [{ kind: 'word', words: ['->'] }];
  }
  if (last.type !== ',' && !isArrow(last)) return [];
  const sources = current.slice(1, arrow).filter((token) => !signs.has(token.type));
  const others = current.slice(arrow).filter((token) => !signs.has(token.type));
  return [{ kind: 'element', role: 'integrate-target', sources, others, all: false }];
}

function flowSlots(
  frame: Frame,
  type: 'file' | 'group' | 'zone',
  current: readonly Token[],
  inString: boolean,
): readonly Slot[] {
  const last = current[current.length - 1]!;
  const arrow = current.findIndex(isArrow);
  const names = (from: number, to: number): Token[] =>
    current.slice(from, to).filter((token) => !signs.has(token.type));
  if (arrow < 0) {
    if (last.type === ',') {
      const list: Slot = { kind: 'element', role: 'source', sources: [], others: names(0, current.length), all: false };
      return type === 'file' ? [list] : [list, ...containerValue(frame, type, current)];
    }
    const value = type === 'file' ? [] : containerValue(frame, type, current);
    if (value.length > 0) return value;
    return inString ? [] : [{ kind: 'word', words: ['->', '<->'] }];
  }
  // A flow has one arrow: behind a second one nothing fits.
  if (current.findLastIndex(isArrow) !== arrow) return [];
  const colon = current.findIndex((token, index) => index > arrow && token.type === ':');
  const via = current.findIndex((token, index) => index > arrow && token.type === 'via');
  const sources = names(0, arrow);
  if (via >= 0) {
    if (via !== current.length - 1) return [];
    return [{ kind: 'element', role: 'via', sources, others: names(0, via), all: false }];
  }
  const targets = names(arrow + 1, colon < 0 ? current.length : colon);
  if (colon < 0) {
    if (last.type === ',' || isArrow(last)) {
      return [{ kind: 'element', role: 'target', sources, others: targets, all: false }];
    }
    return inString ? [] : [{ kind: 'flow-kind', role: 'flow', sources, targets, others: [], colon: true }];
  }
  const others = names(colon + 1, current.length);
  if (last.type === ',' || last.type === ':') {
    return [{ kind: 'flow-kind', role: 'flow', sources, targets, others, colon: false }];
  }
  return last.type === 'STRING' || inString ? [] : [{ kind: 'word', words: ['via'] }];
}

/** In a group or zone, a line that begins with a word may say a property of it. */
function containerValue(frame: Frame, type: 'group' | 'zone', current: readonly Token[]): readonly Slot[] {
  if (!propertiesOf[type].some((property) => property.name === current[0]?.text)) return [];
  return propertySlots(frame, type, current).filter((slot) => slot.kind === 'property-value');
}

function propertySlots(frame: Frame, of: PropertyOwner, current: readonly Token[]): readonly Slot[] {
  const name = current[0];
  const names: Slot = { kind: 'property-name', of, taken: frame.taken };
  if (!name) return [names];
  const last = current[current.length - 1]!;
  if (current.length === 1 || last.type === ',') {
    const others = current.slice(1).filter((token) => !signs.has(token.type));
    return [{ kind: 'property-value', of, property: name.text, others }];
  }
  return [{ ...names, taken: [...frame.taken, name.text] }];
}

function viewSlots(frame: Frame, current: readonly Token[]): readonly Slot[] {
  const first = current[0];
  const names: Slot = { kind: 'property-name', of: 'view', taken: frame.taken };
  if (!first) return [names];
  const last = current[current.length - 1]!;
  const listOpen = current.length === 1 || last.type === ',';
  const others = current.slice(1).filter((token) => !signs.has(token.type));
  const after: Slot = { ...names, taken: [...frame.taken, first.text] };
  switch (first.type) {
    case 'include':
    case 'exclude':
    case 'collapse':
      if (!listOpen) return [after];
      return [
        {
          kind: 'element',
          role: first.type,
          sources: [],
          others,
          all: others.length === 0 && first.type === 'include',
        },
      ];
    case 'flows':
      if (!listOpen) return [after];
      return [{ kind: 'flow-kind', role: 'view', sources: [], targets: [], others, colon: false }];
    case 'arrange':
      return arrangementSlots(current, after);
  }
  return current.length === 1 ? [{ kind: 'property-value', of: 'view', property: first.text, others }] : [after];
}

function serviceSlots(frame: Frame, current: readonly Token[]): readonly Slot[] {
  const first = current[0];
  const names: Slot = { kind: 'property-name', of: 'service', taken: frame.taken };
  if (!first) return [names];
  const last = current[current.length - 1]!;
  switch (first.text) {
    case 'sends':
    case 'never-sends':
    case 'receives': {
      const way = first.text === 'receives' ? 'from' : 'to';
      const to = current.findIndex((token) => token.type === way);
      const listOpen = last.type === ',';
      if (to < 0) {
        const others = current.slice(1).filter((token) => !signs.has(token.type));
        if (current.length > 1 && !listOpen) return [{ kind: 'word', words: [way] }];
        return [{ kind: 'flow-kind', role: 'sends', sources: [], targets: [], others, colon: false }];
      }
      return last.type === way || listOpen ? [{ kind: 'service', role: 'sends' }] : [];
    }
    case 'formerly':
      return current.length === 2 ? [{ kind: 'word', words: ['until'] }] : [];
    case 'portal':
      return [];
    case 'requires':
      if (current.length === 1 || last.type === 'or') return [{ kind: 'service', role: 'other' }];
      return [{ kind: 'word', words: ['or'] }];
    case 'part-of':
    case 'successor':
      if (current.length === 1) return [{ kind: 'service', role: 'other' }];
  }
  return propertySlots(frame, 'service', current);
}
