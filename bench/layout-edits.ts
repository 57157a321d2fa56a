/** Edits of one line of a design, as somebody makes them: for measuring what they cost and what they move. */
export interface LayoutEdit {
  readonly sort: (typeof editSorts)[number];
  readonly text: string;
  /** Paths of groups that are closed in the preview, where that is the edit. */
  readonly closed?: readonly string[];
}

export const editSorts = [
  'one box',
  'one flow',
  'one box, two flows',
  'an integration',
  'a flow less',
  'a box less, with its flows',
  'another kind',
  'a longer label',
  'another name',
  'into another group',
  'a group closed',
] as const;

/** Edits at places spread over a design, each of the design as it was. */
export function oneLineEdits(
  text: string,
  places: number,
  sorts: readonly string[] = editSorts.slice(0, 3),
): LayoutEdit[] {
  const lines = text.split('\n');
  const find = (pattern: RegExp): number[] => lines.flatMap((line, index) => (pattern.test(line) ? [index] : []));
  const boxes = find(/^\s*(use|component) /);
  const flows = find(/^\s*[\w-]+ -> [\w-]+ : [\w-]+/);
  const groups = find(/^\s*group /);
  const nameAt = (index: number): string => {
    const line = lines[index]!;
    return / as ([\w-]+)/.exec(line)?.[1] ?? /(?:component|use|group|zone) ([\w-]+)/.exec(line)?.[1] ?? '';
  };
  const with_ = (changes: ReadonlyMap<number, string | undefined>, ...more: string[]): string =>
    [...lines.flatMap((line, index) => (changes.has(index) ? (changes.get(index) ?? []) : line)), ...more].join('\n');
  const edits = Array.from({ length: places }, (_, number): LayoutEdit[] => {
    const spread = (of: readonly number[]): number => of[Math.floor((of.length * (number + 0.5)) / places)]!;
    const position = Math.floor((boxes.length * (number + 0.5)) / places);
    const at = boxes[position]!;
    const near = nameAt(at);
    // Near in the text as a rule, and somewhere else now and then.
    const other = nameAt(boxes[(position + (number % 4 === 0 ? 17 : 2)) % boxes.length]!);
    const indent = /^\s*/.exec(lines[at]!)![0];
    const box = lines[at]!;
    const withBox = (...added: string[]): string =>
      with_(new Map([[at, `${box}\n${indent}component added "Added"`]]), ...added);
    const flow = spread(flows);
    const withFlow = (line: string | undefined): string => with_(new Map([[flow, line]]));
    const group = spread(groups);
    const isOf = (line: string): boolean => new RegExp(`(^|\\s)${near} ->|-> ${near}(\\s|$)`).test(line);
    const withoutBox = new Map<number, undefined>([[at, undefined]]);
    for (const index of flows) if (isOf(lines[index]!)) withoutBox.set(index, undefined);
    const elsewhere = groups[(groups.findLastIndex((index) => index < at) + 1) % groups.length]!;
    const own = path(lines, group);
    return [
      { sort: 'one box', text: withBox() },
      { sort: 'one flow', text: `${text}${near} -> ${other} : traffic "One more"\n` },
      {
        sort: 'one box, two flows',
        text: withBox(`added -> ${near} : traffic "Calls"`, `${other} -> added : traffic "Reads"`),
      },
      { sort: 'an integration', text: withBox(`integrate ${near}, ${other}`) },
      { sort: 'a flow less', text: withFlow(undefined) },
      { sort: 'a box less, with its flows', text: with_(withoutBox) },
      { sort: 'another kind', text: withFlow(lines[flow]!.replace(/ : [\w-]+/, ' : sync')) },
      {
        sort: 'a longer label',
        text: withFlow(
          /"/.test(lines[flow]!)
            ? lines[flow]!.replace(/"(?=[^"]*$)/, ', and a few words more"')
            : `${lines[flow]!} "A few words"`,
        ),
      },
      { sort: 'another name', text: text.replaceAll(new RegExp(`\\b${near}\\b(?!")`, 'g'), `${near}-renamed`) },
      {
        sort: 'into another group',
        text: with_(
          new Map<number, string | undefined>([
            [at, undefined],
            [elsewhere, `${lines[elsewhere]!}\n${box}`],
          ]),
        ),
      },
      { sort: 'a group closed', text, closed: [own] },
    ];
  }).flat();
  return edits.filter(({ sort }) => sorts.includes(sort));
}

/** The path of what begins in a line: of everything around it, from the outside in. */
function path(lines: readonly string[], at: number): string {
  const around: string[] = [];
  for (const line of lines.slice(0, at + 1)) {
    const opens = /^\s*(?:group|zone) ([\w-]+).*\{\s*$/.exec(line);
    if (opens) around.push(opens[1]!);
    else if (/^\s*\}/.test(line)) around.pop();
  }
  return around.join('/');
}
