import assert from 'node:assert/strict';
import { builtInCatalog } from '../../language/pipeline.ts';
import { lintJson, makeFolder, removeFolders, runParapet } from './run-parapet.ts';

const design =
  'import "./catalog.parapet"\n\nuse ours\nuse log-analytics as workspace\nuse sentinel\n\nworkspace -> sentinel : log\nintegrate ours, sentinel\n';

/** What is wrong, and where in catalog.parapet it is to be told: rule, line and column. */
const cases: readonly [what: string, catalog: string, place: string][] = [
  ['an id of the built-in catalog', '\nservice sentinel { pillar data }', 'built-in-service@4:9'],
  ['an unknown service', '\nservice more { sends log to sentinal }', 'unknown-service@4:29'],
  ['a circle of parts', '\nservice a { part-of b }\nservice b { part-of a }', 'circular-part-of@4:21'],
  ['an unknown pillar', '\nservice more { pillar netwrk }', 'invalid-value@4:23'],
  ['an unknown stage', '\nservice more { stage sleep }', 'invalid-value@4:22'],
  ['an unknown kind', '\nservice more { sends alrt to sentinel }', 'unknown-kind@4:22'],
  ['a date that is none', '\nservice more { since 2025-13-01 }', 'invalid-value@4:22'],
];

describe('lint of a design with a catalog of its own that has', () => {
  after(removeFolders);

  for (const [what, catalog, place] of cases) {
    it(`${what}: one error, in place, and the rest is checked`, async () => {
      const folder = makeFolder({
        'catalog.parapet': `/** Ours. */\nservice ours { pillar data sends log to sentinel }\n${catalog}\n`,
        'design.parapet': design,
      });
      const before = JSON.stringify(builtInCatalog().services);
      const result = await lintJson(['.'], { workingFolder: folder });
      assert.deepEqual(
        result.findings.map(({ path, rule, severity, range }) => [
          path,
          severity,
          `${rule}@${range.start.line}:${range.start.column}`,
        ]),
        [['catalog.parapet', 'error', place]],
      );
      assert.equal(result.code, 1);
      assert.equal(JSON.stringify(builtInCatalog().services), before);
    });
  }

  it('nothing wrong: nothing', async () => {
    const folder = makeFolder({
      'catalog.parapet': 'service ours { pillar data sends log to sentinel }\n',
      'design.parapet': design,
    });
    assert.equal((await lintJson(['.'], { workingFolder: folder })).findings.length, 0);
    assert.equal((await runParapet(['render', '-o', '-', 'design.parapet'], { workingFolder: folder })).code, 0);
  });
});
