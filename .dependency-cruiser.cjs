// The walls of the house, as drawn in docs/architecture.md: who may import whom. Everything that a rule does not allow
// is an error. test/walls.test.ts breaks each rule once, so a rule that no longer catches anything fails the tests.

/** Packages the language stands on. They are pure JavaScript and run anywhere. */
const languagePackages = [
  'langium',
  'chevrotain',
  '@chevrotain/types',
  'vscode-languageserver-types',
  'elkjs',
  'fastest-levenshtein',
  'jsonc-parser',
  'vscode-uri',
];

const packagePath = (name) => `(^|/)node_modules/(@types/)?${name.replace('/', '[/]')}/`;
const anyPackage = '(^|/)node_modules/';

/** Rule: files that match `from` may import nothing but what matches one of `allowed`. */
const only = (name, comment, from, allowed, fromNot) => ({
  name,
  comment,
  severity: 'error',
  from: { path: from, ...(fromNot ? { pathNot: fromNot } : {}) },
  // An import that leads nowhere is for nothing-unresolved to say, once.
  to: { pathNot: allowed, couldNotResolve: false },
});

/** The same, for what runs in Node.js: what that offers is allowed too. */
const onNode = (...rule) => {
  const made = only(...rule);
  return { ...made, to: { ...made.to, dependencyTypesNot: ['core'] } };
};

/** The same, for a host of the language: it may also name types from behind the door, since a name does nothing. */
const host = (...rule) => {
  const made = only(...rule);
  return { ...made, to: { ...made.to, dependencyTypesNot: ['core', 'type-only'] } };
};

/** Rule: files that match `from` may not import what matches `to`. */
const never = (name, comment, from, to, toNot) => ({
  name,
  comment,
  severity: 'error',
  from: { path: from },
  to: { path: to, ...(toNot ? { pathNot: toNot } : {}) },
});

/** Rule: among the rooms of the language, this one may see only those. Packages are another rule's business. */
const room = (name, comment, from, rooms, fromNot) =>
  onNode(name, comment, from, [...rooms, anyPackage, '^vscode$'], fromNot);

const catalogTypes = '^language/catalog/catalog[.]ts$';
const catalogReaders = '^language/catalog/(read-service|read-catalog-file|check-services)[.]ts$';
const findingTypes = '^language/lint/finding[.]ts$';
const sceneTypes = '^language/layout/scene[.]ts$';
const explorationTypes = '^language/view/exploration[.]ts$';

module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      comment:
        'Two files that need each other when they run are one file, or share a third. Types may refer both ways.',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { pathNot: [anyPackage], dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'nothing-unresolved',
      comment: 'An import that leads nowhere.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: '^vscode$' },
    },

    only(
      'language-is-pure',
      'The language does no input or output: no vscode, no Node.js modules, no packages but those it stands on.',
      '^language/',
      ['^language/', ...languagePackages.map(packagePath)],
    ),
    never(
      'language-server-is-thin',
      "Langium's own language server is not used: the server is a host of the pipeline.",
      '^(language|server|cli|client)/',
      '(^|/)node_modules/langium/lib/(lsp|node)/',
    ),

    room(
      'model-stands-alone',
      'The model is built from syntax trees and the catalog; it knows the shape of findings, and nothing that uses it.',
      '^language/model/',
      ['^language/(model|generated)/', '^language/services/(parse|closest)[.]ts$', catalogTypes, findingTypes],
    ),
    room(
      'catalog-stands-low',
      'The catalog knows the vocabulary of the model.',
      '^language/catalog/',
      ['^language/catalog/', '^language/model/(span|vocabulary)[.]ts$'],
      catalogReaders,
    ),
    room(
      'catalog-is-read-from-text',
      'What reads `service` statements knows the syntax tree and the shape of findings besides.',
      catalogReaders,
      [
        '^language/(catalog|generated)/',
        '^language/model/(span|vocabulary|line-index)[.]ts$',
        '^language/services/(parse|closest)[.]ts$',
        findingTypes,
      ],
    ),
    room(
      'attack-knows-threats',
      "Techniques and published mappings, and what they say of a model's threats and services.",
      '^language/attack/',
      ['^language/(attack|model)/', catalogTypes],
    ),
    room(
      'rules-see-the-model',
      'Rules see the model, the catalog and the rule kit; never the syntax tree.',
      '^language/lint/',
      ['^language/(lint|model|attack)/', '^language/services/closest[.]ts$', catalogTypes],
    ),
    room(
      'services-do-not-draw',
      'Reading, completing and explaining a text does not need a picture.',
      '^language/services/',
      ['^language/(services|generated|catalog|model|lint|attack)/', '^language/project[.]ts$'],
    ),
    room('text-stands-alone', 'Measuring text needs tables, nothing else.', '^language/text/', ['^language/text/']),
    room('view-sees-the-model', 'What is drawn is decided from the model and measured.', '^language/view/', [
      '^language/(view|text|model)/',
      catalogTypes,
      findingTypes,
    ]),
    room('layout-sees-the-view', 'Layout places what the view decided.', '^language/layout/', [
      '^language/(layout|view|text)/',
      '^language/model/(span|vocabulary)[.]ts$',
    ]),
    room('scene-is-plain', 'The scene crosses process borders: plain data that needs nothing.', sceneTypes, [
      '^language/model/(span|vocabulary)[.]ts$',
      findingTypes,
    ]),
    room('render-sees-the-scene', 'One renderer, from the scene alone.', '^language/render/', [
      '^language/(render|text)/',
      '^language/model/vocabulary[.]ts$',
      sceneTypes,
    ]),
    room('export-is-last', 'Exporters see the model, the scene and the renderer.', '^language/export/', [
      '^language/(export|model|render|text|attack)/',
      findingTypes,
      catalogTypes,
      sceneTypes,
    ]),

    onNode(
      'client-talks-the-protocol',
      'The VS Code side knows the protocol and the messages of the preview, not the language.',
      '^client/',
      ['^client/(?!preview/webview/)', '^server/protocol[.]ts$', anyPackage, '^vscode$'],
      '^client/preview/webview/',
    ),
    only(
      'webview-draws-scenes',
      'What runs in the page knows the renderer, the scene and the messages; no vscode, no Node.js.',
      '^client/preview/webview/',
      [
        '^client/preview/(webview/|(messages|shape)[.]ts$)',
        '^language/render/',
        sceneTypes,
        '^language/model/vocabulary[.]ts$',
      ],
    ),
    host(
      'server-is-a-host',
      'The server reaches the language by its one door.',
      '^server/',
      ['^server/', '^language/pipeline[.]ts$', anyPackage],
      '^server/protocol[.]ts$',
    ),
    room('protocol-is-plain', 'The protocol is types and names of messages.', '^server/protocol[.]ts$', [
      sceneTypes,
      explorationTypes,
    ]),
    host(
      'command-line-is-a-host',
      'The command line reaches the language by its one door, and starts the server.',
      '^cli/',
      ['^cli/', '^server/', '^language/pipeline[.]ts$', '^package[.]json$', anyPackage],
    ),
    never(
      'hosts-see-no-syntax',
      'A host asks the pipeline; the syntax tree, the parser and the catalog data behind it may change at any time.',
      '^(server|cli)/',
      '^language/generated/|^language/.*/generated/',
    ),
    never(
      'server-knows-no-other-host',
      'The server is started by others and knows none of them.',
      '^server/',
      '^(client|cli)/',
    ),
    never(
      'command-line-needs-no-editor',
      'The command line runs without VS Code.',
      '^cli/',
      '^client/|(^|/)node_modules/@types/vscode/|^vscode$',
    ),
    never(
      'product-needs-no-scaffold',
      'What ships does not import what builds, tests or measures it.',
      '^(language|server|client|cli)/',
      '^(test|bench|scripts|examples|docs)/',
    ),
  ],
  options: {
    doNotFollow: { path: ['node_modules'] },
    exclude: { path: ['^test/vscode/', '(^|/)(dist|test-output|coverage)/'] },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    builtInModules: { add: ['vscode'] },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'types', 'node', 'default'] },
  },
};
