import type { SecretProblem, SecretReader, SecretReaders } from '../../config/secret-source.ts';
import { SecretError } from '../../config/secret-source.ts';

/** Only for servers that are not Amazon's: one in a test. */
export interface AwsAccess {
  readonly endpoint?: string;
  readonly region?: string;
  readonly credentials?: { readonly accessKeyId: string; readonly secretAccessKey: string };
}

/** Slack waits three seconds for an answer, and a secret may be read within them. */
const REQUEST_TIMEOUT_MS = 1_000;
const ATTEMPTS = 2;

const timing = {
  maxAttempts: ATTEMPTS,
  requestHandler: { requestTimeout: REQUEST_TIMEOUT_MS, connectionTimeout: REQUEST_TIMEOUT_MS },
};

/** Reads `secretsmanager:` and `ssm:`. The client of each is loaded when a reference first asks for it. */
export function awsSecrets(access: AwsAccess = {}): SecretReaders {
  return { secretsmanager: secretsManager(access), ssm: parameterStore(access) };
}

function secretsManager(access: AwsAccess): SecretReader<'secretsmanager'> {
  const open = once(async () => {
    const { SecretsManagerClient, GetSecretValueCommand } = await import('@aws-sdk/client-secrets-manager');
    const client = new SecretsManagerClient({ ...timing, ...access });
    return async (id: string) => (await client.send(new GetSecretValueCommand({ SecretId: id }))).SecretString;
  });
  return async ({ id, jsonKey }, reference) => {
    const text = await reading(reference, async () => (await open())(id));
    return jsonKey === undefined ? text : valueOf(text, jsonKey, reference);
  };
}

function parameterStore(access: AwsAccess): SecretReader<'ssm'> {
  const open = once(async () => {
    const { SSMClient, GetParameterCommand } = await import('@aws-sdk/client-ssm');
    const client = new SSMClient({ ...timing, ...access });
    return async (name: string) =>
      (await client.send(new GetParameterCommand({ Name: name, WithDecryption: true }))).Parameter?.Value;
  });
  return ({ name }, reference) => reading(reference, async () => (await open())(name));
}

/** Opens a client at its first use; one that could not be opened is tried again. */
function once<T>(open: () => Promise<T>): () => Promise<T> {
  let opened: Promise<T> | undefined;
  return () => {
    opened ??= open().catch((error: unknown) => {
      opened = undefined;
      throw error;
    });
    return opened;
  };
}

async function reading(reference: string, read: () => Promise<string | undefined>): Promise<string> {
  let text: string | undefined;
  try {
    text = await read();
  } catch (error) {
    throw new SecretError(problemOf(error), reference);
  }
  // A binary secret has no string: https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_GetSecretValue.html
  if (text === undefined) throw new SecretError('unusable', reference);
  return text;
}

function valueOf(text: string, key: string, reference: string): string {
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

/** The names of errors that another attempt does not mend. */
const problems: Readonly<Record<string, SecretProblem>> = {
  ResourceNotFoundException: 'missing',
  ParameterNotFound: 'missing',
  ParameterVersionNotFound: 'missing',
  // Marked for deletion: https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_GetSecretValue.html#API_GetSecretValue_Errors
  InvalidRequestException: 'missing',
  AccessDeniedException: 'denied',
  DecryptionFailure: 'denied',
  KMSAccessDeniedException: 'denied',
  InvalidKeyId: 'denied',
  UnrecognizedClientException: 'denied',
  InvalidSignatureException: 'denied',
  ExpiredTokenException: 'denied',
  CredentialsProviderError: 'denied',
};

const problemOf = (error: unknown): SecretProblem =>
  (error instanceof Error ? problems[error.name] : undefined) ?? 'unavailable';
