import { createHash, createHmac } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { awsSecrets } from '../../lib/adapters/aws/secret-source.ts';
import { SecretError, type SecretSource, secretSource } from '../../lib/config/secret-source.ts';

const KEY = 'secret-access-key-of-the-test';
const REGION = 'eu-central-1';

type Answer = (
  request: { readonly target: string; readonly input: unknown },
  response: ServerResponse,
) => void;

let server: Server;
let secrets: SecretSource;
let answer: Answer;
let asked: { readonly target: string; readonly input: unknown }[];
let signaturesValid: boolean[];

beforeEach(async () => {
  asked = [];
  signaturesValid = [];
  server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const body = Buffer.concat(chunks).toString();
      const call = { target: String(request.headers['x-amz-target']), input: JSON.parse(body) as unknown };
      asked.push(call);
      signaturesValid.push(isSigned(request, body));
      answer(call, response);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo; // a TCP server that listens has an address of this form
  secrets = secretSource(
    awsSecrets({
      endpoint: `http://127.0.0.1:${port}`,
      region: REGION,
      credentials: { accessKeyId: 'AKID', secretAccessKey: KEY },
    }),
  );
});
afterEach(() => {
  server.close();
  server.closeAllConnections();
});

/** Checks a signature by the published steps: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html */
function isSigned({ headers, method, url }: IncomingMessage, body: string): boolean {
  const authorization = String(headers['authorization']);
  const [, scope = '', names = '', signature] =
    /^AWS4-HMAC-SHA256 Credential=AKID\/([^,]+), SignedHeaders=([^,]+), Signature=([0-9a-f]{64})$/.exec(
      authorization,
    ) ?? [];
  const [day = '', region = '', service = ''] = scope.split('/');
  const canonical = [
    method,
    url,
    '',
    ...names.split(';').map((name) => `${name}:${String(headers[name]).trim()}`),
    '',
    names,
    createHash('sha256').update(body).digest('hex'),
  ].join('\n');
  const hash = createHash('sha256').update(canonical).digest('hex');
  const toSign = `AWS4-HMAC-SHA256\n${String(headers['x-amz-date'])}\n${scope}\n${hash}`;
  const hmac = (key: string | Buffer, text: string): Buffer =>
    createHmac('sha256', key).update(text).digest();
  const key = hmac(hmac(hmac(hmac(`AWS4${KEY}`, day), region), service), 'aws4_request');
  const covers = ['host', 'x-amz-date', 'x-amz-target'].every((name) => names.split(';').includes(name));
  return covers && region === REGION && createHmac('sha256', key).update(toSign).digest('hex') === signature;
}

const json = (response: ServerResponse, status: number, body: unknown): void => {
  response.writeHead(status, { 'content-type': 'application/x-amz-json-1.1' }).end(JSON.stringify(body));
};

async function problemOf(reference: string): Promise<string> {
  try {
    await secrets.read(reference);
  } catch (error) {
    if (error instanceof SecretError) return error.problem;
    throw error;
  }
  throw new Error('it was read');
}

describe('a secret is read', () => {
  test('from Secrets Manager, whole', async () => {
    answer = (_, response) => json(response, 200, { SecretString: 'hush' });
    expect(await secrets.read('secretsmanager:wardround/slack')).toBe('hush');
    expect(asked).toEqual([
      { target: 'secretsmanager.GetSecretValue', input: { SecretId: 'wardround/slack' } },
    ]);
    expect(signaturesValid).toEqual([true]);
  });

  test('from Secrets Manager, one key of it', async () => {
    answer = (_, response) =>
      json(response, 200, { SecretString: JSON.stringify({ token: 'hush', other: 'x' }) });
    expect(await secrets.read('secretsmanager:wardround/slack#token')).toBe('hush');
  });

  test('from Parameter Store, decrypted', async () => {
    answer = (_, response) => json(response, 200, { Parameter: { Name: '/wardround/ca', Value: 'hush' } });
    expect(await secrets.read('ssm:/wardround/ca')).toBe('hush');
    expect(asked).toEqual([
      { target: 'AmazonSSM.GetParameter', input: { Name: '/wardround/ca', WithDecryption: true } },
    ]);
    expect(signaturesValid).toEqual([true]);
  });

  test('although the first answer is an error of the service', async () => {
    answer = (_, response) =>
      asked.length === 1
        ? json(response, 500, { __type: 'InternalServiceError' })
        : json(response, 200, { SecretString: 'hush' });
    expect(await secrets.read('secretsmanager:a')).toBe('hush');
    expect(signaturesValid).toEqual([true, true]);
  });
});

describe('a secret is not read:', () => {
  test.each([
    ['it is not there', 'secretsmanager:a', 400, { __type: 'ResourceNotFoundException' }, 'missing', 1],
    [
      'the parameter is not there',
      'ssm:/a',
      400,
      { __type: 'com.amazonaws.ssm#ParameterNotFound' },
      'missing',
      1,
    ],
    ['it may not be read', 'secretsmanager:a', 400, { __type: 'AccessDeniedException' }, 'denied', 1],
    ['throttled for long', 'ssm:/a', 400, { __type: 'ThrottlingException' }, 'unavailable', 2],
    ['the service is ill', 'ssm:/a', 503, {}, 'unavailable', 2],
    ['it is binary', 'secretsmanager:a', 200, { SecretBinary: 'aGk=' }, 'unusable', 1],
    ['it is no JSON', 'secretsmanager:a#token', 200, { SecretString: 'plain' }, 'unusable', 1],
    ['it has no such key', 'secretsmanager:a#token', 200, { SecretString: '{"other":"x"}' }, 'unusable', 1],
    ['the key holds no text', 'secretsmanager:a#token', 200, { SecretString: '{"token":{}}' }, 'unusable', 1],
    [
      'a key that only the prototype has',
      'secretsmanager:a#constructor',
      200,
      { SecretString: '{}' },
      'unusable',
      1,
    ],
    ['it is empty', 'secretsmanager:a', 200, { SecretString: '' }, 'missing', 1],
  ])('%s', async (_, reference, status, body, problem, requests) => {
    answer = (__, response) => json(response, status, body);
    expect(await problemOf(reference)).toBe(problem);
    expect(asked).toHaveLength(requests);
  });

  test('the service never answers: after a time-out, twice', async () => {
    answer = () => undefined;
    expect(await problemOf('ssm:/a')).toBe('unavailable');
    expect(asked).toHaveLength(2);
  });

  test('and an error never holds what was read', async () => {
    answer = (_, response) => json(response, 200, { SecretString: 'hush-hush' });
    const error = await secrets.read('secretsmanager:a#token').catch((caught: unknown) => caught);
    expect(JSON.stringify(error) + String(error)).not.toContain('hush-hush');
  });
});
