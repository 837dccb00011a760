import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const START_LIMIT_MS = 60_000;
const SETTLE_LIMIT_MS = 60_000;
const LOOK_MS = 20;

interface Shown {
  readonly ts: string;
  readonly text: string;
}

export interface Thread {
  readonly head: Shown;
  readonly replies: readonly Shown[];
}

export interface Channel {
  readonly threads: readonly Thread[];
  /** Jobs that are waiting or worked on. */
  readonly waiting: number;
}

/** A folder for the data of one machine, with a configuration that looks at the recorded cluster. */
export interface Machine {
  readonly folder: string;
  start(extraEnv?: Readonly<Record<string, string>>): Promise<LocalProcess>;
  /** Starts it where it is expected to end by itself. */
  runToEnd(args: readonly string[], extraEnv?: Readonly<Record<string, string>>): Promise<Ended>;
  remove(): Promise<void>;
}

export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface LocalProcess {
  readonly url: string;
  readonly port: number;
  readonly pageToken: string;
  /** Known in the first run only. */
  readonly alertToken: string | undefined;
  readonly output: () => string;
  command(text: string): Promise<string>;
  threads(): Promise<readonly Thread[]>;
  channel(): Promise<Channel>;
  /** Looks until it is so; what it last was is thrown where it does not come to be. */
  until(isSo: (threads: readonly Thread[], waiting: number) => boolean): Promise<readonly Thread[]>;
  postAlerts(body: string | Buffer, token: string): Promise<number>;
  end(signal: 'SIGKILL' | 'SIGTERM'): Promise<number | null>;
}

export async function newMachine(): Promise<Machine> {
  const folder = await mkdtemp(join(tmpdir(), 'wardround-'));
  const config = join(folder, 'wardround.yml');
  const recording = join(root, 'examples/broken-cluster');
  await writeFile(config, `clusters:\n  - name: ward\n    access:\n      recording: ${recording}\n`);
  const env = {
    PATH: process.env['PATH'] ?? '',
    HOME: folder,
    AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
    WARDROUND_CONFIG: config,
    WARDROUND_DATA: join(folder, 'data'),
    WARDROUND_PORT: '0',
  };
  const running = new Set<ChildProcess>();
  const launch = (args: readonly string[], extraEnv: Readonly<Record<string, string>>): ChildProcess => {
    const child = spawn(process.execPath, ['--import', 'tsx', join(root, 'test/local/run.ts'), ...args], {
      cwd: root,
      env: { ...env, ...extraEnv },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    running.add(child);
    child.on('exit', () => running.delete(child));
    return child;
  };
  return {
    folder,
    start: (extraEnv = {}) => startedProcess(launch([], extraEnv)),
    async runToEnd(args, extraEnv = {}) {
      const child = launch(args, extraEnv);
      const read = outputOf(child);
      const [code] = await once(child, 'close');
      return { code, ...read() };
    },
    async remove() {
      for (const child of running) {
        child.kill('SIGKILL');
        await once(child, 'exit');
      }
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function outputOf(child: ChildProcess): () => { stdout: string; stderr: string } {
  let stdout = '';
  let stderr = '';
  child.stdout?.on('data', (chunk: Buffer) => {
    stdout += chunk.toString();
  });
  child.stderr?.on('data', (chunk: Buffer) => {
    stderr += chunk.toString();
  });
  return () => ({ stdout, stderr });
}

async function startedProcess(child: ChildProcess): Promise<LocalProcess> {
  const read = outputOf(child);
  const giveUpAt = Date.now() + START_LIMIT_MS;
  while (!read().stdout.includes('Ctrl-C')) {
    if (child.exitCode !== null || Date.now() > giveUpAt)
      throw new Error(`it did not start: ${JSON.stringify(read())}`);
    await pause(LOOK_MS);
  }
  const { stdout } = read();
  const [, url = '', port = '', pageToken = ''] =
    /(http:\/\/127\.0\.0\.1:(\d+))\/\?token=(\S+)/.exec(stdout) ?? [];
  const authorization = { authorization: `Bearer ${pageToken}` };
  const channel = async (): Promise<Channel> => {
    const response = await fetch(`${url}/page/channel.json`, { headers: authorization });
    return (await response.json()) as Channel; // our own page's answer
  };
  return {
    url,
    port: Number(port),
    pageToken,
    alertToken: /Bearer (wra_\S+?)'/.exec(stdout)?.[1],
    output: () => `${read().stdout}${read().stderr}`,
    channel,
    threads: async () => (await channel()).threads,
    async command(text) {
      const body = new URLSearchParams({ text });
      const response = await fetch(`${url}/page/command`, { method: 'POST', headers: authorization, body });
      const { answers } = (await response.json()) as { answers: readonly { text: string }[] }; // our own page's answer
      return answers.map((answer) => answer.text).join('\n');
    },
    async until(isSo) {
      const giveUpSettlingAt = Date.now() + SETTLE_LIMIT_MS;
      for (;;) {
        const now = await channel();
        if (isSo(now.threads, now.waiting)) return now.threads;
        if (Date.now() > giveUpSettlingAt)
          throw new Error(`it stays at: ${JSON.stringify(now, undefined, 1)}${read().stderr}`);
        await pause(LOOK_MS);
      }
    },
    async postAlerts(body, token) {
      const response = await fetch(`${url}/alerts`, {
        method: 'POST',
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
        body: typeof body === 'string' ? body : new Uint8Array(body),
      });
      await response.text();
      return response.status;
    },
    async end(signal) {
      child.kill(signal);
      const [code] = await once(child, 'exit');
      return code;
    },
  };
}
