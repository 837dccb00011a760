import { MASK, redact } from '../../evidence/redaction.ts';
import type { Identity } from './access.ts';

/** Masks what is known to be secret wherever it stands, and what looks like it. */
export type MaskSecrets = (text: string) => string;

/** Shorter ones are words of the language, and masking them would garble every text. */
const SHORTEST = 6;

/** A mask for the secrets of an identity: an opaque token has no form by which it could be told from a name. */
export function maskSecretsOf(identity: Identity, more: readonly (string | undefined)[] = []): MaskSecrets {
  const secrets = [identity.token, identity.basic?.password, identity.key?.toString('utf8'), ...more].filter(
    (secret): secret is string => secret !== undefined && secret.length >= SHORTEST,
  );
  return (text) => redact(secrets.reduce((masked, secret) => masked.replaceAll(secret, MASK), text));
}
