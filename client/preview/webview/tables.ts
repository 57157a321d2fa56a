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

function table(caption: string, heads: readonly string[], rows: readonly (readonly (Node | string)[])[]): Node {
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
