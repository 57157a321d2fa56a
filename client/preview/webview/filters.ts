import type { FlowKind } from '../../../language/model/vocabulary.ts';
import { flowKindMeanings, flowKinds, stageMeanings, stages } from '../../../language/model/vocabulary.ts';
import { facets, facetValues, isPlain, plainLook, showStage, toggleKind, toggleValue } from './look.ts';
import type { Facet, Look } from './look.ts';
import { button, make } from './page.ts';
import type { SceneIndex } from './scene-index.ts';

const facetTitles: Readonly<Record<Facet, string>> = {
  pillar: 'Pillar',
  status: 'Status',
  owner: 'Owner',
  tag: 'Tag',
  finding: 'Finding',
};

export interface FilterActions {
  look(look: Look): void;
  closeAll(closed: boolean): void;
}

/** The panel's content: kinds of flows, stages of the pipeline, and what elements can be told apart by. */
export function filters(index: SceneIndex, look: Look, actions: FilterActions): readonly Node[] {
  const kinds = new Set<string>(index.scene.lines.flatMap((line) => line.kinds));
  const values = facetValues(index.elements, index.findings);
  return [
    ...(isPlain(look)
      ? []
      : [button('Show all again', () => actions.look(plainLook), { 'data-key': 'clear', class: 'wide' })]),
    group(
      'Flows',
      flowKinds
        .filter((kind) => kinds.has(kind))
        .map((kind: FlowKind) =>
          checkbox(
            kind,
            !look.hiddenKinds.includes(kind),
            () => actions.look(toggleKind(look, kind)),
            `kind ${kind}`,
            flowKindMeanings[kind],
          ),
        ),
    ),
    stageSteps(index, look, actions),
    ...facets
      .filter((facet) => values[facet].length > 0)
      .map((facet) =>
        group(
          facetTitles[facet],
          values[facet].map(([value, amount]) =>
            checkbox(
              `${value} (${amount})`,
              look.chosen[facet].includes(value),
              () => actions.look(toggleValue(look, facet, value)),
              `${facet} ${value}`,
            ),
          ),
        ),
      ),
    make(
      'div',
      { class: 'commands', role: 'group', 'aria-label': 'Groups and zones' },
      button('Close all groups', () => actions.closeAll(true), { 'data-key': 'close all' }),
      button('Open all groups', () => actions.closeAll(false), { 'data-key': 'open all' }),
    ),
  ];
}

function group(title: string, rows: readonly Node[]): Node {
  return make('fieldset', {}, make('legend', {}, title), ...rows);
}

function checkbox(words: string, checked: boolean, press: () => void, key: string, title?: string): Node {
  const box = make('input', { type: 'checkbox', 'data-key': key });
  box.checked = checked;
  box.addEventListener('change', press);
  return make('label', { title }, box, ` ${words}`);
}

/** Steps through the stages of the pipeline, in its order, with all of them before the first. */
function stageSteps(index: SceneIndex, look: Look, actions: FilterActions): Node {
  const present: readonly string[] = stages.filter((stage) => index.elements.some((one) => one.stages.includes(stage)));
  const steps = [undefined, ...present];
  const at = Math.max(0, steps.indexOf(look.stage));
  const go = (by: number): void => actions.look(showStage(look, steps[(at + by + steps.length) % steps.length]));
  const words = look.stage === undefined ? 'All stages' : stageWords(look.stage);
  return make(
    'fieldset',
    {},
    make('legend', {}, 'Stage of the pipeline'),
    make(
      'div',
      { class: 'steps' },
      button('‹', () => go(-1), { 'aria-label': 'Previous stage', 'data-key': 'stage back' }),
      make('span', { id: 'stage', role: 'status' }, words),
      button('›', () => go(1), { 'aria-label': 'Next stage', 'data-key': 'stage on' }),
    ),
  );
}

/** What stands out at a stage: "Collects signals". */
export function stageWords(stage: string): string {
  const meaning = stages.find((known) => known === stage);
  const words = meaning === undefined ? stage : stageMeanings[meaning];
  return words.charAt(0).toUpperCase() + words.slice(1);
}
