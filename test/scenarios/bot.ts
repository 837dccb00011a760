import { embeddedTable } from '../../lib/adapters/dynalite/embedded-table.ts';
import { toGatewayEvent } from '../../lib/local/gateway-event.ts';
import { localFunctions } from '../../lib/local/local-functions.ts';
import { acknowledge } from '../../lib/local/slack/acknowledge.ts';
import { type FakeSlack, startFakeSlack } from '../../lib/local/slack/fake-slack.ts';
import type { RateLimits } from '../../lib/local/slack/rate-limits.ts';
import { isObject } from '../../lib/local/slack/schema.ts';
import type { Channel, Message, User } from '../../lib/local/slack/world.ts';
import type { LogCode } from '../../lib/log/codes.ts';
import { alertToken, type Cast, castOf, configOf } from './cast.ts';
import { Courier } from './courier.ts';
import { TableFaults } from './table-faults.ts';

const START = Date.UTC(2026, 10, 24, 9);
const LEASE_MS = 120_000;
/** Nobody here is protected by limits, unless a scenario is about them. */
const UNLIMITED: RateLimits = { channelBurst: Number.POSITIVE_INFINITY, perMinute: 'unlimited' };
const SLACK_TIMEOUT_MS = 300;

type Words = Readonly<Record<string, string>>;

interface Answer {
  readonly status: number;
  readonly body: string;
}

/** Starts everything of a scenario anew; it is stopped by `stop`. */
export const startBot = (rateLimits?: RateLimits): Promise<Bot> => Bot.start(rateLimits);

/** The whole bot, between a Slack at the HTTP edge, an Alertmanager, and a recorded cluster. */
export class Bot {
  nowMs = START;
  readonly codes: LogCode[] = [];
  readonly queue: Courier;
  readonly by: Cast['by'];
  readonly places: Cast['places'];
  readonly table = new TableFaults();
  /** Whether the queue keeps what it took until `work` is called. */
  holds = false;
  readonly #functions: ReturnType<typeof localFunctions>;
  readonly #close: () => Promise<void>;

  private constructor(
    readonly slack: FakeSlack,
    cast: Cast,
    table: Awaited<ReturnType<typeof embeddedTable>>,
    clock: { now: () => number },
  ) {
    clock.now = () => this.nowMs;
    this.by = cast.by;
    this.places = cast.places;
    this.table.watch(table.table.client);
    this.queue = new Courier({
      now: clock.now,
      waitUntil: (epochMs) => {
        this.nowMs = Math.max(this.nowMs, epochMs);
      },
      diagnose: (event) => this.#functions.diagnose(event),
      deadLetter: (event) => this.#functions.deadLetter(event),
    });
    this.#functions = localFunctions({
      config: configOf(cast.places),
      secrets: { read: async () => 'a-token-of-the-cluster' },
      table: table.table,
      queue: this.queue,
      postpone: (id, delayMs) => this.queue.postpone(id, delayMs),
      slack: {
        token: async () => slack.installation.token,
        signingSecrets: async () => [slack.signingSecret],
        homeTeam: slack.installation.teamId,
        apiUrl: slack.apiUrl,
        responseUrlPrefix: `${slack.origin}/commands/`,
        timeoutMs: SLACK_TIMEOUT_MS,
      },
      leaseMs: LEASE_MS,
      now: clock.now,
      sleep: async (ms) => {
        this.nowMs += ms;
      },
      log: (code) => this.codes.push(code),
    });
    this.#close = async () => {
      await slack.stop();
      await table.close();
    };
  }

  static async start(rateLimits = UNLIMITED): Promise<Bot> {
    const clock = { now: (): number => START };
    const slack = await startFakeSlack({ now: () => clock.now(), rateLimits });
    return new Bot(slack, castOf(slack), await embeddedTable({ name: 'scenario' }), clock);
  }

  stop(): Promise<void> {
    return this.#close();
  }

  pass({ minutes }: { readonly minutes: number }): void {
    this.nowMs += minutes * 60_000;
  }

  /** Somebody types a command, Slack hands it on, and whatever it brings about is done. Answers the acknowledgement. */
  async slash(text: string, by: User, place: Channel = this.places.ops): Promise<Answer> {
    const outgoing = this.slack.slash(by, place.id, text.replace(/^\/k8s\s*/, ''));
    const { status, body } = await this.#request('slack', '/slack/events', this.slack.signed(outgoing));
    const { world, installation } = this.slack;
    acknowledge(outgoing, { outcome: 'answered', status, body, headers: new Headers() }, world, installation);
    await this.#goOn();
    return { status, body };
  }

  alert(name: string, labels: Words = {}, annotations: Words = {}): Promise<Answer> {
    return this.webhook([this.firing(name, labels, annotations)]);
  }

  resolved(name: string, labels: Words = {}): Promise<Answer> {
    const endsAt = new Date(this.nowMs).toISOString();
    return this.webhook([{ ...this.firing(name, labels), status: 'resolved', endsAt }]);
  }

  /** An alert as Alertmanager sends it. All of a scenario began at its start. */
  firing(name: string, labels: Words = {}, annotations: Words = {}) {
    return {
      status: 'firing',
      labels: { alertname: name, ...labels },
      annotations,
      startsAt: new Date(START).toISOString(),
      endsAt: '0001-01-01T00:00:00Z',
    };
  }

  /** Alertmanager posts a group. */
  async webhook(alerts: readonly unknown[], token = alertToken): Promise<Answer> {
    const answer = await this.#request('alerts', '/alerts', {
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: JSON.stringify({ version: '4', status: 'firing', receiver: 'wardround', alerts }),
    });
    await this.#goOn();
    return answer;
  }

  /** Works off the queue. */
  work(): Promise<void> {
    return this.queue.deliverAll();
  }

  /** The threads of a channel, each from its head on, as their notifications read. */
  threads(place: Channel = this.places.ops): string[][] {
    return this.#heads(place).map((head) => this.#messages(head).map(({ text }) => text));
  }

  /** The only thread there is. */
  thread(place: Channel = this.places.ops): string[] {
    const [only, ...others] = this.threads(place);
    if (!only || others.length > 0) throw new Error(`${others.length + (only ? 1 : 0)} threads`);
    return only;
  }

  /** The heads of the threads. */
  channel(place: Channel = this.places.ops): string[] {
    return this.#heads(place).map(({ text }) => text);
  }

  /** All that stands in a channel and its threads, as it is shown. */
  shown(place: Channel = this.places.ops): string {
    return this.#heads(place)
      .flatMap((head) => this.#messages(head).flatMap(({ blocks }) => blocks.flatMap(textsIn)))
      .join('\n');
  }

  /** What was said to one person alone, oldest first. */
  whispers(to: User): string[] {
    return this.slack.world.ephemerals.filter(({ userId }) => userId === to.id).map(({ text }) => text);
  }

  /** Every message of the whole workspace. */
  everything(): string[] {
    return this.slack.world.messages.map(({ text }) => text);
  }

  #heads(place: Channel): readonly Message[] {
    return this.slack.world.channelMessages(place.id);
  }

  #messages({ channelId, ts }: Message): readonly Message[] {
    return this.slack.world.thread(channelId, ts);
  }

  async #goOn(): Promise<void> {
    if (!this.holds) await this.work();
  }

  /** As an HTTP API hands it on. */
  async #request(
    name: string,
    path: string,
    sent: { readonly headers: Words; readonly body: string },
  ): Promise<Answer> {
    const handler = this.#functions.http[name];
    if (!handler) throw new Error(`no function ${name}`);
    const request = { method: 'POST', path, query: '', headers: sent.headers, body: Buffer.from(sent.body) };
    const context = { requestId: 'request', nowMs: this.nowMs, sourceIp: '192.0.2.1' };
    const { statusCode = 200, body = '' } = await handler(toGatewayEvent(request, context));
    return { status: statusCode, body };
  }
}

/** Every text within a block, however deep. */
function textsIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(textsIn);
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([name, inner]) =>
    name === 'text' && typeof inner === 'string' ? [inner] : textsIn(inner),
  );
}
