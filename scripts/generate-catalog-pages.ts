/**
 * Writes docs/catalog: a page for every pillar with its services, their facts, sources and pictures; README.md as the
 * way in; names.md with every other name and what it means today. Pictures are drawn by the product itself. Files of
 * what is no longer there are removed.
 */
import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { createElkWorker } from '../server/elk-worker.ts';
import type { Catalog, CatalogService, Pillar, Scene } from '../language/pipeline.ts';
import {
  anchorOf,
  buildView,
  builtInCatalog,
  catalogReviewed,
  createProject,
  createWorkerEngine,
  LayoutCache,
  layoutView,
  pillars,
  pillarTitles,
  renderServices,
  renderSvg,
} from '../language/pipeline.ts';
import { designOfPillar, designOfService } from './catalog-pictures.ts';

const folder = path.resolve(import.meta.dirname, '../docs/catalog');
const catalog = builtInCatalog();

/** Ids that only lead on to another service are told with it, as its former names. */
const services = catalog.services.filter((service) => service.status !== 'renamed');

const pictures = await drawPictures();
const files = new Map<string, string>([
  ['README.md', `${header()}${indexPage()}`],
  ['names.md', `${header()}${namesPage()}`],
  ...pillars.map((pillar): [string, string] => [`${pillar}.md`, `${header(pillar)}${pillarPage(pillar)}`]),
]);
for (const [name, { light, dark }] of pictures) {
  files.set(`pictures/${name}.svg`, light);
  files.set(`pictures/${name}.dark.svg`, dark);
}

await mkdir(path.join(folder, 'pictures'), { recursive: true });
for (const name of await readdir(folder, { recursive: true })) {
  const known = name.split(path.sep).join('/');
  if (/\.(?:md|svg)$/.test(known) && !files.has(known)) await rm(path.join(folder, name));
}
for (const [name, text] of files) await writeFile(path.join(folder, name), text);
const kilobytes = [...files.values()].reduce((sum, text) => sum + Buffer.byteLength(text), 0) / 1024;
console.log(`${files.size} files, ${pictures.size} pictures, ${Math.round(kilobytes)} KB`);

/** A picture in both themes, and what it shows in words. */
interface Picture {
  readonly light: string;
  readonly dark: string;
  readonly description: string;
}

async function drawPictures(): Promise<Map<string, Picture>> {
  const designs: [name: string, text: string | undefined][] = [
    ...pillars.map((pillar): [string, string | undefined] => [pillarPicture(pillar), designOfPillar(catalog, pillar)]),
    ...services.map((service): [string, string | undefined] => [service.id, designOfService(catalog, service)]),
  ];
  const engine = createWorkerEngine({
    createWorker: createElkWorker,
    startTimer: (milliseconds, elapsed) => {
      const timer = setTimeout(elapsed, milliseconds);
      return () => clearTimeout(timer);
    },
    deadline: 120_000,
  });
  try {
    const cache = new LayoutCache();
    const drawn = new Map<string, Picture>();
    for (const [name, text] of designs) {
      if (text === undefined) continue;
      const scene = await placed(name, text, (view) => layoutView(view, engine, cache));
      // Readers' pages bring no fonts into pictures, and the font would be most of each file.
      const draw = (theme: 'light' | 'dark'): string => renderSvg(scene, { theme, font: 'none' });
      drawn.set(name, { light: draw('light'), dark: draw('dark'), description: scene.description });
    }
    return drawn;
  } finally {
    engine.dispose();
  }
}

/** The scene of a design that is known to be right. Throws where it is not, or could only be placed roughly. */
async function placed(
  name: string,
  text: string,
  layout: (view: ReturnType<typeof buildView>) => Promise<Scene>,
): Promise<Scene> {
  const uri = `catalog:/${name}.parapet`;
  const project = createProject({ date: catalogReviewed, workspaceFolders: [] });
  project.setFile(uri, text);
  // The rules are not asked: a catalog shows what there can be, which no design has all at once.
  const wrong = project.findings(uri).filter(({ origin, severity }) => origin === 'language' && severity === 'error');
  const scene = await layout(buildView(project.model(uri)!));
  const faults = [...wrong.map(({ message }) => message), ...scene.notices];
  if (faults.length > 0) throw new Error(`The picture of ${name}: ${faults.join(' ')}`);
  return scene;
}

function pillarPage(pillar: Pillar): string {
  const members = services.filter((service) => service.pillar === pillar);
  return [
    `# ${pillarTitles[pillar]}`,
    `${counted(members.length, 'service', 'services')} of the [catalog](README.md), compared with their sources on ${catalogReviewed}.`,
    ...(pictures.has(pillarPicture(pillar))
      ? [
          picture(pillarPicture(pillar), `What flows between the services of ${pillarTitles[pillar]}`),
          'Several services of another pillar stand in one box. The picture shows every documented flow; no design has all of them.',
        ]
      : []),
    members.map((service) => `[${service.short}](#${anchorOf(service.id)})`).join(' · '),
    renderServices(members, catalog, {
      level: 2,
      anchors: true,
      addressOf: (service) => address(service, pillar),
      pictureOf: (service) =>
        pictures.has(service.id) ? picture(service.id, `What flows to and from ${service.name}`) : undefined,
    }),
  ].join('\n\n');
}

function indexPage(): string {
  const rows = pillars.map((pillar) => {
    const members = services.filter((service) => service.pillar === pillar);
    return `| [${pillarTitles[pillar]}](${pillar}.md) | ${countsOf(members, catalog).join(' | ')} |`;
  });
  return `${[
    '# The catalog',
    `What Parapet knows about Microsoft's security products, compared with its sources on ${catalogReviewed}: what each is called and was called, where it is in its life, what it needs, and what it sends to whom. [How the catalog is kept](../catalog.md) says what counts as a source, and how to add or mend a fact; [names.md](names.md) says what any other name means today.`,
    '`parapet catalog` prints the same on the command line, and the Catalog view shows it in the editor.',
    [
      '| Pillar | services | former names | flows sent | sources | guesses |',
      '| --- | ---: | ---: | ---: | ---: | ---: |',
      ...rows,
      `| **All** | ${countsOf(services, catalog)
        .map((number) => `**${number}**`)
        .join(' | ')} |`,
    ].join('\n'),
    'A guess is a fact without a named source. No finding above `info` rests on one, and the pictures leave flows out that are guesses.',
    '## Services',
    pillars
      .map((pillar) => {
        const members = services.filter((service) => service.pillar === pillar);
        return `**${pillarTitles[pillar]}:** ${members.map((service) => `[${service.short}](${address(service)})`).join(' · ')}`;
      })
      .join('\n\n'),
  ].join('\n\n')}\n`;
}

function namesPage(): string {
  interface Row {
    readonly name: string;
    readonly means: string;
    readonly text: string;
  }
  const rows: Row[] = catalog.services.flatMap((service) => {
    const today = service.status === 'renamed' && service.successor ? catalog.service(service.successor)! : service;
    const means = `[${today.short}](${address(today)})`;
    const row = (name: string, remark: string): Row => ({ name, means, text: `| ${name} | ${means} | ${remark} |` });
    return [
      ...(today === service ? [] : [row(service.name, 'renamed')]),
      ...service.abbreviations.map((name) => row(name, 'in use')),
      ...service.formerNames.map(({ name, until, guess, untilGuess }) =>
        row(name, `${until === undefined ? 'former' : `until ${until}`}${guess || untilGuess ? ', a guess' : ''}`),
      ),
    ];
  });
  const once = new Map(rows.map((row) => [`${row.name}\n${row.means}`, row]));
  const sorted = [...once.values()].sort(
    (left, right) => compare(left.name.toLowerCase(), right.name.toLowerCase()) || compare(left.means, right.means),
  );
  return `${[
    '# Names',
    'Abbreviations and former names, and what they mean today. A name that stands here twice means several services, and designs are told so.',
    ['| Name | Means | |', '| --- | --- | --- |', ...sorted.map((row) => row.text)].join('\n'),
  ].join('\n\n')}\n`;
}

/** Services, former names, flows, different sources, guesses. */
function countsOf(members: readonly CatalogService[], known: Catalog): number[] {
  const former = members.flatMap((service) => service.formerNames);
  const flows = members.flatMap((service) => known.flowsFrom(service.id));
  const absences = members.flatMap((source) =>
    known.services.flatMap((target) => known.nonFlowsBetween(source.id, target.id)),
  );
  const facts = [...members, ...former, ...flows, ...absences];
  const sources = new Set(facts.flatMap((fact) => fact.sources));
  return [members.length, former.length, flows.length, sources.size, facts.filter((fact) => fact.guess).length];
}

function picture(name: string, alternative: string): string {
  return [
    '<picture>',
    `  <source media="(prefers-color-scheme: dark)" srcset="pictures/${name}.dark.svg">`,
    `  <img alt="${alternative.replaceAll('"', '&quot;')}" src="pictures/${name}.svg">`,
    '</picture>',
  ].join('\n');
}

function pillarPicture(pillar: Pillar): string {
  return `pillar-${pillar}`;
}

/** Where a service is described, seen from a pillar's page or from outside of all. */
function address(service: CatalogService, from?: Pillar): string {
  const today = service.status === 'renamed' && service.successor ? catalog.service(service.successor)! : service;
  return `${today.pillar === from ? '' : `${today.pillar}.md`}#${anchorOf(today.id)}`;
}

function counted(number: number, one: string, many: string): string {
  return number === 1 ? `1 ${one}` : `${number} ${many}`;
}

/** By code units: the same on every machine. */
function compare(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}

function header(pillar?: Pillar): string {
  const source = pillar === undefined ? 'language/catalog' : `language/catalog/${pillar}.parapet`;
  return `<!-- Generated by scripts/generate-catalog-pages.ts from ${source}. Change that, then run npm run generate. -->\n\n`;
}
