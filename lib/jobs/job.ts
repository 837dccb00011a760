import * as z from 'zod';

/** Who asked, as the signed payload of Slack says; names are never used, ids are. */
export const asker = z.object({
  teamId: z.string(),
  /** The team of the user where it differs from the workspace's: a stranger of Slack Connect. */
  userTeamId: z.string().optional(),
  channelId: z.string(),
  userId: z.string(),
  /** Good for five answers within 30 minutes: https://docs.slack.dev/interactivity/handling-user-interaction/#message_responses */
  responseUrl: z.url().optional(),
});
export type Asker = z.output<typeof asker>;

/** One alert, as far as an incident needs it. Times are milliseconds since the epoch. */
export const alert = z.object({
  /** Alertmanager's hash of the labels: the same alert has the same one for ever. */
  fingerprint: z.string(),
  status: z.enum(['firing', 'resolved']),
  name: z.string(),
  severity: z.string().optional(),
  labels: z.record(z.string(), z.string()),
  summary: z.string().optional(),
  runbookUrl: z.string().optional(),
  startsAt: z.number(),
  /** Missing while it fires: Alertmanager writes the year 1 then. */
  endsAt: z.number().optional(),
});
export type Alert = z.output<typeof alert>;

/** The words of a target as the grammar reads them, so that a job stays readable in a dead-letter queue. */
const targetWords = z.string().min(1).max(600);

const base = {
  /** The same work has the same id, however often it arrives; the worker does it once. */
  id: z.string().min(8).max(128),
  /** When it arrived, milliseconds since the epoch. */
  at: z.number(),
};

export const job = z.discriminatedUnion('kind', [
  /** Somebody asked for a look, by a command or a mention. */
  z.object({ ...base, kind: z.literal('look'), cluster: z.string(), target: targetWords, asker }),
  /** Alerts about one object of one cluster. */
  z.object({
    ...base,
    kind: z.literal('alerts'),
    cluster: z.string(),
    /** What the alerts speak of; missing where they name nothing that can be looked at. */
    target: targetWords.optional(),
    /** The incident's key within the cluster, for example `node/node-3`. */
    object: z.string(),
    alerts: z.array(alert).min(1),
    /** Alerts that Alertmanager left out of the group (max_alerts). */
    truncated: z.number(),
  }),
  /** Something that could not be processed, told to the cluster's channel. */
  z.object({
    ...base,
    kind: z.literal('problem'),
    cluster: z.string(),
    summary: z.string(),
    detail: z.string(),
  }),
]);

/** What goes through the queue. */
export type Job = z.output<typeof job>;

/** Sends jobs to the worker. Rejects unless every one of them is in the queue for good. */
export interface JobQueue {
  send(jobs: readonly Job[]): Promise<void>;
}

/**
 * Remembers which jobs were done. `claim` is a conditional write: of two workers with the same job one gets `mine`. A claim
 * that was neither finished nor released lapses after its lease, since a worker may die.
 */
export interface JobLedger {
  claim(id: string, now: number, leaseMs: number): Promise<'mine' | 'done' | 'taken'>;
  finish(id: string, now: number): Promise<void>;
  release(id: string): Promise<void>;
}
