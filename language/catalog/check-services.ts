import type { Finding, Fix } from '../lint/finding.ts';
import type { Span } from '../model/span.ts';
import type { Catalog, CatalogFlow, CatalogService } from './catalog.ts';
import type { ReadService, ServiceReference } from './read-service.ts';

/** Services and flows that may be added to a catalog, and what was wrong with the statements they come from. */
export interface CheckedServices {
  readonly services: readonly CatalogService[];
  readonly flows: readonly CatalogFlow[];
  readonly nonFlows: readonly CatalogFlow[];
  /** Findings of reading and of checking, in the order of the statements. */
  readonly findings: readonly Finding[];
}

/**
 * Checks services against each other and against the catalog that they are to extend: ids that are taken, services that
 * are nowhere, parts that contain themselves. What is wrong is told once, in place, and left out of the result, so that
 * whoever follows `partOf`, `successor` and flows always arrives.
 *
 * @param read what `readService` gave, in the order in which the files are seen
 * @param base the catalog to be extended; absent when the built-in catalog itself is made
 */
export function checkServices(read: readonly ReadService[], base?: Catalog): CheckedServices {
  const findings: Finding[] = read.flatMap((one) => one.findings);
  const accepted = new Map<string, ReadService & { readonly service: CatalogService; readonly nameSpan: Span }>();
  for (const one of read) {
    const { service, nameSpan } = one;
    if (!service || !nameSpan) continue;
    const taken = accepted.get(service.id);
    if (base?.service(service.id)) {
      const message = `\`${service.id}\` is a service of the built-in catalog, which stays as it is: give yours another id, such as \`our-${service.id}\`.`;
      findings.push(finding('built-in-service', nameSpan, message));
    } else if (taken) {
      const related = [{ span: taken.nameSpan, message: 'The first one is here.' }];
      findings.push(
        finding(
          'duplicate-service',
          nameSpan,
          `There is already a service \`${service.id}\`: give this one another id.`,
          related,
        ),
      );
    } else {
      accepted.set(service.id, { ...one, service, nameSpan });
    }
  }

  const isKnown = (id: string): boolean => accepted.has(id) || base?.service(id) !== undefined;
  for (const { references } of accepted.values()) {
    for (const reference of references)
      if (!isKnown(reference.text)) findings.push(unknownService(reference, base, accepted.keys()));
  }

  const never = new Set([...accepted.values()].flatMap(({ nonFlows }) => nonFlows.map(keyOf)));
  for (const { service, flows, references } of accepted.values()) {
    for (const { role, text, span } of references) {
      const flow =
        role === 'source' &&
        flows.find(({ source, target, kind }) => source === text && never.has(keyOf({ source, target, kind })));
      // What one service says of itself is compared where it is read.
      if (flow && text !== service.id)
        findings.push(
          finding(
            'contradiction',
            span,
            `\`${flow.kind}\` from \`${text}\` is ruled out by its \`never-sends\`: keep what is true.`,
          ),
        );
    }
  }

  const partOf = new Map<string, string>();
  for (const { service } of accepted.values())
    if (service.partOf && isKnown(service.partOf)) partOf.set(service.id, service.partOf);
  for (const { service, references } of accepted.values()) {
    const circle = circleFrom(service.id, partOf);
    if (!circle) continue;
    partOf.delete(service.id);
    const place = references.find((reference) => reference.role === 'part-of');
    const path = circle.map((id) => `\`${id}\``).join(' → ');
    if (place)
      findings.push(
        finding('circular-part-of', place.span, `A service cannot be part of itself: ${path}. Remove one \`part-of\`.`),
      );
  }

  const services = [...accepted.values()].map(({ service }) =>
    withKnownReferences(service, isKnown, partOf.get(service.id)),
  );
  const known = (flow: CatalogFlow): boolean => isKnown(flow.source) && isKnown(flow.target);
  return {
    services,
    flows: withoutRepetitions([...accepted.values()].flatMap((one) => one.flows.filter(known))),
    nonFlows: [...accepted.values()].flatMap((one) => one.nonFlows.filter(known)),
    findings,
  };
}

/** What one service sends and the other says to receive is one flow: the first word on it counts. */
function withoutRepetitions(flows: readonly CatalogFlow[]): CatalogFlow[] {
  const first = new Map<string, CatalogFlow>();
  for (const flow of flows) {
    const key = keyOf(flow);
    if (!first.has(key)) first.set(key, flow);
  }
  return [...first.values()];
}

function keyOf({ source, target, kind }: Pick<CatalogFlow, 'source' | 'target' | 'kind'>): string {
  return `${source} ${target} ${kind}`;
}

function withKnownReferences(
  service: CatalogService,
  isKnown: (id: string) => boolean,
  partOf: string | undefined,
): CatalogService {
  const { successor, partOf: _written, requires, ...rest } = service;
  return {
    ...rest,
    ...(successor && isKnown(successor) ? { successor } : {}),
    ...(partOf ? { partOf } : {}),
    requires: requires
      .map((alternatives) => alternatives.filter(isKnown))
      .filter((alternatives) => alternatives.length > 0),
  };
}

/** The way from a service over what it is part of back to itself, if there is one. */
function circleFrom(start: string, partOf: ReadonlyMap<string, string>): string[] | undefined {
  const path = [start];
  const passed = new Set(path);
  for (let next = partOf.get(start); next !== undefined; next = partOf.get(next)) {
    path.push(next);
    if (next === start) return path;
    if (passed.has(next)) return undefined;
    passed.add(next);
  }
  return undefined;
}

function unknownService(reference: ServiceReference, base: Catalog | undefined, own: Iterable<string>): Finding {
  const { text, span } = reference;
  const shown = text.length > 60 ? `${text.slice(0, 59)}…` : text;
  const meant = [...new Set((base?.resolve(text) ?? []).map((match) => match.service.id))];
  if (meant.length > 0) {
    return finding(
      'unknown-service',
      span,
      `Write the id of a service here: \`${shown}\` is ${or(meant)}.`,
      [],
      fixes(span, meant),
    );
  }
  const lower = text.toLowerCase();
  const near = [...own].filter((id) => id.toLowerCase() === lower);
  for (const match of base?.nearest(text, 3) ?? []) if (!near.includes(match.service.id)) near.push(match.service.id);
  const advice =
    near.length > 0 ? `Did you mean ${or(near)}?` : 'Define it with `service` in a file that this design imports.';
  return finding(
    'unknown-service',
    span,
    `The catalog knows no service \`${shown}\`. ${advice}`,
    [],
    fixes(span, near),
  );
}

function fixes(span: Span, ids: readonly string[]): Fix[] {
  return ids.map((id) => ({ title: `Replace by ${id}`, edits: [{ span, newText: id }], safe: false }));
}

function or(ids: readonly string[]): string {
  const words = ids.map((id) => `\`${id}\``);
  return words.length > 1 ? `${words.slice(0, -1).join(', ')} or ${words.at(-1)}` : words.join('');
}

function finding(
  rule: string,
  span: Span,
  message: string,
  related: Finding['related'] = [],
  ways: readonly Fix[] = [],
): Finding {
  return { rule, severity: 'error', origin: 'language', message, span, related, fixes: ways };
}
