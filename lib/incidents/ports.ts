import type { Outbox } from '../conversation/outbox.ts';
import type { Poster } from '../conversation/poster.ts';
import type { Diagnosis } from '../diagnosis/diagnosis.ts';
import type { Asker, JobLedger } from '../jobs/job.ts';
import type { Message } from '../messages/message.ts';
import type { IncidentStore } from './incident.ts';

/** What came of looking. A cluster that does not answer is a diagnosis too; `failed` is where none could be made. */
export type LookResult =
  | { readonly status: 'looked'; readonly diagnosis: Diagnosis }
  | { readonly status: 'failed'; readonly why: Message; readonly fix: Message };

/** Looks at a target of a cluster. Says what kept it from looking; rejects only for faults of its own. */
export type Look = (cluster: string, targetWords: string) => Promise<LookResult>;

/** What Slack knows of a user: https://docs.slack.dev/reference/objects/user-object */
export interface Person {
  /** May use few channels only (`is_restricted`, `is_ultra_restricted`). */
  readonly isGuest: boolean;
  /** Of another organization, here by a shared channel (`is_stranger`, or another team). */
  readonly isStranger: boolean;
  readonly isBot: boolean;
}

export interface People {
  describe(userId: string, teamId: string): Promise<Person>;
}

export type Permission = { readonly allowed: true } | { readonly allowed: false; readonly reason: Message };

/** Who may look at a cluster from where. */
export type LookPolicy = (question: {
  readonly asker: Asker;
  readonly person: Person;
  readonly cluster: string;
}) => Permission;

/** What the worker needs of the world. */
export interface WorkDeps {
  readonly incidents: IncidentStore;
  readonly ledger: JobLedger;
  readonly outbox: Outbox;
  readonly poster: Poster;
  readonly people: People;
  readonly look: Look;
  readonly mayLook: LookPolicy;
  /** The channel to which a cluster's alerts go. */
  readonly channelOf: (cluster: string) => string;
  readonly now: () => number;
  /** Longer than one invocation may take: after it, what a worker had begun is taken over by the next one. */
  readonly leaseMs: number;
}
