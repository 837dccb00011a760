import http from 'node:http';
import https from 'node:https';
import { createSecureContext } from 'node:tls';
import type { KubeConfig } from '@kubernetes/client-node';
import type { Access, Identity } from './access.ts';
import { ConnectError, textField } from './connect-error.ts';
import { type PluginOptions, runCredentialPlugin } from './exec-credential.ts';
import { type MaskSecrets, maskSecretsOf } from './mask-secrets.ts';
import { checkProxy, serverUrl } from './server-url.ts';

/** All that a request needs besides its path. */
export interface Authorized {
  readonly server: URL;
  readonly headers: http.OutgoingHttpHeaders;
  readonly agent: http.Agent;
  readonly mask: MaskSecrets;
}

/** A sick API server is not met with more than this many requests at a time. */
export const CONNECTIONS = 6;

const DETAIL_CHARACTERS = 400;
/** The providers that client-node knows. It goes on without credentials where it does not know one. */
const AUTH_PROVIDERS: readonly string[] = ['gcp', 'azure', 'oidc'];

/**
 * Turns a way in into headers and a pool of connections, once: a reader lives for one look, which is shorter than any
 * token. Plugins and auth providers are asked here.
 * @throws ConnectError
 */
export async function authorize(access: Access, options: Omit<PluginOptions, 'mask'>): Promise<Authorized> {
  const server = serverUrl(access);
  checkProxy(access.proxyUrl);
  const identity = await askPlugin(access, { ...options, mask: maskSecretsOf(access.identity) });
  checkIdentity(access, identity);
  // client-node is loaded only when a cluster is asked: it costs half a second and 70 MB where it is not bundled.
  const { toKubeConfig } = await import('./client-kubeconfig.ts');
  const config = toKubeConfig(access, identity);
  const wanted: https.RequestOptions = {};
  await askAuthProvider(config, wanted, identity, options.timeoutMs);
  const authorization = authorizationOf(wanted);
  return {
    server,
    headers: { ...identity.headers, ...(authorization ? { Authorization: authorization } : {}) },
    agent: agentFor(access, server, wanted),
    mask: maskSecretsOf(identity, [authorization?.replace(/^\S+ /, '')]),
  };
}

async function askPlugin(access: Access, options: PluginOptions): Promise<Identity> {
  const { identity } = access;
  // A token of the kubeconfig itself wins over the plugin, as in client-node.
  if (!identity.exec || identity.token) return identity;
  const credential = await runCredentialPlugin(identity.exec, access, options);
  return {
    ...identity,
    ...(credential.token ? { token: credential.token } : {}),
    ...(credential.clientCertificateData
      ? { certificate: Buffer.from(credential.clientCertificateData) }
      : {}),
    ...(credential.clientKeyData ? { key: Buffer.from(credential.clientKeyData) } : {}),
  };
}

function checkIdentity(access: Access, { token, certificate, key }: Identity): void {
  const invalid = (file: 'token' | 'certificate-authority' | 'client-key-pair') =>
    new ConnectError({ problem: 'credential-invalid', file });
  // What a header may carry: https://datatracker.ietf.org/doc/html/rfc6750#section-2.1
  if (token !== undefined && !/^[\x21-\x7e]+$/.test(token)) throw invalid('token');
  try {
    createSecureContext({ ca: access.authority });
  } catch {
    throw invalid('certificate-authority');
  }
  try {
    createSecureContext({ cert: certificate, key });
  } catch {
    throw invalid('client-key-pair');
  }
}

async function askAuthProvider(
  config: KubeConfig,
  wanted: https.RequestOptions,
  identity: Identity,
  timeoutMs: number,
): Promise<void> {
  const provider = identity.authProvider?.name;
  const failed = (detail: string) =>
    new ConnectError({ problem: 'auth-provider-failed', provider: provider ?? 'none', detail });
  if (provider !== undefined && !AUTH_PROVIDERS.includes(provider)) throw failed('not supported');
  let timer: NodeJS.Timeout | undefined;
  const timeLimit = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(failed(`no answer within ${timeoutMs} ms`)), timeoutMs);
  });
  try {
    await Promise.race([config.applyToHTTPSOptions(wanted), timeLimit]);
  } catch (error) {
    if (error instanceof ConnectError) throw error;
    const detail = textField(error, 'message') ?? 'unknown';
    throw failed(maskSecretsOf(identity)(detail).slice(0, DETAIL_CHARACTERS));
  } finally {
    clearTimeout(timer);
  }
  if (provider !== undefined && authorizationOf(wanted) === undefined) throw failed('gave no credentials');
}

function authorizationOf({ auth, headers }: https.RequestOptions): string | undefined {
  const named = headers as http.OutgoingHttpHeaders | undefined; // client-node fills an object, never the list form
  const header = named?.['Authorization'];
  if (typeof header === 'string') return header;
  return auth ? `Basic ${Buffer.from(auth).toString('base64')}` : undefined;
}

/** client-node's agents open a connection for each request; only those that go through a proxy are kept. */
function agentFor(access: Access, server: URL, wanted: https.RequestOptions): http.Agent {
  if (access.proxyUrl && wanted.agent instanceof http.Agent) return wanted.agent;
  const pool = { keepAlive: true, maxSockets: CONNECTIONS, maxFreeSockets: CONNECTIONS };
  if (server.protocol === 'http:') return new http.Agent(pool);
  const { ca, cert, key, servername } = wanted;
  return new https.Agent({
    ...pool,
    ca,
    cert,
    key,
    ...(servername ? { servername } : {}),
    ...(access.skipTlsVerify ? { rejectUnauthorized: false } : {}),
  });
}
