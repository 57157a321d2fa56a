import type { FlowText } from './flow-text.ts';
import { listNames, printFlowText, readFlowText } from './flow-text.ts';
import type { FindRefactorings, RefactorRequest, Refactoring } from './refactoring.ts';
import { lineEndOf } from '../format/source-items.ts';
import { indentationAt, selectedStatements } from './selected-statements.ts';

/** More statements than this nobody wants from one. */
const maximumStatements = 100;

const words = { sources: 'source', targets: 'target', kinds: 'kind' } as const;

/** Writes a flow statement with lists as one statement for each flow, or for each entry of one of the lists. */
export const splitFlows: FindRefactorings = (request) => {
  const { selected } = selectedStatements(request.file, request.start, request.end);
  const flow = selected.length === 1 ? readFlowText(request.file, selected[0]!) : undefined;
  if (!flow) return [];
  const long = listNames.filter((name) => flow[name].length > 1);
  if (long.length === 0) return [];
  const count = long.reduce((product, name) => product * flow[name].length, 1);
  const found: Refactoring[] = [];
  if (count <= maximumStatements) {
    found.push(
      split(
        request,
        flow,
        flow.sources.flatMap((source) =>
          flow.targets.flatMap((target) =>
            flow.kinds.map((kind) => printFlowText(flow, { sources: [source], targets: [target], kinds: [kind] })),
          ),
        ),
        `Split into ${count} flows`,
      ),
    );
  }
  if (long.length < 2) return found;
  for (const name of long) {
    if (flow[name].length > maximumStatements) continue;
    const parts = flow[name].map((entry) => printFlowText(flow, { [name]: [entry] }));
    found.push(split(request, flow, parts, `Split into one flow for each ${words[name]}`));
  }
  return found;
};

function split(
  { file }: RefactorRequest,
  { statement }: FlowText,
  parts: readonly string[],
  title: string,
): Refactoring {
  const { start, end, documentation } = statement;
  const indentation = indentationAt(file.text, start);
  const lineEnd = lineEndOf(file.text) + indentation;
  // What was said of all of them is said of each.
  const comment = documentation && file.text.slice(documentation.start, documentation.end);
  const newText = parts.join(comment === undefined ? lineEnd : lineEnd + comment + lineEnd);
  return { title, kind: 'refactor.rewrite', replacements: [{ start, end, newText }] };
}
