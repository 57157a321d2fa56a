import assert from 'node:assert/strict';
import type { CodeAction } from 'vscode-languageserver-types';
import { codeActions, createProject } from '../../../../language/pipeline.ts';
import { randomNumbers } from '../../../../bench/generate-design.ts';
import { generateLayout } from '../format/generate-layout.ts';
import { folder } from '../project-fixture.ts';
import { applyAction, facts } from './check-refactoring.ts';

/** `REFACTOR_DESIGNS=2000 npx mocha test/language/services/refactor/properties.test.ts` tries as many. */
const designs = Number(process.env['REFACTOR_DESIGNS'] ?? 60);
const uri = `${folder}/main.parapet`;

/** Facts that an action leaves alone: what is in a group is drawn and integrated with it. */
function isKept({ kind, title }: CodeAction): (fact: string) => boolean {
  const added = /new (group|zone)/.exec(title)?.[1];
  return (fact) =>
    !/^finding . [a-z]*-import/.test(fact) &&
    (kind !== 'refactor.move' ||
      !(
        /^view|\| derived \|/.test(fact) ||
        (added !== undefined && fact.startsWith(`element | ${added} | new-${added}`))
      ));
}

describe('any refactoring of any design', function () {
  this.timeout(0);

  it(`keeps what the design says, and every comment (${designs} designs)`, () => {
    const counts = new Map<string, number>();
    for (let seed = 1; seed <= designs; seed++) {
      const { text, damaged } = generateLayout(seed);
      if (damaged) continue;
      const random = randomNumbers(seed + 1_000_000);
      const before = createProject({ date: '2026-11-21', workspaceFolders: [folder] });
      before.setFile(uri, text);
      const { lines, statements, comments } = before.parsed(uri)!;
      const ends = [random(), random()]
        .map((share) => Math.floor(share * text.length))
        .sort((left, right) => left - right);
      const one = statements[Math.floor(random() * statements.length)];
      for (const [start, end] of [ends, [one?.start ?? 0, one?.start ?? 0]] as [number, number][]) {
        const range = { start: lines.positionAt(start), end: lines.positionAt(end) };
        const actions = codeActions(before, uri, range, { diagnostics: [], createsFiles: true, only: ['refactor'] });
        for (const action of actions) {
          const of = `design ${seed}, ${start} to ${end}: ${action.title}`;
          const { after, texts } = applyAction(before, action);
          const options = { places: action.kind === 'refactor.move', derived: action.kind === 'refactor.inline' };
          const said = (project: typeof before): string[] => [
            ...new Set(
              facts(project, uri, options)
                .filter(isKept(action))
                // Advice depends on what is in sight.
                .map((fact) => fact.replace(/^(finding [^.]*\.).*/s, '$1')),
            ),
          ];
          assert.deepEqual(said(after), said(before), of);
          const kept = Object.keys(texts).flatMap((path) => after.parsed(`${folder}/${path}`)!.comments.map(plain));
          for (const comment of comments.map(plain)) assert.ok(kept.includes(comment), `${of}: ${comment} is lost`);
          counts.set(action.kind!, (counts.get(action.kind!) ?? 0) + 1);
        }
      }
    }
    console.log(
      `      ${[...counts]
        .map(([kind, count]) => `${kind} ${count}`)
        .sort()
        .join(', ')}`,
    );
    assert.ok((counts.get('refactor.move') ?? 0) > designs / 10, 'too little to move');
  });
});

/** A comment without its marks and white space: what is documentation may become another comment. */
function plain({ text }: { readonly text: string }): string {
  return text
    .replace(/^\/\*\*?/, '')
    .replace(/\s+/g, ' ')
    .trim();
}
