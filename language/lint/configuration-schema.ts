import { inlineWords, levels, presetMeanings, presets } from './configuration.ts';
import type { OptionDefinition, Rule, RuleFamily } from './rule.ts';
import { ruleFamilies } from './rule.ts';
import { ruleDocumentationUrl } from './rule-page.ts';

/** What the rules of a family are about. */
export const familyMeanings: Readonly<Record<RuleFamily, string>> = {
  names: 'Services by names they no longer have, or that are ending.',
  flow: 'Flows that the documentation contradicts or does not know.',
  prerequisite: 'What a service needs before it does what the design says.',
  network: 'What the internet reaches, and what guards it.',
  coverage: 'What nobody watches.',
  threat: 'Threats, attacks and what mitigates them.',
  documentation: 'What a reader of the design would have to ask.',
  legibility: 'What makes the picture hard to read.',
  suppression: 'Comments that silence findings.',
  organisation: 'What your organisation requires, forbids and accepts.',
};

/** The JSON schema of configuration files, made from the rules: what an editor completes, explains and checks. */
export function configurationSchema(rules: readonly Rule[]): object {
  const byName = [...rules].sort((one, other) => (one.id < other.id ? -1 : 1));
  const object = (description: string, properties: object): object => ({
    description,
    type: 'object',
    additionalProperties: false,
    properties,
  });
  const settings = {
    rules: { $ref: '#/definitions/rules' },
    families: { $ref: '#/definitions/families' },
    inlineSuppression: { $ref: '#/definitions/inlineSuppression' },
  };
  const inline = { enum: [...inlineWords] };
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'Configuration of Parapet',
    description: 'What Parapet looks for in the designs of this folder and those below. Comments are allowed.',
    allowTrailingCommas: true,
    allowComments: true,
    type: 'object',
    additionalProperties: false,
    properties: {
      $schema: { description: 'Address of this schema, for editors that do not know it.', type: 'string' },
      extends: {
        description:
          'Presets and other configuration files that this one begins with. What stands later wins, and what this ' +
          'file says wins over all of them.',
        default: 'recommended',
        oneOf: [
          { $ref: '#/definitions/extension' },
          { type: 'array', items: { $ref: '#/definitions/extension' }, maxItems: 200 },
        ],
      },
      ...settings,
      baseline: {
        description:
          'A file of findings that are known and left for later, relative to this file. ' +
          '`parapet lint --update-baseline` writes it.',
        type: 'string',
        minLength: 1,
        default: './parapet-baseline.json',
      },
      overrides: {
        description: 'Settings for a part of the designs. What stands later wins.',
        type: 'array',
        maxItems: 200,
        items: {
          type: 'object',
          additionalProperties: false,
          required: ['files'],
          properties: {
            files: {
              description:
                'Paths that this holds for, relative to this file: `*` is any part of a name, `**` any number of ' +
                'folders, `{a,b}` either.',
              oneOf: [
                { $ref: '#/definitions/pattern' },
                { type: 'array', items: { $ref: '#/definitions/pattern' }, maxItems: 200 },
              ],
            },
            ...settings,
          },
        },
      },
    },
    definitions: {
      level: {
        enum: [...levels],
        enumDescriptions: ['Is not looked for.', 'Told as information.', 'Told as a warning.', 'Told as an error.'],
      },
      extension: {
        anyOf: [
          { enum: [...presets], enumDescriptions: presets.map((preset) => presetMeanings[preset]) },
          {
            description: 'A configuration file in the workspace, relative to this one.',
            type: 'string',
            pattern: '^(?![A-Za-z]+:|/)([^\\\\]*/)?([^/\\\\]*\\.)?parapet\\.json$',
          },
        ],
      },
      pattern: { type: 'string', minLength: 1, maxLength: 500, pattern: '^[^/\\\\][^\\\\]*$' },
      rules: object(
        'Rules with a severity, or a severity and options.',
        Object.fromEntries(byName.map((rule) => [rule.id, ruleSchema(rule)])),
      ),
      families: object(
        'Severities of all rules of a family; those of single rules go before them.',
        Object.fromEntries(
          ruleFamilies.map((family) => [
            family,
            { description: familyMeanings[family], allOf: [{ $ref: '#/definitions/level' }] },
          ]),
        ),
      ),
      inlineSuppression: {
        description:
          'Whether comments in the design may silence rules: for all, or by rule and family. What is forbidden can ' +
          'still be decided by an `accept` statement.',
        default: 'allow',
        oneOf: [
          inline,
          {
            type: 'object',
            additionalProperties: false,
            properties: Object.fromEntries([
              ...ruleFamilies.map((family) => [family, { description: familyMeanings[family], ...inline }]),
              ...byName.map((rule) => [rule.id, { description: rule.docs.summary, ...inline }]),
            ]) as object,
          },
        ],
      },
    },
  };
}

/** Keywords that refuse a value. */
const refusing = new Set([
  'additionalProperties',
  'required',
  'minItems',
  'maxItems',
  'minLength',
  'maxLength',
  'minimum',
  'maximum',
  'pattern',
]);

/**
 * A schema that completes and explains as `schema` does and refuses nothing. It is for editors that run the language
 * server, which tells what is wrong in its own words: a schema that refused it too would say everything twice.
 */
export function schemaForWriting(schema: unknown): unknown {
  if (Array.isArray(schema)) return (schema as readonly unknown[]).map(schemaForWriting);
  if (typeof schema !== 'object' || schema === null) return schema;
  const { type, enum: values, enumDescriptions, oneOf, anyOf, allOf, ...rest } = schema as Record<string, unknown>;
  const kept = Object.entries(rest).filter(([keyword]) => !refusing.has(keyword));
  const choices = [oneOf, anyOf, allOf].flatMap((alternatives) => (alternatives ?? []) as readonly unknown[]);
  const wanted = {
    ...(type !== undefined && { type }),
    ...(values !== undefined && { enum: values }),
    ...(enumDescriptions !== undefined && { enumDescriptions }),
  };
  const some = [...(Object.keys(wanted).length > 0 ? [wanted] : []), ...choices.map(schemaForWriting)];
  return {
    ...Object.fromEntries(
      kept.map(([keyword, value]) => {
        if (keyword !== 'properties' && keyword !== 'definitions')
          return [keyword, keyword === 'items' ? schemaForWriting(value) : value];
        const named = Object.entries(value as Record<string, unknown>);
        return [keyword, Object.fromEntries(named.map(([name, one]) => [name, schemaForWriting(one)]))];
      }),
    ),
    ...(some.length > 0 && { anyOf: [...some, {}] }),
  };
}

function ruleSchema(rule: Rule): object {
  const level = { $ref: '#/definitions/level' };
  const options = Object.entries(rule.options ?? {});
  const standard = rule.strictOnly ? 'off, or as the preset strict has it' : rule.severity;
  return {
    description: `${rule.docs.summary} Without configuration: ${standard}. See ${ruleDocumentationUrl(rule.id)}.`,
    default: rule.severity,
    oneOf: [
      level,
      {
        type: 'array',
        minItems: 1,
        maxItems: options.length > 0 ? 2 : 1,
        items:
          options.length > 0
            ? [
                level,
                {
                  type: 'object',
                  additionalProperties: false,
                  properties: Object.fromEntries(
                    options.map(([name, option]) => [name, optionSchema(option)]),
                  ) as object,
                },
              ]
            : [level],
      },
    ],
  };
}

function optionSchema(option: OptionDefinition): object {
  const { description, default: standard } = option;
  switch (option.type) {
    case 'integer':
      return { description, type: 'integer', minimum: option.minimum, maximum: option.maximum, default: standard };
    case 'boolean':
      return { description, type: 'boolean', default: standard };
    case 'string':
      return { description, type: 'string', default: standard, ...(option.values && { enum: [...option.values] }) };
    case 'strings':
      return { description, type: 'array', items: { type: 'string' }, default: standard };
  }
}
