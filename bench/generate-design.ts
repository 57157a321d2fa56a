/**
 * Designs of any size for measuring: landing zones that hold systems that hold workloads, all of which talk to their
 * neighbours and to a few hubs (the workspace, the SIEM, the posture service …). The same size gives the same text, and
 * the text has no errors.
 */

export interface GeneratedDesign {
  readonly text: string;
  /** How many services, components included, and flows it has. */
  readonly services: number;
  readonly flows: number;
}

const servicesPerSystem = 7;
const systemsPerZone = 7;
/** One flow in this many leads to a hub. */
const hubShare = 0.28;

/** Services at hand in every design, with their names in it. */
const hubs = [
  ['log-analytics', 'workspace'],
  ['sentinel', 'siem'],
  ['defender-for-cloud', 'posture'],
  ['defender-for-endpoint', 'endpoint'],
  ['defender-xdr', 'xdr'],
] as const;

/** What workloads are, and what each is known to send to hubs. Components may send anything anywhere. */
const workloads = [
  {
    service: 'virtual-machines',
    sends: [
      ['log', 'workspace'],
      ['posture', 'posture'],
      ['signal', 'endpoint'],
    ],
  },
  { service: 'azure-storage', sends: [['log', 'workspace']] },
  {
    service: undefined,
    sends: [
      ['log', 'workspace'],
      ['posture', 'posture'],
      ['signal', 'endpoint'],
      ['log', 'siem'],
    ],
  },
  { service: 'azure-sql-database', sends: [['log', 'workspace']] },
  {
    service: undefined,
    sends: [
      ['log', 'workspace'],
      ['log', 'siem'],
    ],
  },
  { service: 'key-vault', sends: [['log', 'workspace']] },
] as const;

const purposes = ['Orders', 'Payments', 'Customers', 'Catalogue', 'Reporting', 'Identity store', 'Gateway', 'Search'];
const flowLabels = ['Reads records', 'Calls the interface', 'Queue messages', 'Nightly export', 'Session data'];

/** A design with so many services (hubs among them) and twice as many flows. */
export function generateDesign(services: number, name = 'generated'): GeneratedDesign {
  const random = randomNumbers(services);
  const lines: string[] = [
    `/** Made for measuring: ${services} services and ${services * 2} flows. */`,
    `architecture ${name} "Generated design of ${services} services"`,
    '',
    'group hubs "Security operations" {',
    ...hubs.map(([service, alias]) => `  use ${service} as ${alias}`),
    '}',
    '',
  ];
  const count = services - hubs.length;
  const zoneOf = (index: number): number => Math.floor(index / (servicesPerSystem * systemsPerZone));
  const systemOf = (index: number): number => Math.floor(index / servicesPerSystem);
  for (let index = 0; index < count; index++) {
    if (index % (servicesPerSystem * systemsPerZone) === 0) {
      lines.push(`zone zone-${zoneOf(index)} "Landing zone ${zoneOf(index)}" {`);
    }
    if (index % servicesPerSystem === 0) lines.push(`  group system-${systemOf(index)} "System ${systemOf(index)}" {`);
    const label = `${purposes[index % purposes.length]} ${index}`;
    const { service } = workloads[index % workloads.length]!;
    lines.push(service ? `    use ${service} as item-${index} "${label}"` : `    component item-${index} "${label}"`);
    const last = index === count - 1;
    if (last || (index + 1) % servicesPerSystem === 0) lines.push('  }');
    if (last || (index + 1) % (servicesPerSystem * systemsPerZone) === 0) lines.push('}', '');
  }

  const said = new Set<string>();
  lines.push(
    'endpoint -> xdr : alert',
    'posture -> xdr : alert',
    'posture -> siem : alert',
    'xdr -> siem : incident',
    'workspace -> siem : log',
    '',
  );
  let flows = 5;
  for (let tries = 0; flows < services * 2 && tries < services * 40; tries++) {
    // Everybody has something to say, and some have more.
    const source = tries < count ? tries : Math.floor(random() * count);
    // Most talk within their system, some within their zone, and who would talk to itself talks to a hub.
    const size = random() < 0.75 ? servicesPerSystem : servicesPerSystem * systemsPerZone;
    const start = Math.floor(source / size) * size;
    const other = start + Math.floor(random() * Math.min(size, count - start));
    let kind = 'traffic';
    let target = `item-${other}`;
    if (other === source || random() < hubShare) {
      const { sends } = workloads[source % workloads.length]!;
      [kind, target] = sends[Math.floor(random() * sends.length)]!;
    }
    const flow = `item-${source} -> ${target} : ${kind}`;
    if (said.has(flow)) continue;
    said.add(flow);
    lines.push(`${flow} "${flowLabels[flows % flowLabels.length]} ${flows}"`);
    flows++;
  }
  return { text: `${lines.join('\n')}\n`, services, flows };
}

/**
 * The same design cut into files: one for the hubs, one for each `zonesPerFile` landing zones with their flows, and an
 * entry that imports all. Flows between files are in the entry. Keys are file names.
 */
export function generateFiles(services: number, zonesPerFile = 1): ReadonlyMap<string, string> {
  const { text } = generateDesign(services);
  const files = new Map<string, string>();
  const lines = text.split('\n');
  const hubsEnd = lines.indexOf('}') + 1;
  const hubsStart = lines.findIndex((line) => line.startsWith('group hubs'));
  files.set('hubs.parapet', `${lines.slice(hubsStart, hubsEnd).join('\n')}\n`);
  const zones: string[][] = [];
  const zoneOfItem = new Map<string, number>();
  const entry: string[] = [];
  let zone: string[] | undefined;
  let zonesRead = 0;
  for (const line of lines.slice(hubsEnd)) {
    if (line.startsWith('zone ')) {
      zone = zonesRead++ % zonesPerFile === 0 ? [] : zones.at(-1)!;
      if (zone !== zones.at(-1)) zones.push(zone);
    }
    if (zone) {
      zone.push(line);
      const item = /\bitem-\d+/.exec(line)?.[0];
      if (item) zoneOfItem.set(item, zones.length - 1);
      if (line === '}') zone = undefined;
      continue;
    }
    const ends = line.match(/\bitem-\d+/g) ?? [];
    const home = zoneOfItem.get(ends[0] ?? '');
    if (home !== undefined && ends.every((end) => zoneOfItem.get(end) === home)) zones[home]!.push(line);
    else entry.push(line);
  }
  zones.forEach((content, index) => {
    files.set(`zone-${index}.parapet`, `import "./hubs.parapet"\n\n${content.join('\n')}\n`);
  });
  const imports = ['./hubs.parapet', ...zones.map((_, index) => `./zone-${index}.parapet`)];
  files.set(
    'design.parapet',
    `architecture generated "Generated design of ${services} services"\n\n${imports.map((path) => `import "${path}"`).join('\n')}\n\n${entry.join('\n')}\n`,
  );
  return files;
}

/** Numbers from 0 to below 1, the same for the same seed (mulberry32). */
export function randomNumbers(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
