import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deflateRawSync } from 'node:zlib';
import { bundleFunction, type FunctionName, functionNames } from '../bundle/bundle-function.ts';
import { benchConfig, functionEnvironment } from './function-environment.ts';
import { runProgram } from './run-program.ts';

const RUNS = 9;

interface Load {
  readonly loadMs: number;
  readonly residentMb: number;
}

/** What a function is measured against: the unbundled package that weighs most in it, and the share of it to reach. */
interface Target {
  readonly against: 'bolt' | 'client-node';
  readonly share: number;
  readonly limitBytes: number;
}

const targets: Partial<Readonly<Record<FunctionName, Target>>> = {
  slack: { against: 'bolt', share: 0.5, limitBytes: 750_000 },
  alerts: { against: 'bolt', share: 0.5, limitBytes: 750_000 },
  diagnose: { against: 'client-node', share: 0.42, limitBytes: 2_200_000 },
};

const unbundled = {
  bolt: "const { App, AwsLambdaReceiver } = require('@slack/bolt'); App; AwsLambdaReceiver;",
  'client-node':
    "const { KubeConfig, CoreV1Api, AppsV1Api, DiscoveryV1Api } = await import('@kubernetes/client-node'); KubeConfig; CoreV1Api; AppsV1Api; DiscoveryV1Api;",
} as const;

/** The time that a program takes to load something, and the memory of its process after it: the median of several. */
async function load(source: string): Promise<Load> {
  const program = `(async () => { const begun = performance.now(); ${source}
    const loadMs = performance.now() - begun;
    process.send({ loadMs, residentMb: process.memoryUsage().rss / 2 ** 20 }, () => process.exit(0)); })();`;
  const loads: Load[] = [];
  for (let run = 0; run < RUNS; run += 1)
    loads.push((await runProgram(program, functionEnvironment('bench'))) as Load); // sent by the program
  const middle = (values: number[]): number =>
    values.sort((a, b) => a - b)[Math.floor(RUNS / 2)] ?? Number.NaN;
  return {
    loadMs: middle(loads.map(({ loadMs }) => loadMs)),
    residentMb: middle(loads.map(({ residentMb }) => residentMb)),
  };
}

const kilobytes = (bytes: number): string => `${Math.round(bytes / 1000)} KB`;

function row(what: string, { loadMs, residentMb }: Load, rest = ''): void {
  console.log(
    `${what.padEnd(34)} ${loadMs.toFixed(0).padStart(6)} ms ${residentMb.toFixed(0).padStart(5)} MB  ${rest}`,
  );
}

/** Prints what each function costs at a cold start, beside an empty process and the unbundled packages. */
export async function benchFunctions(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'wardround-bench-'));
  try {
    console.log(`\nNode ${process.version}, median of ${RUNS} processes: time to load, and memory then`);
    row('an empty process', await load(''));
    const packages = {
      bolt: await load(unbundled.bolt),
      'client-node': await load(unbundled['client-node']),
    };
    row('@slack/bolt, unbundled', packages.bolt);
    row('@kubernetes/client-node, unbundled', packages['client-node']);
    for (const name of functionNames) {
      const file = await bundleFunction(name, folder, benchConfig);
      const size = statSync(file).size;
      const zipped = deflateRawSync(readFileSync(file), { level: 9 }).length;
      const cost = await load(`require(${JSON.stringify(file)});`);
      const sizes = `${kilobytes(size)}, zipped ${kilobytes(zipped)}`;
      row(`function ${name}`, cost, `${sizes}${judge(name, cost, size, packages)}`);
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function judge(
  name: FunctionName,
  cost: Load,
  size: number,
  packages: Readonly<Record<Target['against'], Load>>,
): string {
  const target = targets[name];
  if (!target) return '';
  const share = cost.loadMs / packages[target.against].loadMs;
  const reached = share <= target.share && size <= target.limitBytes;
  return `; ${share.toFixed(2)} of ${target.against}, at most ${target.share} and ${kilobytes(target.limitBytes)}: ${
    reached ? 'reached' : 'MISSED'
  }`;
}
