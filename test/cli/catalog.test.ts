import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { flowKinds, pillars, serviceStatuses, stages } from '../../language/model/vocabulary.ts';
import { builtInCatalog, catalogReviewed } from '../../language/pipeline.ts';
import { makeFolder, projectFolder, removeFolders, runParapet } from './run-parapet.ts';

const schema = JSON.parse(readFileSync(join(projectFolder, 'docs/schemas/catalog.schema.json'), 'utf8')) as {
  readonly $defs: {
    readonly service: {
      readonly properties: {
        readonly status: { readonly enum: string[] };
        readonly pillar: { readonly enum: string[] };
        readonly stages: { readonly items: { readonly enum: string[] } };
      };
    };
    readonly flow: { readonly properties: { readonly kind: { readonly enum: string[] } } };
  };
};
const validate = new Ajv2020({ allErrors: true }).compile(schema);

const ownCatalog = `/** Keeps \`logs\` | of <b>plants</b>. */
service beacon "Beacon [SIEM](https://evil.example)" {
  formerly "Lantern" until 2019 { source "a | b" }
  pillar security-operations
  status retiring
  since 2026-11-30
  successor sentinel
  requires event-hubs or sentinel
  portal "Console" "https://beacon.example"
  source "our \u001b[31mhandbook"
  sends alert to sentinel "all it finds" { note "by syslog" enabled by-default }
  never-sends log to log-analytics "they stay"
}
service beacon-part { part-of beacon }
`;

describe('parapet catalog --json', () => {
  after(removeFolders);

  it('prints what the published schema says, for every service', async () => {
    const { code, output } = await runParapet(['catalog', '--json']);
    assert.equal(code, 0);
    const result = JSON.parse(output) as { services: unknown[] };
    assert.equal(result.services.length, builtInCatalog().services.length);
    assert.ok(validate(result), JSON.stringify(validate.errors?.slice(0, 5)));
  });

  it('does so for searches and for services of files', async () => {
    const workingFolder = makeFolder({ 'own.parapet': ownCatalog });
    for (const words of [['mcas'], ['firewall'], ['--with', '.', 'lantern'], ['--with', 'own.parapet']]) {
      const { output } = await runParapet(['catalog', '--json', ...words], { workingFolder });
      assert.ok(validate(JSON.parse(output)), `${words.join(' ')}: ${JSON.stringify(validate.errors?.slice(0, 5))}`);
    }
  });

  it('has a schema with the words of the language, and one that can fail', () => {
    const { service, flow } = schema.$defs;
    assert.deepEqual(service.properties.status.enum, [...serviceStatuses]);
    assert.deepEqual(service.properties.pillar.enum, [...pillars]);
    assert.deepEqual(service.properties.stages.items.enum, [...stages]);
    assert.deepEqual(flow.properties.kind.enum, [...flowKinds]);
    assert.equal(validate({ version: 1, reviewed: '2026-11-21', services: [{ id: 'a' }] }), false);
    assert.equal(validate({ version: 2, reviewed: '2026-11-21', services: [] }), false);
  });

  it('says by which name a service was found', async () => {
    const { output } = await runParapet(['catalog', '--json', 'azure atp']);
    const [service] = (JSON.parse(output) as { services: { id: string; foundBy: unknown }[] }).services;
    assert.equal(service!.id, 'defender-for-identity');
    assert.deepEqual(service!.foundBy, { kind: 'former', name: 'Azure ATP' });
  });
});

describe('parapet catalog NAME', () => {
  after(removeFolders);

  for (const [query, id, ...said] of [
    ['Azure ATP', 'defender-for-identity', 'Called Azure ATP until 2020.'],
    ['mcas', 'defender-for-cloud-apps', 'Called MCAS until'],
    ['office 365 atp', 'defender-for-office-365', 'Called Office 365 ATP until'],
    ['log analytics agent', 'log-analytics-agent', 'retired 2024-08-31', 'azure-monitor-agent'],
    ['Azure Security Center', 'defender-for-cloud', 'Called Azure Security Center until 2021'],
    ['nsg flow logs', 'nsg-flow-logs', 'retiring 2027-09-30, in 313 days', 'vnet-flow-logs'],
    ['microsoft-endpoint-manager', 'intune', 'Called'],
    ['MDE', 'defender-for-endpoint', 'Also called MDE.'],
  ] as const) {
    it(`finds ${query}, says how, and how old what is known is`, async () => {
      const { code, output, errors } = await runParapet(['catalog', query]);
      assert.deepEqual([code, errors], [0, '']);
      assert.match(output, new RegExp(`^ {2}id +${id}$`, 'm'));
      for (const words of said) assert.ok(output.includes(words), `${words} in\n${output}`);
      assert.match(output, new RegExp(`^ {2}reviewed +${catalogReviewed}$`, 'm'));
    });
  }

  it('lists what an ambiguous name means, with how it means it', async () => {
    const { output } = await runParapet(['catalog', 'ATP']);
    assert.equal([...output.matchAll(/\(called ATP until 2020\)$/gm)].length, 3);
  });

  it('counts from the day it is told', async () => {
    assert.match(
      (await runParapet(['catalog', 'nsg flow logs', '--date', '2027-09-29'])).output,
      /2027-09-30, in 1 day:/,
    );
    assert.match((await runParapet(['catalog', 'nsg flow logs', '--date', '2027-09-30'])).output, /2027-09-30, today:/);
    assert.match(
      (await runParapet(['catalog', 'nsg flow logs', '--date', '2028-01-01'])).output,
      /retiring 2027-09-30:/,
    );
  });

  it('shows parts, what is required and what is not sent', async () => {
    const { output } = await runParapet(['catalog', 'defender-for-identity']);
    assert.match(output, /^ {2}part of +defender-xdr$/m);
    assert.match(output, /^ {2}requires +ad-ds$/m);
    assert.match(output, /^Does not send\n {2}alert {2}to defender-for-cloud/m);
    assert.match((await runParapet(['catalog', 'defender-xdr'])).output, /^ {2}parts +.*defender-for-identity/m);
  });

  it('knows services of files where it is told to, and where they stand', async () => {
    const workingFolder = makeFolder({ 'shared/own.parapet': ownCatalog });
    assert.equal((await runParapet(['catalog', 'lantern'], { workingFolder })).code, 2);
    const { code, output } = await runParapet(['catalog', 'lantern', '--with', 'shared'], { workingFolder });
    assert.equal(code, 0);
    assert.match(output, /^Called Lantern until 2019\.$/m);
    assert.match(output, /^ {2}defined in +shared\/own\.parapet:2$/m);
    assert.match(output, /^ {2}status +retiring 2026-11-30, in 9 days$/m);
    assert.ok(!output.includes('\u001b'), 'nothing that a terminal would act on');
    const none = await runParapet(['catalog', '--with', 'nowhere.parapet'], { workingFolder });
    assert.equal(none.code, 2);
    assert.match(none.errors, /nowhere\.parapet/);
  });

  it('says how old the catalog is', async () => {
    for (const option of ['--version', '-V']) {
      const { code, output } = await runParapet(['catalog', option]);
      assert.equal(code, 0);
      assert.match(
        output,
        new RegExp(`^Parapet \\d.*\\nCatalog of \\d+ services and \\d+ flows, .* ${catalogReviewed}\\n$`),
      );
    }
    assert.doesNotMatch((await runParapet(['--version'])).output, /Catalog/);
  });
});

describe('parapet catalog --markdown', () => {
  after(removeFolders);

  it('prints facts with their sources', async () => {
    const { code, output } = await runParapet(['catalog', '--markdown', 'mde']);
    assert.equal(code, 0);
    assert.match(output, /^# Microsoft Defender for Endpoint\n\n`defender-for-endpoint` · MDE\n/);
    assert.match(output, /^- \*\*Part of:\*\* Defender XDR$/m);
    assert.match(output, /^\| alert \| Defender XDR \| endpoint alerts; on by default \| \\\[\d+\\\]/m);
    assert.match(output, /^1\. \S/m);
    assert.match(output, new RegExp(`Compared with their sources on ${catalogReviewed}\\.\n$`));
  });

  it('prints a whole pillar', async () => {
    const { output } = await runParapet(['catalog', '--markdown', '--pillar', 'ai']);
    const members = builtInCatalog().services.filter((service) => service.pillar === 'ai');
    for (const { name } of members) assert.ok(output.includes(`## ${name}\n`), name);
  });

  it('lets nothing of a file become markup', async () => {
    const workingFolder = makeFolder({ 'own.parapet': ownCatalog });
    const { output } = await runParapet(['catalog', '--markdown', '--with', '.', 'beacon'], { workingFolder });
    assert.ok(!output.includes('](https://evil'), output);
    assert.doesNotMatch(output, /(?<!\\)<b>/);
    assert.ok(output.includes('a \\| b'));
    assert.ok(!output.includes('\u001b'));
  });

  it('is one of two ways to print', async () => {
    const { code, errors } = await runParapet(['catalog', '--markdown', '--json']);
    assert.equal(code, 2);
    assert.match(errors, /choose one/);
  });
});
