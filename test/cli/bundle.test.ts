import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startApiServer } from '../fakes/api-server/api-server.ts';
import { makeNode } from '../fakes/api-server/sample-cluster.ts';
import { Folder } from './wardround.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const folder = new Folder();
const program = join(folder.path, 'dist', 'wardround.js');

beforeAll(async () => {
  await promisify(execFile)(process.execPath, ['build.mjs', join(folder.path, 'dist')], { cwd: root });
}, 120_000);
afterAll(() => folder.remove());

interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the built program as a shell would; `readOnly` closes its stdout after so many bytes. */
async function start(argv: readonly string[], { readOnly }: { readOnly?: number } = {}): Promise<Ended> {
  const child = spawn(process.execPath, [program, ...argv], {
    env: { PATH: process.env['PATH'], HOME: folder.path },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    stdout += chunk;
    if (readOnly !== undefined && stdout.length >= readOnly) child.stdout.destroy();
  });
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
    stderr += chunk;
  });
  const [code] = (await once(child, 'close')) as [number | null]; // of the event "close"
  return { code, stdout, stderr };
}

const nodes = (count: number) => Array.from({ length: count }, (_, index) => makeNode(`node-${index}`));

describe('the built program', () => {
  test('explains itself', async () => {
    const { code, stdout, stderr } = await start(['--help']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toContain('wardround diagnose cluster');
  });

  test('diagnoses a capture, healthy and unknown', async () => {
    const path = folder.write('nodes.json', nodes(2));
    expect((await start(['diagnose', 'node', 'node-1', '--from', path])).code).toBe(0);
    expect((await start(['diagnose', 'dns', '--from', path])).code).toBe(3);
  });

  test('diagnoses a live cluster, and ends though the server keeps its connections', async () => {
    const server = await startApiServer({ objects: nodes(2) });
    try {
      const { code, stdout, stderr } = await start(['diagnose', 'node', 'node-1', '--server', server.url]);
      expect(stderr).toBe('');
      expect(code).not.toBe(2);
      expect(stdout).toMatch(/requests?, /);
    } finally {
      await server.close();
    }
  });

  test('says what is wrong and ends with 2, without a trace', async () => {
    const { code, stdout, stderr } = await start(['diagnose', 'dns', '--from', join(folder.path, 'nowhere')]);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(/^wardround: There is no file or folder/);
    expect(stderr).not.toMatch(/^\s+at /m);
  });

  test('puts out all of a long JSON through a pipe', async () => {
    const sick = nodes(2000).map((node, index) => ({
      ...node,
      status: { conditions: [{ type: 'Ready', status: index % 2 ? 'True' : 'Unknown' }] },
    }));
    const path = folder.write('many.json', sick);
    const { code, stdout } = await start(['diagnose', 'cluster', '--from', path, '-o', 'json']);
    expect(code).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({ verdict: 'unhealthy' });
    expect(stdout.length).toBeGreaterThan(65_536);
  });

  test('does not mind that its reader stops reading', async () => {
    const path = folder.write(
      'many.json',
      nodes(2000).map((node) => ({
        ...node,
        status: { conditions: [{ type: 'Ready', status: 'Unknown' }] },
      })),
    );
    const { code, stderr } = await start(['diagnose', 'cluster', '--from', path, '-o', 'json'], {
      readOnly: 100,
    });
    expect({ code, stderr }).toEqual({ code: 1, stderr: '' });
  });
});
