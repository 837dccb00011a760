import * as z from 'zod';
import { alert } from '../jobs/job.ts';

/** An alert as an incident remembers it: the newest state that was heard of it. */
export const knownAlert = alert.omit({ labels: true, endsAt: true }).extend({
  /** When it last ended, as far as was heard: the latest end of all deliveries that said `resolved`. */
  endedAt: z.number().optional(),
  /** When it was last delivered in this state, milliseconds since the epoch. */
  heardAt: z.number(),
  /** How often it was delivered in this state; retries and the other one of a pair do not count. */
  deliveries: z.number(),
});
export type KnownAlert = z.output<typeof knownAlert>;

export const lookReason = z.enum(['opened', 'reopened', 'new-alert', 'repeat', 'resolved']);
export type LookReason = z.output<typeof lookReason>;

/**
 * Something that a change of an incident brings about. It is kept with the incident until it is done, so that a worker
 * that dies in between loses nothing.
 */
export const effect = z.object({
  kind: z.enum(['open-thread', 'look', 'answer-reopened', 'answer-resolved', 'edit-head']),
  /** The version of the incident that brought it about: names it for good. */
  number: z.number(),
  /** The job that brought it about and is to see to it. */
  jobId: z.string(),
  /** When it was brought about; long after, any job sees to it. */
  since: z.number(),
  /** Why to look, for `look`. */
  reason: lookReason.optional(),
});
export type Effect = z.output<typeof effect>;

/** What came of the last look, as far as the head of the thread needs it. */
export const lastLook = z.object({
  at: z.number(),
  verdict: z.enum(['healthy', 'unhealthy', 'unknown', 'not-looked']),
  /** The answer in one sentence. */
  lead: z.string(),
  /** Which answer it was: the same one again is not told again. */
  answer: z.string(),
});
export type LastLook = z.output<typeof lastLook>;

/**
 * One thing that is wrong, however many alerts speak of it: one thread in Slack. Its key is the cluster and the object. It is
 * `open` while an alert fires, `resolved` when none does and the cluster was not yet found well, `closed` when it was.
 */
export const incident = z.object({
  cluster: z.string(),
  /** The object's key within the cluster, for example `node/node-3`. */
  object: z.string(),
  /** What is looked at, in the words of the grammar; missing where the alerts name nothing that can be looked at. */
  target: z.string().optional(),
  state: z.enum(['open', 'resolved', 'closed']),
  /** Counts the threads of this object: a re-fire long after the close opens the next one. */
  opening: z.number(),
  /** Whether there is a thread: not for what had ended before it was ever heard of, unless a look finds it unwell. */
  thread: z.enum(['none', 'wanted']),
  /** Counts the head messages of this thread: a head that was deleted is posted again. */
  head: z.number(),
  channelId: z.string(),
  alerts: z.array(knownAlert),
  /** Alerts beyond those that an incident remembers. */
  forgotten: z.number(),
  openedAt: z.number(),
  changedAt: z.number(),
  /** When it last resolved; kept while it fires again. */
  resolvedAt: z.number().optional(),
  lastLookAt: z.number().optional(),
  lastLook: lastLook.optional(),
  /** The most alerts that Alertmanager left out of a group that spoke of this. */
  truncated: z.number(),
  pending: z.array(effect),
  /** Grows by one with each write: what makes a write conditional. */
  version: z.number(),
});
export type Incident = z.output<typeof incident>;

/** Keeps incidents. `save` writes only if the stored version is still the one before, and says whether it did. */
export interface IncidentStore {
  load(cluster: string, object: string): Promise<Incident | undefined>;
  save(incident: Incident): Promise<'saved' | 'changed-meanwhile'>;
}
