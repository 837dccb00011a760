import { KubeConfig } from '@kubernetes/client-node';
import type { Access, Identity } from './access.ts';

/**
 * A way in as client-node takes it. Kept in a module that is imported when it is needed, so that a bundler leaves out the
 * rest of that package, which an import of the package itself would bring along.
 */
export function toKubeConfig(access: Access, identity: Identity): KubeConfig {
  const config = new KubeConfig();
  config.loadFromOptions({
    clusters: [
      {
        name: 'cluster',
        server: access.server,
        caData: access.authority?.toString('base64'),
        // It refuses plain HTTP without this, which `serverUrl` has already judged.
        skipTLSVerify: access.skipTlsVerify || access.server.startsWith('http:'),
        tlsServerName: access.tlsServerName,
        proxyUrl: access.proxyUrl,
      },
    ],
    users: [
      {
        // It forgets the cluster's authority where a context has no user, so there is always one.
        name: 'user',
        token: identity.token,
        certData: identity.certificate?.toString('base64'),
        keyData: identity.key?.toString('base64'),
        username: identity.basic?.username,
        password: identity.basic?.password,
        // It keeps the tokens that it refreshes in this very object.
        authProvider: identity.authProvider && {
          name: identity.authProvider.name,
          config: { ...identity.authProvider.config },
        },
      },
    ],
    contexts: [{ name: 'context', cluster: 'cluster', user: 'user' }],
    currentContext: 'context',
  });
  return config;
}
