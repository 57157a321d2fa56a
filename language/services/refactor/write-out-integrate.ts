import type { Flow } from '../../model/model.ts';
import type { FindRefactorings } from './refactoring.ts';
import { lineEndOf } from '../format/source-items.ts';
import { printTerm } from './refactoring.ts';
import { indentationAt, selectedStatements } from './selected-statements.ts';

/**
 * Writes the flows that an `integrate` statement derives in its place, so that they can be labelled, changed and left
 * out one by one. What later becomes known of the services no longer changes the design.
 */
export const writeOutIntegrate: FindRefactorings = ({ file, model, start, end }) => {
  const { selected } = selectedStatements(file, start, end);
  const [statement] = selected;
  if (selected.length !== 1 || statement!.node.$type !== 'Integrate' || statement!.broken) return [];
  const flows = model.flows.filter(
    ({ derivedFrom, span }) => derivedFrom && span.uri === file.uri && span.start === statement!.start,
  );
  if (flows.length === 0) return [];
  const lineEnd = lineEndOf(file.text) + indentationAt(file.text, statement!.start);
  const { documentation } = statement!;
  return [
    {
      title: flows.length === 1 ? 'Write out the flow it derives' : `Write out the ${flows.length} flows it derives`,
      kind: 'refactor.inline',
      replacements: [
        // What was said of the statement is not said of the first flow.
        ...(documentation ? [{ start: documentation.start, end: documentation.start + 3, newText: '/*' }] : []),
        { start: statement!.start, end: statement!.end, newText: printFlows(flows).join(lineEnd) },
      ],
    },
  ];
};

/** One statement for all sources that send the same kinds to the same target. */
function printFlows(flows: readonly Flow[]): string[] {
  const kindsOfPair = new Map<string, { source: string; target: string; kinds: string[] }>();
  for (const { source, target, kind } of flows) {
    const key = `${source.name}\n${target.name}`;
    const pair = kindsOfPair.get(key);
    if (pair) pair.kinds.push(kind);
    else kindsOfPair.set(key, { source: source.name, target: target.name, kinds: [kind] });
  }
  const statements = new Map<string, { sources: string[]; target: string; kinds: readonly string[] }>();
  for (const { source, target, kinds } of kindsOfPair.values()) {
    const key = `${target}\n${kinds.join(',')}`;
    const statement = statements.get(key);
    if (statement) statement.sources.push(source);
    else statements.set(key, { sources: [source], target, kinds });
  }
  return [...statements.values()].map(
    ({ sources, target, kinds }) =>
      `${sources.map(printTerm).join(', ')} -> ${printTerm(target)} : ${kinds.join(', ')}`,
  );
}
