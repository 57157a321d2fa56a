import { defineRule } from '../../rule.ts';
import { namesSomething } from '../../select-elements.ts';

export const constraintAboutNothing = defineRule({
  id: 'constraint-about-nothing',
  family: 'organisation',
  severity: 'warning',
  absence: true,
  docs: {
    summary: 'A constraint names what is neither a service of the catalog nor an element of a design.',
    why: 'A constraint about a name that nothing has is never broken: it looks like a guard and guards nothing.',
    fix: 'Write the id of the service, or the name that the designs give to what is meant.',
    falsePositives:
      'A file of constraints for designs that are still to come. It is quiet once one design that imports it has the name.',
    source: 'The design and the catalog',
    bad: [
      'use sentinel\nuse log-analytics as workspace\n\nworkspace -> sentinel : log\n\nforbid sentinnel -> log-analytics : alert',
    ],
    good: [
      'use sentinel\nuse log-analytics as workspace\n\nworkspace -> sentinel : log\n\nforbid sentinel -> log-analytics : alert',
    ],
  },
  messages: {
    near: 'Nothing is named {name}, so this constraint is never broken. It is near to {near}: write that if it is meant.',
    unknown:
      'Nothing is named {name}, so this constraint is never broken. Write the id of a service, or the name of what is meant in the designs.',
  },
  *check(model) {
    for (const constraint of model.constraints) {
      const selections = [constraint.subject, constraint.object, constraint.without];
      for (const term of selections.flatMap((selection) => selection?.terms ?? [])) {
        if (namesSomething(term, model)) continue;
        const near = model.catalog.nearest(term.text, 1)[0]?.service.id;
        yield {
          span: term.span,
          message: near === undefined ? 'unknown' : 'near',
          data: { name: term.text, near },
          fixes:
            near === undefined
              ? []
              : [{ title: `Replace by ${near}`, edits: [{ span: term.span, newText: near }], safe: false }],
          subject: term.text,
        };
      }
    }
  },
});
