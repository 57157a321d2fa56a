/** Runs the tests that use VS Code as a person does. The last line is their counts. */
import path from 'node:path';
import { run } from '../../scripts/run.ts';
import { repository, testFolder } from './driver/packages.ts';
import { installVscodeTests } from './install.ts';

await installVscodeTests({ browser: true });
// The packages that these types come from are installed only now, so `npm run check` cannot do this.
const tsc = path.join(repository, 'node_modules/typescript/bin/tsc');
const types = await run(process.execPath, [tsc, '--project', path.join(testFolder, 'tsconfig.json')], {
  cwd: repository,
});
if (types.code !== 0) process.exit(1);

const files = process.argv.slice(2);
const args = [
  path.join(repository, 'node_modules/mocha/bin/mocha.js'),
  ...['--config', path.join(testFolder, 'window/.mocharc.json')],
  ...(files.length > 0 ? files : ['test/vscode/window/*.test.ts']),
];
const { code } = await run(process.execPath, args, { cwd: repository });
process.exitCode = code;
