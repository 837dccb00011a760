import type { Job } from '../jobs/job.ts';
import type { Effect, Incident, KnownAlert, LookReason } from './incident.ts';
import { mergeAlert, type Novelty } from './merge-alert.ts';

/** A look at the same object is not worth its requests again within this time, unless the incident changed its state. */
export const LOOK_AGAIN_AFTER_MS = 5 * 60_000;

/** A re-fire within this time of the end goes on in the same thread. */
const REOPEN_WITHIN_MS = 60 * 60_000;

/** The most alerts that an incident remembers: those that fire before those that ended, the newest first. */
export const MOST_ALERTS = 250;

export type AlertsJob = Extract<Job, { kind: 'alerts' }>;

export interface Applied {
  /** The very one that was given where nothing changed. */
  readonly incident: Incident;
  /** What this delivery brings about; they are among the incident's pending ones too. */
  readonly effects: readonly Effect[];
}

/**
 * Takes a delivery of alerts into their incident. It never moves an incident backwards: a delivery that is late, out of
 * order or the same again changes nothing and brings nothing about.
 */
export function applyAlerts(
  before: Incident | undefined,
  job: AlertsJob,
  { now, channelId }: { readonly now: number; readonly channelId: string },
): Applied {
  const known = before ?? unheardOf(job, { now, channelId });
  const heard = hear(known.alerts, job);
  if (before && !heard.isNews && job.truncated <= before.truncated) return { incident: before, effects: [] };
  const next: Incident = {
    ...known,
    alerts: heard.alerts,
    forgotten: known.forgotten + heard.forgotten,
    truncated: Math.max(known.truncated, job.truncated),
    changedAt: now,
    version: known.version + 1,
  };
  const isFiring = heard.alerts.some(({ status }) => status === 'firing');
  const stage = { job, now, channelId, novelties: heard.novelties };
  if (isFiring) return known.state === 'open' && before ? goOn(next, stage) : open(next, stage, before);
  return known.state === 'open' || !before ? resolve(next, stage) : { incident: next, effects: [] };
}

interface Stage {
  readonly job: AlertsJob;
  readonly now: number;
  readonly channelId: string;
  readonly novelties: ReadonlySet<Novelty>;
}

function unheardOf(job: AlertsJob, { now, channelId }: { now: number; channelId: string }): Incident {
  return {
    cluster: job.cluster,
    object: job.object,
    ...(job.target === undefined ? {} : { target: job.target }),
    state: 'closed',
    opening: 1,
    thread: 'none',
    head: 1,
    channelId,
    alerts: [],
    forgotten: 0,
    openedAt: now,
    changedAt: now,
    truncated: 0,
    pending: [],
    version: 0,
  };
}

function hear(known: readonly KnownAlert[], job: AlertsJob) {
  const alerts = new Map(known.map((alert) => [alert.fingerprint, alert]));
  const novelties = new Set<Novelty>();
  let isNews = false;
  for (const heard of job.alerts) {
    const before = alerts.get(heard.fingerprint);
    const { alert, novelty } = mergeAlert(before, heard, job.at);
    isNews ||= alert !== before;
    novelties.add(novelty);
    alerts.set(heard.fingerprint, alert);
  }
  const ordered = [...alerts.values()].sort(byWeight);
  const kept = ordered.slice(0, MOST_ALERTS);
  return { alerts: kept, forgotten: ordered.length - kept.length, novelties, isNews };
}

function byWeight(a: KnownAlert, b: KnownAlert): number {
  if (a.status !== b.status) return a.status === 'firing' ? -1 : 1;
  return b.startsAt - a.startsAt || (a.fingerprint < b.fingerprint ? -1 : 1);
}

/** It fires on: the head is brought up to date, and a look is due where something is new and the last one is old. */
function goOn(incident: Incident, { job, now, novelties }: Stage): Applied {
  const isNew = novelties.has('first') || novelties.has('fires-again');
  const isTold = isNew || novelties.has('repeat') || novelties.has('ended');
  const isLooking = incident.pending.some(({ kind }) => kind === 'look');
  const isStale = now - (incident.lastLookAt ?? 0) >= LOOK_AGAIN_AFTER_MS;
  const reason: LookReason = isNew ? 'new-alert' : 'repeat';
  const looks = (isNew || novelties.has('repeat')) && !isLooking && isStale;
  return bring(incident, { job, now }, [
    ...(looks ? lookFor(incident, reason) : []),
    ...(isTold ? [head] : []),
  ]);
}

/** It fires again, or for the first time. */
function open(incident: Incident, { job, now, channelId }: Stage, before: Incident | undefined): Applied {
  const { resolvedAt, lastLook: _, ...kept } = incident;
  const opened: Incident = { ...kept, state: 'open', thread: 'wanted' };
  if (!before || before.thread === 'none')
    return bring({ ...opened, openedAt: now, pending: [] }, { job, now }, [
      { kind: 'open-thread' },
      ...lookFor(opened, 'opened'),
      head,
    ]);
  if (job.at - (resolvedAt ?? job.at) <= REOPEN_WITHIN_MS) {
    const pending = without(incident.pending, ['look', 'answer-resolved']);
    const same: Incident = { ...incident, state: 'open', pending };
    return bring(same, { job, now }, [{ kind: 'answer-reopened' }, ...lookFor(same, 'reopened'), head]);
  }
  const another: Incident = {
    ...opened,
    opening: incident.opening + 1,
    head: 1,
    channelId,
    openedAt: now,
    truncated: job.truncated,
    forgotten: 0,
    pending: [],
  };
  return bring(another, { job, now }, [{ kind: 'open-thread' }, ...lookFor(another, 'opened'), head]);
}

/**
 * The last of its alerts ended. That is not yet well: cordoning a broken node resolves its alerts. So a look follows, whose
 * verdict decides. Where there is nothing to look at, the alerts' word is all there is.
 */
function resolve(incident: Incident, { job, now }: Stage): Applied {
  const resolved: Incident = {
    ...incident,
    state: incident.target === undefined ? 'closed' : 'resolved',
    resolvedAt: job.at,
    pending: without(incident.pending, ['look', 'answer-reopened']),
  };
  if (incident.thread === 'none' && incident.target === undefined) return bring(resolved, { job, now }, []);
  // The look may give a thread to what has none, and then there is a head to bring up to date.
  const answers: EffectSeed[] = incident.thread === 'wanted' ? [{ kind: 'answer-resolved' }] : [];
  return bring(resolved, { job, now }, [...lookFor(resolved, 'resolved'), ...answers, head]);
}

type EffectSeed = Pick<Effect, 'kind' | 'reason'>;

const head: EffectSeed = { kind: 'edit-head' };

const lookFor = ({ target }: Incident, reason: LookReason): EffectSeed[] =>
  target === undefined ? [] : [{ kind: 'look', reason }];

const without = (pending: readonly Effect[], kinds: readonly Effect['kind'][]): Effect[] =>
  pending.filter(({ kind }) => !kinds.includes(kind));

function bring(
  incident: Incident,
  { job, now }: Pick<Stage, 'job' | 'now'>,
  seeds: readonly EffectSeed[],
): Applied {
  const effects = seeds.map(
    (seed): Effect => ({ ...seed, number: incident.version, jobId: job.id, since: now }),
  );
  return { incident: { ...incident, pending: [...incident.pending, ...effects] }, effects };
}
