import { buildCatalog } from '../language/catalog/build-catalog.ts';
import type { CatalogPlace, CatalogService } from '../language/catalog/catalog.ts';
import { checkServices } from '../language/catalog/check-services.ts';
import { readCatalogFile } from '../language/catalog/read-catalog-file.ts';
import { dayNumber, daysBetween } from '../language/lint/calendar.ts';
import { LineIndex } from '../language/model/line-index.ts';

/** Something of the catalog that somebody has to look at. Lines and characters count from 0. */
export interface CatalogFinding {
  readonly uri: string;
  readonly line: number;
  readonly character: number;
  readonly message: string;
}

/** Names that people use for several services: a design that uses one is told so, and the catalog keeps them all. */
export const sharedNames: Readonly<Record<string, readonly string[]>> = {
  ATP: ['defender-for-endpoint', 'defender-for-identity', 'defender-for-office-365'],
  'App Control': ['app-control-for-business', 'conditional-access-app-control'],
  'App control': ['app-control-for-business', 'conditional-access-app-control'],
  'Azure Purview': ['purview', 'purview-data-map'],
  CIEM: ['defender-cspm', 'entra-permissions-management'],
  CIAM: ['azure-ad-b2c', 'entra-external-id'],
  DNS: ['azure-dns', 'onprem-dns'],
  EPM: ['entra-permissions-management', 'intune-endpoint-privilege-management'],
  Firewall: ['azure-firewall', 'onprem-firewall'],
  MAM: ['intune', 'intune-app-protection'],
  MDA: ['defender-antivirus', 'defender-for-cloud-apps'],
  SIEM: ['sentinel', 'third-party-siem'],
};

/** A review is good for half a year. */
const longestReview = 183;

/**
 * What a day finds wrong with the built-in catalog: statuses whose dates have passed or not come, names and links that
 * lead to two services or to none, facts without a source, and a review that is too long ago.
 *
 * @param texts the catalog's files by URI
 * @param day the day to judge by, `YYYY-MM-DD`
 * @param reviewed the day of the last review
 * @param shared names that may mean several services, with the ids of those, sorted
 */
export function catalogFindings(
  texts: ReadonlyMap<string, string>,
  day: string,
  reviewed: string,
  shared: Readonly<Record<string, readonly string[]>> = sharedNames,
): CatalogFinding[] {
  const findings: CatalogFinding[] = [];
  const at = ({ uri, line, character }: CatalogPlace, message: string): void =>
    void findings.push({ uri, line, character, message });

  const read = [...texts].map(([uri, text]) => readCatalogFile(uri, text, true));
  const checked = checkServices(read.flatMap((file) => file.services));
  const faults = [
    ...read.flatMap(({ uri, problems }) => problems.map(({ message, start }) => ({ uri, start, message }))),
    ...checked.findings.map(({ span: { uri, start }, message }) => ({ uri, start, message })),
  ];
  for (const { uri, start, message } of faults) {
    findings.push({ uri, ...new LineIndex(texts.get(uri)!).positionAt(start), message });
  }

  const { services, flows, nonFlows } = checked;
  const catalog = buildCatalog(services, flows, nonFlows);
  const isRenamed = (id: string): boolean => catalog.service(id)?.status === 'renamed';

  for (const service of services) {
    const late = lateness(service, day);
    if (late) at(service.place, `${service.id}: ${late}`);
    const links = [service.partOf, service.successor, ...service.requires.flat()];
    for (const id of new Set(links)) {
      if (id !== undefined && isRenamed(id)) {
        at(
          service.place,
          `${service.id}: \`${id}\` is a name of the past; write \`${catalog.service(id)!.successor}\`.`,
        );
      }
    }
    if (['retiring', 'retired', 'renamed'].includes(service.status) && !service.successor) {
      at(service.place, `${service.id}: it is ${service.status}, and nothing says what to use instead.`);
    }
    if (service.sources.length === 0 && !service.guess) {
      at(service.place, `${service.id}: it has no source and is not marked as a guess.`);
    }
    for (const former of service.formerNames) {
      if (former.sources.length === 0 && !former.guess) {
        at(
          service.place,
          `${service.id}: its former name "${former.name}" has no source and is not marked as a guess.`,
        );
      }
    }
  }

  for (const flow of [...flows, ...nonFlows]) {
    const name = `${flow.source} → ${flow.target} : ${flow.kind}`;
    if (flow.sources.length === 0 && !flow.guess)
      at(flow.place, `${name}: it has no source and is not marked as a guess.`);
    if (isRenamed(flow.target)) {
      at(
        flow.place,
        `${name}: \`${flow.target}\` is a name of the past; write \`${catalog.service(flow.target)!.successor}\`.`,
      );
    }
  }

  const told = new Set<string>();
  for (const service of services) {
    const names = [
      service.name,
      service.short,
      ...service.abbreviations,
      ...service.formerNames.map(({ name }) => name),
    ];
    for (const name of names) {
      const ids = catalog.resolve(name).map((match) => match.service.id);
      const expected = Object.hasOwn(shared, name) ? shared[name]! : [];
      if (ids.length < 2 || told.has(name) || [...ids].sort().join() === expected.join()) continue;
      told.add(name);
      at(
        service.place,
        `"${name}" means ${ids.join(' and ')}: give it to one, or add it to the names that are shared.`,
      );
    }
  }

  const age = daysBetween(reviewed, day) ?? 0;
  if (age > longestReview) {
    const [uri] = texts.keys();
    findings.push({
      uri: uri ?? '',
      line: 0,
      character: 0,
      message: `The catalog was last compared with its sources on ${reviewed}, ${age} days ago: go through it again.`,
    });
  }
  return findings;
}

/** What is wrong with a service's status on a day. */
function lateness({ status, statusDate, statusNote }: CatalogService, day: string): string | undefined {
  if (statusDate === undefined) return status === 'retiring' ? 'it is retiring, and nothing says when.' : undefined;
  const days = daysBetween(day, statusDate);
  if (days === undefined || dayNumber(day) === undefined) return `\`${statusDate}\` is no date.`;
  if (status === 'retiring' && days < 0) return `its end was ${statusDate}: is it retired now, or was that put off?`;
  if (status !== 'retiring' && status !== 'converging' && days > 0) {
    return `it is said to be ${status}, but only from ${statusDate} on${statusNote ? ` (${statusNote})` : ''}.`;
  }
  return undefined;
}
