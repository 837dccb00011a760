import type { EnvironmentVariables } from './load-config.ts';
import { SecretError, type SecretReader } from './secret-source.ts';

/** Reads `env:NAME`. */
export function environmentSecrets(env: EnvironmentVariables): SecretReader<'env'> {
  return async ({ name }, reference) => {
    const value = Object.hasOwn(env, name) ? env[name]?.trim() : undefined;
    if (!value) throw new SecretError('missing', reference);
    return value;
  };
}
