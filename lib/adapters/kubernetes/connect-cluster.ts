import { homedir } from 'node:os';
import { resolve } from 'node:path';
import { redact } from '../../evidence/redaction.ts';
import type { Access } from './access.ts';
import { ApiClient, type Limits, type Timing } from './api-client.ts';
import { authorize } from './authorize.ts';
import { ConnectError } from './connect-error.ts';
import { checkPem, readTokenFile } from './credential-files.ts';
import { accessInCluster, isInCluster } from './in-cluster-access.ts';
import { accessOfContext } from './kubeconfig-access.ts';
import { defaultKubeconfigPaths, type Environment, readKubeconfigs } from './kubeconfig-file.ts';
import { LiveReader } from './live-reader.ts';
import { proxyFromEnvironment } from './proxy-from-environment.ts';

/** Which cluster, and who asks. */
export type WayIn =
  /**
   * Without `path` as kubectl finds it: $KUBECONFIG, ~/.kube/config, or the pod's own service account. Without
   * `context` the current one.
   */
  | { readonly via: 'kubeconfig'; readonly path?: string; readonly context?: string }
  | { readonly via: 'in-cluster' }
  | {
      readonly via: 'server';
      readonly server: string;
      /** PEM, or that in base64 as a kubeconfig has it. */
      readonly caData?: string;
      readonly token?: string;
      readonly tokenFile?: string;
      readonly tlsServerName?: string;
    };

export interface ConnectOptions {
  readonly wayIn: WayIn;
  readonly environment?: Environment;
  readonly limits?: Partial<Limits>;
  /** Objects asked for at a time. */
  readonly pageSize?: number;
  /** How long a credential plugin or auth provider may take. */
  readonly pluginTimeoutMs?: number;
  readonly timing?: Partial<Timing>;
  /** Where a pod finds its service account. */
  readonly serviceAccountFolder?: string;
}

const defaultLimits: Limits = {
  timeoutMs: 10_000,
  deadlineMs: 60_000,
  limitRequests: 100,
  limitBytes: 64 * 1024 * 1024,
  limitAnswerBytes: 16 * 1024 * 1024,
};
const PAGE_SIZE = 500;
const PLUGIN_TIMEOUT_MS = 30_000;

const clock: Timing = {
  now: Date.now,
  sleep: (ms) => new Promise((done) => setTimeout(done, ms)),
  random: Math.random,
};

/**
 * A reader of a live cluster, for one look: its deadline and its budget begin here. Nothing is asked of the API server
 * yet. The caller closes it.
 * @throws ConnectError where there is no way in
 */
export async function connectCluster(options: ConnectOptions): Promise<LiveReader> {
  const environment = options.environment ?? { variables: process.env, homeFolder: homedir() };
  const access = withProxy(await findAccess(options, environment), environment);
  const authorized = await authorize(access, {
    timeoutMs: options.pluginTimeoutMs ?? PLUGIN_TIMEOUT_MS,
    variables: environment.variables,
  });
  const timing = { ...clock, ...options.timing };
  return new LiveReader({
    client: new ApiClient(authorized, { ...defaultLimits, ...options.limits }, timing),
    from: access.from,
    server: redact(access.server),
    pageSize: options.pageSize ?? PAGE_SIZE,
    mask: authorized.mask,
    now: timing.now,
  });
}

async function findAccess(
  { wayIn, serviceAccountFolder }: ConnectOptions,
  environment: Environment,
): Promise<Access> {
  switch (wayIn.via) {
    case 'in-cluster':
      return accessInCluster(environment, serviceAccountFolder);
    case 'server':
      return accessToServer(wayIn);
    case 'kubeconfig': {
      const paths = wayIn.path === undefined ? defaultKubeconfigPaths(environment) : [resolve(wayIn.path)];
      const config = await readKubeconfigs(paths);
      if (config) return accessOfContext(config, wayIn.context);
      if (wayIn.path !== undefined)
        throw new ConnectError({ problem: 'kubeconfig-missing', path: resolve(wayIn.path) });
      if (wayIn.context === undefined && isInCluster(environment, serviceAccountFolder)) {
        return accessInCluster(environment, serviceAccountFolder);
      }
      throw new ConnectError({ problem: 'kubeconfig-not-found', tried: paths });
    }
  }
}

async function accessToServer(wayIn: Extract<WayIn, { via: 'server' }>): Promise<Access> {
  const { server, caData, tlsServerName } = wayIn;
  const encoded = caData === undefined || caData.includes('-----BEGIN ') ? 'utf8' : 'base64';
  const token = wayIn.tokenFile ? await readTokenFile(wayIn.tokenFile) : wayIn.token?.trim();
  return {
    from: { kind: 'server' },
    server,
    ...(caData === undefined
      ? {}
      : { authority: checkPem('certificate-authority', Buffer.from(caData, encoded)) }),
    skipTlsVerify: false,
    ...(tlsServerName ? { tlsServerName } : {}),
    identity: token === undefined ? {} : { token },
  };
}

/** The kubeconfig's own proxy wins over the environment's. */
function withProxy(access: Access, { variables }: Environment): Access {
  if (access.proxyUrl || !URL.canParse(access.server)) return access;
  const proxyUrl = proxyFromEnvironment(new URL(access.server), variables);
  return proxyUrl === undefined ? access : { ...access, proxyUrl };
}
