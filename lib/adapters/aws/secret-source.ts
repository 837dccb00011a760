import * as z from 'zod';
import { SecretError, type SecretProblem, type SecretReaders } from '../../config/secret-source.ts';
import { type AwsAccess, AwsError, type AwsOperation, awsJsonCalls } from './json-call.ts';

/** A binary secret has no string. */
const secretValue = z.object({ SecretString: z.string() });
const parameter = z.object({ Parameter: z.object({ Value: z.string() }) });

/**
 * Reads `secretsmanager:` and `ssm:`.
 * https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_GetSecretValue.html
 * https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_GetParameter.html
 */
export function awsSecrets(access: AwsAccess = {}): Pick<SecretReaders, 'secretsmanager' | 'ssm'> {
  const call = awsJsonCalls(access);
  const ask = async <T>(reference: string, operation: AwsOperation, answer: z.ZodType<T>): Promise<T> => {
    const parsed = answer.safeParse(
      await call(operation).catch((error: unknown) => refuse(error, reference)),
    );
    if (!parsed.success) throw new SecretError('unusable', reference);
    return parsed.data;
  };
  return {
    async secretsmanager({ id, jsonKey }, reference) {
      const operation = {
        service: 'secretsmanager',
        target: 'secretsmanager.GetSecretValue',
        input: { SecretId: id },
      };
      const { SecretString } = await ask(reference, operation, secretValue);
      return jsonKey === undefined ? SecretString : fieldOf(SecretString, jsonKey, reference);
    },
    async ssm({ name }, reference) {
      const input = { Name: name, WithDecryption: true };
      const operation = { service: 'ssm', target: 'AmazonSSM.GetParameter', input };
      return (await ask(reference, operation, parameter)).Parameter.Value;
    },
  };
}

function fieldOf(text: string, key: string, reference: string): string {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    throw new SecretError('unusable', reference);
  }
  const isRecord = typeof parsed === 'object' && parsed !== null && Object.hasOwn(parsed, key);
  const value = isRecord ? (parsed as Readonly<Record<string, unknown>>)[key] : undefined; // an object with that key
  if (typeof value !== 'string') throw new SecretError('unusable', reference);
  return value;
}

/** Errors that another attempt does not mend. */
const problems: Readonly<Record<string, SecretProblem>> = {
  ResourceNotFoundException: 'missing',
  ParameterNotFound: 'missing',
  // Marked for deletion, among other things.
  InvalidRequestException: 'missing',
  AccessDeniedException: 'denied',
  DecryptionFailure: 'denied',
  InvalidKeyId: 'denied',
  UnrecognizedClientException: 'denied',
  InvalidSignatureException: 'denied',
  ExpiredTokenException: 'denied',
  CredentialsProviderError: 'denied',
};

function refuse(error: unknown, reference: string): never {
  const code = error instanceof AwsError ? error.code : '';
  throw new SecretError(problems[code] ?? 'unavailable', reference);
}
