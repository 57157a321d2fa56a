/** Edits of one line of a design, as somebody makes them: for measuring what they cost and what they move. */
export interface LayoutEdit {
  readonly sort: 'one box' | 'one flow' | 'one box, two flows';
  readonly text: string;
}

/** Edits at places spread over a design, each of the design as it was. */
export function oneLineEdits(text: string, places: number): LayoutEdit[] {
  const lines = text.split('\n');
  const boxes = lines.flatMap((line, index) => (/^\s*(use|component) /.test(line) ? [index] : []));
  const nameAt = (index: number): string => {
    const line = lines[index]!;
    return / as ([\w-]+)/.exec(line)?.[1] ?? /(?:component|use) ([\w-]+)/.exec(line)?.[1] ?? '';
  };
  return Array.from({ length: places }, (_, number): LayoutEdit[] => {
    const position = Math.floor((boxes.length * (number + 0.5)) / places);
    const at = boxes[position]!;
    const near = nameAt(at);
    // Near in the text as a rule, and somewhere else now and then.
    const other = nameAt(boxes[(position + (number % 4 === 0 ? 17 : 2)) % boxes.length]!);
    const indent = /^\s*/.exec(lines[at]!)![0];
    const withBox = (...flows: string[]): string =>
      [...lines.slice(0, at + 1), `${indent}component added "Added"`, ...lines.slice(at + 1), ...flows].join('\n');
    return [
      { sort: 'one box', text: withBox() },
      { sort: 'one flow', text: `${text}${near} -> ${other} : traffic "One more"\n` },
      {
        sort: 'one box, two flows',
        text: withBox(`added -> ${near} : traffic "Calls"`, `${other} -> added : traffic "Reads"`),
      },
    ];
  }).flat();
}
