import { arrangeElements } from '../../../model/arrange-elements.ts';
import { defineRule } from '../../rule.ts';

export const emptyColumn = defineRule({
  id: 'empty-column',
  family: 'legibility',
  severity: 'warning',
  docs: {
    summary: 'A table has a column that nothing is in.',
    why: 'The column takes its room and says that there is nothing of this sort, where mostly a name does not match.',
    fix:
      'A column holds what stands in the group or zone it names, in those of the same text in other rows, or what is of ' +
      'the pillar it names. Give the groups of all rows the same text, or take the column out.',
    falsePositives: 'A gap that is meant to be seen: silence the finding, with the reason.',
    source: 'Hygiene',
    bad: [
      'group cloud "Cloud" {\n  use virtual-machines as vms\n  use entra-id as entra\n}\n\n' +
        'view table "Cloud" {\n  arrange rows cloud columns compute, identity, email-collaboration\n}',
    ],
    good: [
      'group cloud "Cloud" {\n  use virtual-machines as vms\n  use entra-id as entra\n}\n\n' +
        'view table "Cloud" {\n  arrange rows cloud columns compute, identity\n}',
    ],
  },
  messages: {
    empty:
      'Nothing in the rows of the view {view} belongs to the column {column}: give the groups that do the same text, or ' +
      'take the column out.',
  },
  *check(model) {
    for (const view of model.views) {
      if (!view.arrangement) continue;
      const { rows, columns } = arrangeElements(model, view, view.arrangement);
      for (const [index, column] of columns.entries()) {
        if (rows.some((row) => row.cells[index]!.items.length > 0)) continue;
        yield {
          span: view.arrangement.columns[column.written]!.span,
          message: 'empty',
          data: { view: view.name, column: column.title },
          subject: `${view.name}: ${column.element?.path ?? column.title}`,
        };
      }
    }
  },
});
