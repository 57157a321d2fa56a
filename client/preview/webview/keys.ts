import { make } from './page.ts';

/** Every key of the preview, with what it does. */
const keys: readonly (readonly [keys: string, meaning: string])[] = [
  ['Tab', 'from the picture to its boxes, and on to the buttons'],
  ['Arrow keys', 'move the picture; on a box: go to the next box that way; on a flow: along it, and to the next flow'],
  ['O, I', 'follow a flow out or in: onto the flow, and on to its other end'],
  ['U', 'up to the group around it'],
  ['L', 'to the legend, whose kinds of flows the space bar switches'],
  ['Home, End', 'first and last box'],
  ['Enter', 'go to the text'],
  ['Space', 'select in the text'],
  ['D', 'details: card, flows, findings'],
  ['F', 'findings and what mends them'],
  ['C', 'close or open a group or zone'],
  ['R, E', 'show only what reaches it, or what it reaches; again: show everything'],
  ['/', 'search'],
  ['G', 'filter'],
  ['[ and ]', 'previous and next stage of the pipeline'],
  ['T', 'the design as tables, and back'],
  ['+ and -', 'zoom'],
  ['0, 1', 'fit to the window, full size'],
  ['Esc', 'back: from a box to the picture, from a panel to where one was'],
  ['?', 'these keys'],
];

export function keyList(): readonly Node[] {
  return [
    make('dl', { class: 'keys' }, ...keys.flatMap(([key, meaning]) => [make('dt', {}, key), make('dd', {}, meaning)])),
  ];
}
