import assert from 'node:assert/strict';
import { buildView, listViews } from '../../../language/view/build-view.ts';
import { cardMetrics } from '../../../language/view/metrics.ts';
import { pillOfBranch, pillOfLine, pillOfTrunk } from '../../../language/view/line-pills.ts';
import type { ViewGraph } from '../../../language/view/view-graph.ts';
import { modelOf } from '../design-model.ts';

const view = (text: string, name?: string): ViewGraph => buildView(modelOf(text), name);

const words = (texts: readonly { readonly text: string }[]): string => texts.map(({ text }) => text).join(' ');

/** `a -> b: kinds / kinds back` for each line, in words. */
function lines(graph: ViewGraph): string[] {
  const name = (index: number): string => graph.nodes[index]!.element;
  return graph.lines.map(
    ({ source, target, kinds, backKinds }) =>
      `${name(source)} -> ${name(target)}: ${kinds.join()}${backKinds.length > 0 ? ` / ${backKinds.join()}` : ''}`,
  );
}

function pillWords(pill: ReturnType<typeof pillOfLine>): string[] {
  return (pill?.rows ?? []).map(
    (row) => `${row.samples.map(({ kind, back }) => (back ? `<${kind}` : kind)).join('+')}|${row.text?.text ?? ''}`,
  );
}

describe('views of a design', () => {
  it('are listed in source order', () => {
    const model = modelOf('use sentinel\nview b "Second" { include * }\nview a { include * }');
    assert.deepEqual(listViews(model), [
      { name: 'b', title: 'Second' },
      { name: 'a', title: 'a' },
    ]);
  });

  it('are one of everything where the design has none', () => {
    const model = modelOf('use sentinel');
    assert.deepEqual(listViews(model), [{ name: 'everything', title: 'Everything' }]);
    assert.equal(buildView(model).view.name, 'everything');
  });

  it('fall back to the first where the name is unknown', () => {
    assert.equal(view('use sentinel\nview a { include * }', 'gone').view.name, 'a');
  });

  it('of an empty design are empty', () => {
    const graph = view('');
    assert.deepEqual([graph.nodes, graph.lines, graph.legend, graph.notices], [[], [], [], []]);
  });
});

describe('what a view draws', () => {
  const design = `
zone cloud "Cloud" {
  group soc "SOC" {
    use sentinel
    use log-analytics as workspace
  }
  use entra-id as entra
}
use defender-xdr as xdr
entra -> workspace : log
workspace -> sentinel : log
xdr -> sentinel : incident, alert
`;

  it('is everything, frames before what they hold', () => {
    const graph = view(design);
    assert.deepEqual(
      graph.nodes.map(({ type, element, parent }) => [type, element, parent]),
      [
        ['frame', 'cloud', undefined],
        ['frame', 'soc', 0],
        ['card', 'sentinel', 1],
        ['card', 'workspace', 1],
        ['card', 'entra', 0],
        ['card', 'xdr', undefined],
      ],
    );
    assert.deepEqual(
      graph.nodes.map(({ index }) => index),
      [0, 1, 2, 3, 4, 5],
    );
  });

  it('leaves out what is excluded, and frames that then hold nothing', () => {
    const graph = view(`${design}view v { include * exclude soc }`);
    assert.deepEqual(
      graph.nodes.map(({ element }) => element),
      ['cloud', 'entra', 'xdr'],
    );
    assert.deepEqual(lines(graph), []);
  });

  it('draws the frames around what is included by itself', () => {
    const graph = view(`${design}view v { include sentinel, xdr }`);
    assert.deepEqual(
      graph.nodes.map(({ element }) => element),
      ['cloud', 'soc', 'sentinel', 'xdr'],
    );
  });

  it('draws an empty container', () => {
    assert.deepEqual(
      view('group g "Later" { }').nodes.map(({ type }) => type),
      ['frame'],
    );
  });

  it('keeps to the kinds asked for', () => {
    assert.deepEqual(lines(view(`${design}view v { include * flows incident }`)), ['xdr -> sentinel: incident']);
  });

  it('draws a collapsed container as one card that stands for all in it', () => {
    const graph = view(`${design}view v { include * collapse cloud }`);
    assert.deepEqual(
      graph.nodes.map(({ type, kind, element }) => [type, kind, element]),
      [
        ['card', 'zone', 'cloud'],
        ['card', 'service', 'xdr'],
      ],
    );
    const [cloud] = graph.nodes;
    assert.ok(cloud?.type === 'card');
    assert.deepEqual(cloud.elements, [
      'cloud',
      'cloud/soc',
      'cloud/soc/sentinel',
      'cloud/soc/workspace',
      'cloud/entra',
    ]);
    assert.deepEqual(lines(graph), ['xdr -> cloud: alert,incident']);
    assert.match(words(cloud.detail), /3 elements/);
  });

  it('takes names from the prototype of objects for names', () => {
    const graph = view('component __proto__ "A"\ncomponent constructor "B"\n__proto__ -> constructor : traffic');
    assert.deepEqual(lines(graph), ['__proto__ -> constructor: traffic']);
  });
});

describe('lines', () => {
  it('stand for all that flows between a pair, both ways', () => {
    const graph = view(`
use entra-id as entra
use defender-xdr as xdr
entra -> xdr : signal, context
xdr -> entra : action
entra -> xdr : signal "again"
`);
    assert.deepEqual(lines(graph), ['entra -> xdr: signal,context / action']);
    assert.equal(graph.lines[0]!.flows.length, 4);
    assert.deepEqual(
      graph.lines[0]!.flows.map(({ back }) => back),
      [false, false, false, true],
    );
  });

  it('point the way of their strongest flow', () => {
    const graph = view('use defender-xdr as xdr\nuse sentinel\nsentinel -> xdr : action\nxdr -> sentinel : alert');
    assert.deepEqual(lines(graph), ['xdr -> sentinel: alert / action']);
  });

  it('run from what stands earlier in the pipeline to what stands later, whatever flows', () => {
    const graph = view('use sentinel\nuse virtual-machines as vms\nsentinel -> vms : action\nvms -> sentinel : log');
    const [line] = graph.lines;
    assert.equal(graph.nodes[line!.source]!.element, 'vms');
    assert.equal(line!.sourceFirst, true);
    const back = view('use sentinel\nuse virtual-machines as vms\nsentinel -> vms : action').lines[0]!;
    assert.equal(back.sourceFirst, false, 'an action against the pipeline is drawn from right to left');
  });

  it('lead through what carries the flow', () => {
    const graph = view(`
use virtual-machines as vms
use azure-monitor-agent as agent
use log-analytics as workspace
vms -> workspace : log via agent
`);
    assert.deepEqual(lines(graph), ['vms -> agent: log', 'agent -> workspace: log']);
    assert.equal(graph.lines[0]!.flows[0]!.id, graph.lines[1]!.flows[0]!.id);
  });

  it('do not lead from a thing to itself, nor inside a closed container', () => {
    assert.deepEqual(lines(view('use sentinel\nsentinel -> sentinel : log')), []);
    assert.deepEqual(
      lines(view('group g { use sentinel use entra-id as e }\ne -> sentinel : log\nview v { include * collapse g }')),
      [],
    );
  });

  it('may end at a frame', () => {
    const graph = view('group g { use entra-id as e }\nuse sentinel\ng -> sentinel : log\ne -> g : context');
    assert.deepEqual(lines(graph), ['g -> sentinel: log', 'e -> g: context']);
  });
});

describe('bundles', () => {
  const fan = (kinds: string): string => `
use defender-for-endpoint as mde
use defender-for-identity as mdi
use defender-for-office-365 as mdo
use defender-xdr as xdr
mde, mdi, mdo -> xdr : ${kinds}
`;

  it('join lines of the same kinds to one target', () => {
    const graph = view(fan('alert'));
    assert.equal(graph.bundles.length, 1);
    const [bundle] = graph.bundles;
    assert.deepEqual([bundle!.end, graph.nodes[bundle!.hub]!.element, bundle!.lines], ['target', 'xdr', [0, 1, 2]]);
    assert.deepEqual(pillWords(pillOfTrunk(graph.lines)), ['|×3']);
  });

  it('tell their kinds where their looks do not', () => {
    assert.deepEqual(pillWords(pillOfTrunk(view(fan('alert, log')).lines)), ['alert+log|×3']);
  });

  it('do not join lines of different kinds', () => {
    const graph = view(`${fan('alert')}use entra-id as entra\nentra -> xdr : signal`);
    assert.deepEqual(
      graph.bundles.map(({ lines: members }) => members),
      [[0, 1, 2]],
    );
    assert.equal(graph.lines[3]!.bundle, undefined);
  });

  it('join what leaves one source from three lines on', () => {
    const from = (targets: string): ViewGraph =>
      view(`use sentinel\ncomponent a "A"\ncomponent b "B"\ncomponent c "C"\nsentinel -> ${targets} : action`);
    assert.equal(from('a, b').bundles.length, 0);
    assert.equal(from('a, b, c').bundles[0]?.end, 'source');
  });

  it('speak for branches that say the same, and leave the others their words', () => {
    const same = view(fan('alert "Detections"'));
    assert.deepEqual(pillWords(pillOfTrunk(same.lines)), ['|Detections ×3']);
    const graph = view(`
use defender-for-endpoint as mde
use defender-for-identity as mdi
use defender-xdr as xdr
mde -> xdr : alert "Devices"
mdi -> xdr : alert
`);
    assert.equal(pillOfTrunk(graph.lines), undefined, 'two that differ need no words on the trunk');
    assert.deepEqual(
      graph.lines.map((line) => pillWords(pillOfBranch(line))),
      [['|Devices'], []],
    );
  });
});

describe('labels', () => {
  const label = (flows: string): string[] =>
    pillWords(pillOfLine(view(`use defender-xdr as xdr\nuse sentinel\n${flows}`).lines[0]!));

  it('are not needed where the looks of the line tell all', () => {
    assert.deepEqual(label('xdr -> sentinel : incident'), []);
    assert.deepEqual(label('xdr <-> sentinel : incident'), []);
  });

  it('show samples of several kinds', () => {
    assert.deepEqual(label('xdr -> sentinel : incident, alert'), ['alert+incident|']);
    assert.deepEqual(label('xdr -> sentinel : incident\nsentinel -> xdr : action'), ['incident+<action|']);
  });

  it('wrap long words of the author', () => {
    assert.deepEqual(label('xdr -> sentinel : incident "Incidents with all alerts and entities"'), [
      '|Incidents with all',
      '|alerts and entities',
    ]);
  });

  it('show one sample of a kind that flows both ways', () => {
    const { rows } = pillOfLine(
      view('use defender-xdr as xdr\nuse sentinel\nxdr <-> sentinel : incident\nxdr -> sentinel : log').lines[0]!,
    )!;
    assert.deepEqual(rows[0]!.samples, [
      { kind: 'incident', back: false, both: true },
      { kind: 'log', back: false },
    ]);
  });

  it('say which words belong to which kind', () => {
    assert.deepEqual(label('xdr -> sentinel : incident "Cases"\nxdr -> sentinel : log "Tables"'), [
      'incident|Cases',
      'log|Tables',
    ]);
    assert.deepEqual(label('xdr -> sentinel : incident "Cases"\nsentinel -> xdr : incident "Changes"'), [
      'incident|Cases',
      '<incident|Changes',
    ]);
  });

  it('leave more than three texts to hovering', () => {
    const many = ['a', 'b', 'c', 'd'].map((text) => `xdr -> sentinel : alert "${text}"`).join('\n');
    assert.deepEqual(label(many), []);
  });

  it('are bounded', () => {
    const rows = label(`xdr -> sentinel : alert "${'very long '.repeat(1_000)}"`);
    assert.ok(rows.length <= 4);
    assert.match(rows.at(-1)!, /…$/);
  });
});

describe('cards', () => {
  const card = (text: string, index = 0) => {
    const node = view(text).nodes[index]!;
    assert.ok(node.type === 'card');
    return node;
  };

  it('name the service in short', () => {
    const mde = card('use defender-for-endpoint as mde');
    assert.equal(words(mde.name), 'Defender for Endpoint');
    assert.equal(mde.pillar, 'endpoints');
    assert.deepEqual(mde.detail, []);
  });

  it('say what distinguishes them', () => {
    assert.equal(
      words(card('use defender-for-endpoint as mde { plan "P2" region "westeurope" }').detail),
      'P2 · westeurope',
    );
    assert.equal(words(card('use virtual-machines as web "Web servers"').detail), 'Virtual machines');
    assert.equal(words(card('use log-analytics as prod\nuse log-analytics as test', 1).detail), 'test');
  });

  it('say their state in words', () => {
    assert.equal(words(card('use sentinel { status planned }').detail), 'planned');
    assert.deepEqual(card('use sentinel { status planned }').marks, ['planned']);
    assert.equal(words(card('component old "Old SIEM" { status retiring }').detail), 'retiring');
  });

  it('tell that they face the internet in whole words, whatever else there is to say', () => {
    const { detail } = card(
      'use app-service as shop "Shop" { status planned plan "Premium v3" region "westeurope" exposure internet }',
    );
    const lines = detail.map(({ text }) => text);
    assert.match(lines.join(' '), /internet- ?facing/);
    for (const line of lines) assert.doesNotMatch(line, /·$/);
  });

  it('bear no pillar outside the catalog', () => {
    const outside = card('component tickets "Tickets"');
    assert.deepEqual([outside.pillar, outside.glyph], [undefined, 'component']);
    assert.equal(card('component tickets "Tickets" { pillar security-operations }').pillar, 'security-operations');
  });

  it('are of one width in one picture, and of few heights', () => {
    const graph = view(`
use defender-for-cloud-apps as mda
use sentinel
component long "A system with a name that is so long that it needs every bit of two wide lines"
`);
    const sizes = graph.nodes.flatMap((node) => (node.type === 'card' ? [node] : []));
    assert.deepEqual([...new Set(sizes.map(({ width }) => width))], [cardMetrics.width]);
    assert.deepEqual(
      [...new Set(view('use sentinel\nuse entra-id as e').nodes.map((node) => node.type === 'card' && node.width))],
      [cardMetrics.narrowWidth],
    );
    for (const { height } of sizes) assert.equal((height - cardMetrics.height) % cardMetrics.detailLineHeight, 0);
  });

  it('keep their size while a letter is typed', () => {
    const size = (name: string) => {
      const { width, height } = card(`component c "${name}"`);
      return [width, height];
    };
    assert.deepEqual(size('Ticketing'), size('Ticketing s'));
    assert.deepEqual(size('Ticketing'), size('Tick'));
  });
});

describe('the legend', () => {
  it('explains what occurs and nothing else', () => {
    const graph = view(`
zone z { use defender-xdr as xdr { status planned } }
use sentinel
xdr -> sentinel : incident, alert
`);
    assert.deepEqual(
      graph.legend.map((item) => words([item.text])),
      ['alert', 'incident', 'Zone: trust boundary', 'Planned', 'Threat detection and response', 'Security operations'],
    );
  });

  it('explains bundles with a count', () => {
    const graph = view('component a "A"\ncomponent b "B"\ncomponent c "C"\nuse sentinel\na, b, c -> sentinel : log');
    assert.ok(graph.legend.some((item) => item.type === 'sign' && item.sign === 'bundle'));
  });
});

describe('bounds', () => {
  it('cut what nobody could read, and say so', () => {
    const many = Array.from({ length: 1_600 }, (_, index) => `component c${index} "C ${index}"`).join('\n');
    const graph = view(many);
    assert.equal(graph.nodes.length, 1_500);
    assert.match(graph.notices.join(' '), /first 1500 elements are drawn; 100 more/);
  });

  it('hold for lines too', () => {
    const elements = Array.from({ length: 100 }, (_, index) => `c${index}`);
    const text = `${elements.map((name) => `component ${name} "${name}"`).join('\n')}
${elements.slice(0, 60).join(', ')} -> ${elements.slice(30).join(', ')} : traffic`;
    const graph = view(text);
    assert.equal(graph.lines.length, 3_000);
    assert.match(graph.notices.join(' '), /first 3000 connections/);
  });
});
