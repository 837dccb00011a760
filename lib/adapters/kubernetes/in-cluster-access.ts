import { existsSync } from 'node:fs';
import { isIPv6 } from 'node:net';
import { join } from 'node:path';
import type { Access } from './access.ts';
import { ConnectError } from './connect-error.ts';
import { checkPem, readCredentialFile, readTokenFile } from './credential-files.ts';
import type { Environment } from './kubeconfig-file.ts';

/** https://kubernetes.io/docs/tasks/run-application/access-api-from-pod/#directly-accessing-the-rest-api */
const SERVICE_ACCOUNT_FOLDER = '/var/run/secrets/kubernetes.io/serviceaccount';

/**
 * The way in that a pod has through its service account.
 * @throws ConnectError not-in-cluster, credential-file-unreadable, credential-invalid
 */
export async function accessInCluster(
  environment: Environment,
  folder = SERVICE_ACCOUNT_FOLDER,
): Promise<Access> {
  const host = environment.variables['KUBERNETES_SERVICE_HOST'];
  const port = environment.variables['KUBERNETES_SERVICE_PORT'];
  const tokenPath = join(folder, 'token');
  const missing = [
    ...(host ? [] : ['KUBERNETES_SERVICE_HOST']),
    ...(port ? [] : ['KUBERNETES_SERVICE_PORT']),
    ...(existsSync(tokenPath) ? [] : [tokenPath]),
  ];
  if (!host || !port || missing.length > 0) throw new ConnectError({ problem: 'not-in-cluster', missing });
  const authority = await readCredentialFile('certificate-authority', join(folder, 'ca.crt'));
  return {
    from: { kind: 'in-cluster' },
    server: `https://${isIPv6(host) ? `[${host}]` : host}:${port}`,
    authority: checkPem('certificate-authority', authority),
    skipTlsVerify: false,
    identity: { token: await readTokenFile(tokenPath) },
  };
}

/** Whether this process runs in a pod with a service account. */
export function isInCluster({ variables }: Environment, folder = SERVICE_ACCOUNT_FOLDER): boolean {
  return Boolean(variables['KUBERNETES_SERVICE_HOST']) && existsSync(join(folder, 'token'));
}
