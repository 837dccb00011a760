import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bundleFunction } from '../bundle/bundle-function.ts';
import { signedCommand } from '../fakes/lambda/signed-command.ts';
import { startSqs } from '../fakes/sqs/sqs-server.ts';
import { benchConfig, functionEnvironment, SIGNING_SECRET } from './function-environment.ts';
import { runProgram } from './run-program.ts';

const COLD_PROCESSES = 30;
const WARM_REQUESTS = 1_000;

const command = (index: number): unknown => signedCommand(`diagnose node-${index}`, SIGNING_SECRET);

/** Loads the bundle, has it acknowledge each event in turn, and sends how long everything took. */
const program = (file: string, eventsFile: string): string => `
  const begun = performance.now();
  const { handler } = require(${JSON.stringify(file)});
  const loadMs = performance.now() - begun;
  (async () => {
    const ackMs = [];
    for (const event of require(${JSON.stringify(eventsFile)})) {
      const sent = performance.now();
      const { statusCode, body } = await handler(event, { functionName: 'bench', awsRequestId: 'r' });
      ackMs.push(performance.now() - sent);
      if (statusCode !== 200 || !body.includes('Looking at')) throw new Error(statusCode + ' ' + body);
    }
    process.send({ loadMs, ackMs }, () => process.exit(0));
  })();`;

interface Timing {
  readonly loadMs: number;
  readonly ackMs: readonly number[];
}

function print(what: string, values: readonly number[]): void {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (share: number): string =>
    (sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN).toFixed(1);
  console.log(
    `${what.padEnd(44)} p50 ${at(0.5).padStart(7)} ms   p99 ${at(0.99).padStart(7)} ms   (${sorted.length})`,
  );
}

const folder = mkdtempSync(join(tmpdir(), 'wardround-bench-'));
const sqs = await startSqs();
try {
  const file = await bundleFunction('slack', folder, benchConfig);
  const env = functionEnvironment('slack', sqs.url);
  const eventsFile = join(folder, 'events.json');
  const run = async (events: readonly unknown[]): Promise<Timing> => {
    writeFileSync(eventsFile, JSON.stringify(events));
    return (await runProgram(program(file, eventsFile), env)) as Timing; // sent by the program
  };
  const cold: Timing[] = [];
  for (let index = 0; index < COLD_PROCESSES; index += 1) cold.push(await run([command(index)]));
  const warm = await run(Array.from({ length: WARM_REQUESTS + 1 }, (_, index) => command(index)));
  console.log(
    `Node ${process.version}: from a signed command to its acknowledgement, its job in the queue by then`,
  );
  print(
    'cold, loading the function included',
    cold.map(({ loadMs, ackMs: [first = 0] }) => loadMs + first),
  );
  print(
    'cold, the first request alone',
    cold.map(({ ackMs: [first = 0] }) => first),
  );
  print('warm', warm.ackMs.slice(1));
} finally {
  sqs.stop();
  rmSync(folder, { recursive: true });
}
