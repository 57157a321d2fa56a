import { exitCodes, type ExitCode } from './exit-code.ts';
import { processHost } from './process-host.ts';
import { runCommandLine } from './program.ts';

async function main(): Promise<ExitCode> {
  const host = processHost();
  try {
    return await runCommandLine(process.argv.slice(2), host);
  } catch (error) {
    const details = error instanceof Error ? (error.stack ?? error.message) : String(error);
    host.errors.write(
      `parapet: internal error, not a fault of the design. Please report it with what is below.\n${details}\n`,
    );
    return exitCodes.internalError;
  }
}

void main().then((code) => {
  // Not `process.exit`, which would cut off what is still to be written to a pipe.
  process.exitCode = code;
});
