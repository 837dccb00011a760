import { readWebhook } from '../../../lib/alerts/webhook.ts';
import type { PostProblem } from '../../../lib/conversation/poster.ts';
import type { Diagnosis } from '../../../lib/diagnosis/diagnosis.ts';
import type { LookPolicy, LookResult, Person, WorkDeps } from '../../../lib/incidents/ports.ts';
import { splitWebhook } from '../../../lib/incidents/split.ts';
import { targetOf } from '../../../lib/incidents/target-of.ts';
import { work } from '../../../lib/incidents/work.ts';
import type { Asker, Job } from '../../../lib/jobs/job.ts';
import { BreakOff, Died } from './break-off.ts';
import { MemoryChannel } from './memory-channel.ts';
import { MemoryIncidentStore } from './memory-incident-store.ts';
import { MemoryJobLedger } from './memory-job-ledger.ts';
import { MemoryOutbox } from './memory-outbox.ts';
import { healthyDiagnosis, shutDownDiagnosis, unknownDiagnosis } from './sample-diagnosis.ts';

type Words = Readonly<Record<string, string>>;
type Condition = 'healthy' | 'unhealthy' | 'unknown' | Extract<LookResult, { status: 'failed' }> | Error;

const LEASE_MS = 60_000;
const START = Date.parse('2026-11-24T09:00:00Z');

/** A cluster, a channel and a worker, for tests that read as a conversation. */
export class Ward {
  nowMs = START;
  readonly channel = new MemoryChannel(() => this.nowMs);
  readonly incidents = new MemoryIncidentStore();
  readonly #ledger = new MemoryJobLedger();
  readonly #outbox = new MemoryOutbox();
  /** What was looked at, in order. */
  readonly looks: string[] = [];
  readonly jobs: Job[] = [];
  /** In what condition whatever is looked at is found. */
  cluster: Condition = 'unhealthy';
  person: Person = { isGuest: false, isStranger: false, isBot: false };
  mayLook: LookPolicy = () => ({ allowed: true });
  /** Runs while somebody looks, as other workers do. */
  meanwhile: (() => Promise<void>) | undefined;
  readonly #starts = new Map<string, number>();

  pass({ minutes }: { minutes: number }): void {
    this.nowMs += minutes * 60_000;
  }

  /** Alertmanager posts a webhook. */
  async webhook(body: unknown): Promise<readonly string[]> {
    const read = readWebhook(body);
    if (read.status !== 'read') throw new Error(read.problem);
    const { jobs, neverDiagnosed } = splitWebhook(read, 'prod', this.nowMs);
    for (const job of jobs) await this.work(job);
    return neverDiagnosed;
  }

  alert(alertname: string, labels: Words = {}, annotations: Words = {}): Promise<readonly string[]> {
    return this.webhook({ alerts: [this.firing(alertname, labels, annotations)] });
  }

  resolved(alertname: string, labels: Words = {}): Promise<readonly string[]> {
    return this.webhook({ alerts: [this.ended(alertname, labels)] });
  }

  firing(alertname: string, labels: Words, annotations: Words = {}) {
    const key = JSON.stringify({ alertname, ...labels });
    const startsAt = this.#starts.get(key) ?? this.nowMs;
    this.#starts.set(key, startsAt);
    const zero = '0001-01-01T00:00:00Z';
    return {
      status: 'firing',
      labels: { alertname, ...labels },
      annotations,
      startsAt: iso(startsAt),
      endsAt: zero,
    };
  }

  ended(alertname: string, labels: Words) {
    const alert = this.firing(alertname, labels);
    this.#starts.delete(JSON.stringify({ alertname, ...labels }));
    return { ...alert, status: 'resolved', endsAt: iso(this.nowMs) };
  }

  /** Somebody types a command; each has an id of its own. */
  async ask(target: string, asker: Partial<Asker> = {}): Promise<void> {
    await this.work({
      id: `look-${String(this.jobs.length).padStart(4, '0')}`,
      at: this.nowMs,
      kind: 'look',
      cluster: 'prod',
      target,
      asker: { teamId: 'T1', channelId: 'C-asked', userId: 'U123ABC', ...asker },
    });
  }

  async work(job: Job): Promise<void> {
    this.jobs.push(job);
    await work(job, this.deps());
  }

  /** Does the job, dying at the given call to the world. Says how many calls there were, and whether it died. */
  async workAndDie(
    job: Job,
    at: number,
    when: 'before' | 'after',
  ): Promise<{ calls: number; died: boolean }> {
    const breakOff = new BreakOff(at, when);
    const { now, channelOf, mayLook, leaseMs, look, ...ports } = this.deps();
    try {
      await work(job, {
        now,
        channelOf,
        mayLook,
        leaseMs,
        look: breakOff.call(look as (...args: unknown[]) => unknown) as typeof look, // the same function, counted
        incidents: breakOff.port(ports.incidents),
        ledger: breakOff.port(ports.ledger),
        outbox: breakOff.port(ports.outbox),
        poster: breakOff.port(ports.poster),
        people: breakOff.port(ports.people),
      });
    } catch (error) {
      if (error instanceof Died) return { calls: breakOff.calls, died: true };
      throw error;
    }
    return { calls: breakOff.calls, died: false };
  }

  refuse(channelId: string, problem: PostProblem): void {
    this.channel.problems.set(channelId, problem);
  }

  threads(channelId = 'C-alerts'): string[][] {
    return this.channel.threads(channelId);
  }

  /** The only thread there is. */
  thread(channelId = 'C-alerts'): string[] {
    const [only, ...others] = this.threads(channelId);
    if (!only || others.length > 0) throw new Error(`${others.length + (only ? 1 : 0)} threads`);
    return only;
  }

  deps(): WorkDeps {
    return {
      incidents: this.incidents,
      ledger: this.#ledger,
      outbox: this.#outbox,
      poster: this.channel,
      people: { describe: async () => this.person },
      look: (_cluster, words) => this.#look(words),
      mayLook: (question) => this.mayLook(question),
      channelOf: () => 'C-alerts',
      now: () => this.nowMs,
      leaseMs: LEASE_MS,
    };
  }

  async #look(words: string): Promise<LookResult> {
    this.looks.push(words);
    const condition = this.cluster;
    const { meanwhile } = this;
    this.meanwhile = undefined;
    await meanwhile?.();
    if (condition instanceof Error) throw condition;
    if (typeof condition === 'object') return condition;
    const target = targetOf(words);
    if (!target) throw new Error(`no target: ${words}`);
    const diagnoses: Record<'healthy' | 'unhealthy' | 'unknown', () => Diagnosis> = {
      healthy: () => healthyDiagnosis(target, this.nowMs),
      unhealthy: () => shutDownDiagnosis(target, this.nowMs),
      unknown: () => unknownDiagnosis(target, this.nowMs),
    };
    return { status: 'looked', diagnosis: diagnoses[condition]() };
  }
}

const iso = (epochMs: number): string => new Date(epochMs).toISOString();
