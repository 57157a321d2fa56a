import { button, count, make } from './page.ts';
import type { SceneIndex } from './scene-index.ts';

export interface TableActions {
  reveal(item: string): void;
}

/** The picture in words: its services and its flows as tables. */
export function tables(index: SceneIndex, actions: TableActions): readonly Node[] {
  const { scene } = index;
  const services = index.elements.filter(({ kind }) => kind !== 'group' && kind !== 'zone');
  const flows = scene.lines.flatMap((line) => line.flows.map((flow) => ({ flow, line: line.id })));
  return [
    make('h2', {}, scene.title === '' ? 'The design as tables' : scene.title),
    make('p', {}, scene.description),
    table(
      `Services (${services.length})`,
      ['Name', 'Service', 'Pillar', 'In', 'Status', 'Owner', 'Findings'],
      services.map((element) => {
        const box = index.boxOfPath(element.path);
        const within = element.path.split('/').slice(0, -1);
        const wrong = index.findings.filter((finding) => finding.element === element.path).length;
        return [
          box ? button(element.label, () => actions.reveal(box.id), { class: 'link' }) : element.label,
          element.service ?? element.kind,
          element.pillar ?? '',
          within.map((_, at) => index.labelOf(within.slice(0, at + 1).join('/'))).join(', '),
          [element.status, element.lifeCycle].filter(Boolean).join(', '),
          element.owner ?? '',
          wrong === 0 ? '' : count(wrong, 'finding'),
        ];
      }),
    ),
    table(
      `Flows (${flows.length})`,
      ['From', 'Kind', 'To', 'Label', 'Findings'],
      flows.map(({ flow, line }) => {
        const wrong = index.findings.filter((finding) => finding.flow === flow.id).length;
        return [
          button(index.labelOf(flow.source), () => actions.reveal(line), { class: 'link' }),
          flow.kind,
          index.labelOf(flow.target),
          flow.label ?? '',
          wrong === 0 ? '' : count(wrong, 'finding'),
        ];
      }),
    ),
  ];
}

/** The columns in which something stands, by their places. */
export function columnsInUse(rows: readonly (readonly unknown[])[]): readonly number[] {
  const places = rows[0]?.map((_, place) => place) ?? [];
  return places.filter((place) => rows.some((row) => row[place] !== ''));
}

function table(caption: string, allHeads: readonly string[], allRows: readonly (readonly (Node | string)[])[]): Node {
  // A screen reader would read out each empty cell, and others have to look past them.
  const used = columnsInUse(allRows);
  const pick = <Cell>(cells: readonly Cell[]): Cell[] => cells.filter((_, place) => used.includes(place));
  const heads = allRows.length > 0 ? pick(allHeads) : allHeads;
  const rows = allRows.map(pick);
  return make(
    'table',
    {},
    make('caption', {}, caption),
    make('thead', {}, make('tr', {}, ...heads.map((head) => make('th', { scope: 'col' }, head)))),
    make(
      'tbody',
      {},
      ...rows.map(([first, ...others]) =>
        make('tr', {}, make('th', { scope: 'row' }, first ?? ''), ...others.map((cell) => make('td', {}, cell))),
      ),
    ),
  );
}
