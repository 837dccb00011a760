import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const PRELOAD = fileURLToPath(new URL('./report-usage.mjs', import.meta.url));

export interface Usage {
  readonly elapsedMs: number;
  readonly maxRssMb: number;
  readonly exitCode: number | null;
  readonly stdoutBytes: number;
}

/** Runs Node with these arguments in a process of its own and reads what it cost. Rejects where it died before it could tell. */
export function measure(argv: readonly string[], options: { readonly timeoutMs: number }): Promise<Usage> {
  return new Promise((done, fail) => {
    const child = spawn(process.execPath, ['--import', PRELOAD, ...argv], {
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: options.timeoutMs,
    });
    let stdoutBytes = 0;
    let stderr = '';
    child.stdout.on('data', (chunk: Buffer) => {
      stdoutBytes += chunk.length;
    });
    child.stderr.on('data', (chunk: Buffer) => {
      stderr = (stderr + chunk.toString()).slice(-64 * 1024);
    });
    child.on('error', fail);
    child.on('close', (exitCode) => {
      const usage = /@usage (\{.*\})\n$/.exec(stderr)?.[1];
      if (!usage) fail(new Error(`${argv.join(' ')} ended with ${exitCode} and told no usage:\n${stderr}`));
      else {
        const { elapsedMs, maxRssMb } = JSON.parse(usage) as { elapsedMs: number; maxRssMb: number }; // written by the preload
        done({ elapsedMs, maxRssMb, exitCode, stdoutBytes });
      }
    });
  });
}

/** The run in the middle of several, by time: one slow start does not decide. */
export async function median(argv: readonly string[], runs: number): Promise<Usage> {
  const usages: Usage[] = [];
  for (let run = 0; run < runs; run += 1) usages.push(await measure(argv, { timeoutMs: 60_000 }));
  usages.sort((a, b) => a.elapsedMs - b.elapsedMs);
  const middle = usages[Math.floor(usages.length / 2)];
  if (!middle) throw new Error('A median needs at least one run.');
  return middle;
}
