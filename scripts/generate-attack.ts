/**
 * Checks language/attack/attack.json and writes what is loaded at run time: language/attack/generated/attack-data.ts.
 * Fails where a tactic, technique or service is named that does not exist.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { AttackData } from '../language/attack/attack-data.ts';
import { builtInCatalog } from '../language/catalog/built-in-catalog.ts';

const folder = path.resolve(import.meta.dirname, '..', 'language', 'attack');
const data = JSON.parse(readFileSync(path.join(folder, 'attack.json'), 'utf8')) as AttackData;

const faults: string[] = [];
const tactics = new Set(Object.values(data.tactics).map(([shortName]) => shortName));
const isTechnique = (id: string): boolean => Object.hasOwn(data.techniques, id);
for (const [id, technique] of Object.entries(data.techniques)) {
  if (!/^T\d{4}(\.\d{3})?$/.test(id)) faults.push(`${id} is no id of a technique`);
  for (const tactic of technique.tactics) if (!tactics.has(tactic)) faults.push(`${id}: no tactic ${tactic}`);
  if (technique.successor !== undefined && !isTechnique(technique.successor))
    faults.push(`${id}: no successor ${technique.successor}`);
}
const catalog = builtInCatalog();
for (const [id, control] of Object.entries(data.controls)) {
  if (!catalog.service(control.service)) faults.push(`${id}: no service ${control.service}`);
  if (!Object.hasOwn(data.mappings.sets, control.set)) faults.push(`${id}: no set ${control.set}`);
  for (const [technique, marks] of Object.entries(control.mappings)) {
    if (!isTechnique(technique)) faults.push(`${id}: no technique ${technique}`);
    for (const mark of marks)
      if (!/^(protect|detect|respond) (minimal|partial|significant)$/.test(mark)) faults.push(`${id}: ${mark}`);
  }
}
for (const fault of faults) console.error(`language/attack/attack.json: ${fault}`);
if (faults.length > 0) process.exit(1);

// One technique or control a line, so that a change of one fact is a change of one line.
const lines = (table: Readonly<Record<string, unknown>>): string =>
  Object.entries(table)
    .map(([id, value]) => `${JSON.stringify(id)}:${JSON.stringify(value)}`)
    .join(',\n');
const json = [
  `{"attack":${JSON.stringify(data.attack)},"mappings":${JSON.stringify(data.mappings)},"tactics":{`,
  lines(data.tactics),
  '},"techniques":{',
  lines(data.techniques),
  '},"controls":{',
  lines(data.controls),
  '}}',
].join('\n');
const target = path.join(folder, 'generated');
mkdirSync(target, { recursive: true });
writeFileSync(
  path.join(target, 'attack-json.ts'),
  `// Generated from language/attack/attack.json by scripts/generate-attack.ts: do not edit.\n// ${data.attack.notice}\n\n/** JSON of \`AttackData\`. */\nexport const attackJson = \`${json.replace(/[\\`]|\$(?=\{)/g, '\\$&')}\`;\n`,
);
console.log(`${Object.keys(data.techniques).length} techniques, ${Object.keys(data.controls).length} mapped controls`);
