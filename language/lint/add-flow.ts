import type { ArchitectureModel, Element } from '../model/model.ts';
import type { Span } from '../model/span.ts';
import type { FlowKind } from '../model/vocabulary.ts';
import { printName } from './edit-flow.ts';
import type { Fix } from './finding.ts';

/**
 * A fix that writes a flow between two elements behind a statement. Never safe: whether the connection is there, or is to
 * be made, only the author knows. None where one of the two is missing, or could not be referred to from that file.
 */
export function addFlow(
  model: ArchitectureModel,
  behind: Span,
  source: Element | undefined,
  target: Element | undefined,
  kind: FlowKind,
): readonly Fix[] {
  if (!source || !target || source === target) return [];
  // The design's last file sees every name; of any other, only its own names are certain to be seen.
  const isSeen = ({ span }: Element) => span.uri === behind.uri || behind.uri === model.uri;
  if (!isSeen(source) || !isSeen(target)) return [];
  const flow = `${printName(source.name)} -> ${printName(target.name)} : ${kind}`;
  const edit = { span: { ...behind, start: behind.end }, newText: `\n${flow}` };
  return [{ title: `Add "${flow}"`, edits: [edit], safe: false }];
}
