import { type Message, render, say } from '../messages/message.ts';
import { parseSecretReference, type SecretAddress } from './secret-reference.ts';

/** Reads secrets by reference. Rejects with a SecretError; no error holds a value. */
export interface SecretSource {
  read(reference: string): Promise<string>;
}

export type SecretProblem =
  | 'not-a-reference'
  /** Not there, or empty. */
  | 'missing'
  | 'denied'
  /** Too long, not text, or without the JSON key that the reference names. */
  | 'unusable'
  /** May be there a moment later. */
  | 'unavailable'
  /** Nothing here reads this kind of reference. */
  | 'unsupported';

/** Why a secret could not be read. */
export class SecretError extends Error {
  override readonly name = 'SecretError';
  readonly problem: SecretProblem;
  /** What to tell people. */
  readonly told: Message;

  constructor(problem: SecretProblem, reference: string) {
    const told =
      problem === 'not-a-reference'
        ? say('secret.not-a-reference', {}) // it may be the secret itself
        : say(`secret.${problem}`, { reference });
    super(render(told));
    this.problem = problem;
    this.told = told;
  }
}

/** Reads one kind of reference. */
export type SecretReader<From extends SecretAddress['from']> = (
  address: Extract<SecretAddress, { from: From }>,
  reference: string,
) => Promise<string>;

export type SecretReaders = { readonly [From in SecretAddress['from']]?: SecretReader<From> };

/** A source that hands each reference to the reader of its kind. */
export function secretSource(readers: SecretReaders): SecretSource {
  return { read: (reference) => readFrom(readers, reference) };
}

async function readFrom(readers: SecretReaders, reference: string): Promise<string> {
  const address = parseSecretReference(reference);
  if (!address) throw new SecretError('not-a-reference', reference);
  const reading = startReading(readers, address, reference);
  if (!reading) throw new SecretError('unsupported', reference);
  const secret = await reading;
  if (secret === '') throw new SecretError('missing', reference);
  return secret;
}

function startReading(
  readers: SecretReaders,
  address: SecretAddress,
  reference: string,
): Promise<string> | undefined {
  switch (address.from) {
    case 'env':
      return readers.env?.(address, reference);
    case 'file':
      return readers.file?.(address, reference);
    case 'secretsmanager':
      return readers.secretsmanager?.(address, reference);
    case 'ssm':
      return readers.ssm?.(address, reference);
  }
}
