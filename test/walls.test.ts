import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { cruise } from 'dependency-cruiser';
import type { ICruiseOptions, ICruiseResult, IForbiddenRuleType } from 'dependency-cruiser';

interface Walls {
  readonly forbidden: readonly IForbiddenRuleType[];
  readonly options: ICruiseOptions;
}

const root = path.resolve(import.meta.dirname, '..');
const walls = createRequire(import.meta.url)(path.join(root, '.dependency-cruiser.cjs')) as Walls;

/** A file of a small house that is built only to be wrong in one place. */
interface Breach {
  readonly rule: string;
  readonly file: string;
  readonly imports: string;
}

/** One breach of each rule, where one is most likely to be made; each is caught by that rule and perhaps by others. */
const breaches: readonly Breach[] = [
  { rule: 'no-cycles', file: 'language/model/one.ts', imports: './two.ts' },
  { rule: 'nothing-unresolved', file: 'language/model/lost.ts', imports: './not-there.ts' },
  { rule: 'language-is-pure', file: 'language/pipeline.ts', imports: 'node:fs' },
  { rule: 'language-is-pure', file: 'language/model/reads-files.ts', imports: 'node:fs/promises' },
  { rule: 'language-is-pure', file: 'language/services/asks-the-editor.ts', imports: 'vscode' },
  { rule: 'language-is-pure', file: 'language/lint/colours.ts', imports: 'picocolors' },
  { rule: 'language-is-pure', file: 'language/services/serves.ts', imports: '../../server/main.ts' },
  { rule: 'language-server-is-thin', file: 'server/uses-langium.ts', imports: 'langium/lsp' },
  { rule: 'model-stands-alone', file: 'language/model/judges.ts', imports: '../lint/judge.ts' },
  { rule: 'catalog-stands-low', file: 'language/catalog/parses.ts', imports: '../services/parse.ts' },
  { rule: 'catalog-is-read-from-text', file: 'language/catalog/read-service.ts', imports: '../model/one.ts' },
  {
    rule: 'rules-see-the-model',
    file: 'language/lint/rules/flow/reads-syntax.ts',
    imports: '../../../generated/ast.ts',
  },
  { rule: 'services-do-not-draw', file: 'language/services/draws.ts', imports: '../render/render-svg.ts' },
  { rule: 'attack-knows-threats', file: 'language/attack/judges.ts', imports: '../lint/judge.ts' },
  { rule: 'text-stands-alone', file: 'language/text/knows-too-much.ts', imports: '../model/model.ts' },
  { rule: 'view-sees-the-model', file: 'language/view/places.ts', imports: '../layout/scene.ts' },
  { rule: 'layout-sees-the-view', file: 'language/layout/draws.ts', imports: '../render/render-svg.ts' },
  { rule: 'scene-is-plain', file: 'language/layout/scene.ts', imports: '../view/build-view.ts' },
  { rule: 'render-sees-the-scene', file: 'language/render/looks-back.ts', imports: '../model/model.ts' },
  { rule: 'render-sees-the-scene', file: 'language/render/lays-out.ts', imports: '../layout/draws.ts' },
  { rule: 'export-is-last', file: 'language/export/parses.ts', imports: '../services/parse.ts' },
  { rule: 'client-talks-the-protocol', file: 'client/parses.ts', imports: '../language/pipeline.ts' },
  { rule: 'client-talks-the-protocol', file: 'client/serves.ts', imports: '../server/main.ts' },
  { rule: 'client-talks-the-protocol', file: 'client/draws.ts', imports: './preview/webview/main.ts' },
  { rule: 'webview-draws-scenes', file: 'client/preview/webview/main.ts', imports: 'vscode' },
  { rule: 'webview-draws-scenes', file: 'client/preview/webview/reads.ts', imports: 'node:fs' },
  { rule: 'webview-draws-scenes', file: 'client/preview/webview/parses.ts', imports: '../../../language/pipeline.ts' },
  { rule: 'server-is-a-host', file: 'server/main.ts', imports: '../language/model/model.ts' },
  { rule: 'protocol-is-plain', file: 'server/protocol.ts', imports: './main.ts' },
  { rule: 'command-line-is-a-host', file: 'cli/main.ts', imports: '../language/render/render-svg.ts' },
  { rule: 'hosts-see-no-syntax', file: 'cli/reads-syntax.ts', imports: '../language/generated/ast.ts' },
  { rule: 'server-knows-no-other-host', file: 'server/knows-the-client.ts', imports: '../client/parses.ts' },
  { rule: 'command-line-needs-no-editor', file: 'cli/shows.ts', imports: 'vscode' },
  { rule: 'product-needs-no-scaffold', file: 'cli/measures.ts', imports: '../bench/measure.ts' },
];

/** What the breaches import, and nothing wrong in it. */
const sound: Readonly<Record<string, readonly string[]>> = {
  'language/model/two.ts': ['./one.ts'],
  'language/model/model.ts': [],
  'language/services/parse.ts': ['../generated/ast.ts', '../model/model.ts'],
  'language/generated/ast.ts': ['langium'],
  'language/render/render-svg.ts': [],
  'language/lint/judge.ts': ['../model/model.ts'],
  'language/view/build-view.ts': ['../model/model.ts'],
  'bench/measure.ts': [],
};

describe('the walls of the house', () => {
  let house: string;
  let found: ReadonlyMap<string, ReadonlySet<string>>;

  before(async function () {
    this.timeout(60_000);
    house = mkdtempSync(path.join(tmpdir(), 'walls-'));
    const files = new Map<string, string[]>(Object.entries(sound).map(([file, imports]) => [file, [...imports]]));
    for (const { file, imports } of breaches) files.set(file, [...(files.get(file) ?? []), imports]);
    for (const [file, imports] of files) {
      mkdirSync(path.dirname(path.join(house, file)), { recursive: true });
      const lines = imports.map((name, index) => `import * as from${String(index)} from '${name}';`);
      writeFileSync(path.join(house, file), [...lines, 'export const here = true;', ''].join('\n'));
    }
    writeFileSync(path.join(house, 'tsconfig.json'), readFileSync(path.join(root, 'tsconfig.json')));
    symlinkSync(path.join(root, 'node_modules'), path.join(house, 'node_modules'), 'dir');

    const { output } = await cruise(['language', 'client', 'server', 'cli', 'bench'], {
      ...walls.options,
      baseDir: house,
      validate: true,
      ruleSet: { forbidden: [...walls.forbidden] },
    });
    const violations = (output as ICruiseResult).summary.violations;
    const byFile = new Map<string, Set<string>>();
    for (const { from, rule } of violations) byFile.set(from, (byFile.get(from) ?? new Set()).add(rule.name));
    found = byFile;
  });

  after(() => rmSync(house, { recursive: true, force: true }));

  for (const { rule, file, imports } of breaches) {
    it(`${rule}: ${file} may not import ${imports}`, () => {
      assert.ok(found.get(file)?.has(rule), `caught by: ${[...(found.get(file) ?? [])].join(', ') || 'nothing'}`);
    });
  }

  it('finds nothing wrong with what is sound', () => {
    const wrong = Object.keys(sound).filter((file) => found.has(file) && file !== 'language/model/two.ts');
    assert.deepEqual(wrong, []);
  });

  it('breaks every rule once', () => {
    const broken = new Set(breaches.map(({ rule }) => rule));
    assert.deepEqual(
      walls.forbidden.map(({ name }) => name).filter((name) => name === undefined || !broken.has(name)),
      [],
    );
  });
});
