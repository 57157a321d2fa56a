import { readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { build } from 'esbuild';
import { outputFolder, testFolder } from '../driver/packages.ts';

/** The empty extension that the tests run on behalf of. */
export const carrierFolder = path.join(testFolder, 'extension-host/carrier');

const folder = path.join(outputFolder, 'extension-host');
const reportFile = path.join(folder, 'report.txt');

/** Bundles the tests for the extension host, which loads CommonJS. Returns the file to hand to VS Code. */
export async function bundleSuite(): Promise<string> {
  const outfile = path.join(folder, 'index.cjs');
  await build({
    entryPoints: [path.join(testFolder, 'extension-host/index.ts')],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node22',
    external: ['vscode', 'mocha'],
    sourcemap: 'inline',
    logLevel: 'warning',
  });
  rmSync(reportFile, { force: true });
  return outfile;
}

/** What the tests reported, or why there is nothing. The last line is the counts. */
export function readReport(): string {
  try {
    return readFileSync(reportFile, 'utf8');
  } catch {
    return 'the tests did not start\n';
  }
}
