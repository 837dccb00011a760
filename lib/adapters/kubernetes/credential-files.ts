import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { ConnectError, type CredentialFile, errorCode } from './connect-error.ts';

/** @throws ConnectError credential-file-unreadable */
export async function readCredentialFile(file: CredentialFile, path: string): Promise<Buffer> {
  try {
    return await readFile(path);
  } catch (error) {
    throw new ConnectError({ problem: 'credential-file-unreadable', file, path, code: errorCode(error) });
  }
}

/** A token without the line end that editors and `echo` leave, which a header may not hold. */
export async function readTokenFile(path: string): Promise<string> {
  return (await readCredentialFile('token', path)).toString('utf8').trim();
}

/**
 * PEM from the data of a kubeconfig (base64), or from the file beside it; data wins, as in kubectl.
 * @throws ConnectError credential-file-unreadable, credential-invalid
 */
export async function readPem(
  file: CredentialFile,
  { data, path, folder }: { data: string | undefined; path: string | undefined; folder: string },
): Promise<Buffer | undefined> {
  if (data !== undefined) return checkPem(file, Buffer.from(data, 'base64'));
  if (path !== undefined) return checkPem(file, await readCredentialFile(file, resolve(folder, path)));
  return undefined;
}

/** Node takes an authority that is no certificate without a word, and then trusts nobody. */
export function checkPem(file: CredentialFile, pem: Buffer): Buffer {
  if (!pem.includes('-----BEGIN ')) throw new ConnectError({ problem: 'credential-invalid', file });
  return pem;
}
