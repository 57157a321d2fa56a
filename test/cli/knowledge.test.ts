import assert from 'node:assert/strict';
import { allRules, builtInCatalog } from '../../language/pipeline.ts';
import { runParapet } from './run-parapet.ts';

describe('parapet catalog', () => {
  it('lists every service once, by pillar, and says when the catalog was compared with its sources', async () => {
    const { code, output, errors } = await runParapet(['catalog']);
    assert.equal(code, 0);
    for (const { id } of builtInCatalog().services) {
      assert.equal(output.split('\n').filter((line) => line.startsWith(`  ${id} `)).length, 1, id);
    }
    assert.match(output, /^Identity and access$/m);
    assert.match(errors, /^\d+ services, compared with their sources on \d{4}-\d{2}-\d{2}\.$/m);
  });

  for (const [query, id] of [
    ['sentinel', 'sentinel'],
    ['Azure Sentinel', 'sentinel'],
    ['MDE', 'defender-for-endpoint'],
    ['mdatp', 'defender-for-endpoint'],
    ['Microsoft Entra ID', 'entra-id'],
  ] as const) {
    it(`gives the page of ${id} for ${query}`, async () => {
      const { code, output } = await runParapet(['catalog', query]);
      assert.equal(code, 0);
      assert.match(output, new RegExp(`^ {2}id +${id}$`, 'm'));
      assert.match(output, /^Sends$/m);
      assert.match(output, /^Receives$/m);
    });
  }

  it('lists what a word may mean', async () => {
    const { output } = await runParapet(['catalog', 'firewall']);
    assert.match(output, /^ {2}azure-firewall +Azure Firewall$/m);
    assert.doesNotMatch(output, /sentinel/);
  });

  it('offers the nearest for a word that means nothing', async () => {
    const { code, errors } = await runParapet(['catalog', 'sentinell']);
    assert.equal(code, 2);
    assert.match(errors, /sentinel/);
  });

  it('takes one pillar', async () => {
    const { output } = await runParapet(['catalog', '--pillar', 'identity']);
    assert.match(output, /entra-id/);
    assert.doesNotMatch(output, /sentinel/);
  });

  it('prints JSON with flows and without places in files', async () => {
    const { output } = await runParapet(['catalog', '--json', 'defender-xdr']);
    const result = JSON.parse(output) as {
      version: number;
      reviewed: string;
      services: { id: string; sends: { target: string; kind: string; place?: unknown }[]; place?: unknown }[];
    };
    assert.equal(result.version, 1);
    assert.match(result.reviewed, /^\d{4}-\d{2}-\d{2}$/);
    const [service] = result.services;
    assert.equal(service!.id, 'defender-xdr');
    assert.ok(service!.sends.some(({ target, kind }) => target === 'sentinel' && kind === 'incident'));
    assert.equal(service!.place, undefined);
    assert.equal(service!.sends[0]!.place, undefined);
  });

  it('finds nothing in names that every object has', async () => {
    for (const query of ['__proto__', 'constructor', 'toString']) {
      assert.equal((await runParapet(['catalog', query])).code, 2);
    }
  });
});

describe('parapet rules and explain', () => {
  it('list every rule with its severity and summary', async () => {
    const { code, output } = await runParapet(['rules']);
    assert.equal(code, 0);
    for (const { id, severity, docs } of allRules) {
      assert.ok(
        output
          .split('\n')
          .some((line) => line.trim().startsWith(id) && line.includes(severity) && line.endsWith(docs.summary)),
        id,
      );
    }
  });

  it('print JSON', async () => {
    const { output } = await runParapet(['rules', '--json']);
    const result = JSON.parse(output) as { version: number; rules: { id: string; options?: unknown }[] };
    assert.deepEqual([result.version, result.rules.map(({ id }) => id)], [1, allRules.map(({ id }) => id)]);
    assert.deepEqual(
      result.rules.map(({ options }) => options),
      allRules.map(({ options }) => options),
    );
  });

  it('say why, what to do and when a rule is wrong', async () => {
    for (const { id, docs, options } of allRules) {
      const { code, output } = await runParapet(['explain', id]);
      assert.equal(code, 0);
      const words = output.replace(/\s+/g, ' ');
      for (const text of [docs.summary, docs.why, docs.fix, docs.falsePositives]) {
        assert.ok(words.includes(text.replace(/\s+/g, ' ')), `${id}: ${text}`);
      }
      for (const [name, { description }] of Object.entries(options ?? {})) {
        assert.ok(words.includes(`${name}: ${description}`), `${id}: ${name}`);
      }
    }
  });

  it('offer a rule for a part of its id', async () => {
    const { code, errors } = await runParapet(['explain', 'incidents']);
    assert.equal(code, 2);
    assert.match(errors, /duplicate-incidents/);
  });
});
