import { Argument, Command, CommanderError, Help, InvalidArgumentError, Option } from 'commander';
import { version } from '../package.json';
import type { Theme } from '../language/render/render-svg.ts';
import type { CatalogCommandOptions } from './catalog-command.ts';
import type { CoverageCommandOptions, CoverageFormat } from './coverage-command.ts';
import type { FormatOptions } from './format-command.ts';
import { colourWanted } from './colour.ts';
import { exitCodes, isUsageError, type ExitCode } from './exit-code.ts';
import type { Host } from './host.ts';
import { failLevels, lintFormats, readLintOutput, type LintOptions, type LintOutput } from './lint-options.ts';
import { printable } from './printable.ts';

const themeNames = ['light', 'dark', 'high-contrast', 'high-contrast-light'] as const satisfies readonly Theme[];

const exitCodeHelp = `
Exit codes:
  0  nothing to report
  1  findings at or above --fail-on, or with --check a picture or a file that is not as it should be
  2  something could not be read or understood: arguments, files, syntax
  3  a fault of Parapet itself
`;

/**
 * Runs one command line, without the program's name, and gives the code to exit with. What a command needs is loaded
 * only when it runs: checking a design loads nothing that draws.
 */
export async function runCommandLine(words: readonly string[], host: Host): Promise<ExitCode> {
  let code: ExitCode = exitCodes.clean;
  if (words[0] === 'catalog' && words.some((word) => word === '--version' || word === '-V')) {
    // An option of the program as a whole comes first, wherever it stands; here it asks for something else.
    const { catalogVersion } = await import('./catalog-command.ts');
    host.output.write(catalogVersion());
    return code;
  }
  const program = createProgram(host, (result) => {
    code = result;
  });
  try {
    await program.parseAsync(words, { from: 'user' });
    return code;
  } catch (error) {
    if (error instanceof CommanderError) {
      // Help and version were asked for and are no failure.
      return error.exitCode === 0 ? exitCodes.clean : exitCodes.cannotAnalyse;
    }
    if (isUsageError(error)) {
      host.errors.write(`error: ${error.message}\n`);
      return exitCodes.cannotAnalyse;
    }
    throw error;
  }
}

function createProgram(host: Host, finish: (code: ExitCode) => void): Command {
  const program = new Command('parapet')
    .description('Microsoft security architecture as code: check and draw designs.')
    .version(version, '-V, --version', 'Print the version.')
    .helpOption('-h, --help', 'Print this help.')
    .helpCommand('help [command]', 'Print the help of a command.')
    .option('--color', 'Print with colours, even into a file or another program.')
    .option('--no-color', 'Print without colours, as the environment variable NO_COLOR does.')
    .addHelpText('after', exitCodeHelp)
    .showHelpAfterError('(parapet --help tells what there is)')
    // That a switch is off unless it is given goes without saying.
    .configureHelp({
      optionDescription: (option) =>
        option.defaultValue === false ? option.description : new Help().optionDescription(option),
    })
    .configureOutput({
      writeOut: (text) => host.output.write(text),
      writeErr: (text) => host.errors.write(text),
      outputError: (text, write) => write(text.split('\n').map(printable).join('\n')),
      getOutHasColors: () => false,
      getErrHasColors: () => false,
    })
    .exitOverride();

  const colour = (): { output: boolean; errors: boolean } =>
    colourWanted(program.opts<{ color?: boolean }>().color, host);
  const dateOption = (): Option =>
    new Option('--date <day>', 'Judge life cycles as of this day, YYYY-MM-DD.')
      .argParser(parseDate)
      .default(host.today, 'today');
  const paths = (): Argument =>
    new Argument('[paths...]', 'Files, folders or globs; a folder stands for all .parapet files in it.').default(
      ['.'],
      'the working folder',
    );

  program
    .command('lint')
    .description('Tell what is wrong with designs.')
    .addArgument(paths())
    .addOption(
      new Option(
        '--format <format>',
        `How findings are written: ${lintFormats.join(', ')}. FORMAT:FILE writes them into a file. May be given more than once.`,
      )
        .argParser((text: string, outputs: LintOutput[]) => [...outputs, parseOutput(text)])
        .default([], 'pretty'),
    )
    .addOption(
      new Option('--fail-on <level>', 'Exit with 1 for findings of this severity or worse.')
        .choices(failLevels)
        .default('error'),
    )
    .addOption(new Option('--max-warnings <count>', 'Exit with 1 for more warnings than this.').argParser(parseCount))
    .addOption(dateOption())
    .option('--base <commit>', 'Tell only what is new since this commit, branch or tag of the Git repository.')
    .option('--baseline <file>', 'Leave out the findings that this file lists.')
    .option('--update-baseline', 'Write all findings of now into the baseline.', false)
    .option('--prune-baseline', 'Take out of the baseline what is found no more.', false)
    .option('--fix', 'Mend what can be mended safely.', false)
    .option('--unsafe-fixes', 'Mend also what somebody should look at afterwards.', false)
    .option('--diff', 'Print what would be mended, and change nothing.', false)
    .option('--stdin-filename <file>', 'What standard input, given as -, is to be taken for.')
    .action(async (designs: string[], options: Omit<LintOptions, 'colour'>) => {
      const { lint } = await import('./lint-command.ts');
      finish(await lint(designs, { ...options, colour: colour() }, host));
    });

  program
    .command('format')
    .description('Give designs the one form there is. Only white space is changed.')
    .addArgument(paths())
    .option('--check', 'Write nothing; exit with 1 where a file is not in its form.', false)
    .option('--organise', 'Also sort imports, and put declarations before what is said of them.', false)
    .option('--diff', 'Write nothing; print what would be changed.', false)
    .option('--stdin-filename <file>', 'What standard input, given as -, is called in messages.')
    .action(async (designs: string[], options: Omit<FormatOptions, 'colour'>) => {
      const { format } = await import('./format-command.ts');
      finish(await format(designs, { ...options, colour: colour() }, host));
    });

  program
    .command('render')
    .description('Draw designs as SVG: every view, beside its design, unless told otherwise.')
    .addArgument(paths())
    .option('-o, --output <path>', 'A file (the first view) or a folder to draw into, or - for standard output.')
    .option('--view <name>', 'Draw only this view.')
    .addOption(
      new Option('--theme <names>', `One or more of ${themeNames.join(', ')}, separated by commas.`)
        .argParser(parseThemes)
        .default(['light'], 'light'),
    )
    .option('--check', 'Write nothing; exit with 1 where a picture is not there or not current.', false)
    .addOption(dateOption())
    .action(
      async (
        designs: string[],
        options: { output?: string; view?: string; theme: Theme[]; check: boolean; date: string },
      ) => {
        const { render } = await import('./render-command.ts');
        const { theme: themes, ...others } = options;
        finish(await render(designs, { ...others, themes, colour: colour() }, host));
      },
    );

  program
    .command('coverage')
    .description('Show the published mappings to ATT&CK of the services of a design.')
    .addArgument(paths())
    .addOption(
      new Option('--format <format>', 'How it is written; navigator is a layer of the ATT&CK Navigator.')
        .choices(['table', 'markdown', 'csv', 'json', 'navigator'] satisfies readonly CoverageFormat[])
        .default('table'),
    )
    .option('-o, --output <file>', 'Write into this file instead of to standard output.')
    .option('--threats', 'Only the techniques that threats of the design name.', false)
    .option('--without <service>', 'Tell what would be lost without this service.')
    .addOption(dateOption())
    .action(async (designs: string[], options: Omit<CoverageCommandOptions, 'colour'>) => {
      const { coverage } = await import('./coverage-command.ts');
      finish(await coverage(designs, { ...options, colour: colour() }, host));
    });

  program
    .command('catalog')
    .description('Tell what is known of Microsoft services and what flows between them.')
    .argument('[query]', 'An id, a name, a former name, an abbreviation, or words of one.')
    .option('--pillar <pillar>', 'Only services of this pillar.')
    .option('--json', 'Print for programs, as docs/schemas/catalog.schema.json describes it.', false)
    .option('--markdown', 'Print Markdown: every fact with its sources.', false)
    .addOption(
      new Option('--with <path>', 'Also the services that these files define; may be given more than once.')
        .argParser((path: string, paths: string[]) => [...paths, path])
        .default([], 'the built-in catalog alone'),
    )
    .addOption(dateOption())
    .option('-V, --version', 'Print how old the catalog is.')
    .action(async (query: string | undefined, options: Omit<CatalogCommandOptions, 'colour'>) => {
      const { catalog } = await import('./catalog-command.ts');
      finish(await catalog(query, { ...options, colour: colour() }, host));
    });

  program
    .command('rules')
    .description('List what lint looks for.')
    .option('--json', 'Print for programs.', false)
    .action(async (options: { json: boolean }) => {
      const { rules } = await import('./rules-command.ts');
      finish(rules({ ...options, colour: colour() }, host));
    });

  program
    .command('explain')
    .description('Say what a rule looks for, why, and what to do; with a place, also what it stands on there.')
    .argument('<rule>', 'Its id, as findings show it.')
    .argument('[place]', 'A file that has the finding, with :LINE and :COLUMN to choose one.')
    .addOption(dateOption())
    .action(async (rule: string, place: string | undefined, options: { date: string }) => {
      const { explain } = await import('./explain-command.ts');
      finish(explain(rule, place, { ...options, colour: colour() }, host));
    });

  program
    .command('lsp')
    .description('Serve an editor by the Language Server Protocol.')
    .requiredOption('--stdio', 'Speak over standard input and output.')
    .action(async () => {
      const { serve } = await import('./lsp-command.ts');
      await serve();
    });

  return program;
}

function parseDate(text: string): string {
  const day = /^\d{4}-\d{2}-\d{2}$/.test(text) ? new Date(`${text}T00:00:00Z`) : undefined;
  if (!day || Number.isNaN(day.getTime()) || !day.toISOString().startsWith(text)) {
    throw new InvalidArgumentError('A day is written YYYY-MM-DD.');
  }
  return text;
}

function parseCount(text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new InvalidArgumentError('A whole number, 0 or more, is wanted.');
  return Number(text);
}

function parseOutput(text: string): LintOutput {
  const output = readLintOutput(text);
  if (typeof output === 'string') throw new InvalidArgumentError(output);
  return output;
}

function parseThemes(text: string): Theme[] {
  const names = text.split(',').map((name) => name.trim());
  return [...new Set(names)].map((name) => {
    const theme = themeNames.find((candidate) => candidate === name);
    if (!theme) throw new InvalidArgumentError(`A theme is one of ${themeNames.join(', ')}.`);
    return theme;
  });
}
