/**
 * What the published drawing of the reference architecture shows, box by box and line by line, and where it is in the
 * design and in the pictures. Names are those of today where the drawing has an older or misspelt one.
 */
import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { loadDesigns } from '../../cli/load-designs.ts';
import {
  buildView,
  createProject,
  LayoutCache,
  layoutView,
  type ArchitectureModel,
  type Element,
  type LayoutEngine,
  type Scene,
} from '../../language/pipeline.ts';
import { projectFolder, testDay } from './run-parapet.ts';

const columns = ['Network', 'Infrastructure and endpoints', 'Application and data', 'Identity'] as const;
type Column = (typeof columns)[number];

/** Boxes by the row and the column they are drawn in. */
const boxes: readonly [row: string, column: Column, names: readonly string[]][] = [
  ['On-premises', 'Network', ['Firewall', 'DNS', 'VLANs']],
  ['On-premises', 'Infrastructure and endpoints', ['Servers', 'Clients']],
  ['On-premises', 'Application and data', ['Application servers', 'Databases', 'File server']],
  ['On-premises', 'Identity', ['AD DS']],
  ['Microsoft 365 apps', 'Application and data', ['Excel', 'Teams', 'OneDrive']],
  ['Microsoft 365 apps', 'Identity', ['Entra ID']],
  ['Azure', 'Network', ['PIPs', 'Load balancers', 'VNET']],
  ['Azure', 'Infrastructure and endpoints', ['Servers', 'K8S', 'VDI']],
  ['Azure', 'Application and data', ['Web Apps', 'Azure Storage', 'SQL Database']],
  ['Azure', 'Identity', ['Entra ID']],
  ['Second layer', 'Infrastructure and endpoints', ['Defender for Endpoint', 'Intune', 'Configuration Manager']],
  ['Second layer', 'Application and data', ['Defender for Office 365', 'Defender for Cloud Apps']],
  ['Second layer', 'Identity', ['Defender for Identity']],
];

/** Controls of the first layer under the resource that each protects. */
const controls: readonly [column: Column, resource: string, names: readonly string[]][] = [
  ['Network', 'PIPs', ['WAF', 'DDoS', 'TLS/SSL']],
  ['Network', 'Load balancers', ['Private Link', 'Azure Firewall']],
  ['Network', 'VNET', ['Private endpoint', 'NSG', 'VPN', 'NVA']],
  ['Infrastructure and endpoints', 'Servers', ['Bastion', 'Antimalware', 'Disk encrypt', 'Key Vault']],
  ['Infrastructure and endpoints', 'K8S', ['Key Vault', 'Application Gateway', 'Private cluster']],
  ['Infrastructure and endpoints', 'VDI', ['Conditional Access', 'MFA', 'RDP Shortpath', 'Reverse connect']],
  ['Application and data', 'Web Apps', ['Front Door + WAF', 'API Management', 'Application Gateway + WAF', 'Pentest']],
  ['Application and data', 'Azure Storage', ['SAS token', 'Private endpoint', 'Storage firewall', 'Encryption']],
  [
    'Application and data',
    'SQL Database',
    ['SQL audit', 'Vulnerability assessment', 'Private endpoint', 'Encryption (TDE)'],
  ],
  ['Identity', 'Entra ID', ['MFA', 'RBAC', 'ID Protection', 'PIM', 'Conditional Access']],
];

const beside: readonly [group: string, names: readonly string[]][] = [
  ['Core monitoring services', ['Azure Monitor', 'Log Analytics', 'Defender for Cloud', 'Sentinel']],
  ['Monitor layer', ['Network Watcher', 'Traffic analytics', 'App Insights', 'Storage Analytics']],
];

type Technique = readonly [column: Column, heading: string, tactic: string, id: string, name: string];

const techniques: readonly Technique[] = [
  ['Network', 'Network attacks', 'Discovery', 'T1018', 'Remote System Discovery'],
  ['Network', 'Network attacks', 'Command and control', 'T1219', 'Remote Access Tools'],
  ...(
    [
      ['Privilege escalation', 'T1543', 'Create or Modify System Process'],
      ['Discovery', 'T1082', 'System Information Discovery'],
      ['Defense evasion', 'T1497', 'Virtualization/Sandbox Evasion'],
      ['Defense evasion', 'T1055', 'Process Injection'],
      ['Execution', 'T1053', 'Scheduled Task/Job'],
      ['Defense evasion', 'T1218', 'System Binary Proxy Execution'],
      ['Execution', 'T1059', 'Command and Scripting Interpreter'],
    ] as const
  ).map(
    ([tactic, id, name]) =>
      ['Infrastructure and endpoints', 'Infrastructure and process attacks', tactic, id, name] as const,
  ),
  ...(
    [
      ['Discovery', 'T1083', 'File and Directory Discovery'],
      ['Defense evasion', 'T1036', 'Masquerading'],
      ['Command and control', 'T1105', 'Ingress Tool Transfer'],
      ['Defense evasion', 'T1027', 'Obfuscated Files or Information'],
    ] as const
  ).map(([tactic, id, name]) => ['Application and data', 'Application and storage attacks', tactic, id, name] as const),
  ...(
    [
      ['Persistence', 'T1098', 'Account Manipulation'],
      ['Credential access', 'T1003', 'OS Credential Dumping'],
      ['Privilege escalation', 'T1055', 'Process Injection'],
    ] as const
  ).map(([tactic, id, name]) => ['Identity', 'Identity compromise', tactic, id, name] as const),
];

/** Lines between boxes of the design, by element. */
const lines: readonly [what: string, source: string, target: string, kind: string][] = [
  ['AD DS to Entra ID by Entra Connect', 'directory', 'entra', 'sync'],
  ['Entra ID of Microsoft 365 and of Azure', 'entra-microsoft-365', 'entra', 'sync'],
  ['and back', 'entra', 'entra-microsoft-365', 'sync'],
  ['Network Watcher and the network column', 'azure-network', 'network-watcher', 'signal'],
  ['Traffic Analytics and Network Watcher', 'network-watcher', 'traffic-analytics', 'log'],
  ['Traffic Analytics and flow logs', 'flow-logs', 'traffic-analytics', 'log'],
  ['Application Insights and applications', 'web-apps', 'insights', 'log'],
  ['Storage Analytics and storage', 'storage', 'storage-analytics', 'log'],
  ['Storage Analytics to the workspace', 'storage-analytics', 'workspace', 'log'],
  ['Log Analytics and Sentinel', 'workspace', 'sentinel', 'log'],
  ['Azure security services to Sentinel, by the workspace', 'first-layer', 'workspace', 'log'],
  ['Defender XDR to Sentinel', 'xdr', 'sentinel', 'incident'],
  ['Azure Monitor to Sentinel, by the workspace', 'monitor', 'workspace', 'log'],
  ['servers to Azure Monitor Logs', 'vms', 'workspace', 'log'],
  ['Sentinel blocks a user', 'sentinel', 'entra', 'action'],
  ['Sentinel blocks an IP address', 'sentinel', 'firewall', 'action'],
];

const portals: readonly [portal: string, services: readonly string[]][] = [
  ['security-portal', ['mde', 'mdo', 'mda', 'mdi', 'sentinel', 'device-portal']],
  ['device-portal', ['intune', 'configuration-manager', 'security-portal']],
  [
    'azure-portal',
    [
      'first-layer',
      'monitor',
      'workspace',
      'mdc',
      'sentinel',
      'network-watcher',
      'traffic-analytics',
      'insights',
      'storage-analytics',
    ],
  ],
];

const attackSteps: readonly [step: string, mitigatedBy: string][] = [
  ['phishing-mail', 'mdo'],
  ['mail-opened', 'mdo'],
  ['malware-installed', 'mde'],
  ['credentials-stolen', 'identity-protection'],
  ['accounts-reached', 'mda'],
  ['data-compromised', 'mda'],
];

const lettersOf = (text: string): string => text.replaceAll(' ', '');

describe('the reference architecture', () => {
  let model: ArchitectureModel;
  let poster: Scene;
  const found: string[] = [];

  before(async () => {
    const { designs, project } = loadDesigns(
      [join(projectFolder, 'examples/reference-architecture.parapet')],
      projectFolder,
      (workspaceFolders) => createProject({ date: testDay, workspaceFolders }),
    );
    model = project.model(designs[0]!.uri)!;
    // Whoever asks an engine for a table is wrong.
    const engine = { layout: () => assert.fail('a table needs no engine') } as unknown as LayoutEngine;
    poster = await layoutView(buildView(model, 'poster'), engine, new LayoutCache());
  });

  /** The card with a name that lies in a band and below a heading of the poster; in an inner frame if one is named. */
  function boxAt(row: string, column: Column | undefined, inner: string | undefined, name: string): Scene['cards'][0] {
    const parents = new Map([...poster.frames].map((frame) => [frame.id, frame]));
    const titleOf = (frame: Scene['frames'][0]): string => frame.title.map(({ text }) => text).join(' ');
    const matches = poster.cards.filter((card) => {
      // Lines break after a slash as well.
      if (lettersOf(card.name.map(({ text }) => text).join('')) !== lettersOf(name)) return false;
      const around: string[] = [];
      for (let at = card.parent && parents.get(card.parent); at; at = at.parent ? parents.get(at.parent) : undefined)
        around.push(titleOf(at));
      if (!around.at(-1)!.startsWith(row)) return false;
      if (inner !== undefined && !around.includes(inner)) return false;
      if (column === undefined) return true;
      const heading = poster.columns!.find(({ title }) => title.map(({ text }) => text).join(' ') === column)!;
      const { x, width } = card.rectangle;
      return x >= heading.rectangle.x && x + width <= heading.rectangle.x + heading.rectangle.width;
    });
    assert.equal(matches.length, 1, `${name} in ${[row, column, inner].filter(Boolean).join(', ')}`);
    return matches[0]!;
  }

  it('has the four columns, in their order', () => {
    assert.deepEqual(
      poster.columns!.map(({ title }) => title.map(({ text }) => text).join(' ')),
      columns,
    );
  });

  it('has its bands in their order, with the policy across the first layer', () => {
    const bands = poster.frames.filter((frame) => frame.parent === undefined && frame.rectangle.x > 200);
    assert.deepEqual(
      [...bands].sort((a, b) => a.rectangle.y - b.rectangle.y).map(({ element }) => element),
      ['on-premises', 'microsoft-365-apps', 'azure', 'first-layer', 'second-layer', 'threats'],
    );
    const policy = poster.cards.find((card) => card.element === 'policy')!.rectangle;
    assert.ok(policy.width > 1500);
  });

  for (const [row, column, names] of boxes)
    it(`has ${names.join(', ')} in ${row}, ${column}`, () => {
      for (const name of names) found.push(boxAt(row, column, undefined, name).element);
    });

  for (const [column, resource, names] of controls)
    it(`protects ${resource} (${column}) by ${names.join(', ')}`, () => {
      for (const name of names) found.push(boxAt('First layer', column, resource, name).element);
    });

  for (const [group, names] of beside)
    it(`has ${names.join(', ')} beside, in ${group}`, () => {
      for (const name of names) {
        const box = boxAt(group, undefined, undefined, name);
        assert.ok(box.rectangle.x + box.rectangle.width < poster.columns![0]!.rectangle.x);
        found.push(box.element);
      }
    });

  it('has no monitoring service of its own for infrastructure and endpoints, on purpose', () => {
    const layer = model.elements.get('monitor-layer')!;
    const watched = new Set(
      layer.children.flatMap((element) => model.flowsInto(element).map(({ source }) => source.parent?.name)),
    );
    assert.ok(!watched.has('azure-infrastructure'));
  });

  for (const [column, heading, tactic, id, name] of techniques)
    it(`has ${id} ${name} (${tactic}) under ${column}`, () => {
      const cards = poster.cards.filter(
        (card) =>
          card.kind === 'threat' &&
          card.detail.some(({ text }) => text === id) &&
          card.caption?.some(({ text }) => text === tactic),
      );
      const card = cards.find((other) => other === boxAt('Threats', column, heading, name));
      assert.ok(card);
      found.push(card.element);
    });

  it('has sixteen techniques and no other', () => {
    assert.equal(techniques.length, 16);
    assert.equal(poster.cards.filter((card) => card.kind === 'threat').length, 16);
  });

  it('has the four lines of the blended attack', () => {
    const techniqueOf = new Map(model.threats.map((threat) => [threat.element.path, threat.techniques[0]!.text]));
    const drawn = poster.lines
      .filter((line) => line.key.startsWith('attack '))
      .flatMap((line) => line.flows.map((flow) => `${techniqueOf.get(flow.source)} ${techniqueOf.get(flow.target)}`));
    assert.deepEqual(drawn.sort(), ['T1018 T1543', 'T1082 T1059', 'T1083 T1055', 'T1218 T1036']);
    found.push(...drawn);
  });

  it('has twelve arrows from the headings of the attacks to what stands above', () => {
    const arrows = poster.lines.filter((line) => line.key.startsWith('threats '));
    assert.equal(arrows.length, 4);
    assert.equal(arrows.flatMap((line) => line.heads).length, 12);
    found.push(...arrows.flatMap((line) => line.heads.map((_, index) => `${line.key} ${index}`)));
  });

  for (const [what, source, target, kind] of lines)
    it(`has the line ${what}`, () => {
      const flow = flowBetween(source, target, kind);
      assert.ok(flow);
      assert.ok(
        poster.lines.some((line) => line.flows.some((drawn) => drawn.id === flow.id)),
        'and draws it on the poster',
      );
      found.push(flow.id);
    });

  for (const [portal, services] of portals)
    it(`operates ${services.join(', ')} in ${portal}`, () => {
      for (const service of services) {
        const flow = flowBetween(portal, service, 'traffic');
        assert.ok(flow, service);
        found.push(flow.id);
      }
      const view = model.views.find(({ name }) => name === 'portals')!;
      const shown = new Set(view.elements.map(({ name }) => name));
      for (const service of services) assert.ok(shown.has(service), `${service} is in the view`);
    });

  it('has the six steps of an attack, each with the service that meets it', () => {
    const attack = model.attacks.find(({ name }) => name === 'phishing')!;
    assert.deepEqual(
      attack.steps.map((step) => step.map(({ name }) => name)),
      attackSteps.map(([step]) => [step]),
    );
    for (const [step, mitigatedBy] of attackSteps) {
      const threat = model.threats.find(({ element }) => element.name === step)!;
      assert.deepEqual(
        threat.mitigatedBy.map(({ name }) => name),
        [mitigatedBy],
      );
      found.push(step);
    }
  });

  it('has 146 boxes, techniques and lines of the drawing in all', () => {
    assert.equal(found.length, 146);
  });

  it('has a view of each part', () => {
    assert.deepEqual(
      model.views.map(({ name }) => name),
      ['poster', 'core', 'monitoring', 'layer-one', 'layer-two', 'threat-map', 'portals'],
    );
  });

  it('stands in files that are designs of their own', () => {
    const files = readdirSync(join(projectFolder, 'examples/reference-architecture'));
    assert.equal(model.files.length, files.length + 1);
    for (const name of ['environment', 'first-layer', 'second-layer', 'monitoring', 'threats'])
      assert.ok(files.includes(`${name}.parapet`));
  });

  function flowBetween(source: string, target: string, kind: string) {
    const [from, to] = [source, target].map((name): Element => {
      const element = model.elements.get(name);
      assert.ok(element, name);
      return element;
    }) as [Element, Element];
    return model.flowsBetween(from, to).find((flow) => flow.kind === kind);
  }
});
