import { ConnectError } from '../adapters/kubernetes/connect-error.ts';
import type { Cluster } from '../config/schema.ts';
import { SecretError, type SecretSource } from '../config/secret-source.ts';
import { look } from '../diagnosis/look.ts';
import { CaptureError } from '../evidence/capture/capture-error.ts';
import type { Target } from '../evidence/target.ts';
import { parseCommand } from '../grammar/parse-command.ts';
import type { Look, LookResult } from '../incidents/ports.ts';
import { type Message, say } from '../messages/message.ts';
import { captureTrouble } from '../report/capture-trouble.ts';
import { connectTrouble } from '../report/connect-trouble.ts';
import { lookTrouble } from '../report/look-trouble.ts';
import { type OpenedCluster, openCluster } from './open-cluster.ts';

export interface LookAtClustersDeps {
  readonly clusters: readonly Cluster[];
  readonly secrets: SecretSource;
  /** For one look. */
  readonly timeoutMs: number;
  readonly now: () => number;
  readonly elapsedMs: () => number;
}

/** Looks at the clusters of the configuration. */
export function lookAtClusters(deps: LookAtClustersDeps): Look {
  const known = new Map(deps.clusters.map((cluster) => [cluster.name, cluster]));
  return async (name, words) => {
    const cluster = known.get(name);
    if (!cluster) return failed(say('policy.unknown-cluster', { cluster: name }));
    const parsed = parseCommand(['diagnose', ...words.split(' ')]);
    // The caller has read the words before: a job of an older version may name what is no longer a target.
    if (!parsed.ok || parsed.command.verb !== 'diagnose') throw new RangeError(`no target: ${words}`);
    return lookAt(cluster, parsed.command.target, deps);
  };
}

async function lookAt(
  { access }: Cluster,
  target: Target,
  { secrets, timeoutMs, now, elapsedMs }: LookAtClustersDeps,
): Promise<LookResult> {
  let opened: OpenedCluster | undefined;
  try {
    opened = await openCluster(access, { secrets, target: target.kind, timeoutMs });
    const { reader, newestAt, server } = opened;
    const result = await look({ target, reader, now: newestAt ?? now(), elapsedMs });
    if (result.ok) return { status: 'looked', diagnosis: result.diagnosis };
    return failedBy(lookTrouble(result.problem, { server }));
  } catch (error) {
    if (error instanceof ConnectError) return failedBy(connectTrouble(error.problem));
    if (error instanceof CaptureError) return failedBy(captureTrouble(error.problem));
    if (error instanceof SecretError) return failed(error.told);
    throw error;
  } finally {
    opened?.close();
  }
}

const told = (text: string): Message => say('work.told', { text });

function failedBy({ message, fix }: { message: string; fix: string | undefined }): LookResult {
  return failed(told(message), fix === undefined ? undefined : told(fix));
}

const failed = (why: Message, fix: Message = say('work.look-at-log', {})): LookResult => ({
  status: 'failed',
  why,
  fix,
});
