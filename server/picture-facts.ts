import {
  acceptedThing,
  pillarTitles,
  serviceStatusMeanings,
  type ArchitectureModel,
  type Element,
  type Finding,
  type Project,
  type Scene,
} from '../language/pipeline.ts';
import type { AcceptedRisk, PreviewElement, PreviewFinding } from './protocol.ts';

/** Findings told with a picture. */
const maximumFindings = 1_000;
/** Accepted risks told of one element. */
const maximumAccepted = 100;
/** Longest description that goes along with each element. */
const longestDescription = 600;

/** What is known of the elements that a scene shows or holds closed, in the order of the text. */
export function elementsOf(model: ArchitectureModel, scene: Scene): readonly PreviewElement[] {
  const shown = new Set([...scene.frames.map((frame) => frame.path), ...scene.cards.flatMap((card) => card.elements)]);
  const accepted = acceptedRisks(model);
  return [...model.elements.values()]
    .filter((element) => shown.has(element.path))
    .map((element) => describe(element, accepted.get(element.path) ?? []));
}

/** What is accepted about each element, and about flows at both of their ends, by the elements' paths. */
function acceptedRisks(model: ArchitectureModel): ReadonlyMap<string, readonly AcceptedRisk[]> {
  const found = new Map<string, AcceptedRisk[]>();
  for (const acceptance of model.acceptances) {
    const { rule, reason, owner, until, subjects, targets } = acceptance;
    const risk: AcceptedRisk = { rule: rule.text, about: acceptedThing(acceptance), reason, owner, until };
    const paths = [...subjects, ...targets].flatMap(({ element }) => element?.path ?? []);
    for (const path of new Set(paths)) {
      const risks = found.get(path) ?? [];
      if (risks.length < maximumAccepted) risks.push(risk);
      found.set(path, risks);
    }
  }
  return found;
}

function describe(element: Element, accepted: readonly AcceptedRisk[]): PreviewElement {
  const { service, properties } = element;
  const pillar = service?.pillar ?? properties.pillar;
  const description = properties.description ?? element.documentation ?? service?.description;
  return {
    path: element.path,
    label: element.label,
    name: element.name,
    kind: element.kind,
    service: service?.name,
    pillar: pillar && pillarTitles[pillar],
    stages: service?.stages ?? [],
    status: properties.status,
    lifeCycle: service && lifeCycleOf(service),
    owner: properties.owner,
    tags: properties.tags ?? [],
    plan: properties.plan,
    region: properties.region,
    description: description?.slice(0, longestDescription),
    otherNames: service
      ? [service.id, service.short, ...service.abbreviations, ...service.formerNames.map((former) => former.name)]
      : [],
    accepted,
  };
}

function lifeCycleOf(service: NonNullable<Element['service']>): string | undefined {
  const words = serviceStatusMeanings[service.status];
  return words && (service.statusDate ? `${words} (${service.statusDate})` : words);
}

/** What is wrong in the files of a design, as far as it is about an element or a flow. `clientUri` spells as the client does. */
export function findingsOf(
  project: Project,
  model: ArchitectureModel,
  clientUri: (uri: string) => string,
): readonly PreviewFinding[] {
  const subjects = new Subjects(model);
  const found: PreviewFinding[] = [];
  for (const uri of model.files) {
    const file = project.parsed(uri);
    if (!file) continue;
    for (const finding of project.findings(uri)) {
      const subject = subjects.of(finding);
      if (!subject || found.length >= maximumFindings) continue;
      found.push({
        rule: finding.rule,
        message: finding.message,
        severity: finding.severity,
        uri: clientUri(uri),
        range: { start: file.lines.positionAt(finding.span.start), end: file.lines.positionAt(finding.span.end) },
        fixes: finding.fixes.map((fix) => fix.title),
        ...subject,
      });
    }
  }
  return found;
}

/** Finds what a finding is about: what it says itself, else the narrowest statement around its place. */
class Subjects {
  readonly #model: ArchitectureModel;
  readonly #paths: ReadonlySet<string>;
  readonly #flows: ReadonlySet<string>;

  constructor(model: ArchitectureModel) {
    this.#model = model;
    this.#paths = new Set([...model.elements.values()].map((element) => element.path));
    this.#flows = new Set(model.flows.map((flow) => flow.id));
  }

  of({ subject, span }: Finding): { readonly element: string } | { readonly flow: string } | undefined {
    if (subject !== undefined && this.#paths.has(subject)) return { element: subject };
    if (subject !== undefined && this.#flows.has(subject)) return { flow: subject };
    let narrowest = Infinity;
    let found: { readonly element: string } | { readonly flow: string } | undefined;
    const consider = (place: Finding['span'], is: NonNullable<typeof found>): void => {
      if (place.uri !== span.uri || span.start < place.start || span.end > place.end) return;
      if (place.end - place.start >= narrowest) return;
      narrowest = place.end - place.start;
      found = is;
    };
    for (const element of this.#model.elements.values()) consider(element.span, { element: element.path });
    for (const flow of this.#model.flows) consider(flow.span, { flow: flow.id });
    return found;
  }
}
