import { spawn, spawnSync } from 'node:child_process';

export interface Output {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions {
  readonly input?: string;
  readonly timeoutMs?: number;
  readonly env?: NodeJS.ProcessEnv;
}

const OUTPUT_LIMIT_BYTES = 512 * 1024 * 1024;

/** Runs a program to its end; a status other than 0 is an answer, not an error. A program that could not start has status 127. */
export function attempt(command: readonly string[], options: RunOptions = {}): Output {
  const [program = '', ...args] = command;
  const done = spawnSync(program, args, {
    encoding: 'utf8',
    maxBuffer: OUTPUT_LIMIT_BYTES,
    timeout: options.timeoutMs ?? 600_000,
    ...(options.input === undefined ? {} : { input: options.input }),
    ...(options.env === undefined ? {} : { env: options.env }),
  });
  const failure = done.error === undefined ? '' : `${done.error.message}\n`;
  return { status: done.status ?? 127, stdout: done.stdout ?? '', stderr: `${failure}${done.stderr ?? ''}` };
}

/** Like {@link attempt}, and throws with the program's own words when it fails. */
export function run(command: readonly string[], options: RunOptions = {}): string {
  const { status, stdout, stderr } = attempt(command, options);
  if (status !== 0) throw new Error(`${command.join(' ')}: exit ${status}\n${stderr}${stdout}`.trimEnd());
  return stdout;
}

/** {@link run} without blocking, so that several machines work at once. */
export function runAsync(command: readonly string[], input = ''): Promise<string> {
  const [program = '', ...args] = command;
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { stdio: ['pipe', 'pipe', 'pipe'] });
    let [stdout, stderr] = ['', ''];
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
      stdout += chunk;
    });
    child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
      stderr += chunk;
    });
    child.on('error', reject);
    child.on('close', (status) => {
      if (status === 0) resolve(stdout);
      else reject(new Error(`${command.join(' ')}: exit ${status}\n${stderr}${stdout}`.trimEnd()));
    });
    child.stdin.end(input);
  });
}

/** Starts a program that outlives this process. */
export function start(command: readonly string[], env: NodeJS.ProcessEnv = process.env): void {
  const [program = '', ...args] = command;
  spawn(program, args, { detached: true, stdio: 'ignore', env, cwd: '/' }).unref();
}

/** Asks every `everyMs` until the answer is true; throws with `what` when `limitMs` have passed. An error of the question counts as "not yet". */
export async function until(
  what: string,
  limitMs: number,
  question: () => boolean | Promise<boolean>,
  everyMs = 300,
): Promise<void> {
  const end = Date.now() + limitMs;
  let last = '';
  for (;;) {
    try {
      if (await question()) return;
      last = '';
    } catch (error) {
      last = `: ${error instanceof Error ? error.message : String(error)}`;
    }
    if (Date.now() > end) throw new Error(`waited ${limitMs / 1000} s in vain for ${what}${last}`);
    await pause(everyMs);
  }
}

export function pause(durationMs: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, durationMs));
}
