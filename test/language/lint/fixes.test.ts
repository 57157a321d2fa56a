import assert from 'node:assert/strict';
import fc from 'fast-check';
import { applyFixes } from '../../../language/lint/apply-fixes.ts';
import type { Finding, Fix } from '../../../language/lint/finding.ts';
import { allRules } from '../../../language/lint/registry.ts';
import { builtInCatalog, createProject } from '../../../language/pipeline.ts';
import { flowKinds } from '../../../language/model/vocabulary.ts';
import { testDay, uriOf } from './check-lint.ts';

const uri = uriOf('main.parapet');

function findingsIn(text: string): readonly Finding[] {
  const project = createProject({ date: testDay, workspaceFolders: ['file:///design'] });
  project.setFile(uri, text);
  return project.findings(uri);
}

function mend(text: string, fixes: readonly Fix[]): string {
  return applyFixes(new Map([[uri, text]]), fixes).texts.get(uri) ?? text;
}

/** What a finding is about, wherever it stands after an edit; repetitions of a flow are numbered anew. */
const about = (finding: Finding) =>
  `${finding.rule} ${(finding.subject ?? '').replace(/#\d+$/, '')} ${finding.severity}`;

/** Checks each fix of each rule's finding in a design by itself. */
function checkFixes(text: string): number {
  const before = findingsIn(text);
  const errors = (findings: readonly Finding[]) =>
    findings.filter((finding) => finding.origin === 'language' && finding.severity === 'error').length;
  let checked = 0;
  for (const finding of before) {
    if (finding.origin !== 'rule') continue;
    for (const fix of finding.fixes) {
      checked++;
      const mended = mend(text, [fix]);
      const after = findingsIn(mended);
      const explain = `${finding.rule}, "${fix.title}":\n${text}\n---\n${mended}`;
      assert.notEqual(mended, text, explain);
      assert.ok(errors(after) <= errors(before), `${explain}\n${after.map(({ message }) => message).join('\n')}`);
      const count = (findings: readonly Finding[]) =>
        findings.filter((other) => about(other) === about(finding)).length;
      assert.ok(count(after) < count(before), `the finding is still there: ${explain}`);
    }
  }
  return checked;
}

describe('fixes', () => {
  for (const rule of allRules) {
    for (const [index, example] of rule.docs.bad.entries()) {
      it(`mend ${rule.id}, example ${index + 1}`, () => {
        checkFixes(example);
      });
    }
  }

  it('that are safe come to an end, and change nothing the second time', () => {
    for (const rule of allRules) {
      for (const example of rule.docs.bad) {
        let text = example;
        const rounds: string[] = [];
        for (;;) {
          const fixes = findingsIn(text).flatMap((finding) => finding.fixes.find((fix) => fix.safe) ?? []);
          const mended = mend(text, fixes);
          if (mended === text) break;
          rounds.push((text = mended));
          assert.ok(rounds.length < 5, `${rule.id} does not come to an end:\n${rounds.join('\n---\n')}`);
        }
      }
    }
  });

  it('mend what they are for in any design', () => {
    const catalog = builtInCatalog();
    const written = [
      ...catalog.services.map((service) => service.id),
      ...catalog.services.flatMap((service) => service.formerNames.map((former) => `"${former.name}"`)),
      'mdatp',
      'azure-sentinel',
      'EPM',
    ];
    const busy = [
      'sentinel',
      'defender-xdr',
      'defender-for-endpoint',
      'defender-for-cloud',
      'azure-bastion',
      'entra-id',
      'intune',
      'log-analytics-agent',
      'nsg-flow-logs',
      'event-hubs',
      'defender-for-cloud-apps',
      'conditional-access',
      'conditional-access-app-control',
      'purview',
      'key-vault',
      'internet',
    ];
    const service = fc.oneof(fc.constantFrom(...busy), fc.constantFrom(...written));
    const designs = fc
      .record({
        services: fc.array(
          fc.record({
            service,
            label: fc.constantFrom(
              '',
              ' "Entra AD FS"',
              ' "Azure Sentinel"',
              ' "AI"',
              ' "https://portal.atp.azure.com/"',
            ),
            doc: fc.constantFrom('', '/** Said. */\n', '// Noted.\n'),
            grouped: fc.boolean(),
          }),
          { minLength: 3, maxLength: 7 },
        ),
        flows: fc.array(
          fc.record({
            sources: fc.uniqueArray(fc.nat(6), { minLength: 1, maxLength: 3 }),
            targets: fc.uniqueArray(fc.nat(6), { minLength: 1, maxLength: 3 }),
            kinds: fc.uniqueArray(fc.constantFrom(...flowKinds), { minLength: 1, maxLength: 3 }),
            arrow: fc.constantFrom('->', '->', '<->'),
            end: fc.constantFrom(
              '',
              ' "Label"',
              ' "Compliant device, legacy, unsanctioned"',
              ' { owner "SOC" }',
              ' // Noted.',
            ),
          }),
          { minLength: 1, maxLength: 5 },
        ),
      })
      .map(({ services, flows }) => {
        const name = (index: number) => `e${index % services.length}`;
        const lines = services.map(({ service, label, doc, grouped }, index) => {
          const use = `${doc}use ${service} as ${name(index)}${label}`;
          return grouped ? `group g${index} {\n  ${use.replaceAll('\n', '\n  ')}\n}` : use;
        });
        for (const { sources, targets, kinds, arrow, end } of flows) {
          const from = [...new Set(sources.map(name))];
          // A flow to itself is an error of the language already.
          const to = [...new Set(targets.map(name))].filter((target) => !from.includes(target));
          if (to.length > 0) lines.push(`${from.join(', ')} ${arrow} ${to.join(', ')} : ${kinds.join(', ')}${end}`);
        }
        return lines.join('\n');
      });
    let checked = 0;
    fc.assert(
      fc.property(designs, (design) => {
        checked += checkFixes(design);
      }),
      { seed: 7, numRuns: 40 },
    );
    assert.ok(checked > 100, `only ${checked} fixes were tried`);
  });
});
