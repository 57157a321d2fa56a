/** The value that a share of the samples (0 to 1) does not exceed. */
export function percentile(samples: readonly number[], share: number): number {
  const sorted = [...samples].sort((left, right) => left - right);
  return sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN;
}

export function median(samples: readonly number[]): number {
  return percentile(samples, 0.5);
}

/** Milliseconds as tables show them: `0.8`, `27`, `1,340`; `-` for what was not measured. */
export function milliseconds(time: number | undefined): string {
  if (time === undefined || Number.isNaN(time)) return '-';
  return time < 10 ? time.toFixed(1) : Math.round(time).toLocaleString('en');
}

/** `p50 / p95`. */
export function p50p95(samples: readonly number[] | undefined): string {
  if (!samples || samples.length === 0) return '-';
  return `${milliseconds(percentile(samples, 0.5))} / ${milliseconds(percentile(samples, 0.95))}`;
}

/** A table in Markdown with aligned columns; all but the first are numbers. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = head.map((name, column) => Math.max(name.length, 3, ...rows.map((row) => row[column]!.length)));
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell, column) => (column === 0 ? cell.padEnd(widths[column]!) : cell.padStart(widths[column]!))).join(' | ')} |`;
  const rule = `| ${widths.map((width, column) => (column === 0 ? '-'.repeat(width) : `${'-'.repeat(width - 1)}:`)).join(' | ')} |`;
  return [line(head), rule, ...rows.map(line)].join('\n');
}
