/**
 * The language server as a program: `--node-ipc` under VS Code, `--stdio` elsewhere. Run as it is loaded, so that the
 * command line can become a server by loading it. It starts itself once more as a thread, to draw previews.
 */
import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { nodeAbilities } from './node-abilities.ts';
import { drawPictures, picturePort } from './picture-thread.ts';
import { startServer } from './server.ts';

const port = picturePort();
if (port) drawPictures(port);
else serve();

function serve(): void {
  const connection = createConnection(ProposedFeatures.all);
  const logDefect = (error: unknown): void => {
    const code = (error as NodeJS.ErrnoException | undefined)?.code;
    // The other end of the pipe is closed: there is nobody left to serve.
    if (code === 'EPIPE' || code === 'ERR_STREAM_DESTROYED' || code === 'ERR_IPC_CHANNEL_CLOSED') process.exit(1);
    try {
      connection.console.error(
        `Internal error: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
      );
    } catch {
      // Without a connection there is nowhere to tell it.
    }
  };
  // A defect in one place must not take the rest with it: it is logged, and the server goes on.
  process.on('uncaughtException', logDefect);
  process.on('unhandledRejection', logDefect);
  // Over IPC nothing else tells that the editor is gone.
  process.on('disconnect', () => process.exit(1));
  startServer(connection, nodeAbilities());
}
