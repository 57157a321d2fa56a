import type { Road } from '../messages.ts';
import { isClosed } from './decorate.ts';
import { button, count, make, withCode } from './page.ts';
import type { FlowEnd, SceneIndex } from './scene-index.ts';

/** What can be done from the card of an item. */
export interface DetailActions {
  reveal(item: string): void;
  /** Goes to an item of the picture. */
  go(item: string): void;
  finding(index: number): void;
  fix(index: number, fix: number): void;
  road(road: Road | undefined): void;
  setClosed(path: string, closed: boolean): void;
}

const longestList = 40;

/** What is known of an item: the same facts in the card that hovers and in the panel. */
export function card(index: SceneIndex, item: string): readonly Node[] {
  const box = index.box(item);
  if (box) return boxCard(index, box.path);
  const line = index.line(item);
  if (!line) return [];
  const rows = line.flows
    .slice(0, longestList)
    .map((flow) =>
      make(
        'li',
        {},
        make('strong', {}, flow.kind),
        ` ${index.labelOf(flow.source)} → ${index.labelOf(flow.target)}`,
        ...(flow.label === undefined ? [] : [`: ${flow.label}`]),
      ),
    );
  return [make('ul', { class: 'plain' }, ...rows), ...rest(line.flows.length)];
}

function boxCard(index: SceneIndex, path: string): readonly Node[] {
  const element = index.element(path);
  if (!element) return [];
  const facts: readonly (readonly [string, string | undefined])[] = [
    ['Service', element.service],
    ['Name in the text', element.name],
    ['Pillar', element.pillar],
    ['Status', element.status],
    ['Product', element.lifeCycle],
    ['Owner', element.owner],
    ['Plan', element.plan],
    ['Region', element.region],
    ['Tags', element.tags.length > 0 ? element.tags.join(', ') : undefined],
  ];
  return [
    ...(element.description === undefined ? [] : [make('p', { class: 'words' }, element.description)]),
    make(
      'dl',
      {},
      ...facts.flatMap(([name, value]) => (value === undefined ? [] : [make('dt', {}, name), make('dd', {}, value)])),
    ),
  ];
}

/** What was decided to be borne about an element: by whom, why, and until when. */
function acceptedRisks(index: SceneIndex, item: string): readonly Node[] {
  const box = index.box(item);
  const accepted = (box && index.element(box.path)?.accepted) ?? [];
  if (accepted.length === 0) return [];
  const entries = accepted.map(({ rule, about, reason, owner, until }) => {
    const who = [owner && `accepted by ${owner}`, until && `until ${until}`].filter(Boolean).join(', ');
    return make(
      'li',
      {},
      make('strong', {}, rule),
      ` on ${about}`,
      ...(reason === undefined ? [] : [`: ${reason}`]),
      ...(who === '' ? [] : [' ', make('span', { class: 'line' }, `(${who})`)]),
    );
  });
  return [make('h3', {}, 'Accepted risks'), make('ul', { class: 'plain accepted' }, ...entries)];
}

function rest(amount: number): readonly Node[] {
  return amount > longestList ? [make('p', {}, `and ${amount - longestList} more`)] : [];
}

/** The findings about an item, as sentences. */
export function findingWords(index: SceneIndex, item: string): readonly Node[] {
  const found = index.findingsOf(item);
  if (found.length === 0) return [];
  const words = found.slice(0, 6).map((at) => {
    const { severity, message } = index.findings[at]!;
    return make('li', { class: severity }, make('strong', {}, `${severity}: `), ...withCode(message));
  });
  return [make('ul', { class: 'findings' }, ...words)];
}

/** The panel's content: the card, what is wrong and how to mend it, the flows, and what can be done. */
export function details(
  index: SceneIndex,
  item: string,
  road: Road | undefined,
  actions: DetailActions,
): readonly Node[] {
  return [
    ...findings(index, item, actions),
    ...card(index, item),
    ...acceptedRisks(index, item),
    ...commands(index, item, road, actions),
    ...flowLists(index, item, actions),
  ];
}

function findings(index: SceneIndex, item: string, actions: DetailActions): readonly Node[] {
  const found = index.findingsOf(item).slice(0, longestList);
  if (found.length === 0) return [];
  const entries = found.map((at) => {
    const { severity, message, fixes, line, rule } = index.findings[at]!;
    const go = make('button', { type: 'button', class: 'finding', 'data-key': `finding ${rule} ${line}` });
    go.append(
      make('strong', {}, `${severity}: `),
      ...withCode(message),
      ' ',
      make('span', { class: 'line' }, `Line ${line}`),
    );
    go.addEventListener('click', () => actions.finding(at));
    const mend = fixes.map((title, fix) =>
      button(title, () => actions.fix(at, fix), { class: 'fix', 'data-first': fix === 0, 'data-key': `fix ${title}` }),
    );
    return make('li', { class: severity }, go, ...mend);
  });
  return [make('h3', {}, 'Findings'), make('ul', { class: 'findings' }, ...entries)];
}

function commands(index: SceneIndex, item: string, road: Road | undefined, actions: DetailActions): readonly Node[] {
  const row = make(
    'div',
    { class: 'commands' },
    button('Go to text', () => actions.reveal(item), { 'data-key': 'text' }),
  );
  const box = index.box(item);
  if (!box) return [row];
  if (box.kind === 'group' || box.kind === 'zone') {
    const closed = isClosed(index, item);
    row.append(button(closed ? 'Open' : 'Close', () => actions.setClosed(box.path, !closed), { 'data-key': 'close' }));
  }
  return [row, ...roadChoices(box.path, road, actions)];
}

const directions = [
  ['in', 'What reaches it'],
  ['out', 'What it reaches'],
  ['both', 'Both'],
] as const;
const depths = [
  [0, 'to the end'],
  [1, '1 step'],
  [2, '2 steps'],
  [3, '3 steps'],
] as const;

/** Buttons that show only the road to or from an element, as far as is chosen. */
function roadChoices(path: string, road: Road | undefined, actions: DetailActions): readonly Node[] {
  const own = road?.path === path ? road : undefined;
  const depth = make('select', { 'aria-label': 'How far', 'data-key': 'depth' });
  for (const [steps, words] of depths)
    depth.append(new Option(words, String(steps), false, (own?.depth ?? 0) === steps));
  const go = (direction: Road['direction']): void => actions.road({ path, direction, depth: Number(depth.value) });
  if (own) depth.addEventListener('change', () => go(own.direction));
  const buttons = directions.map(([direction, words]) =>
    button(words, () => go(direction), {
      'aria-pressed': String(own?.direction === direction),
      'data-road': direction,
      'data-key': `road ${direction}`,
    }),
  );
  const back = road ? [button('Show everything', () => actions.road(undefined), { 'data-key': 'road none' })] : [];
  return [
    make('h3', {}, 'Show only'),
    make('div', { class: 'commands', role: 'group', 'aria-label': 'Show only' }, ...buttons, depth, ...back),
  ];
}

function flowLists(index: SceneIndex, item: string, actions: DetailActions): readonly Node[] {
  const flows = index.flowsOf(item);
  const list = (title: string, ends: readonly FlowEnd[]): readonly Node[] => {
    if (ends.length === 0) return [];
    const entries = ends.slice(0, longestList).map((end) => {
      const words = `${end.flow.kind} ${end.outward ? 'to' : 'from'} ${end.other}${end.flow.label === undefined ? '' : `: ${end.flow.label}`}`;
      const target = end.otherBox ?? end.line;
      return make(
        'li',
        {},
        button(words, () => actions.go(target), { class: 'flow', 'data-key': `flow ${end.flow.id}` }),
      );
    });
    return [
      make('h3', {}, `${title} (${count(ends.length, 'flow')})`),
      make('ul', { class: 'plain' }, ...entries),
      ...rest(ends.length),
    ];
  };
  return [
    ...list(
      'Sends',
      flows.filter(({ outward }) => outward),
    ),
    ...list(
      'Receives',
      flows.filter(({ outward }) => !outward),
    ),
  ];
}
