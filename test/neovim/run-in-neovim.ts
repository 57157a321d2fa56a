/**
 * Runs the tests in which Neovim drives `parapet lsp --stdio`. The last line is their counts. Fails where there is no
 * Neovim and none can be installed.
 */
import path from 'node:path';
import { run } from '../../scripts/run.ts';
import { neovimForTests } from './find-neovim.ts';

const root = path.resolve(import.meta.dirname, '../..');
try {
  const program = await neovimForTests();
  const mocha = path.join(root, 'node_modules/mocha/bin/mocha.js');
  const files = ['--config', 'test/neovim/.mocharc.json', 'test/neovim/*.test.ts'];
  const { code } = await run(process.execPath, [mocha, ...files], { cwd: root, env: { NVIM_PATH: program } });
  process.exitCode = code;
} catch (error) {
  console.log(error instanceof Error ? error.message : String(error));
  console.log('0 passed, 1 failed');
  process.exitCode = 1;
}
