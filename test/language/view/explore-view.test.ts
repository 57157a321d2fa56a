import assert from 'node:assert/strict';
import { generateDesign } from '../../../bench/generate-design.ts';
import { buildExploredView, buildView } from '../../../language/view/build-view.ts';
import type { Exploration, Road } from '../../../language/view/exploration.ts';
import { modelOf } from '../design-model.ts';

const plain: Exploration = { closed: [], open: [], overview: true };
const design = `
zone m365 "Microsoft 365" {
  use defender-for-endpoint as mde
  use defender-xdr as xdr
  group mail { use defender-for-office-365 as mdo }
}
zone azure "Azure" {
  use sentinel
  use log-analytics as workspace
}
component laptop
laptop -> mde : signal
mde -> xdr : alert
mdo -> xdr : alert
xdr -> sentinel : incident
sentinel -> workspace : log
view all "All" { include * collapse azure }
`;

/** Names of the cards that are drawn, with closed groups in brackets. */
function cards(exploration: Exploration, text = design, view?: string): string[] {
  return buildExploredView(modelOf(text), view, exploration)
    .graph.nodes.flatMap((node) => {
      if (node.type !== 'card') return [];
      return node.kind === 'group' || node.kind === 'zone' ? [`[${node.element}]`] : [node.element];
    })
    .sort();
}

const road = (path: string, direction: Road['direction'], depth = 0, kinds?: readonly string[]): Exploration => ({
  ...plain,
  open: ['azure'],
  road: { path, direction, depth, ...(kinds ? { kinds } : {}) },
});

describe('a view that somebody explores', () => {
  it('is what the text says while nothing was changed', () => {
    const model = modelOf(design);
    assert.deepEqual(buildExploredView(model, undefined, plain).graph, buildView(model));
    const bare = modelOf('use sentinel');
    assert.deepEqual(buildExploredView(bare, undefined, plain), { graph: buildView(bare), overview: false });
  });

  it('draws groups closed and open, whatever the view says', () => {
    assert.deepEqual(cards(plain), ['[azure]', 'laptop', 'mde', 'mdo', 'xdr']);
    assert.deepEqual(cards({ ...plain, open: ['azure'] }), ['laptop', 'mde', 'mdo', 'sentinel', 'workspace', 'xdr']);
    assert.deepEqual(cards({ ...plain, closed: ['m365/mail'] }), ['[azure]', '[mail]', 'laptop', 'mde', 'xdr']);
    assert.deepEqual(cards({ ...plain, closed: ['m365', 'not/there', 'laptop'] }), ['[azure]', '[m365]', 'laptop']);
  });

  it('draws the road to an element, and from it, as far as was asked', () => {
    assert.deepEqual(cards(road('azure/sentinel', 'in')), ['laptop', 'mde', 'mdo', 'sentinel', 'xdr']);
    assert.deepEqual(cards(road('azure/sentinel', 'in', 1)), ['sentinel', 'xdr']);
    assert.deepEqual(cards(road('azure/sentinel', 'out')), ['sentinel', 'workspace']);
    assert.deepEqual(cards(road('m365/xdr', 'both', 1)), ['mde', 'mdo', 'sentinel', 'xdr']);
  });

  it('follows only some kinds of flows: the road of an alert', () => {
    assert.deepEqual(cards(road('azure/sentinel', 'in', 0, ['alert', 'incident'])), ['mde', 'mdo', 'sentinel', 'xdr']);
    const { graph } = buildExploredView(modelOf(design), undefined, road('m365/mde', 'out', 0, ['alert', 'incident']));
    assert.deepEqual([...new Set(graph.lines.flatMap((line) => line.kinds))].sort(), ['alert', 'incident']);
    assert.deepEqual(cards(road('azure/sentinel', 'in', 0, ['nonsense'])), ['sentinel']);
  });

  it('follows flows of a container for what it holds', () => {
    const text = 'group a { component x\n component y }\ncomponent b\na -> b : log\n';
    assert.deepEqual(cards(road('a/x', 'out'), text), ['b', 'x']);
    assert.deepEqual(cards(road('b', 'in'), text), ['b', 'x', 'y']);
  });

  it('draws the whole view again where the element of a road is gone', () => {
    const explored = buildExploredView(modelOf(design), undefined, road('not/there', 'in'));
    assert.equal(explored.road, undefined);
    assert.equal(explored.graph.nodes.filter((node) => node.type === 'card').length, 6);
  });

  it('comes to an end where flows go round', () => {
    const text = 'component a\ncomponent b\ncomponent c\na -> b : log\nb -> c : log\nc -> a : log\n';
    assert.deepEqual(cards(road('a', 'out'), text), ['a', 'b', 'c']);
    assert.deepEqual(cards(road('a', 'out', 1), text), ['a', 'b']);
  });

  it('closes the groups of a large design first, and opens them one by one', () => {
    const { text } = generateDesign(300);
    const overview = cards(plain, text);
    assert.ok(overview.length < 40, overview.join());
    assert.ok(overview.includes('[zone-0]'));
    const opened = cards({ ...plain, open: ['zone-0'] }, text);
    assert.ok(opened.includes('[system-0]') && !opened.includes('[zone-0]'), opened.join());
    assert.equal(cards({ ...plain, overview: false }, text).length, 300);
    assert.equal(buildExploredView(modelOf(text), undefined, plain).overview, true);
  });
});
