import { spawn } from 'node:child_process';
import * as z from 'zod';
import type { Access } from './access.ts';
import { ConnectError, errorCode, type PluginProblem } from './connect-error.ts';
import type { ExecConfig } from './kubeconfig-schema.ts';
import type { MaskSecrets } from './mask-secrets.ts';

/** A credential is a few KiB; what a plugin writes beyond this is not kept. */
const LIMIT_CHARACTERS = 1024 * 1024;
const DETAIL_CHARACTERS = 400;

/** https://kubernetes.io/docs/reference/config-api/client-authentication.v1/#client-authentication-k8s-io-v1-ExecCredential */
const execCredential = z.object({
  kind: z.literal('ExecCredential'),
  status: z.object({
    token: z.string().nullish(),
    clientCertificateData: z.string().nullish(),
    clientKeyData: z.string().nullish(),
  }),
});

export type ExecCredential = z.output<typeof execCredential>['status'];

export interface PluginOptions {
  readonly timeoutMs: number;
  readonly variables: Readonly<Record<string, string | undefined>>;
  readonly mask: MaskSecrets;
}

/**
 * Runs the program that a kubeconfig names to get credentials. client-node's own runner waits forever and does not tell
 * the plugin about the cluster (KUBERNETES_EXEC_INFO), which some plugins insist on.
 * https://kubernetes.io/docs/reference/access-authn-authz/authentication/#client-go-credential-plugins
 * @throws ConnectError plugin-not-found, plugin-failed, plugin-timed-out, plugin-needs-terminal
 */
export async function runCredentialPlugin(
  exec: ExecConfig,
  access: Access,
  { timeoutMs, variables, mask }: PluginOptions,
): Promise<ExecCredential> {
  const { command } = exec;
  if (exec.interactiveMode === 'Always')
    throw new ConnectError({ problem: 'plugin-needs-terminal', command });
  const env = {
    ...variables,
    ...Object.fromEntries((exec.env ?? []).map(({ name, value }) => [name, value])),
    KUBERNETES_EXEC_INFO: execInfo(exec, access),
  };
  const ended = await runToEnd(exec, env, timeoutMs);
  const failed = (detail: string, exitCode?: number) =>
    new ConnectError({
      problem: 'plugin-failed',
      command,
      exitCode,
      detail: mask(detail).slice(-DETAIL_CHARACTERS),
    });
  if ('problem' in ended) throw new ConnectError(ended);
  if (ended.exitCode !== 0) throw failed(ended.stderr.trim(), ended.exitCode);
  const credential = execCredential.safeParse(parseJson(ended.stdout));
  if (!credential.success) throw failed('its output is no ExecCredential', ended.exitCode);
  return credential.data.status;
}

function execInfo(exec: ExecConfig, access: Access): string {
  const cluster = {
    server: access.server,
    ...(access.tlsServerName ? { 'tls-server-name': access.tlsServerName } : {}),
    ...(access.skipTlsVerify ? { 'insecure-skip-tls-verify': true } : {}),
    ...(access.authority ? { 'certificate-authority-data': access.authority.toString('base64') } : {}),
    ...(access.proxyUrl ? { 'proxy-url': access.proxyUrl } : {}),
  };
  return JSON.stringify({
    apiVersion: exec.apiVersion ?? 'client.authentication.k8s.io/v1',
    kind: 'ExecCredential',
    spec: { interactive: false, ...(exec.provideClusterInfo ? { cluster } : {}) },
  });
}

interface Ended {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

function runToEnd(
  exec: ExecConfig,
  env: NodeJS.ProcessEnv,
  timeoutMs: number,
): Promise<Ended | PluginProblem> {
  const { command } = exec;
  return new Promise((resolve) => {
    const child = spawn(command, exec.args ?? [], { env, stdio: ['ignore', 'pipe', 'pipe'] });
    let stdout = '';
    let stderr = '';
    const timer = setTimeout(() => {
      child.kill('SIGKILL');
      // A grandchild may hold the pipes open, and with them this process.
      child.stdout.destroy();
      child.stderr.destroy();
      resolve({ problem: 'plugin-timed-out', command, afterMs: timeoutMs });
    }, timeoutMs);
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      if (stdout.length < LIMIT_CHARACTERS) stdout += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      if (stderr.length < LIMIT_CHARACTERS) stderr += text;
    });
    child.on('error', (error) => {
      clearTimeout(timer);
      const code = errorCode(error);
      resolve(
        code === 'ENOENT'
          ? { problem: 'plugin-not-found', command, installHint: exec.installHint }
          : { problem: 'plugin-failed', command, exitCode: undefined, detail: code },
      );
    });
    child.on('close', (exitCode) => {
      clearTimeout(timer);
      resolve({ exitCode: exitCode ?? -1, stdout, stderr });
    });
  });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // told by the schema, which wants an object
  }
}
