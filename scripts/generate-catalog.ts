/**
 * Reads language/catalog/*.parapet with the product's own parser and writes what is loaded at run time:
 * language/catalog/generated/catalog-data.ts. Fails with file and line where the catalog is not right.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { packCatalog } from '../language/catalog/catalog-data.ts';
import { checkServices } from '../language/catalog/check-services.ts';
import { readCatalogFile } from '../language/catalog/read-catalog-file.ts';
import { LineIndex } from '../language/model/line-index.ts';
import { pillars } from '../language/model/vocabulary.ts';

const folder = path.resolve(import.meta.dirname, '..', 'language', 'catalog');

const texts = new Map(
  pillars.map((pillar) => [
    `parapet-catalog:/${pillar}.parapet`,
    readFileSync(path.join(folder, `${pillar}.parapet`), 'utf8'),
  ]),
);
const read = [...texts].map(([uri, text]) => readCatalogFile(uri, text, true));
const checked = checkServices(read.flatMap((file) => file.services));

const faults = [
  ...read.flatMap((file) =>
    file.problems.map((problem) => ({ message: problem.message, uri: file.uri, start: problem.start })),
  ),
  ...checked.findings.map(({ message, span }) => ({ message, uri: span.uri, start: span.start })),
];
for (const { message, uri, start } of faults) {
  const { line, character } = new LineIndex(texts.get(uri)!).positionAt(start);
  console.error(`language/catalog/${uri.slice(uri.lastIndexOf('/') + 1)}:${line + 1}:${character + 1} ${message}`);
}
if (faults.length > 0) process.exit(1);

const { sources, files } = packCatalog(checked);
// One service a line, so that a change of one fact is a change of one line.
const json = [
  '{"sources":[',
  sources.map((source) => JSON.stringify(source)).join(',\n'),
  '],"files":[',
  files
    .map(
      ({ uri, services }) =>
        `{"uri":${JSON.stringify(uri)},"services":[\n${services.map((service) => JSON.stringify(service)).join(',\n')}]}`,
    )
    .join(',\n'),
  ']}',
].join('\n');
const literal = json.replace(/[\\`]|\$(?=\{)/g, '\\$&');

const target = path.join(folder, 'generated');
mkdirSync(target, { recursive: true });
writeFileSync(
  path.join(target, 'catalog-data.ts'),
  `// Generated from language/catalog/*.parapet by scripts/generate-catalog.ts: do not edit.\n\n/** JSON of \`CatalogData\`. */\nexport const catalogJson = \`${literal}\`;\n`,
);
const count = (list: readonly unknown[]): string => String(list.length);
console.log(
  `${count(checked.services)} services, ${count(checked.flows)} flows, ${count(checked.nonFlows)} absences, ${count(sources)} sources`,
);
