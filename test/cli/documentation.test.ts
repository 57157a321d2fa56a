import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { cleanDesign, lintJson, makeFolder, projectFolder, removeFolders } from './run-parapet.ts';

const pages = ['README.md', 'docs/language.md', 'docs/suppressions.md'];

describe('the documentation', () => {
  after(removeFolders);

  for (const page of pages) {
    const text = readFileSync(join(projectFolder, page), 'utf8');

    it(`${page} shows designs that can be read`, async () => {
      const designs = [...text.matchAll(/^```parapet\n(.*?)^```$/gms)].map((match) => match[1]!);
      assert.ok(designs.length > 0);
      for (const design of designs) {
        const workingFolder = makeFolder({ 'design.parapet': design, 'shared/landing-zone.parapet': cleanDesign });
        const { findings } = await lintJson(['design.parapet'], { workingFolder });
        // Pieces refer to what is not in them; whole designs begin with their documentation and are clean.
        const whole = design.startsWith('/** How');
        const allowed = ['unknown-name', 'duplicate-name', 'sentinel-needs-workspace'];
        assert.deepEqual(
          findings
            .filter(({ rule, severity }) => whole || (severity === 'error' && !allowed.includes(rule)))
            .map(({ rule, message }) => `${rule}: ${message}`),
          [],
          design,
        );
      }
    });

    it(`${page} links to what is there`, () => {
      for (const [, target] of text.matchAll(/\]\(([^)#\s]+)(?:#[^)]*)?\)|(?:src|srcset)="([^"]+)"/g)) {
        if (target === undefined || /^[a-z]+:/.test(target)) continue;
        assert.ok(existsSync(join(projectFolder, dirname(page), target)), `${page} → ${target}`);
      }
    });
  }
});
