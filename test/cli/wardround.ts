import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from '../../lib/cli/run.ts';
import type { RawObject } from '../fakes/api-server/selectors.ts';

const NOW = Date.UTC(2026, 0, 2, 0, 0, 30);

export interface Answer {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Setting {
  readonly env?: Readonly<Record<string, string>>;
  /** Columns of a terminal; stdout is a pipe where it is missing. */
  readonly terminal?: number;
}

/** Runs a command line against real files and servers, and hands back all that it says. */
export async function wardround(
  argv: readonly string[],
  { env = {}, terminal }: Setting = {},
): Promise<Answer> {
  let stdout = '';
  let stderr = '';
  const code = await run({
    argv,
    stdout: {
      write: (text) => {
        stdout += text;
      },
      isTerminal: terminal !== undefined,
      columns: terminal,
    },
    stderr: {
      write: (text) => {
        stderr += text;
      },
      isTerminal: false,
      columns: undefined,
    },
    env,
    homeFolder: undefined,
    now: () => NOW,
    elapsedMs: () => performance.now(),
  });
  return { code, stdout, stderr };
}

/** A folder for the files of one test. */
export class Folder {
  readonly path = mkdtempSync(join(tmpdir(), 'wardround-'));

  /** Writes a file; objects become a List, as kubectl writes it. */
  write(name: string, content: string | Buffer | readonly RawObject[]): string {
    const path = join(this.path, name);
    const isText = typeof content === 'string' || Buffer.isBuffer(content);
    writeFileSync(
      path,
      isText ? content : JSON.stringify({ kind: 'List', apiVersion: 'v1', items: content }),
    );
    return path;
  }

  kubeconfig(server: string, token = 'a-token-of-no-value'): string {
    return this.write(
      'kubeconfig',
      JSON.stringify({
        'current-context': 'here',
        contexts: [{ name: 'here', context: { cluster: 'here', user: 'me' } }],
        clusters: [{ name: 'here', cluster: { server } }],
        users: [{ name: 'me', user: { token } }],
      }),
    );
  }

  remove(): void {
    rmSync(this.path, { recursive: true, force: true });
  }
}
