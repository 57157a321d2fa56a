import type { Host, Output } from './host.ts';

/** The process that runs, as a host. */
export function processHost(): Host {
  return {
    workingFolder: process.cwd(),
    environment: process.env,
    today: localDay(new Date()),
    output: streamOutput(process.stdout),
    errors: streamOutput(process.stderr),
    readInput,
  };
}

function streamOutput(stream: NodeJS.WriteStream): Output {
  let open = true;
  stream.on('error', (error: NodeJS.ErrnoException) => {
    // The reader has gone (`parapet lint | head`): what it read was enough for it. Anything else is a real fault.
    if (error.code !== 'EPIPE') throw error;
    open = false;
  });
  return {
    write: (text) => {
      if (open && text !== '') stream.write(text);
    },
    isTerminal: stream.isTTY === true,
  };
}

async function readInput(limit: number): Promise<Uint8Array | undefined> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of process.stdin as AsyncIterable<Buffer>) {
    length += chunk.byteLength;
    if (length > limit) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** The day where the person is. */
function localDay(now: Date): string {
  const parts = [now.getFullYear(), now.getMonth() + 1, now.getDate()];
  return parts.map((part) => String(part).padStart(2, '0')).join('-');
}
