import type { CodeAction, Diagnostic } from 'vscode-languageserver-types';
import type { Finding } from '../lint/finding.ts';
import { ruleById } from '../lint/registry.ts';
import type { ArchitectureModel } from '../model/model.ts';
import type { ParsedFile } from './parse.ts';
import { placeForUse } from '../model/place-for-use.ts';
import { rangeOf } from './places.ts';

/**
 * For a finding that says that an element lacks what it needs: one action for each service that would do, which writes
 * its `use` beside the others. Nothing for what the finding's own fixes write already.
 */
export function prerequisiteActions(
  file: ParsedFile,
  model: ArchitectureModel,
  finding: Finding,
  shown: readonly Diagnostic[],
): CodeAction[] {
  if (ruleById(finding.rule)?.family !== 'prerequisite' || finding.subject === undefined) return [];
  const element = model.elements.get(finding.subject.slice(finding.subject.lastIndexOf('/') + 1));
  // What the rule does not miss, because most designs leave it out, is not offered either.
  const named = new Set(finding.message.split(/[^a-z0-9-]+/));
  const missing = (element?.service?.requires ?? []).filter(
    (ids) => ids.some((id) => named.has(id)) && ids.every((id) => model.instancesOf(id).length === 0),
  );
  const fixed = finding.fixes.flatMap(({ edits }) => edits.map(({ newText }) => newText.trim()));
  return missing.flat().flatMap((id): CodeAction[] => {
    const service = model.catalog.service(id);
    const words = model.elements.has(id) ? undefined : `use ${id}`;
    if (!service || words === undefined || fixed.some((text) => text.startsWith(words))) return [];
    const place = placeForUse(file, element!.span.end);
    const range = rangeOf(file.lines, { start: place.offset, end: place.offset });
    return [
      {
        title: `Add ${service.short}, which ${element!.name} needs`,
        kind: 'quickfix',
        ...(shown.length > 0 ? { diagnostics: [...shown] } : {}),
        edit: { changes: { [file.uri]: [{ range, newText: place.textOf(words) }] } },
      },
    ];
  });
}
