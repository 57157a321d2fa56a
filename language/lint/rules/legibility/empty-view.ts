import type { ArchitectureModel, View } from '../../../model/model.ts';
import { listing } from '../../fill-message.ts';
import { defineRule } from '../../rule.ts';

export const emptyView = defineRule({
  id: 'empty-view',
  family: 'legibility',
  severity: 'warning',
  docs: {
    summary: 'A view shows nothing, or boxes without any of the lines it is for.',
    why:
      'Somebody will open it, or put it into a document, and see a blank page; most often the design changed and the view ' +
      'did not.',
    fix: 'Include something, take back what is excluded, or name kinds that flow between what is shown; or remove the view.',
    falsePositives:
      'A view that is meant to be filled later. That its kinds flow nowhere is information only; a view without `flows` ' +
      'may show elements alone.',
    source: 'Hygiene',
    bad: [
      'use defender-for-endpoint as mde\nuse defender-xdr as xdr\n\nmde -> xdr : alert\n\nview none {\n  include mde\n  exclude mde\n}',
      'use defender-for-endpoint as mde\nuse defender-xdr as xdr\n\nmde -> xdr : alert\n\nview logs {\n  include *\n  flows log\n}',
    ],
    good: [
      'use defender-for-endpoint as mde\nuse defender-xdr as xdr\n\nmde -> xdr : alert\n\nview alerts {\n  include *\n  flows alert\n}',
    ],
  },
  messages: {
    nothing:
      'The view {view} leaves out everything it includes, so it is a blank page. Include something, or remove it.',
    lines:
      'The view {view} is for {kinds}, and none flows between what it shows: it has no lines. Name kinds that do, or include what they flow between.',
  },
  *check(model) {
    for (const view of model.views) {
      const kinds = view.flowKinds;
      // A design that has nothing yet is no fault of its views.
      if (model.elements.size === 0) return;
      if (view.elements.length === 0) {
        yield {
          span: view.nameSpan,
          message: 'nothing',
          data: { view: view.name },
          fixes: [{ title: `Remove the view ${view.name}`, edits: [{ span: view.span, newText: '' }], safe: false }],
          subject: view.name,
        };
      } else if (kinds && kinds.length > 0 && model.flows.length > 0 && !view.arrangement && !hasLine(model, view)) {
        yield {
          span: view.nameSpan,
          message: 'lines',
          data: { view: view.name, kinds: listing(kinds, 4, 'or') },
          subject: view.name,
          severity: 'info',
        };
      }
    }
  },
});

/** Whether a flow of the view's kinds has both ends in it. */
function hasLine(model: ArchitectureModel, view: View): boolean {
  const shown = new Set(view.elements);
  const kinds = new Set(view.flowKinds);
  return model.flows.some(({ kind, source, target }) => kinds.has(kind) && shown.has(source) && shown.has(target));
}
