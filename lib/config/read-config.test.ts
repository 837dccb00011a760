import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { ConfigError } from './config-problem.ts';
import { readConfig } from './read-config.ts';

describe('the configuration of a machine', () => {
  let workFolder = '';
  beforeEach(async () => {
    workFolder = await mkdtemp(join(tmpdir(), 'config-'));
  });
  afterEach(() => rm(workFolder, { recursive: true }));

  const read = (env: Record<string, string> = {}) =>
    readConfig({ env, workFolder, homeFolder: join(workFolder, 'home') });
  const problemOf = async (env: Record<string, string> = {}) => {
    const error: unknown = await read(env).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(ConfigError);
    return String(error);
  };

  test('is the recorded cluster where there is neither file nor kubeconfig', async () => {
    expect((await read()).clusters[0]?.access).toEqual({ recording: 'examples/broken-cluster' });
  });

  test('is the kubeconfig of the home directory or of KUBECONFIG', async () => {
    await mkdir(join(workFolder, 'home/.kube'), { recursive: true });
    await writeFile(join(workFolder, 'home/.kube/config'), '');
    expect((await read()).clusters[0]?.access).toEqual({});
    expect((await read({ KUBECONFIG: '/does/not/exist' })).clusters[0]?.access).toHaveProperty('recording');
    await writeFile(join(workFolder, 'other'), '');
    expect((await read({ KUBECONFIG: '/does/not/exist:other' })).clusters[0]?.access).toEqual({});
  });

  test('is wardround.yml if it is there, or the file that was named', async () => {
    await writeFile(join(workFolder, 'wardround.yml'), 'local: {port: 1}\n');
    await writeFile(join(workFolder, 'other.yml'), 'local: {port: 2}\n');
    expect((await read()).local.port).toBe(1);
    expect((await read({ WARDROUND_CONFIG: 'other.yml' })).local.port).toBe(2);
  });

  test('is an error where the named file is missing or a folder, never the default', async () => {
    expect(await problemOf({ WARDROUND_CONFIG: 'none.yml' })).toContain(
      'environment variable WARDROUND_CONFIG: none.yml cannot be read (ENOENT). Expected a file that this user may read.',
    );
    expect(await problemOf({ WARDROUND_CONFIG: '.' })).toContain('. cannot be read (EISDIR)');
    await mkdir(join(workFolder, 'wardround.yml'));
    expect(await problemOf()).toContain('wardround.yml:1:1: wardround.yml cannot be read (EISDIR)');
  });

  test('is an error where the file is not text, or has no end', async () => {
    await writeFile(join(workFolder, 'wardround.yml'), Buffer.from([0x6c, 0xff]));
    expect(await problemOf()).toContain(
      'wardround.yml:1:1: The file is not text in UTF-8. Save it as UTF-8.',
    );
    expect(await problemOf({ WARDROUND_CONFIG: '/dev/zero' })).toContain('larger than 1048576 bytes');
  });
});
