import { arrangeElements, countLeaves } from '../../../model/arrange-elements.ts';
import { defineRule } from '../../rule.ts';

const boxes = (count: number): string =>
  Array.from({ length: count }, (_, index) => `component app-${index + 1} { pillar apps }`).join('\n  ');

const design = (count: number): string =>
  `group services "Services" {\n  ${boxes(count)}\n}\n\nview table "Services" {\n  arrange rows services columns apps\n}`;

export const crowdedCell = defineRule({
  id: 'crowded-cell',
  family: 'legibility',
  severity: 'info',
  docs: {
    summary: 'A cell of a table holds so many boxes that its whole row suffers.',
    why: 'The highest cell makes its band that high and its column that wide: the other cells stand empty beside it.',
    fix:
      'Put what belongs together into groups of rows of their own, leave out what the view is not about, or collapse ' +
      'groups.',
    falsePositives: 'An inventory that is meant to be scrolled: set `boxes` higher.',
    source: 'Hygiene; the room that a band has in the picture',
    bad: [design(25)],
    good: [design(12)],
  },
  messages: {
    crowded:
      '{count} boxes of {row} stand in the column {column} of the view {view}: more than {most} cannot be taken in. ' +
      'Divide the row, or collapse groups.',
  },
  options: {
    boxes: { type: 'integer', description: 'Most boxes in a cell.', default: 24, minimum: 1, maximum: 1000 },
  },
  *check(model, { options }) {
    for (const view of model.views) {
      if (!view.arrangement) continue;
      const { rows, columns } = arrangeElements(model, view, view.arrangement);
      const collapsed = new Set(view.collapsed);
      for (const row of rows)
        for (const [index, cell] of row.cells.entries()) {
          const open = cell.items.filter((item) => !collapsed.has(item));
          const count =
            cell.holder && collapsed.has(cell.holder) ? 1 : countLeaves(open) + cell.items.length - open.length;
          if (count <= options.boxes) continue;
          yield {
            span: view.arrangement.rows[row.written]!.span,
            message: 'crowded',
            data: {
              count,
              row: row.element.name,
              column: columns[index]!.title,
              view: view.name,
              most: options.boxes,
            },
            subject: `${view.name}: ${(cell.holder ?? row.element).path} / ${columns[index]!.title}`,
          };
        }
    }
  },
});
