import type { Alert } from '../jobs/job.ts';

/** An alert as an incident remembers it: the newest state that was heard of it. */
export interface KnownAlert extends Alert {
  /** How often it was delivered in this state. */
  readonly deliveries: number;
}

/**
 * One thing that is wrong, however many alerts speak of it: one thread in Slack. Its key is the cluster and the object. It is
 * `open` while an alert fires, `resolved` when none does and the cluster was not yet found well, `closed` when it was.
 */
export interface Incident {
  readonly cluster: string;
  /** The object's key within the cluster, for example `node/node-3`. */
  readonly object: string;
  /** What is looked at, in the words of the grammar; missing where the alerts name nothing that can be looked at. */
  readonly target: string | undefined;
  readonly state: 'open' | 'resolved' | 'closed';
  /** Counts the threads of this object: a re-fire long after the close opens the next one. */
  readonly opening: number;
  readonly channelId: string;
  readonly alerts: readonly KnownAlert[];
  readonly openedAt: number;
  readonly changedAt: number;
  readonly resolvedAt: number | undefined;
  readonly lastLookAt: number | undefined;
  /** Alerts that Alertmanager left out of its groups. */
  readonly truncated: number;
  /** Grows by one with each write: what makes a write conditional. */
  readonly version: number;
}

/** Keeps incidents. `save` writes only if the stored version is still the one before, and says whether it did. */
export interface IncidentStore {
  load(cluster: string, object: string): Promise<Incident | undefined>;
  save(incident: Incident): Promise<'saved' | 'changed-meanwhile'>;
}
