import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { acknowledge } from './acknowledge.ts';
import { type Attempt, deliver, type SignedRequest, sign } from './deliver.ts';
import { type Fault, Faults } from './faults.ts';
import { takeUpload } from './file-methods.ts';
import type { MethodName } from './methods.ts';
import {
  blockAction,
  eventCallback,
  type Outgoing,
  slashCommand,
  urlVerification,
  viewSubmission,
} from './payloads.ts';
import { RateLimiter, type RateLimits } from './rate-limits.ts';
import { ResponseUrls } from './response-urls.ts';
import type { Json } from './schema.ts';
import { type Answer, answerCall, type RecordedCall, type WebApi } from './web-api.ts';
import { type Installation, type User, World } from './world.ts';

/** The scopes that the app asks for. Tests take some away to see what becomes of it. */
const appScopes = [
  'chat:write',
  'commands',
  'channels:read',
  'groups:read',
  'im:read',
  'channels:history',
  'groups:history',
  'im:history',
  'channels:join',
  'im:write',
  'users:read',
  'usergroups:read',
  'files:write',
  'reactions:write',
  'app_mentions:read',
] as const;

export interface FakeSlackOptions {
  /** Milliseconds since the epoch. Slack's own clock: timestamps, triggers, response URLs and limits go by it. */
  readonly now: () => number;
  readonly signingSecret?: string;
  readonly rateLimits?: RateLimits;
  /** How long Slack waits for an acknowledgement: three seconds, unless a test has less time. */
  readonly ackTimeoutMs?: number;
  /** Waits before an event is sent again; by default not at all. */
  readonly wait?: (ms: number) => Promise<void>;
  /** Numbers its ids from here on. */
  readonly firstNumber?: number;
  /** The app's token and ids, where they must be known beforehand. */
  readonly app?: Partial<Pick<Installation, 'token' | 'teamId' | 'botId' | 'botUserId' | 'appId'>>;
  /** Comes before each answer to the app: what must be on disk before the app may rely on it. */
  readonly beforeAnswer?: () => Promise<void>;
  /** Whether `calls` tells what was called; a Slack that goes on for days must not keep it all. */
  readonly recordsCalls?: boolean;
}

export interface FakeSlack {
  /** What an SDK takes as `slackApiUrl`. */
  readonly apiUrl: string;
  readonly origin: string;
  readonly signingSecret: string;
  readonly world: World;
  /** The app in its workspace, with all of `appScopes`. */
  readonly installation: Installation;
  calls(method?: MethodName): readonly RecordedCall[];
  failNext(method: MethodName, fault: Fault, times?: number): void;
  slash(by: User, channelId: string, text: string, command?: string): Outgoing;
  click(by: User, channelId: string, messageTs: string, actionId: string): Outgoing;
  submit(by: User, viewId: string, values: Json): Outgoing;
  event(event: Json): Outgoing;
  urlVerification(challenge: string): Outgoing;
  /** The request as it would be sent now, for a handler that is called directly. */
  signed(outgoing: Outgoing, extraHeaders?: Readonly<Record<string, string>>): SignedRequest;
  /** Sends it, events again where they are not acknowledged, and lets the acknowledgement take effect. */
  deliver(outgoing: Outgoing, url: string): Promise<readonly Attempt[]>;
  stop(): Promise<void>;
}

/** Starts a Slack on 127.0.0.1. What it covers and what it does not is in README.md. */
export async function startFakeSlack(options: FakeSlackOptions): Promise<FakeSlack> {
  const world = new World(options.now, options.firstNumber);
  const installation = install(world, options.app);
  const responseUrls = new ResponseUrls(world);
  const faults = new Faults();
  const calls: RecordedCall[] = [];
  const api: { -readonly [K in keyof WebApi]: WebApi[K] } = {
    world,
    faults,
    calls,
    limiter: new RateLimiter(options.rateLimits ?? {}),
    origin: '',
  };
  const handleAndKeep = async (request: IncomingMessage): Promise<Answer> => {
    const answer = await handle(request, api, responseUrls);
    if (options.recordsCalls === false) calls.length = 0;
    await options.beforeAnswer?.();
    return answer;
  };
  const server = createServer((request, response) => {
    handleAndKeep(request).then(
      (answer) => write(response, answer),
      (error: unknown) => write(response, { kind: 'answer', status: 500, headers: {}, body: String(error) }),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the fake Slack has no port');
  api.origin = `http://127.0.0.1:${address.port}`;

  const signingSecret = options.signingSecret ?? 'signing-secret-of-the-fake';
  const settings = {
    signingSecret,
    now: options.now,
    ackTimeoutMs: options.ackTimeoutMs ?? 3000,
    wait: options.wait ?? (() => Promise.resolve()),
  };
  const channelOf = (id: string) => known(world.channels.get(id), `channel ${id}`);
  const responseUrl = (by: User, channelId: string, messageTs: string | undefined): string =>
    `${api.origin}${responseUrls.issue({ installation, channelId, userId: by.id, messageTs })}`;

  return {
    apiUrl: `${api.origin}/api/`,
    origin: api.origin,
    signingSecret,
    world,
    installation,
    calls: (method) => calls.filter((call) => method === undefined || call.method === method),
    failNext: (method, fault, times = 1) => faults.add(method, fault, times),
    slash: (user, channelId, text, command = '/k8s') =>
      slashCommand(
        { world, installation, user },
        {
          command,
          text,
          channel: channelOf(channelId),
          responseUrl: responseUrl(user, channelId, undefined),
        },
      ),
    click: (user, channelId, messageTs, actionId) =>
      blockAction(
        { world, installation, user },
        {
          channel: channelOf(channelId),
          message: known(world.message(channelId, messageTs), `message ${messageTs}`),
          actionId,
          responseUrl: responseUrl(user, channelId, messageTs),
        },
      ),
    submit: (user, viewId, values) => viewSubmission({ world, installation, user }, viewId, values),
    event: (event) => eventCallback({ world, installation }, event),
    urlVerification,
    signed: (outgoing, extraHeaders) => sign(outgoing, settings, extraHeaders),
    async deliver(outgoing, url) {
      const attempts = await deliver(outgoing, url, settings);
      const last = attempts.at(-1);
      if (last) acknowledge(outgoing, last, world, installation);
      return attempts;
    },
    stop: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function install(world: World, app: FakeSlackOptions['app'] = {}): Installation {
  const teamId = app.teamId ?? world.mint('T');
  const bot = world.addUser({
    name: 'wardround',
    teamId,
    isBot: true,
    ...(app.botUserId ? { id: app.botUserId } : {}),
  });
  const installation: Installation = {
    token: app.token ?? 'xoxb-fake-bot-token',
    teamId,
    teamDomain: 'example',
    botId: app.botId ?? world.mint('B'),
    botUserId: bot.id,
    appId: app.appId ?? world.mint('A'),
    scopes: appScopes,
    state: 'valid',
  };
  world.installations.set(installation.token, installation);
  return installation;
}

function known<T>(value: T | undefined, what: string): T {
  if (value === undefined) throw new Error(`the fake Slack has no ${what}`);
  return value;
}

async function handle(request: IncomingMessage, api: WebApi, responseUrls: ResponseUrls): Promise<Answer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk));
  const body = Buffer.concat(chunks);
  const path = (request.url ?? '/').split('?')[0] ?? '/';
  const contentType = request.headers['content-type'] ?? '';
  if (request.method !== 'POST') return text(405, 'method_not_allowed');
  // An app is no browser: what names an origin is a website that knocks at this machine's ports.
  if (request.headers.origin !== undefined) return text(403, 'not_from_a_browser');
  if (path.startsWith('/commands/')) return text(...responseUrls.take(path, body));
  const upload = /^\/upload\/v1\/(\w+)$/.exec(path)?.[1];
  if (upload !== undefined) return text(...(await takeUpload(api.world, upload, contentType, body)));
  const method = /^\/api\/([\w.]+)$/.exec(path)?.[1];
  if (method === undefined) return text(404, 'not found');
  return answerCall(api, { method, authorization: request.headers.authorization, contentType, body });
}

const text = (status: number, body: string): Answer => ({
  kind: 'answer',
  status,
  headers: { 'content-type': 'text/html' },
  body,
});

function write(response: ServerResponse, answer: Answer): void {
  switch (answer.kind) {
    case 'answer':
      response.writeHead(answer.status, answer.headers).end(answer.body);
      return;
    case 'cut':
      response.destroy();
      return;
    case 'hang':
      // The connection stays open until the caller gives up or the fake stops.
      return;
  }
}
