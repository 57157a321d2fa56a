/**
 * How somebody looks at a picture without its being drawn anew: which kinds of flows are switched off, and what stands
 * out while the rest steps back. Plain data and functions; nothing here touches the page.
 */
import type { Scene, SceneLine } from '../../../language/layout/scene.ts';
import type { PictureElement, PictureFinding } from '../messages.ts';
import { list, optional, record, text } from '../shape.ts';
import type { Guard } from '../shape.ts';

/** What elements can be told apart by, in the order in which lists show it. */
export const facets = ['pillar', 'status', 'owner', 'tag', 'finding'] as const;
export type Facet = (typeof facets)[number];

export interface Look {
  /** Kinds of flows that are not drawn. */
  readonly hiddenKinds: readonly string[];
  /** What stands out: within a facet any of its values, and each facet that has some. */
  readonly chosen: { readonly [Name in Facet]: readonly string[] };
  /** Only what works at this stage of the pipeline stands out. */
  readonly stage?: string;
}

const none: readonly string[] = [];
export const plainLook: Look = {
  hiddenKinds: none,
  chosen: { pillar: none, status: none, owner: none, tag: none, finding: none },
};

const values = list(text(10_000), 10_000);
export const isLook: Guard<Look> = record<Look>({
  hiddenKinds: values,
  chosen: record<Look['chosen']>({ pillar: values, status: values, owner: values, tag: values, finding: values }),
  stage: optional(text(100)),
});

function toggled(among: readonly string[], value: string): readonly string[] {
  return among.includes(value) ? among.filter((other) => other !== value) : [...among, value];
}

export function toggleKind(look: Look, kind: string): Look {
  return { ...look, hiddenKinds: toggled(look.hiddenKinds, kind) };
}

export function toggleValue(look: Look, facet: Facet, value: string): Look {
  return { ...look, chosen: { ...look.chosen, [facet]: toggled(look.chosen[facet], value) } };
}

export function showStage(look: Look, stage: string | undefined): Look {
  const { stage: _before, ...rest } = look;
  return stage === undefined ? rest : { ...rest, stage };
}

/** Whether anything is switched off or stands back. */
export function isPlain(look: Look): boolean {
  return look.hiddenKinds.length === 0 && !isFiltered(look);
}

function isFiltered(look: Look): boolean {
  return look.stage !== undefined || facets.some((facet) => look.chosen[facet].length > 0);
}

/** What an element has of each facet. `severities`: of the findings about it. */
function valuesOf(element: PictureElement, severities: readonly string[]): Look['chosen'] {
  return {
    pillar: element.pillar === undefined ? none : [element.pillar],
    status: [
      ...(element.status === undefined ? none : [element.status]),
      ...(element.lifeCycle === undefined ? none : [element.lifeCycle.replace(/ \(.*\)$/, '')]),
    ],
    owner: element.owner === undefined ? none : [element.owner],
    tag: element.tags,
    finding: severities,
  };
}

function isContainer({ kind }: PictureElement): boolean {
  return kind === 'group' || kind === 'zone';
}

function severitiesByPath(findings: readonly PictureFinding[]): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>();
  for (const { element, severity } of findings) {
    if (element === undefined) continue;
    const severities = found.get(element);
    if (severities) severities.push(severity);
    else found.set(element, [severity]);
  }
  return found;
}

/** The values of each facet that occur, with how many elements have them, in order of their names. */
export function facetValues(
  elements: readonly PictureElement[],
  findings: readonly PictureFinding[],
): Readonly<Record<Facet, readonly (readonly [value: string, count: number])[]>> {
  const severities = severitiesByPath(findings);
  const counts = new Map(facets.map((facet) => [facet, new Map<string, number>()]));
  for (const element of elements) {
    if (isContainer(element)) continue;
    const has = valuesOf(element, severities.get(element.path) ?? none);
    for (const facet of facets) {
      const count = counts.get(facet)!;
      for (const value of new Set(has[facet])) count.set(value, (count.get(value) ?? 0) + 1);
    }
  }
  const sorted = (facet: Facet): readonly (readonly [string, number])[] =>
    [...counts.get(facet)!].sort(([a], [b]) => (a < b ? -1 : 1));
  return {
    pillar: sorted('pillar'),
    status: sorted('status'),
    owner: sorted('owner'),
    tag: sorted('tag'),
    finding: sorted('finding'),
  };
}

export interface Appearance {
  /** Ids of lines that are not drawn. */
  readonly hidden: ReadonlySet<string>;
  /** Ids of items that step back. */
  readonly dimmed: ReadonlySet<string>;
}

/** What of a picture is hidden and what steps back. */
export function appearance(
  scene: Scene,
  elements: readonly PictureElement[],
  findings: readonly PictureFinding[],
  look: Look,
): Appearance {
  const hiddenKinds = new Set(look.hiddenKinds);
  const hidden = new Set(
    scene.lines.filter((line) => line.kinds.every((kind) => hiddenKinds.has(kind))).map(({ id }) => id),
  );
  const dimmed = new Set<string>();
  if (!isFiltered(look)) return { hidden, dimmed };
  const severities = severitiesByPath(findings);
  const matches = (element: PictureElement): boolean => {
    if (isContainer(element)) return false;
    if (look.stage !== undefined && !element.stages.includes(look.stage)) return false;
    const has = valuesOf(element, severities.get(element.path) ?? none);
    return facets.every((facet) => {
      const chosen = look.chosen[facet];
      return chosen.length === 0 || has[facet].some((value) => chosen.includes(value));
    });
  };
  const matching = new Set(elements.filter(matches).map(({ path }) => path));
  const frames = new Map(scene.frames.map((frame) => [frame.id, frame]));
  const lively = new Set<string>();
  for (const card of scene.cards) {
    if (!card.elements.some((path) => matching.has(path))) {
      dimmed.add(card.id);
      continue;
    }
    for (let parent = card.parent; parent !== undefined; parent = frames.get(parent)?.parent) lively.add(parent);
  }
  for (const frame of scene.frames) if (!lively.has(frame.id)) dimmed.add(frame.id);
  const standsBack = (ids: readonly string[]): boolean => ids.every((id) => dimmed.has(id));
  const isAside = (line: SceneLine): boolean => standsBack(line.from) || standsBack(line.to);
  for (const line of scene.lines) if (isAside(line)) dimmed.add(line.id);
  return { hidden, dimmed };
}
