import { arrangeElements, type ArrangedCell } from '../model/arrange-elements.ts';
import type { ArchitectureModel, Arrangement, Element, View } from '../model/model.ts';
import { pillarTitles } from '../model/vocabulary.ts';
import { wrapText } from '../text/wrap-text.ts';
import { frameMetrics, matrixMetrics } from './metrics.ts';
import { shown, sizeCard, textLine } from './size-node.ts';
import type { TextLine, ViewNode } from './view-graph.ts';
import type { ViewAttack, ViewCell, ViewMatrix } from './view-matrix.ts';

/** Cards that span a table's columns say what they have to say on one line. */
export function widenAcross(nodes: readonly ViewNode[], matrix: ViewMatrix): readonly ViewNode[] {
  const wide = new Set(matrix.rows.flatMap((row) => row.across));
  return nodes.map((node): ViewNode => {
    if (node.type === 'frame' || !wide.has(node.index)) return node;
    return { ...node, ...sizeCard(node.text, matrixMetrics.acrossWidth, 1) };
  });
}

/** Says where in the table of an arranged view each node stands. */
export function arrangeNodes(
  model: ArchitectureModel,
  view: View,
  arrangement: Arrangement,
  nodes: readonly ViewNode[],
  nodeOf: ReadonlyMap<Element, number>,
): ViewMatrix {
  const arranged = arrangeElements(model, view, arrangement);
  // What stands for something else, in a container drawn closed, has no place of its own.
  const own = (element: Element): number[] => {
    const index = nodeOf.get(element);
    return index !== undefined && nodes[index]!.path === element.path ? [index] : [];
  };
  const targetsOf = new Map(model.threats.map((threat) => [threat.element, threat.targets]));
  const cell = ({ holder, items }: ArrangedCell): ViewCell => ({
    frame: holder && own(holder)[0],
    items: holder && nodes[own(holder)[0] ?? -1]?.type === 'card' ? own(holder) : items.flatMap(own),
    threats: threatsIn(items).flatMap((threat) =>
      own(threat).flatMap((node) =>
        (targetsOf.get(threat) ?? [])
          .slice(0, 1)
          .flatMap(({ element, span }) => (element ? [{ node, target: element.path, span }] : [])),
      ),
    ),
  });
  return {
    columns: arranged.columns.map(({ title, pillar }) => ({
      title: lines(pillar ? pillarTitles[pillar] : title, matrixMetrics.columnSize, matrixMetrics.columnTitleWidth, 2),
    })),
    rows: arranged.rows.flatMap((row) =>
      own(row.element)
        .filter((node) => nodes[node]!.type === 'frame')
        .map((node) => ({
          node,
          title: lines(row.element.label, frameMetrics.titleSize, matrixMetrics.rowTitleWidth, 6),
          across: row.across.flatMap(own),
          cells: row.cells.map(cell),
        })),
    ),
    beside: [
      ...arranged.rows.flatMap((row) => own(row.element).filter((node) => nodes[node]!.type === 'card')),
      ...arranged.beside.flatMap(own),
    ],
    attacks: attacksAmong(model, own),
  };
}

function lines(text: string, size: number, width: number, most: number): TextLine[] {
  return wrapText(shown(text), { size, weight: 600, width, lines: most }).map((line) => textLine(line, size, 600));
}

function threatsIn(elements: readonly Element[]): Element[] {
  return elements.flatMap((element) => (element.kind === 'threat' ? [element] : threatsIn(element.children)));
}

function attacksAmong(model: ArchitectureModel, own: (element: Element) => readonly number[]): ViewAttack[] {
  const found = new Map<string, { source: number; target: number; moves: ViewAttack['moves'][number][] }>();
  for (const attack of model.attacks)
    for (const move of attack.moves) {
      const [source] = own(move.source);
      const [target] = own(move.target);
      if (source === undefined || target === undefined) continue;
      const key = `${source}>${target}`;
      const known = found.get(key) ?? { source, target, moves: [] };
      found.set(key, known);
      known.moves.push({
        id: `${attack.name}:${move.source.name}->${move.target.name}`,
        label: shown(attack.label),
        span: move.span,
      });
    }
  return [...found.values()];
}
