import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { wheelChoices, themeChoices } from '../../client/preview/messages.ts';
import { createProject } from '../../language/pipeline.ts';
import { root } from './tokenize.ts';

interface Contributes {
  readonly languages: readonly {
    readonly id: string;
    readonly configuration?: string;
    readonly icon?: { light: string; dark: string };
  }[];
  readonly jsonValidation: readonly { readonly url: string }[];
  readonly grammars: readonly { readonly path: string }[];
  readonly commands: readonly { readonly command: string; readonly title: string; readonly category?: string }[];
  readonly menus: Readonly<
    Record<
      string,
      readonly { readonly command: string; readonly alt?: string; readonly when?: string; readonly group?: string }[]
    >
  >;
  readonly keybindings: readonly {
    readonly command: string;
    readonly key: string;
    readonly mac?: string;
    readonly when?: string;
  }[];
  readonly viewsContainers: {
    readonly activitybar: readonly { readonly id: string; readonly title: string; readonly icon: string }[];
  };
  readonly views: Readonly<
    Record<string, readonly { readonly id: string; readonly name: string; readonly icon: string }[]>
  >;
  readonly viewsWelcome: readonly { readonly view: string; readonly contents: string }[];
  readonly walkthroughs: readonly {
    readonly icon: string;
    readonly steps: readonly {
      readonly id: string;
      readonly description: string;
      readonly media: { readonly markdown: string };
      readonly completionEvents: readonly string[];
    }[];
  }[];
  readonly configuration: { readonly properties: Readonly<Record<string, Setting>> };
}
interface Setting {
  readonly type: string;
  readonly enum?: readonly string[];
  readonly enumDescriptions?: readonly string[];
  readonly default: unknown;
  readonly scope: string;
  readonly description?: string;
  readonly markdownDescription?: string;
}
interface Manifest {
  readonly main: string;
  readonly icon: string;
  readonly engines: { readonly vscode: string };
  readonly devDependencies: Readonly<Record<string, string>>;
  readonly activationEvents: readonly string[];
  readonly enabledApiProposals?: unknown;
  readonly capabilities: {
    readonly untrustedWorkspaces: { readonly supported: unknown };
    readonly virtualWorkspaces: { readonly supported: unknown };
  };
  readonly contributes: Contributes;
  readonly dependencies?: unknown;
}

const manifest = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as Manifest;
const { contributes } = manifest;
const commands = contributes.commands.map(({ command }) => command);
const sources = readdirSync(path.join(root, 'client'), { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts'))
  .map((file) => readFileSync(path.join(root, 'client', file), 'utf8'))
  .join('\n');
/** Width and height of a PNG, from its header. */
const pngSize = (file: string): [number, number] => {
  const bytes = readFileSync(path.join(root, file));
  return [bytes.readUInt32BE(16), bytes.readUInt32BE(20)];
};

describe('manifest', () => {
  it('names files that exist', () => {
    const files = [
      manifest.icon,
      ...contributes.languages.flatMap(({ configuration, icon }) =>
        [configuration ?? [], icon?.light ?? [], icon?.dark ?? []].flat(),
      ),
      ...contributes.jsonValidation.map(({ url }) => url),
      ...contributes.grammars.map((grammar) => grammar.path),
      ...contributes.viewsContainers.activitybar.map(({ icon }) => icon),
      ...Object.values(contributes.views).flatMap((views) => views.map(({ icon }) => icon)),
    ];
    for (const file of files) assert.ok(existsSync(path.join(root, file)), file);
    assert.equal(manifest.main, './dist/extension.cjs');
  });

  it('has a square icon of 256 pixels', () => assert.deepEqual(pngSize(manifest.icon), [256, 256]));

  it('declares exactly the commands that are registered', () => {
    const registered = [...sources.matchAll(/\bcommand\('(\w+)'/g)].map(([, name]) => `parapet.${name}`);
    assert.notEqual(registered.length, 0);
    assert.deepEqual(registered.sort(), [...commands].sort());
  });

  it('runs only commands that are declared', () => {
    const run = [...sources.matchAll(/'(parapet\.(?!preview|server|editor'|catalog'|coverage)\w+)'/g)].map(
      ([, name]) => name,
    );
    for (const name of run) assert.ok(commands.includes(name ?? ''), name);
  });

  it('gives each command the category, and a title in title case', () => {
    for (const { command, title, category } of contributes.commands) {
      assert.equal(category, 'Parapet', command);
      for (const word of title.replace('...', '').split(' '))
        assert.match(word, /^(?:[A-Z]|as$|in$|to$|the$|from$)/, title);
    }
  });

  it('puts only declared commands into menus and on keys', () => {
    for (const [menu, entries] of Object.entries(contributes.menus)) {
      for (const { command, alt } of entries) {
        for (const name of [command, alt ?? command]) assert.ok(commands.includes(name), `${menu}: ${name}`);
      }
    }
    for (const { command } of contributes.keybindings) assert.ok(commands.includes(command), command);
  });

  it('offers commands in the palette only where they do something, but those that always do', () => {
    const conditional = new Map(
      (contributes.menus['commandPalette'] ?? []).map(({ command, when }) => [command, when]),
    );
    const always = [
      'parapet.searchCatalog',
      'parapet.newDesign',
      'parapet.restartServer',
      'parapet.showCoverage',
      'parapet.showOutput',
    ];
    for (const command of commands) assert.equal(conditional.has(command), !always.includes(command), command);
    for (const [command, when] of conditional) assert.ok(when, command);
  });

  it('has its views in a container of its own, with a way out where they have nothing to show', () => {
    assert.deepEqual(
      contributes.viewsContainers.activitybar.map(({ id, title }) => [id, title]),
      [['parapet', 'Parapet']],
    );
    assert.deepEqual(
      Object.entries(contributes.views).map(([container, views]) => [
        container,
        views.map(({ id, name }) => [id, name]),
      ]),
      [
        [
          'parapet',
          [
            ['parapet.catalog', 'Catalog'],
            ['parapet.coverage', 'ATT&CK Coverage'],
          ],
        ],
      ],
    );
    for (const { icon } of contributes.viewsContainers.activitybar) {
      // The activity bar takes the shape and colours it itself.
      assert.match(readFileSync(path.join(root, icon), 'utf8'), /viewBox="0 0 24 24"/);
    }
    assert.deepEqual(
      contributes.viewsWelcome.map(({ view }) => view),
      ['parapet.catalog', 'parapet.coverage'],
    );
    for (const { contents } of contributes.viewsWelcome) {
      const offered = [...contents.matchAll(/\(command:([\w.]+)\)/g)].map(([, name]) => name ?? '');
      assert.ok(offered.length > 0 && offered.every((name) => commands.includes(name)));
    }
  });

  it('leads through a first design by commands and views that are there', () => {
    const [walkthrough, ...others] = contributes.walkthroughs;
    assert.deepEqual(others, []);
    assert.ok(existsSync(path.join(root, walkthrough!.icon)));
    assert.ok(walkthrough!.steps.length > 3);
    for (const { id, description, media, completionEvents } of walkthrough!.steps) {
      const run = [...description.matchAll(/\(command:([\w.]+)\)/g)].map(([, name]) => name ?? '');
      assert.equal(run.length, 1, id);
      assert.ok(commands.includes(run[0]!), id);
      assert.ok(completionEvents.includes(`onCommand:${run[0]}`), `${id} is done when its button was pressed`);
      for (const event of completionEvents)
        assert.ok(/^onView:parapet\.catalog$/.test(event) || commands.includes(event.replace('onCommand:', '')), event);
      assert.match(readFileSync(path.join(root, media.markdown), 'utf8'), /^## [A-Z]/);
    }
  });

  it('shows designs in the walkthrough that can be read', () => {
    for (const { media } of contributes.walkthroughs.flatMap(({ steps }) => steps)) {
      const page = readFileSync(path.join(root, media.markdown), 'utf8');
      for (const [, text] of page.matchAll(/```parapet\n([^`]*)```/g)) {
        const project = createProject({ date: '2026-01-01', workspaceFolders: [] });
        project.setFile('file:///page.parapet', text!);
        assert.deepEqual(project.parsed('file:///page.parapet')!.problems, [], media.markdown);
      }
    }
  });

  it('offers in the Catalog view what can be done with a service, by mouse and by keys', () => {
    const all = contributes.menus['view/item/context'] ?? [];
    for (const { when } of all) assert.match(when ?? '', /^view == parapet\.(catalog|coverage) && viewItem /);
    const entries = all.filter(({ when }) => when?.startsWith('view == parapet.catalog '));
    const inline = entries.filter(({ group }) => group === 'inline').map(({ command }) => command);
    const listed = entries.filter(({ group }) => group !== 'inline').map(({ command }) => command);
    for (const command of inline) assert.ok(listed.includes(command), `${command} is in the context menu too`);
    assert.ok(listed.includes('parapet.openService') && listed.includes('parapet.openServiceDocumentation'));
    assert.deepEqual(
      (contributes.menus['view/title'] ?? [])
        .filter(({ when }) => when === 'view == parapet.catalog')
        .map(({ command }) => command),
      ['parapet.searchCatalog'],
    );
  });

  it('puts one icon into the title of a design, and one into that of a preview', () => {
    const icons = (contributes.menus['editor/title'] ?? []).filter(({ group }) => group === 'navigation');
    assert.equal(icons.filter(({ when }) => when?.includes('editorLangId')).length, 1);
    assert.equal(icons.filter(({ when }) => when?.includes('activeWebviewPanelId')).length, 1);
    assert.equal(icons.length, 2);
  });

  it('has a key of its own for macOS with each key, only in designs', () => {
    for (const { command, key, mac, when } of contributes.keybindings) {
      assert.equal(mac, key.replace('ctrl+', 'cmd+'), command);
      assert.match(when ?? '', /editorLangId == parapet/);
    }
  });

  it('describes each setting and each of its values', () => {
    const settings = Object.entries(contributes.configuration.properties);
    assert.ok(settings.length > 0 && settings.length < 12);
    for (const [name, setting] of settings) {
      assert.match(name, /^parapet\.[a-z]+\.[a-zA-Z]+$/);
      assert.notEqual(setting.default, undefined, name);
      assert.match(setting.description ?? setting.markdownDescription ?? '', /\.$/, name);
      assert.equal(setting.enum?.length, setting.enumDescriptions?.length, name);
      if (setting.enum) assert.ok(setting.enum.includes(String(setting.default)), name);
      // A workspace may not choose a program or a path: there is no such setting.
      assert.doesNotMatch(name, /path|executable|command/i);
    }
  });

  it('offers the values that the preview knows', () => {
    const { properties } = contributes.configuration;
    assert.deepEqual(properties['parapet.preview.theme']?.enum, themeChoices);
    assert.deepEqual(properties['parapet.preview.wheel']?.enum, wheelChoices);
  });

  it('declares every setting that is read, and no other', () => {
    const section = "getConfiguration\\('parapet\\.preview'\\)";
    const read = [
      ...[...sources.matchAll(/\bconfiguration\.get(?:<\w+>)?\('(\w+)'/g)].map(([, name]) => `parapet.preview.${name}`),
      ...[...sources.matchAll(new RegExp(`${section}\\.get(?:<\\w+>)?\\('(\\w+)'`, 'g'))].map(
        ([, name]) => `parapet.preview.${name}`,
      ),
      // Read by the language client, by its own id.
      'parapet.trace.server',
      // Handed to the server with its whole section.
      ...(sources.includes("getConfiguration('parapet.editor')") ? ['parapet.editor.codeLens'] : []),
    ];
    assert.deepEqual([...new Set(read)].sort(), Object.keys(contributes.configuration.properties).sort());
  });

  it('activates for designs, previews and commands, never at startup', () => {
    assert.deepEqual(manifest.activationEvents, ['onWebviewPanel:parapet.preview', 'workspaceContains:parapet.json']);
  });

  it('says where it works, and uses released API only', () => {
    assert.equal(manifest.capabilities.untrustedWorkspaces.supported, true);
    assert.equal(manifest.capabilities.virtualWorkspaces.supported, 'limited');
    assert.equal(manifest.enabledApiProposals, undefined);
    assert.equal(manifest.engines.vscode, `^${manifest.devDependencies['@types/vscode']?.replace(/\.\d+$/, '.0')}`);
  });

  it('needs no package at run time', () => assert.equal(manifest.dependencies, undefined));
});

describe('language configuration', () => {
  const configuration = JSON.parse(
    readFileSync(path.join(root, 'media/language/language-configuration.json'), 'utf8'),
  ) as {
    readonly wordPattern: { readonly pattern: string; readonly flags: string };
    readonly onEnterRules: readonly { readonly beforeText: string; readonly previousLineText?: string }[];
    readonly indentationRules: { readonly increaseIndentPattern: string; readonly decreaseIndentPattern: string };
  };
  const words = (text: string): string[] => {
    const { pattern, flags } = configuration.wordPattern;
    return text.match(new RegExp(pattern, `${flags}g`)) ?? [];
  };

  it('takes a name with hyphens for one word, and an arrow for none', () => {
    assert.deepEqual(words('mde->defender-xdr : alert'), ['mde', 'defender-xdr', 'alert']);
    assert.deepEqual(words('über-dienst -> _x'), ['über-dienst', '_x']);
  });

  it('indents after a brace that stays open', () => {
    const opens = new RegExp(configuration.indentationRules.increaseIndentPattern);
    for (const line of ['zone a {', 'use b "x" {', '  view v "A {" {']) assert.match(line, opens);
    for (const line of ['use b { plan "P2" }', 'component c "{"', '// {']) assert.doesNotMatch(line, opens);
    assert.match('  }', new RegExp(configuration.indentationRules.decreaseIndentPattern));
  });

  it('continues documentation comments', () => {
    const continues = (line: string): boolean =>
      configuration.onEnterRules.some(({ beforeText }) => new RegExp(beforeText).test(line));
    for (const line of ['/** A', ' * more', ' *']) assert.ok(continues(line), line);
    for (const line of ['/* A', 'use a', '// x']) assert.ok(!continues(line), line);
  });
});
