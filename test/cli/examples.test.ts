import assert from 'node:assert/strict';
import { cpSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { lintJson, makeFolder, projectFolder, removeFolders, runParapet } from './run-parapet.ts';

const examples = join(projectFolder, 'examples');

/** What is in the folder of the examples, but for those that are bad on purpose. */
const goodOnes = readdirSync(examples).filter((name) => name !== 'review' && name !== 'older-names');

function copyGoodOnes(folder: string): void {
  for (const name of goodOnes) cpSync(join(examples, name), join(folder, name), { recursive: true });
}

describe('the examples', () => {
  after(removeFolders);

  it('are without findings of any severity', async () => {
    const paths = goodOnes.map((name) => `examples/${name}`);
    const { code, output, errors } = await runParapet(['lint', '--fail-on', 'info', '--max-warnings', '0', ...paths]);
    assert.deepEqual([code, output], [0, '']);
    assert.match(errors, /^\d+ files checked: no findings\.$/m);
  });

  /** A copy of the examples in which `search` is replaced in one file; gives the line and column where it stood. */
  function mutate(folder: string, file: string, search: string, replacement: string): string {
    const path = join(folder, file);
    const text = readFileSync(path, 'utf8');
    assert.equal(text.split(search).length, 2, `${search} stands once in ${file}`);
    writeFileSync(path, text.replace(search, replacement));
    const before = text.slice(0, text.indexOf(search)).split('\n');
    return `${before.length}:${before.at(-1)!.length + 1}`;
  }

  it('report exactly a former name, a wrong direction and a retired service that were put in, and exit with 1', async () => {
    const folder = makeFolder();
    copyGoodOnes(folder);
    const file = 'data-flows.parapet';
    const former = mutate(folder, file, '  use sentinel\n', '  use azure-sentinel as sentinel\n');
    const direction = mutate(folder, file, 'mdc -> xdr : alert', 'xdr -> mdc : alert');
    const retired = mutate(
      folder,
      file,
      '  use log-analytics as workspace\n',
      '  use log-analytics as workspace\n  use log-analytics-agent as agent\n',
    );
    mutate(
      folder,
      file,
      'workloads -> workspace : log "Guest events"',
      'workloads -> workspace : log "Guest events"\nagent -> workspace : log',
    );

    const result = await lintJson(['.'], { workingFolder: folder });
    const [retiredLine] = retired.split(':');
    const [formerLine] = former.split(':');
    const line = (start: string, later: number): number => Number(start.split(':')[0]) + later;
    assert.deepEqual(
      result.findings.map(({ path, rule, range }) => `${path}:${range.start.line}:${range.start.column} ${rule}`),
      [
        `${file}:${Number(retiredLine) + 1}:7 retired-service`,
        `${file}:${Number(formerLine) + 1}:7 former-name`,
        `${file}:${line(direction, 1)}:${direction.split(':')[1]} wrong-direction`,
      ],
    );
    assert.equal(result.code, 1);
  });

  it('exit with 2 with a syntax error, and still tell everything else', async () => {
    const folder = makeFolder();
    copyGoodOnes(folder);
    mutate(folder, 'data-flows.parapet', 'risk -> xdr : alert "Risk alerts"', 'risk -> : alert "Risk alerts"');
    mutate(folder, 'defender-for-endpoint.parapet', '  use intune\n', '  use microsoft-endpoint-manager as intune\n');
    const result = await lintJson(['.'], { workingFolder: folder });
    assert.equal(result.code, 2);
    assert.deepEqual(result.findings.map(({ path, rule }) => [path, rule]).sort(), [
      ['data-flows.parapet', 'syntax'],
      ['defender-for-endpoint.parapet', 'former-name'],
    ]);
  });
});
