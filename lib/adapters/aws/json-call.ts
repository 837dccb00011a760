import { createHash, createHmac } from 'node:crypto';
import { defaultProvider } from '@aws-sdk/credential-provider-node';
import { SignatureV4 } from '@smithy/signature-v4';

/** Where Amazon's services are, and who asks. Without it what Lambda's environment says. */
export interface AwsAccess {
  /** Only for a server that is not Amazon's: one in a test. */
  readonly endpoint?: string;
  readonly region?: string;
  readonly credentials?: { readonly accessKeyId: string; readonly secretAccessKey: string };
}

export interface AwsOperation {
  /** The name of the service in its endpoint and in the signature, for example `ssm`. */
  readonly service: string;
  /** For example `AmazonSSM.GetParameter`. */
  readonly target: string;
  readonly input: Readonly<Record<string, unknown>>;
}

/** What a service answered instead of what was asked for. `name` is its own word for it, or the kind of failure. */
export class AwsError extends Error {
  override readonly name = 'AwsError';
  readonly code: string;
  readonly isTransient: boolean;

  constructor(code: string, options: { readonly isTransient: boolean }) {
    super(code);
    this.code = code;
    this.isTransient = options.isTransient;
  }
}

/** Slack waits three seconds for an answer, and a secret may have to be read within them. */
const TIMEOUT_MS = 1_000;
const ATTEMPTS = 2;

/**
 * Calls one operation of a service that speaks AWS JSON 1.1 (https://smithy.io/2.0/aws/protocols/aws-json-1_1-protocol.html):
 * the SDK's own clients of those services would make the ingress functions too large.
 * @throws AwsError
 */
export function awsJsonCalls(access: AwsAccess = {}): (operation: AwsOperation) => Promise<unknown> {
  const credentials = access.credentials ?? defaultProvider();
  return async (operation) => {
    const region = access.region ?? process.env['AWS_REGION'] ?? '';
    const { service, target, input } = operation;
    const url = new URL(access.endpoint ?? `https://${service}.${region}.${suffixOf(region)}`);
    const body = JSON.stringify(input);
    const signer = new SignatureV4({ service, region, credentials, sha256: Sha256 });
    for (let attempt = 1; ; attempt += 1) {
      try {
        const { headers } = await signer.sign({
          method: 'POST',
          protocol: url.protocol,
          hostname: url.hostname,
          path: '/',
          headers: { host: url.host, 'content-type': 'application/x-amz-json-1.1', 'x-amz-target': target },
          body,
        });
        return await send(url, headers, body);
      } catch (error) {
        const known = error instanceof AwsError ? error : new AwsError(nameOf(error), { isTransient: false });
        if (!known.isTransient || attempt === ATTEMPTS) throw known;
      }
    }
  };
}

/** https://docs.aws.amazon.com/whitepapers/latest/aws-fault-isolation-boundaries/partitions.html */
const suffixOf = (region: string): string =>
  region.startsWith('cn-') ? 'amazonaws.com.cn' : 'amazonaws.com';

async function send(url: URL, headers: Record<string, string>, body: string): Promise<unknown> {
  const { host: _, ...others } = headers; // fetch writes it itself, from the same URL
  let status: number;
  let text: string;
  try {
    const signal = AbortSignal.timeout(TIMEOUT_MS);
    const response = await fetch(url, { method: 'POST', headers: others, body, signal, redirect: 'error' });
    status = response.status;
    text = await response.text();
  } catch (error) {
    throw new AwsError(nameOf(error), { isTransient: true });
  }
  const answer = parseJson(text);
  if (status === 200 && answer) return answer;
  const code = String(answer?.['__type'] ?? `HTTP ${status}`).replace(/^.*#/, '');
  throw new AwsError(code, {
    isTransient: status >= 500 || status === 429 || code === 'ThrottlingException',
  });
}

function parseJson(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    // An object that is no list has names of fields and nothing else.
    return typeof value === 'object' && value !== null
      ? (value as Readonly<Record<string, unknown>>)
      : undefined;
  } catch {
    return undefined; // the caller tells the status
  }
}

const nameOf = (error: unknown): string => (error instanceof Error ? error.name : 'unknown');

/** SHA-256 and its HMAC in the form that the signer asks for. */
class Sha256 {
  readonly #hash: ReturnType<typeof createHash> | ReturnType<typeof createHmac>;

  constructor(secret?: string | ArrayBuffer | ArrayBufferView) {
    this.#hash = secret === undefined ? createHash('sha256') : createHmac('sha256', bytesOf(secret));
  }

  update(data: string | ArrayBuffer | ArrayBufferView): void {
    this.#hash.update(bytesOf(data));
  }

  async digest(): Promise<Uint8Array> {
    return this.#hash.digest();
  }

  reset(): void {
    throw new Error('The signer makes a hash for each of its texts.');
  }
}

function bytesOf(data: string | ArrayBuffer | ArrayBufferView): Uint8Array {
  if (typeof data === 'string') return Buffer.from(data, 'utf8');
  return data instanceof ArrayBuffer
    ? new Uint8Array(data)
    : new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
}
