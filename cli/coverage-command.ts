import { resolve } from 'node:path';
import picocolors from 'picocolors';
import {
  coverageCsv,
  coverageData,
  coverageOf,
  attackKnowledge,
  createProject,
  navigatorLayer,
} from '../language/pipeline.ts';
import type { Coverage } from '../language/attack/coverage.ts';
import { exitCodes, UsageError, type ExitCode } from './exit-code.ts';
import { findDesigns } from './find-designs.ts';
import { formatCoverageMarkdown } from './formats/coverage-markdown.ts';
import { formatCoverageTable, formatLossesTable } from './formats/coverage-table.ts';
import type { Host } from './host.ts';
import { loadDesigns, type LoadedDesign, type LoadedDesigns } from './load-designs.ts';
import { displayPath } from './paths.ts';
import { printable, printableJson } from './printable.ts';
import { writeFileWhole } from './write-file.ts';
import type { Project } from '../language/project.ts';

export const coverageFormats = ['table', 'markdown', 'csv', 'json', 'navigator'] as const;
export type CoverageFormat = (typeof coverageFormats)[number];

export interface CoverageCommandOptions {
  readonly format: CoverageFormat;
  /** A file; absent: standard output. */
  readonly output?: string;
  /** Id of a service of the design: tell what would be lost without it. */
  readonly without?: string;
  /** Only techniques that threats of the design name. */
  readonly threats: boolean;
  readonly date: string;
  readonly colour: { readonly output: boolean; readonly errors: boolean };
}

/** `parapet coverage`: what published mappings to ATT&CK say of a design. */
export async function coverage(
  paths: readonly string[],
  options: CoverageCommandOptions,
  host: Host,
): Promise<ExitCode> {
  const found = await findDesigns(paths, host.workingFolder);
  const loaded = loadDesigns(found.files, host.workingFolder, (workspaceFolders) =>
    createProject({ date: options.date, workspaceFolders }),
  );
  let failed = false;
  for (const { path, reason } of [...found.failures, ...loaded.failures]) {
    failed = true;
    host.errors.write(`${printable(path)}: error: cannot be read: ${printable(reason)}.\n`);
  }
  const design = onlyDesign(loaded, found.named, host);
  if (!design) {
    if (!failed) host.errors.write('error: there is no design here.\n');
    return exitCodes.cannotAnalyse;
  }
  const impossible = loaded.project.findings(design.uri).filter((finding) => finding.analysis === 'impossible');
  if (impossible.length > 0) {
    failed = true;
    host.errors.write(
      `${printable(displayPath(design.path, host.workingFolder))}: error: parts of it cannot be read, so what follows may be incomplete: parapet lint tells more.\n`,
    );
  }
  const model = loaded.project.model(design.uri)!;
  const covered = coverageOf(model, attackKnowledge(), { threatsOnly: options.threats });
  const text = options.without === undefined ? format(covered, options) : losses(covered, options.without, options);
  if (options.output === undefined) host.output.write(text);
  else writeFileWhole(resolve(host.workingFolder, options.output), text);
  return failed ? exitCodes.cannotAnalyse : exitCodes.clean;
}

function format(covered: Coverage, options: CoverageCommandOptions): string {
  const json = (value: object): string => `${printableJson(JSON.stringify(value, undefined, 2))}\n`;
  switch (options.format) {
    case 'table':
      return formatCoverageTable(
        covered,
        picocolors.createColors(options.colour.output && options.output === undefined),
      );
    case 'markdown':
      return formatCoverageMarkdown(covered);
    case 'csv':
      return coverageCsv(covered);
    case 'json':
      return json(coverageData(covered));
    case 'navigator':
      return json(navigatorLayer(covered));
  }
}

function losses(covered: Coverage, id: string, options: CoverageCommandOptions): string {
  if (options.format !== 'table') throw new UsageError('--without is told as a table only: leave out --format.');
  const service = covered.services.find(
    ({ service, elements }) => service.id === id || elements.some(({ name }) => name === id),
  );
  if (!service) {
    const known = covered.services.map((entry) => entry.service.id).join(', ');
    throw new UsageError(`The design uses no service ${printable(id)}. It uses ${known === '' ? 'none' : known}.`);
  }
  return formatLossesTable(service, picocolors.createColors(options.colour.output && options.output === undefined));
}

/** The one design that was asked for: of a folder, the one that no other imports. */
function onlyDesign(
  { project, designs }: LoadedDesigns & { readonly project: Project },
  named: ReadonlySet<string>,
  host: Host,
): LoadedDesign | undefined {
  const candidates = designs.filter(
    ({ uri, path }) => named.has(path) || !project.dependents(uri).some((other) => other !== uri),
  );
  if (candidates.length > 1) {
    const shown = candidates.slice(0, 5).map(({ path }) => printable(displayPath(path, host.workingFolder)));
    throw new UsageError(
      `Coverage is that of one design, and here are ${candidates.length}: name one, for example ${shown.join(' or ')}.`,
    );
  }
  return candidates[0];
}
