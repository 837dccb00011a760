import { readFile } from 'node:fs/promises';
import { connectCluster, type WayIn } from '../adapters/kubernetes/connect-cluster.ts';
import { ConnectError, errorCode } from '../adapters/kubernetes/connect-error.ts';
import type { ClusterAccess } from '../config/schema.ts';
import { parseSecretReference } from '../config/secret-reference.ts';
import type { SecretSource } from '../config/secret-source.ts';
import { requestBudget } from '../diagnosis/request-budget.ts';
import type { ClusterReader } from '../evidence/cluster-reader.ts';
import type { TargetKind } from '../evidence/target.ts';

/** A cluster that can be asked, and what is known of it. The caller closes it. */
export interface OpenedCluster {
  readonly reader: ClusterReader;
  /** The address of the API server; undefined for a recording. */
  readonly server: string | undefined;
  /** The moment of which it speaks, where that is not now. */
  readonly newestAt: number | undefined;
  close(): void;
}

export interface OpenClusterOptions {
  readonly secrets: SecretSource;
  readonly target: TargetKind;
  /** For the whole look. */
  readonly timeoutMs: number;
}

const ONE_REQUEST_MS = 10_000;
const PLUGIN_MS = 20_000;

/**
 * Opens the way in that the configuration names. What reads a recording is loaded when one is asked for.
 * @throws ConnectError, CaptureError, SecretError
 */
export async function openCluster(
  access: ClusterAccess,
  { secrets, target, timeoutMs }: OpenClusterOptions,
): Promise<OpenedCluster> {
  if ('recording' in access) return openRecording(access.recording);
  const wayIn = await wayInOf(access, secrets);
  const reader = await connectCluster({
    wayIn,
    limits: {
      deadlineMs: timeoutMs,
      timeoutMs: Math.min(ONE_REQUEST_MS, timeoutMs),
      limitRequests: requestBudget[target],
    },
    pluginTimeoutMs: Math.min(PLUGIN_MS, timeoutMs),
  });
  return { reader, server: reader.server, newestAt: undefined, close: () => reader.close() };
}

async function openRecording(path: string): Promise<OpenedCluster> {
  const { openCapture } = await import('../evidence/capture/open-capture.ts');
  const { reader, newestAt } = await openCapture([path], {});
  return { reader, server: undefined, newestAt, close: () => undefined };
}

async function wayInOf(
  access: Exclude<ClusterAccess, { recording: string }>,
  secrets: SecretSource,
): Promise<WayIn> {
  if ('inCluster' in access) return { via: 'in-cluster' };
  if ('server' in access) {
    const { server, caFile, caData, token, tlsServerName } = access;
    const authority =
      caFile === undefined ? await certificateOf(caData, secrets) : await readAuthority(caFile);
    return {
      via: 'server',
      server,
      token: await secrets.read(token),
      ...(authority === undefined ? {} : { caData: authority }),
      ...(tlsServerName === undefined ? {} : { tlsServerName }),
    };
  }
  const { kubeconfig, context } = access;
  return {
    via: 'kubeconfig',
    ...(kubeconfig === undefined ? {} : { path: kubeconfig }),
    ...(context === undefined ? {} : { context }),
  };
}

/** A certificate stands in the configuration itself, or is referred to. */
async function certificateOf(text: string | undefined, secrets: SecretSource): Promise<string | undefined> {
  if (text === undefined || !parseSecretReference(text)) return text;
  return secrets.read(text);
}

async function readAuthority(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    const code = errorCode(error);
    throw new ConnectError({
      problem: 'credential-file-unreadable',
      file: 'certificate-authority',
      path,
      code,
    });
  }
}
