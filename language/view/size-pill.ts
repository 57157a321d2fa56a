import type { FlowKind } from '../model/vocabulary.ts';
import { measureText } from '../text/measure-text.ts';
import { wrapText } from '../text/wrap-text.ts';
import { inSteps, pillMetrics } from './metrics.ts';
import { textLine } from './size-node.ts';
import type { PillRow, ViewPill } from './view-graph.ts';

export interface PillContent {
  /** Kinds to tell by samples; none where the line's own looks suffice. */
  readonly kinds: readonly FlowKind[];
  readonly backKinds: readonly FlowKind[];
  readonly label?: string;
  /** How many lines a trunk stands for. */
  readonly count?: number;
  readonly derived: boolean;
}

/** Breaks a label into lines of a pleasant shape: about four times as wide as high, never wider than the bound. */
function labelLines(label: string): string[] {
  const { size, lineHeight, maximumWidth, maximumLines } = pillMetrics;
  const length = measureText(label, size, 400);
  const width = Math.min(maximumWidth, Math.max(84, Math.sqrt(length * lineHeight * 4)));
  return wrapText(label, { size, weight: 400, width, lines: maximumLines });
}

/** Lays out what stands on a line; absent where there is nothing to say. */
export function sizePill(content: PillContent): ViewPill | undefined {
  const { size, lineHeight, paddingX, paddingY, sampleWidth, sampleGap } = pillMetrics;
  const samples = [
    ...content.kinds.map((kind) => ({ kind, back: false })),
    ...content.backKinds.map((kind) => ({ kind, back: true })),
  ];
  const texts = content.label ? labelLines(content.label) : [];
  const rows: PillRow[] = texts.map((text) => ({ samples: [], text: textLine(text, size, 400) }));
  const count = content.count === undefined ? undefined : textLine(`×${content.count}`, size, 600);
  if (samples.length > 0) rows.unshift({ samples, text: count });
  else if (count && rows.length === 0) rows.push({ samples: [], text: count });
  else if (count) {
    const last = rows.at(-1)!;
    rows[rows.length - 1] = { samples: [], text: textLine(`${last.text!.text} ×${content.count}`, size, 400) };
  }
  if (rows.length === 0) return undefined;
  const width = Math.max(
    ...rows.map(
      (row) => row.samples.length * (sampleWidth + sampleGap) - (row.text ? 0 : sampleGap) + (row.text?.width ?? 0),
    ),
  );
  return {
    rows,
    derived: content.derived,
    width: inSteps(width + 2 * paddingX, 16),
    height: rows.length * lineHeight + 2 * paddingY,
  };
}
