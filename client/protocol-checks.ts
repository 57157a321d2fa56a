/** Checks of what the language server sends beyond the Language Server Protocol. */
import { protocolVersion } from '../server/protocol.ts';
import type { PreviewState } from '../server/protocol.ts';
import { count, flag, list, oneOf, optional, record, text } from './preview/shape.ts';
import type { Guard } from './preview/shape.ts';

type Scene = NonNullable<PreviewState['scene']>;
type Problem = PreviewState['problems'][number];

const names = text(10_000);
const span = record<Scene['cards'][number]['span']>({ uri: names, start: count, end: count });
const position = record<Problem['range']['start']>({ line: count, character: count });

/** The parts of a scene that lead back to the text; the rest is checked where it is drawn. */
const item = record({ id: text(100), span, nameSpan: span });
const line = record({ id: text(100), flows: list(record({ span })) });
const sceneParts = record({ cards: list(item), frames: list(item), lines: list(line) });

const isState: Guard<PreviewState> = record<PreviewState>({
  protocol: oneOf([protocolVersion]),
  preview: names,
  uri: names,
  sequence: count,
  views: list(record({ name: names, title: names }), 10_000),
  view: names,
  scene: (value): value is Scene | undefined => value === undefined || sceneParts(value),
  stale: flag,
  notice: optional(names),
  problems: list(
    record<Problem>({
      message: names,
      range: record<Problem['range']>({ start: position, end: position }),
      severity: oneOf(['error', 'warning', 'info']),
    }),
    100,
  ),
});

/** The state of a preview, or nothing where the message is not one of this version. */
export function readPreviewState(message: unknown): PreviewState | undefined {
  return isState(message) ? message : undefined;
}

/** The text of a catalog file, or nothing where there is no such file. */
export function readCatalogText(answer: unknown): string | undefined {
  return text(10_000_000)(answer) ? answer : undefined;
}
