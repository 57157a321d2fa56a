import type { ArchitectureModel } from '../../../model/model.ts';
import { defineRule } from '../../rule.ts';

export const unusedImport = defineRule({
  id: 'unused-import',
  family: 'legibility',
  severity: 'info',
  absence: true,
  docs: {
    summary: 'A file is imported, and nothing of it is used or shown.',
    why:
      'Whoever reads the design looks for what the import is for, and a change to the imported file seems to concern it. ' +
      'Often it is left over from something that was removed.',
    fix: 'Remove the import, or use what it brings.',
    falsePositives:
      'A file that only gathers others has no views and so shows them all: it is left alone. What counts as use: a ' +
      'flow, a view that shows it (a design without views shows everything), `integrate`, a service of an own catalog, a ' +
      'threat, and constraints, which hold for every design that imports them.',
    source: 'Hygiene',
    bad: [
      'import "./plants.parapet"\n\nuse defender-for-endpoint as mde\nuse defender-xdr as xdr\n\nmde -> xdr : alert\n\n' +
        'view alerts {\n  include mde, xdr\n}\n\n//- plants.parapet\ncomponent machines "Machine controllers"\n',
    ],
    good: [
      'import "./plants.parapet"\n\nuse defender-for-endpoint as mde\nuse defender-xdr as xdr\n\n' +
        'machines -> mde : signal\nmde -> xdr : alert\n\n//- plants.parapet\ncomponent machines "Machine controllers"\n',
    ],
  },
  messages: {
    unused:
      'Nothing of this file is used or shown here, so its readers look for a connection that is not there. Remove the import, or use what it brings.',
  },
  *check(model) {
    if (model.imports.length === 0) return;
    const targets = new Map<string, string[]>();
    for (const { from, to } of model.imports) {
      const list = targets.get(from);
      if (list) list.push(to);
      else targets.set(from, [to]);
    }
    const uses = usesByFile(model);
    for (const { to, span, statement } of model.imports) {
      const brought = new Set([to]);
      for (const uri of brought) for (const next of targets.get(uri) ?? []) brought.add(next);
      // A circle of imports is an error of its own.
      if (brought.has(span.uri) || isUsed(uses, brought)) continue;
      yield {
        span,
        message: 'unused',
        fixes: [{ title: 'Remove the import', edits: [{ span: statement, newText: '' }], safe: false }],
        tag: 'unnecessary',
        subject: `import ${to.slice(to.lastIndexOf('/') + 1)}`,
      };
    }
  },
});

/** For each file, those that use something of it. What holds everywhere is used by a file without a name. */
type Uses = ReadonlyMap<string, ReadonlySet<string>>;

function usesByFile(model: ArchitectureModel): Uses {
  const uses = new Map<string, Set<string>>();
  const use = (by: string, from: string) => {
    if (by === from) return;
    const known = uses.get(from);
    if (known) known.add(by);
    else uses.set(from, new Set([by]));
  };
  for (const { element, span } of model.references) use(span.uri, element.span.uri);
  for (const { span, source, target } of model.flows) {
    use(span.uri, source.span.uri);
    use(span.uri, target.span.uri);
  }
  for (const element of model.elements.values()) {
    if (element.service && !element.service.builtIn) use(element.span.uri, element.service.place.uri);
    if (element.parent) use(element.span.uri, element.parent.span.uri);
  }
  for (const { span, elements } of model.views) for (const element of elements) use(span.uri, element.span.uri);
  // A design without views is drawn as a whole.
  const shown = model.views.some(({ span }) => span.uri === model.uri);
  if (!shown) for (const element of model.elements.values()) use(model.uri, element.span.uri);
  for (const { span } of model.constraints) use('', span.uri);
  for (const { span } of model.acceptances) use('', span.uri);
  // Definitions refer to each other by ids that may as well be built in: files that define both belong together.
  const defining = new Set(model.ownServices.map(({ place }) => place.uri));
  for (const by of defining) for (const from of defining) use(by, from);
  return uses;
}

/** Whether a file that is not among those brought in uses one that is. */
function isUsed(uses: Uses, brought: ReadonlySet<string>): boolean {
  for (const uri of brought) for (const by of uses.get(uri) ?? []) if (!brought.has(by)) return true;
  return false;
}
