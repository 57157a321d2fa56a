import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { builtInCatalog, pillars, renderServices } from '../../../language/pipeline.ts';
import { designOfPillar, designOfService } from '../../../scripts/catalog-pictures.ts';
import { createProject } from '../../../language/pipeline.ts';

const folder = path.resolve(import.meta.dirname, '../../../docs/catalog');
const catalog = builtInCatalog();
const pages = new Map(
  readdirSync(folder)
    .filter((name) => name.endsWith('.md'))
    .map((name) => [name, readFileSync(path.join(folder, name), 'utf8')]),
);
const anchorsOf = (name: string): Set<string> =>
  new Set([...pages.get(name)!.matchAll(/<a id="([^"]+)"><\/a>/g)].map(([, id]) => id!));

describe('the pages of the catalog', () => {
  it('are one a pillar, a way in and a list of names', () => {
    assert.deepEqual([...pages.keys()].sort(), ['README.md', 'names.md', ...pillars.map((id) => `${id}.md`)].sort());
  });

  it('have every service once, with what it is called and where it is documented', () => {
    for (const service of catalog.services.filter(({ status }) => status !== 'renamed')) {
      const page = pages.get(`${service.pillar}.md`)!;
      assert.equal(page.split(`<a id="${service.id}"></a>`).length, 2, service.id);
      if (service.docs) assert.ok(page.includes(`](${service.docs})`), service.id);
    }
  });

  it('lead only to what is there', () => {
    let links = 0;
    for (const [name, text] of pages) {
      for (const [, target = ''] of text.matchAll(/\]\((?!https:)([^)\s]+)\)/g)) {
        const [file = '', anchor] = target.split('#');
        const page = file === '' ? name : file;
        links++;
        if (anchor === undefined) assert.ok(existsSync(path.join(folder, page)), `${name}: ${target}`);
        else assert.ok(anchorsOf(page).has(anchor), `${name}: ${target}`);
      }
      for (const [, picture = ''] of text.matchAll(/(?:src|srcset)="([^"]+)"/g)) {
        assert.ok(existsSync(path.join(folder, picture)), `${name}: ${picture}`);
      }
    }
    assert.ok(links > 1000, String(links));
  });

  it('show each picture, light and dark, and bring no fonts', () => {
    const shown = new Set(
      [...pages.values()].flatMap((text) => [...text.matchAll(/"pictures\/([^"]+)"/g)].map(([, file]) => file)),
    );
    const files = readdirSync(path.join(folder, 'pictures'));
    assert.deepEqual(
      files.filter((file) => !shown.has(file)),
      [],
    );
    const bytes = files.reduce((sum, file) => sum + statSync(path.join(folder, 'pictures', file)).size, 0);
    assert.ok(bytes < 3_000_000, `${bytes} bytes`);
    for (const file of files)
      assert.ok(!readFileSync(path.join(folder, 'pictures', file), 'utf8').includes('@font-face'), file);
  });

  it('have a picture of every pillar and of every service with more than one neighbour, drawn from what is known', () => {
    for (const pillar of pillars) assert.ok(designOfPillar(catalog, pillar), pillar);
    for (const service of catalog.services) {
      const flows = [...catalog.flowsFrom(service.id), ...catalog.flowsTo(service.id)].filter((flow) => !flow.guess);
      const neighbours = new Set(flows.flatMap(({ source, target }) => [source, target]));
      neighbours.delete(service.id);
      const design = designOfService(catalog, service);
      assert.equal(design !== undefined, neighbours.size > 1, service.id);
      if (design === undefined) continue;
      const project = createProject({ date: '2026-11-21', workspaceFolders: [] });
      project.setFile('x:/a.parapet', design);
      const drawn = project
        .model('x:/a.parapet')!
        .flows.map(({ source, target, kind }) => `${source.name} ${kind} ${target.name}`);
      const known = flows.map(({ source, target, kind }) => `${source} ${kind} ${target}`);
      assert.deepEqual([...new Set(drawn)].sort(), [...new Set(known)].sort(), service.id);
    }
  });
});

describe('a service as Markdown', () => {
  it('says everything there is', () => {
    const text = renderServices([catalog.service('nsg-flow-logs')!, catalog.service('traffic-analytics')!], catalog);
    assert.match(text, /^- \*\*Status:\*\* Being retired \(2027-09-30\); .*instead: VNet flow logs$/m);
    assert.match(text, /^- \*\*Requires:\*\* .* or .*$/m);
    assert.match(text, /^\| log \| \S.*\| \\\[\d+\\\]/m);
    assert.match(text, /^## Sources\n\n1\. /m);
    for (const [, number] of text.matchAll(/\\\[(\d+)\\\]/g)) assert.match(text, new RegExp(`^${number}\\. `, 'm'));
  });

  it('leads where it is told to, and nowhere else', () => {
    const service = catalog.service('defender-for-identity')!;
    const text = renderServices([service], catalog, {
      addressOf: (other) => (other.id === 'ad-ds' ? '#x' : undefined),
    });
    assert.ok(text.includes('[AD DS](#x)'));
    assert.ok(text.includes('| Sentinel |'));
  });
});
