import { resolve } from 'node:path';
import type { Access, Identity } from './access.ts';
import { closestFirst } from './closest-names.ts';
import { ConnectError } from './connect-error.ts';
import { readPem, readTokenFile } from './credential-files.ts';
import type { MergedKubeconfig } from './kubeconfig-file.ts';
import type { ExecConfig, KubeconfigUser } from './kubeconfig-schema.ts';

/**
 * The way in that a context names; the current one where none is asked for.
 * @throws ConnectError for a context, cluster or user that is not there, and for files that cannot be read
 */
export async function accessOfContext(config: MergedKubeconfig, wanted: string | undefined): Promise<Access> {
  const { paths } = config;
  const name = wanted ?? config.currentContext;
  if (name === undefined) {
    throw new ConnectError({
      problem: 'no-current-context',
      available: [...config.contexts.keys()].sort(),
      paths,
    });
  }
  const context = config.contexts.get(name);
  if (!context) {
    const available = closestFirst(name, [...config.contexts.keys()]);
    throw new ConnectError({ problem: 'context-not-found', context: name, available, paths });
  }
  const cluster = config.clusters.get(context.cluster ?? '');
  if (!cluster) {
    const missing = context.cluster ?? '';
    const available = closestFirst(missing, [...config.clusters.keys()]);
    throw new ConnectError({
      problem: 'cluster-not-found',
      context: name,
      cluster: missing,
      available,
      paths,
    });
  }
  const user = context.user === undefined ? undefined : config.users.get(context.user);
  if (context.user !== undefined && !user) {
    const available = closestFirst(context.user, [...config.users.keys()]);
    throw new ConnectError({
      problem: 'user-not-found',
      context: name,
      user: context.user,
      available,
      paths,
    });
  }
  const { entry, folder } = cluster;
  const authority = await readPem('certificate-authority', {
    data: entry['certificate-authority-data'],
    path: entry['certificate-authority'],
    folder,
  });
  return {
    from: { kind: 'kubeconfig', paths, context: name },
    server: entry.server ?? '',
    ...(authority ? { authority } : {}),
    skipTlsVerify: entry['insecure-skip-tls-verify'] ?? false,
    ...(entry['tls-server-name'] ? { tlsServerName: entry['tls-server-name'] } : {}),
    ...(entry['proxy-url'] ? { proxyUrl: entry['proxy-url'] } : {}),
    identity: user ? await identityOf(user.entry, user.folder) : {},
  };
}

async function identityOf(user: KubeconfigUser, folder: string): Promise<Identity> {
  // tokenFile wins over token, as in kubectl.
  const token = user.tokenFile ? await readTokenFile(resolve(folder, user.tokenFile)) : user.token;
  const certificate = await readPem('client-certificate', {
    data: user['client-certificate-data'],
    path: user['client-certificate'],
    folder,
  });
  const key = await readPem('client-key', {
    data: user['client-key-data'],
    path: user['client-key'],
    folder,
  });
  const provider = user['auth-provider'];
  return {
    ...(token ? { token } : {}),
    ...(certificate ? { certificate } : {}),
    ...(key ? { key } : {}),
    ...(user.username ? { basic: { username: user.username, password: user.password ?? '' } } : {}),
    headers: impersonation(user),
    ...(user.exec ? { exec: withCommandPath(user.exec, folder) } : {}),
    ...(provider ? { authProvider: { name: provider.name, config: provider.config ?? {} } } : {}),
  };
}

/** A command with a slash is relative to the kubeconfig, one without is looked up in $PATH. */
function withCommandPath(exec: ExecConfig, folder: string): ExecConfig {
  return /[/\\]/.test(exec.command) ? { ...exec, command: resolve(folder, exec.command) } : exec;
}

/** https://kubernetes.io/docs/reference/access-authn-authz/user-impersonation/ */
function impersonation(user: KubeconfigUser): Record<string, string | readonly string[]> {
  const extra = Object.entries(user['as-user-extra'] ?? {});
  return {
    ...(user.as ? { 'Impersonate-User': user.as } : {}),
    ...(user['as-uid'] ? { 'Impersonate-Uid': user['as-uid'] } : {}),
    ...(user['as-groups']?.length ? { 'Impersonate-Group': user['as-groups'] } : {}),
    ...Object.fromEntries(
      extra.map(([key, values]) => [`Impersonate-Extra-${encodeURIComponent(key)}`, values]),
    ),
  };
}
