import { stableHash } from '../alerts/label-hash.ts';
import type { Alert } from '../jobs/job.ts';

/** Deliveries of the same alerts within this time are retries or the other one of a pair; later ones are repeats. */
export const REPEAT_AFTER_MS = 30 * 60_000;

/** A broken alert is told of once in this time, however often it is sent. */
const PROBLEM_AGAIN_AFTER_MS = 12 * 3_600_000;

const windowOf = (atMs: number, lengthMs: number): string => Math.floor(atMs / lengthMs).toString(36);

/** The id of the work that some alerts about an object bring: the same alerts in the same states within half an hour. */
export function alertsJobId(
  delivery: { readonly cluster: string; readonly object: string; readonly alerts: readonly Alert[] },
  atMs: number,
): string {
  const states = delivery.alerts.map(({ fingerprint, startsAt, status, endsAt }) =>
    JSON.stringify([fingerprint, startsAt, status, endsAt ?? null]),
  );
  const hash = stableHash([delivery.cluster, delivery.object, ...states.sort()]);
  return `alerts-${hash}-${windowOf(atMs, REPEAT_AFTER_MS)}`;
}

export function problemJobId(cluster: string, about: readonly string[], atMs: number): string {
  return `problem-${stableHash([cluster, ...about])}-${windowOf(atMs, PROBLEM_AGAIN_AFTER_MS)}`;
}
