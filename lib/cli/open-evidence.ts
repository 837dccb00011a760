import { readFile } from 'node:fs/promises';
import type { WayIn } from '../adapters/kubernetes/connect-cluster.ts';
import { ConnectError, errorCode } from '../adapters/kubernetes/connect-error.ts';
import type { ClusterReader } from '../evidence/cluster-reader.ts';
import type { EpochMs } from '../evidence/objects/fields.ts';
import type { Target } from '../evidence/target.ts';
import { bytes } from '../messages/en/words.ts';
import { type Message, say } from '../messages/message.ts';
import { skipMessage } from '../report/capture-trouble.ts';
import type { DiagnoseRequest, Origin } from './parse-command-line.ts';
import type { Progress } from './progress.ts';
import { withinTime } from './within-time.ts';

/** Evidence that can be asked for, and what is known of where it comes from. */
export interface OpenedEvidence {
  readonly reader: ClusterReader;
  /** The address of the API server, or undefined for a capture. */
  readonly server: string | undefined;
  /** The moment of which it speaks, where it says so itself. */
  readonly newestAt: EpochMs | undefined;
  /** What was passed over: a few of it, and how much in all. */
  readonly skipped: readonly Message[];
  readonly skippedTotal: number;
  close(): void;
}

export interface OpenOptions {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly homeFolder: string | undefined;
  readonly progress: Progress;
}

/** Requests that one look may cost: a node is looked at with few, whatever the size of its cluster. */
const REQUESTS: Readonly<Record<Target['kind'], number>> = {
  node: 15,
  service: 30,
  dns: 60,
  proxy: 60,
  network: 60,
  cluster: 100,
};
const ONE_REQUEST_MS = 10_000;
const PLUGIN_MS = 30_000;
const LARGEST_AUTHORITY_BYTES = 1024 * 1024;

/**
 * Opens what evidence is read from. The readers are loaded when they are needed, so that help and a capture do not wait
 * for the client of a live cluster.
 * @throws CaptureError, ConnectError, TimeoutError
 */
export async function openEvidence(request: DiagnoseRequest, options: OpenOptions): Promise<OpenedEvidence> {
  const { from } = request;
  return from.kind === 'capture'
    ? openCaptured(from.paths, request.timeoutMs, options.progress)
    : openLive(from, request, options);
}

async function openCaptured(
  paths: readonly string[],
  timeoutMs: number,
  progress: Progress,
): Promise<OpenedEvidence> {
  const { openCapture } = await import('../evidence/capture/open-capture.ts');
  let read = 0;
  let last = paths[0] ?? '';
  progress.tell(() => say('progress.reading', { what: last, bytes: bytes(read) }));
  const onProgress = (bytesRead: number, path: string): void => {
    read = bytesRead;
    last = path;
  };
  const { reader, newestAt, summary } = await withinTime(openCapture(paths, { onProgress }), timeoutMs);
  return {
    reader,
    server: undefined,
    newestAt,
    skipped: summary.skipped.map(skipMessage),
    skippedTotal: summary.skippedTotal,
    close: () => undefined,
  };
}

async function openLive(
  from: Exclude<Origin, { kind: 'capture' }>,
  { target, timeoutMs }: DiagnoseRequest,
  { env, homeFolder, progress }: OpenOptions,
): Promise<OpenedEvidence> {
  const { connectCluster } = await import('../adapters/kubernetes/connect-cluster.ts');
  const reader = await connectCluster({
    wayIn: await wayInOf(from),
    environment: { variables: env, homeFolder },
    limits: {
      deadlineMs: timeoutMs,
      timeoutMs: Math.min(ONE_REQUEST_MS, timeoutMs),
      limitRequests: REQUESTS[target.kind],
    },
    pluginTimeoutMs: Math.min(PLUGIN_MS, timeoutMs),
  });
  progress.tell((seconds) => {
    const { requests, bytes: amount } = reader.cost();
    const named = 'name' in target ? `${target.kind} ${target.name}` : target.kind;
    return say('progress.looking', {
      target: named,
      server: reader.server,
      requests,
      bytes: bytes(amount),
      seconds,
    });
  });
  return {
    reader,
    server: reader.server,
    newestAt: undefined,
    skipped: [],
    skippedTotal: 0,
    close: () => reader.close(),
  };
}

async function wayInOf(from: Exclude<Origin, { kind: 'capture' }>): Promise<WayIn> {
  if (from.kind === 'kubeconfig') {
    const { path, context } = from;
    return {
      via: 'kubeconfig',
      ...(path === undefined ? {} : { path }),
      ...(context === undefined ? {} : { context }),
    };
  }
  const { server, caPath, tokenPath } = from;
  return {
    via: 'server',
    server,
    ...(caPath === undefined ? {} : { caData: await readAuthority(caPath) }),
    ...(tokenPath === undefined ? {} : { tokenFile: tokenPath }),
  };
}

async function readAuthority(path: string): Promise<string> {
  const file = 'certificate-authority';
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    throw new ConnectError({ problem: 'credential-file-unreadable', file, path, code: errorCode(error) });
  }
  if (text.length <= LARGEST_AUTHORITY_BYTES) return text;
  throw new ConnectError({ problem: 'credential-file-unreadable', file, path, code: 'EFBIG' });
}
