import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { benchFunctions } from './functions-cold.ts';
import { writeLargeCapture } from './large-capture.ts';
import { measure, median, type Usage } from './measure.ts';

const RUNS = 7;
const NODES = 5_000;
const PODS = 50_000;

const PROGRAM = fileURLToPath(new URL('../../bin/wardround.js', import.meta.url));
const EXAMPLE = fileURLToPath(new URL('../../examples/broken-cluster', import.meta.url));

function row(what: string, usage: Usage): void {
  console.log(
    `${what.padEnd(58)} ${String(usage.elapsedMs).padStart(7)} ms ${String(usage.maxRssMb).padStart(6)} MB`,
  );
}

async function start(): Promise<void> {
  console.log(
    `Node ${process.version}, median of ${RUNS} processes: time from start to exit, and peak memory`,
  );
  row('an empty process', await median(['-e', ''], RUNS));
  row('wardround --help', await median([PROGRAM, '--help'], RUNS));
  row('wardround why node.disk-pressure', await median([PROGRAM, 'why', 'node.disk-pressure'], RUNS));
  row(
    'wardround diagnose cluster (recorded cluster)',
    await median([PROGRAM, 'diagnose', 'cluster', '--from', EXAMPLE], RUNS),
  );
}

async function large(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'wardround-bench-'));
  try {
    await writeLargeCapture(folder, NODES, PODS);
    const megabytes =
      readdirSync(folder).reduce((sum, file) => sum + statSync(join(folder, file)).size, 0) / 2 ** 20;
    console.log(`\nA capture of ${NODES} nodes and ${PODS} pods (${Math.round(megabytes)} MB), one run each`);
    for (const target of [['cluster'], ['node', 'node-42']]) {
      const usage = await measure([PROGRAM, 'diagnose', ...target, '--from', folder], { timeoutMs: 300_000 });
      row(`wardround diagnose ${target.join(' ')} (exit ${usage.exitCode})`, usage);
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
}

await start();
await benchFunctions();
await large();
