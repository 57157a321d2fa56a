/**
 * `npm run generate`: writes every file that is made from others, in the order they need each other. The same input
 * gives the same bytes, so a second run changes nothing; `npm run check` relies on that.
 */
import path from 'node:path';
import { run } from './run.ts';

const root = path.resolve(import.meta.dirname, '..');

/** Parser and syntax tree first: the catalog's generator reads catalog files with them. */
const langium = [
  '--import',
  './scripts/object-group-by.mjs',
  'node_modules/langium-cli/bin/langium.js',
  'generate',
  '-f',
  'langium-config.json',
];

const generators = [
  'generate-catalog',
  'generate-attack',
  'generate-font',
  'generate-glyphs',
  'generate-catalog-pages',
  'generate-rule-pages',
  'generate-configuration-schema',
  'generate-notices',
];

const steps = [
  { name: 'parser', args: langium },
  ...generators.map((name) => ({ name, args: ['--import', 'tsx', `scripts/${name}.ts`] })),
];

for (const { name, args } of steps) {
  const { code, output, time } = await run(process.execPath, args, { cwd: root, show: false });
  if (code !== 0) {
    process.stdout.write(output);
    console.error(`generate: ${name} failed`);
    process.exit(1);
  }
  console.log(`generate: ${name} (${(time / 1000).toFixed(1)} s)`);
}
