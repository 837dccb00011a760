import { createReadStream } from 'node:fs';
import { delimiter, dirname, join, resolve } from 'node:path';
import { LineCounter, parseDocument } from 'yaml';
import { ConnectError, errorCode } from './connect-error.ts';
import { type KubeconfigCluster, type KubeconfigUser, kubeconfig } from './kubeconfig-schema.ts';

/** Kubeconfigs of hundreds of clusters stay below one MiB; this also ends the reading of an endless device. */
const LIMIT_BYTES = 8 * 1024 * 1024;

/** Several files as one, each entry with the folder that its relative paths start from. */
export interface MergedKubeconfig {
  readonly paths: readonly string[];
  readonly currentContext: string | undefined;
  readonly contexts: ReadonlyMap<
    string,
    { readonly cluster: string | undefined; readonly user: string | undefined }
  >;
  readonly clusters: ReadonlyMap<string, { readonly entry: KubeconfigCluster; readonly folder: string }>;
  readonly users: ReadonlyMap<string, { readonly entry: KubeconfigUser; readonly folder: string }>;
}

export interface Environment {
  readonly variables: Readonly<Record<string, string | undefined>>;
  readonly homeFolder: string | undefined;
}

/** Where kubectl looks: the files of $KUBECONFIG, or ~/.kube/config. */
export function defaultKubeconfigPaths({ variables, homeFolder }: Environment): readonly string[] {
  const named = (variables['KUBECONFIG'] ?? '').split(delimiter).filter((path) => path !== '');
  if (named.length > 0) return named.map((path) => resolve(path));
  return homeFolder ? [join(homeFolder, '.kube', 'config')] : [];
}

/**
 * Reads those of the files that exist and merges them as kubectl does: the first file to name a thing wins.
 * https://kubernetes.io/docs/concepts/configuration/organize-cluster-access-kubeconfig/#merging-kubeconfig-files
 * @returns undefined where none exists
 * @throws ConnectError kubeconfig-unreadable, kubeconfig-malformed
 */
export async function readKubeconfigs(paths: readonly string[]): Promise<MergedKubeconfig | undefined> {
  const found: string[] = [];
  let currentContext: string | undefined;
  const contexts = new Map<string, { cluster: string | undefined; user: string | undefined }>();
  const clusters = new Map<string, { entry: KubeconfigCluster; folder: string }>();
  const users = new Map<string, { entry: KubeconfigUser; folder: string }>();
  for (const path of paths) {
    const text = await readText(path);
    if (text === undefined) continue;
    found.push(path);
    const folder = dirname(resolve(path));
    const file = parseKubeconfig(path, text);
    currentContext ??= file['current-context'];
    for (const { name, context } of file.contexts ?? []) {
      if (context && !contexts.has(name)) contexts.set(name, context);
    }
    for (const { name, cluster } of file.clusters ?? []) {
      if (cluster && !clusters.has(name)) clusters.set(name, { entry: cluster, folder });
    }
    for (const { name, user } of file.users ?? []) {
      if (user && !users.has(name)) users.set(name, { entry: user, folder });
    }
  }
  return found.length > 0 ? { paths: found, currentContext, contexts, clusters, users } : undefined;
}

async function readText(path: string): Promise<string | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    // `end` is inclusive, so one byte more than allowed is read at most.
    for await (const chunk of createReadStream(path, { end: LIMIT_BYTES }) as AsyncIterable<Buffer>) {
      chunks.push(chunk); // without an encoding the stream yields buffers
      size += chunk.length;
    }
  } catch (error) {
    const code = errorCode(error);
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
    throw new ConnectError({ problem: 'kubeconfig-unreadable', path, code });
  }
  if (size > LIMIT_BYTES) throw new ConnectError({ problem: 'kubeconfig-unreadable', path, code: 'EFBIG' });
  return Buffer.concat(chunks).toString('utf8');
}

function parseKubeconfig(path: string, text: string) {
  const lines = new LineCounter();
  // Pretty errors quote the line they speak of, which may hold a token.
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const malformed = (offset: number | undefined, detail: string) =>
    new ConnectError({
      problem: 'kubeconfig-malformed',
      path,
      line: offset === undefined ? undefined : lines.linePos(offset).line,
      detail,
    });
  const [error] = document.errors;
  if (error) throw malformed(error.pos[0], error.code);
  let raw: unknown;
  try {
    raw = document.toJS() ?? {};
  } catch {
    throw malformed(undefined, 'ALIASES');
  }
  const parsed = kubeconfig.safeParse(raw);
  if (parsed.success) return parsed.data;
  const fieldPath = parsed.error.issues[0]?.path ?? [];
  const node = document.getIn(fieldPath, true);
  throw malformed(rangeStart(node), fieldPath.join('.') || 'not a kubeconfig');
}

function rangeStart(node: unknown): number | undefined {
  if (typeof node !== 'object' || node === null || !('range' in node) || !Array.isArray(node.range))
    return undefined;
  const [start]: unknown[] = node.range;
  return typeof start === 'number' ? start : undefined;
}
