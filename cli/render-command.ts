import { mkdirSync, readFileSync, statSync } from 'node:fs';
import { basename, dirname, extname, join, resolve } from 'node:path';
import picocolors from 'picocolors';
import {
  buildView,
  createProject,
  createWorkerEngine,
  LayoutCache,
  layoutView,
  listViews,
  renderSvg,
  type Theme,
} from '../language/pipeline.ts';
import type { Scene } from '../language/layout/scene.ts';
import type { ArchitectureModel } from '../language/model/model.ts';
import { createElkWorker } from '../server/elk-worker.ts';
import { exitCodes, UsageError, type ExitCode } from './exit-code.ts';
import { findDesigns } from './find-designs.ts';
import { formatPretty } from './formats/format-pretty.ts';
import type { Host } from './host.ts';
import { counted, Places, type LintedFile } from './lint-result.ts';
import { loadDesigns, type LoadedDesign, type LoadedDesigns } from './load-designs.ts';
import { displayPath } from './paths.ts';
import { printable } from './printable.ts';
import { systemReason } from './read-design.ts';
import { writeFileWhole } from './write-file.ts';
import type { Project } from '../language/project.ts';

export interface RenderCommandOptions {
  /** A file, a folder, or `-` for standard output; absent: beside each design. */
  readonly output?: string;
  /** Name of the one view to draw; absent: all. */
  readonly view?: string;
  readonly themes: readonly Theme[];
  /** Compare with the files that are there instead of writing. */
  readonly check: boolean;
  readonly date: string;
  readonly colour: { readonly output: boolean; readonly errors: boolean };
}

/** A picture to draw: of which design, which view, in which theme, and where it goes. */
interface Picture {
  readonly design: LoadedDesign;
  readonly model: ArchitectureModel;
  readonly view: string;
  readonly theme: Theme;
  /** Absolute; absent: standard output. */
  readonly path?: string;
}

/** Milliseconds that one layout may take: nobody waits at a keyboard, and large designs are drawn too. */
const layoutDeadline = 120_000;

/** `parapet render`: draws designs. */
export async function render(paths: readonly string[], options: RenderCommandOptions, host: Host): Promise<ExitCode> {
  if (options.check && options.output === '-')
    throw new UsageError('--check compares files: it cannot be used with -o -.');
  const colours = picocolors.createColors(options.colour.errors);
  const found = await findDesigns(paths, host.workingFolder);
  const loaded = loadDesigns(found.files, host.workingFolder, (workspaceFolders) =>
    createProject({ date: options.date, workspaceFolders }),
  );
  let failed = false;
  const complain = (path: string, reason: string): void => {
    failed = true;
    host.errors.write(`${colours.bold(printable(path))}: ${colours.red('error')}: ${printable(reason)}\n`);
  };
  for (const failure of [...found.failures, ...loaded.failures]) {
    complain(failure.path, `cannot be drawn: ${failure.reason}.`);
  }

  const designs = loaded.designs.filter((design) => found.named.has(design.path) || isDrawn(design, loaded));
  const pictures: Picture[] = [];
  const withoutView: LoadedDesign[] = [];
  const otherViews: string[] = [];
  for (const design of designs) {
    const broken = brokenFiles(design, loaded);
    if (broken.length > 0) {
      failed = true;
      writeBroken(broken, loaded, options, host);
      continue;
    }
    const model = loaded.project.model(design.uri)!;
    const views = listViews(model);
    const chosen = options.view === undefined ? views : views.filter((view) => view.name === options.view);
    if (chosen.length === 0) {
      withoutView.push(design);
      otherViews.push(...views.map((view) => view.name));
    }
    for (const view of chosen) {
      for (const theme of options.themes) pictures.push({ design, model, view: view.name, theme });
    }
  }

  // Of a folder, those are drawn that have the view; of none it is a mistake, and of a design that was named.
  for (const design of withoutView) {
    if (pictures.length > 0 && !found.named.has(design.path)) continue;
    const names = [...new Set(otherViews)].join(', ');
    complain(displayPath(design.path, host.workingFolder), `there is no view ${options.view}; there is ${names}.`);
  }

  const placed = placePictures(pictures, options, host);
  let stale = 0;
  let written = 0;
  const engine = createWorkerEngine({ createWorker: createElkWorker, startTimer, deadline: layoutDeadline });
  try {
    const cache = new LayoutCache();
    let drawn: { readonly picture: Picture; readonly scene: Scene } | undefined;
    for (const picture of placed) {
      // One layout for all themes.
      if (drawn?.picture.design !== picture.design || drawn.picture.view !== picture.view) {
        drawn = {
          picture,
          scene: await layoutView(buildView(picture.model, picture.view, { date: options.date }), engine, cache),
        };
      }
      const svg = renderSvg(drawn.scene, { theme: picture.theme });
      const shown = picture.path === undefined ? '-' : displayPath(picture.path, host.workingFolder);
      for (const notice of drawn.scene.notices) {
        host.errors.write(`${colours.bold(printable(shown))}: ${colours.yellow('note')}: ${printable(notice)}\n`);
      }
      if (picture.path === undefined) {
        host.output.write(svg);
        continue;
      }
      const before = readPicture(picture.path);
      if (options.check) {
        if (before === svg) continue;
        stale++;
        host.output.write(
          `${printable(shown)}: ${before === undefined ? 'is not there' : 'is not what the design says now'}; run parapet render\n`,
        );
        continue;
      }
      try {
        // What is the same already keeps its date.
        if (before !== svg) {
          mkdirSync(dirname(picture.path), { recursive: true });
          writeFileWhole(picture.path, svg);
        }
        written++;
        host.output.write(`${printable(shown)}\n`);
      } catch (error) {
        complain(shown, `cannot be written: ${systemReason(error)}.`);
      }
    }
  } finally {
    engine.dispose();
  }

  if (options.output !== '-') {
    const summary = options.check
      ? `${counted(placed.length, 'picture', 'pictures')} compared: ${stale === 0 ? 'all current' : `${stale} not current`}`
      : `${counted(written, 'picture', 'pictures')} drawn`;
    host.errors.write(`${(failed || stale > 0 ? colours.red : colours.green)(summary)}.\n`);
  }
  return failed ? exitCodes.cannotAnalyse : stale > 0 ? exitCodes.findings : exitCodes.clean;
}

type Loaded = LoadedDesigns & { readonly project: Project };

/** Of a folder's files, those that are designs of their own and not only parts that others import. */
function isDrawn(design: LoadedDesign, loaded: Loaded): boolean {
  const model = loaded.project.model(design.uri);
  if (!model) return false;
  const ownViews = model.views.some((view) => view.span.uri === design.uri);
  const ownArchitecture = model.architecture?.span.uri === design.uri;
  return ownViews || ownArchitecture || loaded.project.dependents(design.uri).length === 1;
}

/** The files of a design that cannot be understood, with why; a picture of the rest would only look complete. */
function brokenFiles(design: LoadedDesign, loaded: Loaded): LintedFile[] {
  const uris = loaded.project.model(design.uri)?.files ?? [design.uri];
  return uris
    .map((uri) => ({
      uri,
      path: loaded.all.get(uri)?.path ?? uri,
      findings: loaded.project.findings(uri).filter((finding) => finding.analysis === 'impossible'),
    }))
    .filter((file) => file.findings.length > 0);
}

function writeBroken(files: readonly LintedFile[], loaded: Loaded, options: RenderCommandOptions, host: Host): void {
  const places = new Places((uri) => {
    const design = loaded.all.get(uri);
    if (!design) return undefined;
    const path = displayPath(design.path, host.workingFolder);
    return { text: design.text, path, repositoryPath: path };
  });
  const result = { date: options.date, files, failures: [], places };
  host.errors.write(formatPretty(result, picocolors.createColors(options.colour.errors)));
}

/**
 * Where each picture goes. Beside its design or in a folder a picture is called after the design, its view where the
 * design has views, and its theme where that is not light; so a new view or theme renames none of the others.
 */
function placePictures(pictures: readonly Picture[], options: RenderCommandOptions, host: Host): Picture[] {
  const { output } = options;
  if (output === undefined) {
    return pictures.map((picture) => ({
      ...picture,
      path: join(dirname(picture.design.path), pictureName(picture)),
    }));
  }
  if (output === '-' || !isFolder(output, host.workingFolder)) {
    const [first, ...others] = pictures;
    if (!first) return [];
    const otherDesign = others.find((picture) => picture.design !== first.design);
    if (otherDesign)
      throw new UsageError(`-o ${output} is one file, and there is more than one design: name a folder.`);
    if (others.some((picture) => picture.view === first.view)) {
      throw new UsageError(`-o ${output} is one file, and more than one theme is asked for: name a folder.`);
    }
    if (others.length > 0) {
      // As the preview does: the first view, unless told.
      const names = others.map((picture) => picture.view).join(', ');
      host.errors.write(`The view ${first.view} is drawn; --view chooses another (${names}), a folder takes all.\n`);
    }
    return [output === '-' ? first : { ...first, path: resolve(host.workingFolder, output) }];
  }
  const folder = resolve(host.workingFolder, output);
  const placed = pictures.map((picture) => ({ ...picture, path: join(folder, pictureName(picture)) }));
  const owners = new Map<string, Picture>();
  for (const picture of placed) {
    const other = owners.get(picture.path);
    if (other) {
      const designs = [other, picture].map(({ design }) => displayPath(design.path, host.workingFolder));
      throw new UsageError(
        `Two designs have the name ${basename(picture.path)} for their pictures: ${designs.join(' and ')}.`,
      );
    }
    owners.set(picture.path, picture);
  }
  return placed;
}

function pictureName({ design, model, view, theme }: Picture): string {
  const name = basename(design.path, extname(design.path));
  const ofView = model.views.length > 0 ? `.${view}` : '';
  const ofTheme = theme === 'light' ? '' : `.${theme}`;
  return `${name}${ofView}${ofTheme}.svg`;
}

/** A name that ends in `.svg` is a file, whatever it is now; all others are folders. */
function isFolder(output: string, workingFolder: string): boolean {
  try {
    return statSync(resolve(workingFolder, output)).isDirectory();
  } catch {
    return !output.toLowerCase().endsWith('.svg');
  }
}

function startTimer(milliseconds: number, elapsed: () => void): () => void {
  const timer = setTimeout(elapsed, milliseconds);
  return () => clearTimeout(timer);
}

function readPicture(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}
