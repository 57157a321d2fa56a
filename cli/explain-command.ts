import { resolve } from 'node:path';
import picocolors from 'picocolors';
import type { Colors } from 'picocolors/types';
import type { Finding } from '../language/lint/finding.ts';
import { allRules, createProject } from '../language/pipeline.ts';
import { codeFrame } from './code-frame.ts';
import { exitCodes, UsageError, type ExitCode } from './exit-code.ts';
import { factsOf } from './finding-facts.ts';
import type { Host } from './host.ts';
import { lintDesigns, type FileFindings } from './lint-designs.ts';
import type { Places } from './lint-result.ts';
import { DesignLoader } from './load-designs.ts';
import { placeFindings } from './place-findings.ts';
import { printable } from './printable.ts';
import { rulePage } from './rules-command.ts';

export interface ExplainOptions {
  readonly date: string;
  readonly colour: { readonly output: boolean };
}

/** `parapet explain RULE [file:line]`: the rule's page, and why it says something there. */
export function explain(id: string, place: string | undefined, options: ExplainOptions, host: Host): ExitCode {
  const colours = picocolors.createColors(options.colour.output);
  const rule = allRules.find((candidate) => candidate.id === id);
  if (place === undefined) {
    if (!rule) throw unknownRule(id);
    host.output.write(rulePage(rule, colours));
    return exitCodes.clean;
  }
  const { here, elsewhere, loader, places } = findingsAt(id, place, options.date, host);
  if (here.length === 0) {
    if (!rule && elsewhere.length === 0) throw unknownRule(id);
    const lines = [...new Set(elsewhere.map((finding) => places.range(finding.span).start.line))];
    const hint = lines.length > 0 ? ` It does on line ${lines.slice(0, 10).join(', ')}.` : '';
    throw new UsageError(`The rule ${printable(id)} says nothing at ${printable(place)}.${hint}`);
  }
  // A model of its own: what was checked is not kept.
  for (const design of loader.designs) loader.project.setFile(design.uri, design.text);
  loader.loadWanted();
  const model = loader.project.model(loader.designs[0]!.uri);
  const parts = here.map((finding) =>
    [
      ...findingLines(finding, places, colours),
      ...(model ? factsOf(finding, model, places, colours) : []),
      ...silenceLines(finding, places, colours),
    ].join('\n'),
  );
  if (rule) parts.push(rulePage(rule, colours).trimEnd());
  host.output.write(`${parts.join('\n\n')}\n`);
  return exitCodes.clean;
}

function unknownRule(id: string): UsageError {
  const similar = allRules.filter((candidate) => candidate.id.includes(id)).map((candidate) => candidate.id);
  const hint = similar.length > 0 ? `Did you mean ${similar.join(' or ')}?` : 'parapet rules lists them all.';
  return new UsageError(`There is no rule ${printable(id)}. ${hint}`);
}

interface FoundFindings {
  readonly here: readonly Finding[];
  /** In the same file, at other places. */
  readonly elsewhere: readonly Finding[];
  readonly loader: DesignLoader;
  readonly places: Places;
}

function findingsAt(id: string, place: string, date: string, host: Host): FoundFindings {
  const parts = /^(.+?)(?::(\d{1,9}))?(?::(\d{1,9}))?$/s.exec(place);
  const path = resolve(host.workingFolder, parts?.[1] ?? place);
  const loader = new DesignLoader([path], host.workingFolder, (workspaceFolders) =>
    createProject({ date, workspaceFolders }),
  );
  const [failure] = loader.failures;
  if (failure) throw new UsageError(`${printable(failure.path)} cannot be read: ${printable(failure.reason)}.`);
  const found: ReadonlyMap<string, FileFindings> = lintDesigns(loader);
  const { places } = placeFindings(found, loader, [], date, host.workingFolder);
  const { findings, suppressed } = found.get(loader.designs[0]!.uri) ?? { findings: [], suppressed: [] };
  const ofRule = [...findings, ...suppressed].filter((finding) => finding.rule === id);
  const [line, column] = [parts?.[2], parts?.[3]].map((number) => (number === undefined ? undefined : Number(number)));
  const isHere = (finding: Finding): boolean => {
    const { start, end } = places.range(finding.span);
    if (line !== undefined && (line < start.line || line > end.line)) return false;
    return column === undefined || line !== start.line || start.line !== end.line
      ? true
      : column >= start.column && column <= end.column;
  };
  const here = ofRule.filter(isHere);
  return { here, elsewhere: ofRule.filter((finding) => !here.includes(finding)), loader, places };
}

function findingLines(finding: Finding, places: Places, colours: Colors): string[] {
  const { line, column } = places.range(finding.span).start;
  const frame = { gutter: colours.dim, marker: colours.yellow };
  return [
    `${colours.bold(`${printable(places.path(finding.span.uri))}:${line}:${column}`)}: ${finding.severity}: ${printable(finding.message)}`,
    ...codeFrame(places.lines(finding.span.uri), finding.span, frame),
    ...(finding.subject === undefined ? [] : ['', `${colours.bold('It is about')} ${printable(finding.subject)}`]),
  ];
}

function silenceLines({ suppression }: Finding, places: Places, colours: Colors): string[] {
  if (!suppression) return [];
  const by = { comment: 'a comment', acceptance: 'an accept statement', baseline: 'a baseline' }[suppression.kind];
  const at = suppression.span
    ? ` at ${printable(places.path(suppression.span.uri))}:${places.range(suppression.span).start.line}`
    : '';
  const rows = [
    ['reason', suppression.reason],
    ['owner', suppression.owner],
    ['ticket', suppression.ticket],
    ['until', suppression.until],
  ].flatMap(([name, value]) => (value === undefined ? [] : [`  ${colours.dim(name)} ${printable(value)}`]));
  return ['', `${colours.bold('It is silenced')} by ${by}${at}`, ...rows];
}
