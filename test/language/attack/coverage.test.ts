import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { attackKnowledge } from '../../../language/attack/attack.ts';
import type { AttackData } from '../../../language/attack/attack-data.ts';
import { mappingScores } from '../../../language/attack/attack-data.ts';
import { coverageOf } from '../../../language/attack/coverage.ts';
import { coverageCsv } from '../../../language/export/coverage-csv.ts';
import { coverageData } from '../../../language/export/coverage-json.ts';
import { navigatorLayer } from '../../../language/export/navigator-layer.ts';
import { modelOf } from '../model/read-design.ts';

const root = path.resolve(import.meta.dirname, '../../..');
const json = (file: string): object => JSON.parse(readFileSync(path.join(root, file), 'utf8')) as object;
const attack = attackKnowledge();
const design =
  'architecture soc "Contoso"\nuse defender-for-office-365 as mdo\nuse entra-id-protection as risk\nuse defender-for-endpoint as mde\ncomponent users\n' +
  'threat phishing "Spear phishing" { technique T1566.001 targets users mitigated by mdo }\n' +
  'threat evasion { technique T1497 targets users mitigated by mde }';
const covered = coverageOf(modelOf(design), attack);

describe('coverage', () => {
  it('has each published mapping of the services of the design, and no other', () => {
    const data = json('language/attack/attack.json') as AttackData;
    const expected = new Set<string>();
    for (const { service, mappings } of Object.values(data.controls)) {
      if (!['defender-for-office-365', 'entra-id-protection', 'defender-for-endpoint'].includes(service)) continue;
      for (const [technique, marks] of Object.entries(mappings)) {
        if (data.techniques[technique]!.status) continue;
        for (const mark of marks) expected.add(`${technique} ${service} ${mark}`);
      }
    }
    const found = new Set(
      covered.techniques.flatMap(({ technique, services }) =>
        services.flatMap(({ service, mappings }) =>
          mappings.map(({ category, score }) => `${technique.id} ${service} ${category} ${score}`),
        ),
      ),
    );
    assert.ok(expected.size > 50);
    assert.deepEqual([...found].sort(), [...expected].sort());
  });

  it('says which services have no published mapping at all', () => {
    const published = new Map(covered.services.map(({ service, controls }) => [service.id, controls.length > 0]));
    assert.deepEqual(
      [...published],
      [
        ['defender-for-office-365', true],
        ['entra-id-protection', true],
        ['defender-for-endpoint', false],
      ],
    );
  });

  it('has the techniques of threats, mapped or not', () => {
    const entry = (id: string) => covered.techniques.find(({ technique }) => technique.id === id)!;
    assert.deepEqual(
      entry('T1566.001').threats.map(({ name }) => name),
      ['phishing'],
    );
    assert.equal(entry('T1497').published, false);
    assert.deepEqual(
      entry('T1497').mitigatedBy.map(({ name }) => name),
      ['mde'],
    );
    const named = coverageOf(modelOf(design), attack, { threatsOnly: true });
    assert.deepEqual(
      named.techniques.map(({ technique }) => technique.id),
      ['T1497', 'T1566.001'],
    );
  });

  it('tells what is lost without a service as a design without it would', () => {
    const without = coverageOf(modelOf(design.replace('use defender-for-office-365 as mdo', 'component mdo')), attack);
    const left = new Map(without.techniques.map(({ technique, best }) => [technique.id, best]));
    const losses = covered.services[0]!.losses;
    assert.ok(losses.length > 0);
    for (const { technique, category, score, left: remaining } of losses) {
      assert.equal(left.get(technique.id)?.get(category), remaining);
      assert.notEqual(score, remaining);
    }
    const lost = covered.techniques.flatMap(({ technique, best }) =>
      [...best].filter(([category, score]) => left.get(technique.id)?.get(category) !== score),
    );
    assert.equal(lost.length, losses.length);
  });

  it('is a layer of the Navigator', () => {
    const validate = new Ajv2020({ allErrors: true }).compile(
      json('test/language/attack/navigator-layer-4.5.schema.json'),
    );
    const layer = navigatorLayer(covered) as {
      techniques: { techniqueID: string; score?: number; color?: string }[];
    };
    assert.ok(validate(layer), JSON.stringify(validate.errors));
    assert.ok(!validate({ ...layer, domain: 'elsewhere' }), 'the schema catches something');
    const score = (id: string) => layer.techniques.find(({ techniqueID }) => techniqueID === id);
    assert.equal(score('T1566.001')!.score, mappingScores.length);
    assert.equal(score('T1497')!.score, undefined);
    assert.match(score('T1497')!.color!, /^#/);
  });

  it('is JSON as its schema says', () => {
    const validate = new Ajv2020({ allErrors: true }).compile(json('docs/schemas/coverage.schema.json'));
    const value = JSON.parse(JSON.stringify(coverageData(covered))) as object;
    assert.ok(validate(value), JSON.stringify(validate.errors));
    assert.ok(!validate({ ...value, version: 2 }));
  });

  it('is a table in which no cell is a formula', () => {
    const hostile = modelOf(
      'component users\nthreat a { technique T1110 targets users mitigated by b }\nuse entra-id-protection as b',
    );
    const text = coverageCsv(coverageOf(hostile, attack));
    assert.match(text, /^technique,name,tactics,service,/);
    const lines = text.trimEnd().split('\r\n');
    const row = lines.find((line) => line.startsWith('T1110,'))!;
    assert.match(row, /^T1110,Brute Force,credential-access,entra-id-protection,b,(protect|detect|respond),/);
    for (const line of lines) assert.doesNotMatch(line, /(^|,)[=+@-]/);
  });
});
