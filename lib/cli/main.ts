import { homedir } from 'node:os';
import { performance } from 'node:perf_hooks';
import { run } from './run.ts';
import type { Terminal } from './terminal.ts';

/** After the answer is written nothing is waited for: a connection or a read that hangs must not keep the process. */
const STRAGGLERS_MS = 500;

function terminalOf(stream: NodeJS.WriteStream): Terminal {
  // Whoever reads may stop reading (`| head -1`): that is no error, and the exit code stays the answer's.
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
  return {
    write: (text) => {
      stream.write(text);
    },
    isTerminal: stream.isTTY === true,
    columns: stream.columns,
  };
}

process.exitCode = await run({
  argv: process.argv.slice(2),
  stdout: terminalOf(process.stdout),
  stderr: terminalOf(process.stderr),
  env: process.env,
  homeFolder: homedir(),
  now: Date.now,
  elapsedMs: () => performance.now(),
});
setTimeout(() => process.exit(), STRAGGLERS_MS).unref();
