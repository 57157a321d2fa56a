import assert from 'node:assert/strict';
import { generateFiles, randomNumbers } from '../../../bench/generate-design.ts';
import { buildView, createProject, type ArchitectureModel, type Project } from '../../../language/pipeline.ts';
import type { Element } from '../../../language/model/model.ts';

const folder = 'file:///designs';
const options = { date: '2026-12-01', workspaceFolders: [folder] };

/** Everything that a design says, with names in place of elements. */
function contentOf(model: ArchitectureModel): unknown {
  const nameOf = (element: Element | undefined): string | undefined => element?.path;
  const plain = (key: string, value: unknown): unknown =>
    value instanceof Map ? [...(value as Map<unknown, unknown>)] : key === 'service' ? undefined : value;
  const withoutElements = (key: string, value: unknown): unknown =>
    ['source', 'target', 'via', 'parent', 'element'].includes(key) && value !== null && typeof value === 'object'
      ? nameOf(value as Element)
      : key === 'children' || key === 'elements' || key === 'targets' || key === 'mitigations' || key === 'steps'
        ? undefined
        : plain(key, value);
  const told = (value: unknown): unknown => JSON.parse(JSON.stringify(value ?? null, withoutElements));
  return {
    architecture: told(model.architecture),
    elements: [...model.elements.values()].map((element) => ({
      ...(told({ ...element, parent: undefined }) as object),
      in: nameOf(element.parent),
      holds: element.children.map(nameOf),
      service: element.service?.id,
      from: model.flowsFrom(element).map(({ id }) => id),
      into: model.flowsInto(element).map(({ id }) => id),
    })),
    roots: model.roots.map(nameOf),
    flows: told(model.flows),
    references: told(model.references),
    views: model.views.map(({ name, elements }) => [name, elements.map(nameOf)]),
  };
}

function projectOf(files: ReadonlyMap<string, string>): Project {
  const project = createProject(options);
  for (const [name, text] of files) project.setFile(`${folder}/${name}`, text);
  return project;
}

describe('a design that is built again', () => {
  it('says what it would say if it were built from nothing, whatever was edited', function () {
    this.timeout(120_000);
    const random = randomNumbers(20261201);
    const pick = <Item>(items: readonly Item[]): Item => items[Math.floor(random() * items.length)]!;
    const files = new Map(generateFiles(24));
    files.set('design.parapet', `${files.get('design.parapet')!}\nview all "All" { include * }\n`);
    const live = projectOf(files);
    const names = [...files.keys()];
    const pieces = [
      ...['component extra "Extra"\n', 'use sentinel as soc\n', 'item-1 -> item-2 : log\n', 'item-1 -> siem : alert\n'],
      ...['zone z "Z" {\n  component extra\n}\n', 'extra -> item-3 : sync "Text"\n', 'x', '\n', '-', 'integrate *\n'],
    ];
    for (let edit = 0; edit < 400; edit++) {
      const name = pick(names);
      const text = files.get(name)!;
      const lines = text.split('\n');
      const row = Math.floor(random() * lines.length);
      const kind = random();
      if (kind < 0.45) lines.splice(row, 0, pick(pieces).trimEnd());
      else if (kind < 0.7) lines.splice(row, 1);
      else lines[row] = `${lines[row]!.slice(0, -1)}${pick(pieces).trimEnd()}`;
      // What would grow worse and worse is begun again.
      const edited = edit % 40 === 39 ? generateFiles(24).get(name)! : lines.join('\n');
      files.set(name, edited);
      live.setFile(`${folder}/${name}`, edited);
      const uri = `${folder}/${random() < 0.6 ? 'design.parapet' : pick(names)}`;
      // Checking begins and is overtaken: by the next edit, or by a question about the same state.
      const begun = live.prepareFindings(uri);
      for (let steps = Math.floor(random() * 12); steps > 0; steps--) begun.next();
      if (random() < 0.3) continue;
      const fresh = projectOf(files);
      assert.deepEqual(contentOf(live.model(uri)!), contentOf(fresh.model(uri)!), `edit ${edit} of ${name}: ${uri}`);
      while (random() < 0.8 && !begun.next().done);
      if (edit % 3 === 0) assert.deepEqual(live.findings(uri), fresh.findings(uri), `findings after edit ${edit}`);
    }
  });

  it('keeps what stands behind an edit, at its new place, and what was drawn of it at the old one', () => {
    const text = generateFiles(24).get('hubs.parapet')!;
    const uri = `${folder}/alone.parapet`;
    const flows = 'siem -> xdr : signal "Behind"\nview all "All" { include * }\n';
    const live = createProject(options);
    live.setFile(uri, `component first "First"\n${text}${flows}`);
    const before = live.model(uri)!;
    const flow = before.flows[0]!;
    const siem = before.elements.get('siem')!;
    const place = siem.nameSpan.start;
    const order = siem.order;
    const drawn = buildView(before, 'all', options);
    const shown = JSON.stringify(drawn);
    const written = 'component second "Second"\n';
    live.setFile(uri, `component first "First"\n${written}${text}${flows}`);
    const after = live.model(uri)!;
    assert.equal(after.elements.get('siem'), siem);
    assert.equal(after.flows[0], flow);
    assert.equal(siem.nameSpan.start, place + written.length);
    assert.equal(siem.order, order + 1);
    assert.equal(live.parsed(uri)!.text.slice(flow.sourceSpan.start, flow.sourceSpan.end), 'siem');
    assert.equal(JSON.stringify(drawn), shown);
  });

  it('keeps the elements and flows that an edit does not reach', () => {
    const files = generateFiles(24);
    const project = projectOf(files);
    const uri = `${folder}/design.parapet`;
    const before = project.model(uri)!;
    const hubs = files.get('hubs.parapet')!;
    const declared = [...before.elements.values()].length;
    project.setFile(`${folder}/hubs.parapet`, `${hubs}// A remark at the end of the file that all import.\n`);
    const after = project.model(uri)!;
    assert.notEqual(after, before);
    const kept = [...after.elements.values()].filter((element) => before.elements.get(element.name) === element);
    assert.equal(kept.length, declared);
    assert.ok(after.flows.length > 0);
    assert.deepEqual(
      after.flows.filter((flow, index) => flow !== before.flows[index]),
      [],
    );
  });
});
