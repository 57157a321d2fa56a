import type { Location, LocationLink, Position } from 'vscode-languageserver-types';
import type { Project } from '../project.ts';
import { catalogLocation, locationOf, offsetOf, rangeOf } from './places.ts';
import { symbolAt } from './symbol-at.ts';

/**
 * Where the thing under the cursor is declared: an element in the design, a service in the catalog, an import's file.
 * Empty where there is nothing to go to.
 */
export function definition(project: Project, uri: string, position: Position): LocationLink[] {
  const file = project.parsed(uri);
  const offset = offsetOf(project, uri, position);
  const symbol = file && offset !== undefined ? symbolAt(project, uri, offset) : undefined;
  if (!file || !symbol) return [];
  const origin = rangeOf(file.lines, symbol.span);
  const to = (location: Location | undefined): LocationLink[] =>
    location
      ? [
          {
            originSelectionRange: origin,
            targetUri: location.uri,
            targetRange: location.range,
            targetSelectionRange: location.range,
          },
        ]
      : [];
  switch (symbol.kind) {
    case 'element': {
      // From its own declaration, the way on is to what it is an instance of.
      if (symbol.declaration && symbol.element.service) return to(catalogLocation(symbol.element.service.place));
      const name = locationOf(project, symbol.element.nameSpan);
      const whole = locationOf(project, symbol.element.span);
      if (!name || !whole) return [];
      return [
        {
          originSelectionRange: origin,
          targetUri: name.uri,
          targetRange: whole.range,
          targetSelectionRange: name.range,
        },
      ];
    }
    case 'service':
      return to(catalogLocation(symbol.service.place));
    case 'view':
      return to(locationOf(project, symbol.view.nameSpan));
    case 'flow': {
      // The catalog's statement of the flow, where it knows it.
      const known = symbol.flows.flatMap((flow) => {
        const { source, target, kind } = flow;
        if (!source.service || !target.service) return [];
        const facts = project.model(uri)!.catalog.flowsBetween(source.service.id, target.service.id);
        return facts.filter((fact) => !symbol.flowKind || fact.kind === kind);
      });
      const seen = new Set<string>();
      return known.flatMap((fact) => {
        const location = catalogLocation(fact.place);
        const key = `${location.uri}#${location.range.start.line}`;
        if (seen.has(key)) return [];
        seen.add(key);
        return to(location);
      });
    }
    case 'import': {
      const target = project.imports(uri).find((entry) => entry.span.start === symbol.span.start)?.target;
      if (!target || !('uri' in target)) return [];
      const start = { line: 0, character: 0 };
      return project.parsed(target.uri) ? to({ uri: target.uri, range: { start, end: start } }) : [];
    }
  }
  return [];
}
