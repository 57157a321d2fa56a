import { flowKinds, type FlowKind } from '../model/vocabulary.ts';
import { measureText } from '../text/measure-text.ts';
import { wrapText } from '../text/wrap-text.ts';
import { inSteps, pillMetrics } from './metrics.ts';
import { textLine } from './size-node.ts';
import type { PillRow, PillSample, ViewFlow, ViewLine, ViewPill } from './view-graph.ts';

/** Labels beyond this many are told on hover only. */
const mostLabels = 3;

/** The label of a line that stands for itself: kinds that its looks do not tell, and its words. */
export function pillOfLine(line: ViewLine): ViewPill | undefined {
  return makePill([line], true, undefined);
}

/** The label of one branch of a bundle: only the author's own words, the trunk tells the rest. */
export function pillOfBranch(line: ViewLine): ViewPill | undefined {
  return isWritten(line) || line.accepted ? makePill([line], false, undefined) : undefined;
}

/** The label of a trunk: kinds that its looks do not tell, words that all its branches share, and how many they are. */
export function pillOfTrunk(lines: readonly ViewLine[]): ViewPill | undefined {
  return makePill(lines, true, lines.length >= 3 ? lines.length : undefined);
}

/** Whether a label only says how many lines there are. */
export function isBareCount({ rows }: ViewPill): boolean {
  return rows.length === 1 && rows[0]!.samples.length === 0 && !rows[0]!.sign;
}

/** Whether all lines say the same, so that a trunk can say it for them. */
export function shareLabels(lines: readonly ViewLine[]): boolean {
  const said = (line: ViewLine): string =>
    groupByLabel(line.flows)
      .map(({ label, kinds, backKinds }) => `${label ?? ''}\n${kinds.join()}\n${backKinds.join()}`)
      .join('\n\n');
  return lines.every((line) => line.accepted === lines[0]!.accepted && said(line) === said(lines[0]!));
}

function isWritten(line: ViewLine): boolean {
  return line.flows.some((flow) => flow.label !== undefined && !flow.derived);
}

interface LabelGroup {
  readonly label?: string;
  readonly kinds: FlowKind[];
  readonly backKinds: FlowKind[];
}

/** The kinds that each label belongs to; what has none comes first. */
function groupByLabel(flows: readonly ViewFlow[]): LabelGroup[] {
  const groups = new Map<string | undefined, LabelGroup>();
  for (const flow of flows) {
    let group = groups.get(flow.label);
    if (!group) groups.set(flow.label, (group = { label: flow.label, kinds: [], backKinds: [] }));
    const list = flow.back ? group.backKinds : group.kinds;
    if (!list.includes(flow.kind)) list.push(flow.kind);
  }
  const inOrder = (kinds: FlowKind[]): FlowKind[] => flowKinds.filter((kind) => kinds.includes(kind));
  return [...groups.values()]
    .map(({ label, kinds, backKinds }) => ({ label, kinds: inOrder(kinds), backKinds: inOrder(backKinds) }))
    .sort((a, b) => Number(a.label !== undefined) - Number(b.label !== undefined));
}

function makePill(lines: readonly ViewLine[], withSamples: boolean, count: number | undefined): ViewPill | undefined {
  const first = lines[0]!;
  const sameBothWays = first.kinds.join() === first.backKinds.join();
  const samples = withSamples && (first.kinds.length > 1 || (first.backKinds.length > 0 && !sameBothWays));
  const written = lines.some(isWritten);
  const speaks = lines.length === 1 || (shareLabels(lines) && written);
  let groups = groupByLabel(first.flows);
  const labels = new Set(groups.flatMap((group) => group.label ?? []));
  if (!speaks || labels.size > mostLabels) groups = [{ kinds: [...first.kinds], backKinds: [...first.backKinds] }];
  // Words that go one way only have to say which.
  const eachItsWay = withSamples && first.backKinds.length > 0 && groups.length > 1;
  const rows = rowsOf(groups, samples || eachItsWay, sameBothWays && !eachItsWay);
  if (count !== undefined) addCount(rows, count);
  if (lines.every((line) => line.accepted)) addSign(rows);
  return sizePill(rows, !written);
}

function rowsOf(groups: readonly LabelGroup[], samples: boolean, sameBothWays: boolean): PillRow[] {
  const { size } = pillMetrics;
  const rows: PillRow[] = [];
  const labelled = groups.filter((group) => group.label !== undefined);
  // One text for everything stands under the samples; several texts each stand beside their own.
  const apart = samples && groups.length > 1;
  const samplesOf = ({ kinds, backKinds }: LabelGroup): PillRow['samples'] =>
    samples
      ? [
          ...kinds.map((kind) => ({
            kind,
            back: false,
            ...(!sameBothWays && backKinds.includes(kind) && { both: true }),
          })),
          ...(sameBothWays ? [] : backKinds.filter((kind) => !kinds.includes(kind))).map((kind) => ({
            kind,
            back: true,
          })),
        ]
      : [];
  const most = Math.max(...labelled.map((group) => samplesWidth(samplesOf(group))), 0);
  for (const group of groups) {
    const { label } = group;
    const own = samplesOf(group);
    const texts = label === undefined ? [] : labelLines(label, labelled.length);
    const lines = texts.map((text) => textLine(text, size, 400));
    if (!apart) {
      if (own.length > 0) rows.push({ samples: own, indent: 0 });
      rows.push(...lines.map((text) => ({ samples: [], text, indent: 0 })));
      continue;
    }
    const first = label === undefined ? 0 : most - samplesWidth(own);
    if (own.length > 0 || lines.length > 0) rows.push({ samples: own, text: lines[0], indent: first, aligned: true });
    rows.push(...lines.slice(1).map((text) => ({ samples: [], text, indent: most, aligned: true })));
  }
  return rows;
}

function addCount(rows: PillRow[], count: number): void {
  const { size } = pillMetrics;
  const words = `×${count}`;
  const bare = rows.findIndex((row) => row.samples.length > 0 && !row.text);
  if (bare >= 0) rows[bare] = { ...rows[bare]!, text: textLine(words, size, 600) };
  else if (rows.length === 0) rows.push({ samples: [], text: textLine(words, size, 600), indent: 0 });
  else {
    const last = rows.at(-1)!;
    rows[rows.length - 1] = { ...last, text: textLine(`${last.text?.text ?? ''} ${words}`.trim(), size, 400) };
  }
}

/** Breaks a label into lines of a pleasant shape: about four times as wide as high, never wider than the bound. */
function labelLines(label: string, labels: number): readonly string[] {
  const { size, lineHeight, maximumWidth, maximumLines } = pillMetrics;
  const length = measureText(label, size, 400);
  const width = Math.min(maximumWidth, Math.max(84, Math.sqrt(length * lineHeight * 4)));
  return wrapText(label, { size, weight: 400, width, lines: Math.max(2, maximumLines - labels + 1) });
}

/** Behind the last words, or alone where there are none. */
function addSign(rows: PillRow[]): void {
  const last = rows.at(-1);
  if (last) rows[rows.length - 1] = { ...last, sign: 'accepted' };
  else rows.push({ samples: [], indent: 0, sign: 'accepted' });
}

/** How wide the sample of a kind is drawn. */
export function sampleWidthOf({ both }: PillSample): number {
  return both ? pillMetrics.bothWaysWidth : pillMetrics.sampleWidth;
}

/** Of several, with the room behind each. */
function samplesWidth(samples: readonly PillSample[]): number {
  return samples.reduce((sum, sample) => sum + sampleWidthOf(sample) + pillMetrics.sampleGap, 0);
}

/** Width of a row's content. */
export function rowWidth(row: PillRow): number {
  const { sampleGap, signSize } = pillMetrics;
  const samples = samplesWidth(row.samples);
  const content = samples + (row.text ? row.text.width : samples > 0 ? -sampleGap : 0);
  return row.indent + content + (row.sign ? signSize + (content > 0 ? sampleGap : 0) : 0);
}

function sizePill(rows: readonly PillRow[], derived: boolean): ViewPill | undefined {
  if (rows.length === 0) return undefined;
  const { lineHeight, paddingX, paddingY } = pillMetrics;
  return {
    rows,
    derived,
    width: inSteps(Math.max(...rows.map(rowWidth)) + 2 * paddingX, 16),
    height: rows.length * lineHeight + 2 * paddingY,
  };
}
