import assert from 'node:assert/strict';
import { childNodes, lineOf, rootNodes, type CoverageNode } from '../../client/coverage-view/coverage-nodes.ts';
import { readCoverageListing } from '../../client/protocol-checks.ts';
import { coverageFile, coverageListing } from '../../server/coverage-listing.ts';
import { modelOf } from '../language/model/read-design.ts';

const text =
  'use defender-for-office-365 as mdo\nuse defender-for-endpoint as mde\ncomponent users\n' +
  'threat phishing "Spear $(trash) phishing" { technique T1566.001 targets users }\n' +
  'threat guessing { technique T1110.001 targets users }\nthreat evasion { technique T1497 targets users }';
const model = modelOf(text);
const listing = coverageListing(model, false, () => text);

function everyNode(nodes: readonly CoverageNode[]): CoverageNode[] {
  return nodes.flatMap((node) => [node, ...everyNode(childNodes(node))]);
}

describe('the ATT&CK Coverage view', () => {
  it('passes the check of the client, and only as a whole', () => {
    const sent = JSON.parse(JSON.stringify(listing)) as object;
    assert.deepEqual(readCoverageListing(sent), sent);
    assert.equal(readCoverageListing({ ...sent, protocol: 0 }), undefined);
    assert.equal(readCoverageListing({ ...sent, techniques: [{}] }), undefined);
    assert.equal(readCoverageListing(null), undefined);
  });

  it('has each technique under each of its tactics, and each line a key of its own', () => {
    const nodes = everyNode(rootNodes(listing));
    const keys = nodes.map(({ key }) => key);
    assert.equal(new Set(keys).size, keys.length);
    for (const { id, tactics } of listing.techniques)
      assert.equal(
        nodes.filter((node) => node.type === 'technique' && node.technique.id === id).length,
        tactics.length,
      );
  });

  it('has a heading, a tooltip and something to say for every line', () => {
    for (const node of everyNode(rootNodes(listing))) {
      const line = lineOf(node);
      assert.ok(line.label !== '' && line.tooltip.length > 0 && line.spoken !== '' && line.icon !== '', node.key);
      assert.doesNotMatch([line.label, line.description, ...line.tooltip].join(' '), /\bcovered\b/i);
    }
  });

  it('tells published scores from what nobody has published', () => {
    const line = (id: string) => {
      const node = everyNode(rootNodes(listing)).find(
        (candidate) => candidate.type === 'technique' && candidate.technique.id === id,
      );
      return lineOf(node!);
    };
    assert.equal(line('T1566.001').description, 'protect ■■·  detect ■■■  respond ■■■');
    assert.equal(line('T1110.001').description, 'none of these services');
    assert.equal(line('T1110.001').color, 'list.warningForeground');
    assert.equal(line('T1497').description, 'none published');
    assert.equal(line('T1497').color, undefined);
  });

  it('speaks of one as of one', () => {
    const one =
      'use defender-for-office-365 as mdo\ncomponent users\nthreat phishing { technique T1566.001 targets users }';
    const nodes = everyNode(rootNodes(coverageListing(modelOf(one), true, () => one)));
    const told = nodes.map(lineOf).flatMap(({ spoken, tooltip }) => [spoken, ...tooltip]);
    assert.ok(told.includes('Initial Access, 1 technique'));
    assert.ok(told.includes('Published mappings to 1 technique. Without it, 3 scores would be lost or lower.'));
  });

  it('leads to the text of a threat', () => {
    const [threat] = listing.techniques.find(({ id }) => id === 'T1566.001')!.threats;
    assert.deepEqual(threat!.range.start, { line: 3, character: 7 });
  });

  it('saves files in each format', () => {
    assert.match(coverageFile(model, true, 'csv'), /^technique,/);
    for (const format of ['json', 'navigator'] as const) assert.ok(JSON.parse(coverageFile(model, true, format)));
  });
});
