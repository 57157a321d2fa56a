import { arrangeElements } from '../../../model/arrange-elements.ts';
import { defineRule } from '../../rule.ts';

export const repeatedRow = defineRule({
  id: 'repeated-row',
  family: 'legibility',
  severity: 'warning',
  docs: {
    summary: 'A table names something in two of its rows.',
    why: 'Everything is drawn once. What two rows hold stands in one of them, and is missed in the other.',
    fix: 'Name each group or zone once, and either the outer one or those it holds.',
    falsePositives: 'None are known: what stands in one row only can be said so.',
    source: 'Hygiene',
    bad: [
      'zone azure "Azure" {\n  use virtual-machines as vms\n  group data "Data" {\n    use azure-storage as storage\n  }\n}\n\n' +
        'view table "Azure" {\n  arrange rows azure, data columns compute\n}',
    ],
    good: [
      'zone azure "Azure" {\n  group servers "Servers" {\n    use virtual-machines as vms\n  }\n  group data "Data" {\n' +
        '    use azure-storage as storage\n  }\n}\n\nview table "Azure" {\n  arrange rows servers, data columns compute\n}',
    ],
  },
  messages: {
    twice: '{name} is a row of the view {view} already: it is drawn once. Remove it here.',
    within: '{name} is in the row {outer} as well: it is drawn as a row of its own, and left out of that one.',
  },
  *check(model) {
    for (const view of model.views) {
      if (!view.arrangement) continue;
      const written = view.arrangement.rows;
      for (const { element, row, first } of arrangeElements(model, view, view.arrangement).repeated) {
        const twice = written[row]!.element === element;
        const place = written[twice ? row : first]!;
        const other = written[twice ? first : row]!;
        yield {
          span: place.span,
          message: twice ? 'twice' : 'within',
          data: { name: element.name, view: view.name, outer: other.name },
          related: [{ span: other.span, message: twice ? 'The first one' : 'The row around it' }],
          subject: `${view.name}: ${element.path}`,
        };
      }
    }
  },
});
