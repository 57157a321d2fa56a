/**
 * From the picture to the text and back, by the spans that a scene carries. Offsets are UTF-16 units in the text that
 * the scene was made from.
 */
import type { PreviewState } from '../../server/protocol.ts';

type Scene = NonNullable<PreviewState['scene']>;
/** A stretch of a text: its file and offsets. */
export type Place = Scene['cards'][number]['span'];

/** Where an item is written: its name first, for a line each of its flows; empty for an id that is not in the scene. */
export function placesOfItem(scene: Scene, id: string): readonly Place[] {
  for (const item of [...scene.cards, ...scene.frames]) if (item.id === id) return [item.nameSpan];
  const line = scene.lines.find((line) => line.id === id);
  if (!line) return [];
  const places = new Map<string, Place>();
  for (const { span } of line.flows) places.set(`${span.uri}\n${span.start}\n${span.end}`, span);
  return [...places.values()];
}

/**
 * Ids of the items whose text an offset lies in: those of the narrowest statement only. A group or zone counts while
 * the offset is on its opening line, which ends at `lineEnd(offset)`.
 */
export function itemsAt(
  scene: Scene,
  uri: string,
  offset: number,
  onSameLine: (a: number, b: number) => boolean,
): readonly string[] {
  let narrowest = Infinity;
  let ids: string[] = [];
  const consider = (id: string, span: Place): void => {
    if (span.uri !== uri || offset < span.start || offset > span.end) return;
    const length = span.end - span.start;
    if (length > narrowest) return;
    if (length < narrowest) ids = [];
    narrowest = length;
    ids.push(id);
  };
  for (const card of scene.cards) consider(card.id, card.span);
  for (const frame of scene.frames) {
    if (frame.span.uri === uri && onSameLine(frame.nameSpan.start, offset)) consider(frame.id, frame.span);
  }
  for (const line of scene.lines) for (const flow of line.flows) consider(line.id, flow.span);
  return [...new Set(ids)];
}
