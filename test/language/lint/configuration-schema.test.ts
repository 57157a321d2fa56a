import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import Ajv from 'ajv';
import { parse } from 'jsonc-parser';
import { configurationSchema, schemaForWriting } from '../../../language/lint/configuration-schema.ts';
import { readConfiguration } from '../../../language/lint/read-configuration.ts';
import { allRules } from '../../../language/lint/registry.ts';
import { builtInRules } from '../../../language/lint/rule-book.ts';

const root = path.resolve(import.meta.dirname, '../../..');
const published = JSON.parse(readFileSync(path.join(root, 'docs/schemas/parapet.schema.json'), 'utf8')) as object;
const writing = JSON.parse(
  readFileSync(path.join(root, 'media/schemas/parapet-writing.schema.json'), 'utf8'),
) as object;
const validate = new Ajv({ strict: false, allErrors: true }).compile(published);
const refusesNothing = new Ajv({ strict: false }).compile(writing);

describe('the schema of configuration files', () => {
  it('is that of the rules as they are now', () => {
    const { $comment: _, ...schema } = published as { $comment: string };
    assert.deepEqual(schema, JSON.parse(JSON.stringify(configurationSchema(allRules))), 'run npm run generate');
  });

  it('has another for writing, which is made of it', () => {
    const { $comment: _, ...schema } = writing as { $comment: string };
    const wanted = schemaForWriting(JSON.parse(JSON.stringify(configurationSchema(allRules))));
    assert.deepEqual(schema, wanted, 'run npm run generate');
  });

  it('tells for each rule what it looks for', () => {
    const { definitions } = configurationSchema(allRules) as {
      definitions: { rules: { properties: Record<string, { description: string }> } };
    };
    for (const rule of allRules) {
      assert.ok(definitions.rules.properties[rule.id]!.description.startsWith(rule.docs.summary), rule.id);
    }
  });

  it('is what the manifest gives to VS Code for the files that are read', () => {
    const { contributes } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as {
      contributes: {
        jsonValidation: readonly { fileMatch: readonly string[]; url: string }[];
        languages: readonly { id: string; filenames?: readonly string[]; filenamePatterns?: readonly string[] }[];
      };
    };
    assert.deepEqual(contributes.jsonValidation, [
      { fileMatch: ['parapet.json', '*.parapet.json'], url: './media/schemas/parapet-writing.schema.json' },
    ]);
    const jsonc = contributes.languages.find(({ id }) => id === 'jsonc')!;
    assert.deepEqual([...jsonc.filenames!, ...jsonc.filenamePatterns!], ['parapet.json', '*.parapet.json']);
  });

  it('accepts and refuses what the reader accepts and refuses', () => {
    const examples = [
      ...[...readFileSync(path.join(root, 'docs/configuration.md'), 'utf8').matchAll(/```jsonc\n(.*?)```/gs)].map(
        (match) => match[1]!,
      ),
      '{}',
      '{ "extends": ["strict", "../x/a.parapet.json"], "inlineSuppression": "forbid" }',
      '{ "rules": { "former-name": ["error"] } }',
      '{ "rules": { "retiring-service": ["error", { "graceDays": 3651 }] } }',
      '{ "rules": { "retiring-service": ["error", { "graceDay": 1 }] } }',
      '{ "rules": { "former-name": ["error", {}] } }',
      '{ "rules": { "former-nam": "error" } }',
      '{ "rules": { "former-name": "on" } }',
      '{ "rules": { "former-name": 2 } }',
      '{ "families": { "names": "off" } }',
      '{ "families": { "nams": "off" } }',
      '{ "extends": "other" }',
      '{ "extends": "./other.json" }',
      '{ "extends": "/etc/parapet.json" }',
      '{ "overrides": [{ "files": ["a/**"], "rules": {} }] }',
      '{ "overrides": [{ "rules": {} }] }',
      '{ "overrides": [{ "files": "/a" }] }',
      '{ "overrides": {} }',
      '{ "inlineSuppression": { "names": "forbid", "wrong-kind": "allow" } }',
      '{ "inlineSuppression": { "names": true } }',
      '{ "baseline": 3 }',
      '{ "unknown": 3 }',
      '[]',
    ];
    assert.ok(examples.length > 24, 'with those of the documentation');
    for (const text of examples) {
      const { findings } = readConfiguration('file:///w/a/parapet.json', text, 'file:///w', builtInRules);
      const value: unknown = parse(text, [], { allowTrailingComma: true });
      assert.ok(refusesNothing(value), `${text} would be told twice`);
      assert.equal(
        validate(value),
        findings.length === 0,
        `${text}\n${findings.map(({ message }) => message).join('\n')}`,
      );
    }
  });
});
