import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { attackKnowledge } from '../../../language/attack/attack.ts';
import type { AttackData } from '../../../language/attack/attack-data.ts';
import { mappingsByService, scoresInWords } from '../../../language/attack/threat-mappings.ts';

const attack = attackKnowledge();
const data = JSON.parse(
  readFileSync(path.resolve(import.meta.dirname, '../../../language/attack/attack.json'), 'utf8'),
) as AttackData;

describe('ATT&CK', () => {
  it('has the techniques, tactics and mappings of the data', () => {
    assert.equal(attack.techniques.length, Object.keys(data.techniques).length);
    assert.equal(attack.tactics.length, 14);
    const marks = Object.values(data.controls).flatMap(({ mappings }) => Object.values(mappings).flat());
    const mappings = attack.techniques.flatMap((technique) => attack.mappingsTo(technique));
    assert.equal(mappings.length, marks.length);
    assert.equal(attack.tactics[0]!.name, 'Reconnaissance');
    assert.equal(attack.tactics.at(-1)!.name, 'Impact');
  });

  it('gives sub-techniques their technique and whole name', () => {
    const technique = attack.technique('T1003.001')!;
    assert.equal(technique.parent, attack.technique('T1003'));
    assert.equal(technique.fullName, 'OS Credential Dumping: LSASS Memory');
    for (const { id, parent } of attack.techniques) assert.equal(parent !== undefined, id.includes('.'), id);
  });

  it('finds a technique by whatever an author writes', () => {
    const found = (written: string) => {
      const match = attack.find(written);
      return match && `${match.by} ${match.technique.id}`;
    };
    assert.equal(found('T1566.001'), 'id T1566.001');
    for (const written of ['t1566.001', '1566.001', 'T1566.1', 'T 1566.001', ' T1566/001 '])
      assert.equal(found(written), 'form T1566.001', written);
    assert.equal(found('Process Injection'), 'name T1055');
    assert.equal(found('process-injection'), 'name T1055');
    assert.equal(found('LSASS Memory'), 'name T1003.001');
    assert.equal(found('Remote Access Software'), 'former-name T1219');
    // A name that several sub-techniques in use share is nobody's.
    const shared = attack.techniques.filter(({ name, status }) => name === 'Local Account' && !status);
    assert.ok(shared.length > 1);
    assert.equal(found('Local Account'), undefined);
    // So is one that a revoked technique had, too; where one in use has it, that is meant.
    assert.equal(found('Spearphishing Attachment'), undefined);
    assert.deepEqual(
      attack.nearest('Spearphishing Attachment', 2).map(({ id }) => id),
      ['T1566.001', 'T1598.002'],
    );
    assert.equal(found('Scheduled Task'), 'name T1053.005');
    for (const written of ['', 'T', 'T99999', 'constructor', '__proto__', 'x'.repeat(100_000)])
      assert.equal(found(written), undefined);
  });

  it('knows every technique by its own id and name', () => {
    for (const technique of attack.techniques) {
      assert.equal(attack.find(technique.id)?.technique, technique);
      if (!technique.status) assert.equal(attack.find(technique.fullName)?.technique, technique, technique.fullName);
    }
  });

  it('knows what is near, and only techniques in use', () => {
    assert.deepEqual(
      attack.nearest('Obfustated Files or Information', 1).map(({ id }) => id),
      ['T1027'],
    );
    assert.deepEqual(attack.nearest('zzzzzzzz', 3), []);
    for (const { status } of attack.nearest('Scheduled Tasks', 10)) assert.equal(status, undefined);
  });

  it('leads every revoked technique to one in use', () => {
    for (const { id, status, successor } of attack.techniques)
      if (status === 'revoked') assert.ok(successor && successor !== attack.technique(id), id);
  });

  it('knows tactics by id, short name and name', () => {
    for (const written of ['TA0006', 'credential-access', 'Credential Access', 'credential access'])
      assert.equal(attack.tactic(written)?.id, 'TA0006');
    assert.equal(attack.tactic('toString'), undefined);
  });

  it('sums up the published scores of a service by category', () => {
    const mappings = mappingsByService(attack.technique('T1566.001')!, attack);
    const office = mappings.find(({ service }) => service === 'defender-for-office-365')!;
    assert.equal(scoresInWords(office.scores), 'protect partial, detect significant, respond significant');
    for (const { mappings: published } of mappings)
      for (const { control } of published) {
        const marks = data.controls[control.id]!.mappings['T1566.001']!;
        assert.ok(marks.length > 0);
      }
  });
});
