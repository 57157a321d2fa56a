import assert from 'node:assert/strict';
import { judgeFlow } from '../../../language/lint/judge-flow.ts';
import { builtInCatalog } from '../../../language/pipeline.ts';
import { catalogFlowKinds } from '../../../language/model/vocabulary.ts';
import { parseFixture } from '../../fixture.ts';
import { projectOf, uriOf } from './check-lint.ts';

const catalog = builtInCatalog();
const everything = catalog.services.map((service) => `use ${service.id}`).join('\n');
const facts = catalog.services
  .flatMap((service) => catalog.flowsFrom(service.id))
  .filter((fact) => catalogFlowKinds.includes(fact.kind));

/** The verdicts on flows between all services of the catalog. */
function verdictsOn(flows: readonly string[]): Map<string, string> {
  const project = projectOf(parseFixture(`${everything}\n${flows.join('\n')}`));
  const model = project.model(uriOf('main.parapet'))!;
  assert.ok(model.flows.length >= flows.length);
  return new Map(model.flows.map((flow) => [flow.id, judgeFlow(model, flow).type]));
}

describe('judgeFlow', () => {
  it('accuses no flow that the catalog knows', () => {
    const verdicts = verdictsOn(facts.map((fact) => `${fact.source} -> ${fact.target} : ${fact.kind}`));
    assert.deepEqual(
      [...verdicts].filter(([, type]) => type !== 'known'),
      [],
    );
  });

  it('gives every flow between any two services one verdict, whatever the kind', () => {
    const ids = catalog.services.map((service) => service.id);
    // A walk over the pairs that is the same every time: steps that share no divisor with the number of services.
    const pairs = ids.flatMap((source, index) =>
      [1, 7, 23, 41, 67].map((step) => [source, ids[(index * 3 + step) % ids.length]!] as const),
    );
    const flows = pairs.flatMap(([source, target], index) =>
      source === target ? [] : [`${source} -> ${target} : ${catalogFlowKinds[index % catalogFlowKinds.length]}`],
    );
    const types = new Set(verdictsOn(flows).values());
    for (const type of types) {
      assert.ok(['unchecked', 'known', 'non-flow', 'reversed', 'other-kind', 'unknown'].includes(type), type);
    }
    assert.ok(types.has('unknown') && types.has('unchecked'));
  });

  it('never takes both ways of a pair for wrong', () => {
    const there = facts.map((fact) => `${fact.source} -> ${fact.target} : ${fact.kind}`);
    const back = facts.map((fact) => `${fact.target} -> ${fact.source} : ${fact.kind}`);
    const verdicts = verdictsOn([...there, ...back]);
    for (const fact of facts) {
      assert.equal(verdicts.get(`${fact.source}->${fact.target}:${fact.kind}`), 'known');
    }
    const reversed = [...verdicts.values()].filter((type) => type === 'reversed').length;
    assert.ok(reversed > facts.length / 2, 'most documented flows go one way');
  });

  it('leaves it to what sets rules for anything, and to what carries logs of anything, whom it is drawn with', () => {
    const flows = [
      'nsg -> virtual-machines : policy',
      'azure-ddos-protection -> application-gateway : policy',
      'azure-firewall -> azure-vnet : policy',
      'virtual-machines -> azure-monitor-agent : log',
      'key-vault -> diagnostic-settings : log',
      'azure-storage -> traffic-analytics : log',
      'purview-dlp -> sharepoint-online : policy',
      'entra-id -> app-service : signal',
    ];
    assert.deepEqual(new Set(verdictsOn(flows).values()), new Set(['known']));
    assert.deepEqual(
      [...verdictsOn(['nsg -> virtual-machines : alert', 'virtual-machines -> azure-monitor-agent : alert']).values()],
      ['unknown', 'unknown'],
    );
  });

  it('asks nothing of what a service has to do with that it stands on, unless that is known to be wrong', () => {
    const verdicts = verdictsOn([
      'defender-for-office-365 -> exchange-online : action',
      'github -> github-advanced-security : signal',
      'conditional-access -> entra-id : signal',
    ]);
    assert.deepEqual([...verdicts.values()], ['unchecked', 'unchecked', 'reversed']);
  });
});
