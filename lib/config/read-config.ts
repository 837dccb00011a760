import { createReadStream } from 'node:fs';
import { access } from 'node:fs/promises';
import { delimiter, join, resolve } from 'node:path';
import { say } from '../messages/message.ts';
import { ConfigError } from './config-problem.ts';
import { errorCode } from './error-code.ts';
import { type EnvironmentVariables, loadConfig } from './load-config.ts';
import type { ConfigFile } from './parse-config-file.ts';
import type { Place } from './place.ts';
import type { Config } from './schema.ts';

export interface Surroundings {
  readonly env: EnvironmentVariables;
  readonly workFolder: string;
  readonly homeFolder: string | undefined;
}

const FILE_NAME = 'wardround.yml';
/** One byte more than a configuration may have is enough to refuse it; this also ends an endless device. */
const READ_BYTES = 1024 * 1024;

/**
 * Finds the configuration on this machine and loads it: the file of WARDROUND_CONFIG, or wardround.yml of the working
 * directory if it is there.
 * @throws ConfigError
 */
export async function readConfig({ env, workFolder, homeFolder }: Surroundings): Promise<Config> {
  const named = env['WARDROUND_CONFIG'];
  const file = named
    ? await readText(resolve(workFolder, named), named, { in: 'variable', name: 'WARDROUND_CONFIG' })
    : await readTextIfThere(join(workFolder, FILE_NAME), FILE_NAME);
  const kubeconfigs = (env['KUBECONFIG'] ?? '').split(delimiter).filter((path) => path !== '');
  if (kubeconfigs.length === 0 && homeFolder) kubeconfigs.push(join(homeFolder, '.kube', 'config'));
  const found = await Promise.all(kubeconfigs.map((path) => exists(resolve(workFolder, path))));
  return loadConfig({ ...(file ? { file } : {}), env, hasKubeconfig: found.includes(true) });
}

async function readTextIfThere(location: string, path: string): Promise<ConfigFile | undefined> {
  return (await exists(location))
    ? readText(location, path, { in: 'file', path, line: 1, column: 1 })
    : undefined;
}

async function readText(location: string, path: string, place: Place): Promise<ConfigFile> {
  let bytes: Buffer;
  try {
    bytes = Buffer.concat(await createReadStream(location, { end: READ_BYTES }).toArray());
  } catch (error) {
    const message = say('config.file-unreadable', { path, code: errorCode(error) });
    throw new ConfigError([{ field: '', place, message }]);
  }
  try {
    return { path, text: new TextDecoder('utf-8', { fatal: true }).decode(bytes) };
  } catch {
    const message = say('config.file-not-utf8', {});
    throw new ConfigError([{ field: '', place: { in: 'file', path, line: 1, column: 1 }, message }]);
  }
}

/** Whatever is there counts, readable or not: what cannot be read is then told rather than passed over. */
async function exists(path: string): Promise<boolean> {
  try {
    await access(path);
    return true;
  } catch (error) {
    return !['ENOENT', 'ENOTDIR'].includes(errorCode(error));
  }
}
