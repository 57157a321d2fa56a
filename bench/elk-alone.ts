import type { ElkEdge, ElkGraph } from '../language/layout/layout-engine.ts';
import type { ViewGraph } from '../language/pipeline.ts';

/**
 * A view as one graph for one run of ELK over everything, with ELK's own defaults: the same boxes in the same frames, one
 * edge for each line that is drawn (flows of one pair already merged), and labels of about the same size.
 */
export function elkGraphOf(view: ViewGraph): ElkGraph {
  const root: ElkGraph = {
    id: 'root',
    layoutOptions: {
      'elk.algorithm': 'layered',
      'elk.direction': 'RIGHT',
      'elk.hierarchyHandling': 'INCLUDE_CHILDREN',
      'elk.edgeRouting': 'ORTHOGONAL',
    },
    children: [],
    edges: [],
  };
  const graphs: ElkGraph[] = [];
  for (const node of view.nodes) {
    const graph: ElkGraph =
      node.type === 'card'
        ? { id: `n${node.index}`, width: node.width, height: node.height }
        : {
            id: `n${node.index}`,
            layoutOptions: { 'elk.padding': '[top=44,left=20,bottom=20,right=20]' },
            children: [],
          };
    graphs.push(graph);
    (node.parent === undefined ? root : graphs[node.parent]!).children!.push(graph);
  }
  for (const line of view.lines) {
    const text = line.flows.find((flow) => flow.label !== undefined)?.label ?? '';
    // ELK lays out no label without a text.
    const labels = [{ id: `l${line.index}`, text, ...labelSize(text) }];
    const edge: ElkEdge & { labels?: object[] } = {
      id: `e${line.index}`,
      sources: [`n${line.source}`],
      targets: [`n${line.target}`],
      ...(text === '' ? {} : { labels }),
    };
    root.edges!.push(edge);
  }
  return root;
}

/** About what a label of the picture takes: 11 px letters, at most 28 a line. */
function labelSize(text: string): { width: number; height: number } {
  return { width: Math.min(text.length, 28) * 6 + 12, height: Math.ceil(text.length / 28) * 14 + 6 };
}
