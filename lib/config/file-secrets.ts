import { createReadStream } from 'node:fs';
import { errorCode } from './error-code.ts';
import { SecretError, type SecretProblem, type SecretReader } from './secret-source.ts';

/** What a Kubernetes Secret may hold in all; this also ends the reading of an endless device. */
const LIMIT_BYTES = 1024 * 1024;

const problemsByCode: Readonly<Record<string, SecretProblem>> = {
  ENOENT: 'missing',
  ENOTDIR: 'missing',
  EISDIR: 'unusable',
  EACCES: 'denied',
  EPERM: 'denied',
};

/** Reads `file:/path`. White space around the secret is dropped: an editor ends a file with a line end. */
export const fileSecrets: SecretReader<'file'> = async ({ path }, reference) => {
  const bytes = await readBytes(path, reference);
  if (bytes.length > LIMIT_BYTES) throw new SecretError('unusable', reference);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes).trim();
  } catch {
    throw new SecretError('unusable', reference);
  }
};

async function readBytes(path: string, reference: string): Promise<Buffer> {
  try {
    // `end` is inclusive, so one byte more than allowed is read at most.
    return Buffer.concat(await createReadStream(path, { end: LIMIT_BYTES }).toArray());
  } catch (error) {
    throw new SecretError(problemsByCode[errorCode(error)] ?? 'unavailable', reference);
  }
}
