import type { ArchitectureModel } from '../../model/model.ts';
import type { Finding } from '../../lint/finding.ts';
import type { ParsedFile } from '../parse.ts';
import { placeForUse } from '../../model/place-for-use.ts';
import { isName } from '../rename.ts';
import { quote, unquote } from '../tokens.ts';
import type { Replacement } from './refactoring.ts';
import { freeName } from './refactoring.ts';

/**
 * For a finding of an unknown name: what declares it as a component. A name in quotation marks becomes the label of a
 * component with a name of its own, which then stands wherever the text stood. Undefined for other findings, and where
 * the finding's own fixes do it already.
 *
 * @param findings all of the file, among which others may be about the same name
 */
export function declareComponent(
  file: ParsedFile,
  model: ArchitectureModel,
  finding: Finding,
  findings: readonly Finding[],
): { readonly title: string; readonly replacements: readonly Replacement[] } | undefined {
  if (finding.rule !== 'unknown-name' || finding.span.uri !== file.uri) return undefined;
  if (finding.fixes.some(({ title }) => title.startsWith('Declare component'))) return undefined;
  const image = file.text.slice(finding.span.start, finding.span.end);
  const quoted = image.startsWith('"');
  const label = quoted ? unquote(image) : image;
  const wanted = quoted ? slug(label) : image;
  if (label.trim() === '' || !isName(wanted)) return undefined;
  const name = quoted ? freeName(model, wanted) : wanted;
  const place = placeForUse(file, finding.span.start);
  const words = quoted ? `component ${name} ${quote(label)}` : `component ${name}`;
  const declaration = { start: place.offset, end: place.offset, newText: place.textOf(words) };
  const isSame = ({ rule, span }: Finding): boolean =>
    rule === finding.rule && span.uri === file.uri && file.text.slice(span.start, span.end) === image;
  const references = quoted
    ? findings.filter(isSame).map(({ span }) => ({ start: span.start, end: span.end, newText: name }))
    : [];
  return {
    title: `Declare component ${name}`,
    replacements: [...references, declaration].sort((left, right) => left.start - right.start),
  };
}

/** A word of letters and digits, for a text of any. */
export function slug(label: string): string {
  const words = label
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');
  const joined = words.join('-');
  return isName(joined) ? joined : `component-${joined}`;
}
