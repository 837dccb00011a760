import { authenticate, requireScope } from './access.ts';
import { Arguments, readArguments } from './arguments.ts';
import type { Fault, Faults } from './faults.ts';
import { methodNamed } from './methods.ts';
import type { RateLimiter } from './rate-limits.ts';
import { Refusal } from './refusal.ts';
import type { Json } from './schema.ts';
import type { Installation, World } from './world.ts';

/** A call that reached the fake, whatever became of it. */
export interface RecordedCall {
  readonly method: string;
  readonly args: Json;
  readonly atMs: number;
  /** The error with which it was answered; `undefined` for `ok: true`. */
  readonly error: string | undefined;
}

export type Answer =
  | {
      readonly kind: 'answer';
      readonly status: number;
      readonly headers: Readonly<Record<string, string>>;
      readonly body: string;
    }
  | { readonly kind: 'hang' }
  | { readonly kind: 'cut' };

export interface WebApi {
  readonly world: World;
  readonly faults: Faults;
  readonly limiter: RateLimiter;
  readonly calls: RecordedCall[];
  readonly origin: string;
}

export interface IncomingCall {
  readonly method: string;
  readonly authorization: string | undefined;
  readonly contentType: string;
  readonly body: Buffer;
}

const json = (body: Json, status = 200, headers: Readonly<Record<string, string>> = {}): Answer => ({
  kind: 'answer',
  status,
  headers: { 'content-type': 'application/json; charset=utf-8', ...headers },
  body: JSON.stringify(body),
});

const tooFast = (seconds: number): Answer =>
  json({ ok: false, error: 'ratelimited' }, 429, { 'retry-after': String(seconds) });

/** Answers one call of the Web API: faults first, then the token, the limits, the scopes, and the method itself. */
export async function answerCall(api: WebApi, call: IncomingCall): Promise<Answer> {
  const fault = api.faults.take(call.method);
  const record = (args: Json, error: string | undefined): void => {
    api.calls.push({ method: call.method, args, atMs: api.world.now(), error });
  };
  if (fault && fault.kind !== 'reply-lost') {
    record({}, fault.kind);
    return answerFault(fault);
  }
  let args = new Arguments({});
  let answer: Answer;
  let error: string | undefined;
  try {
    args = await readArguments(call.contentType, call.body);
    const token = /^Bearer (.+)$/.exec(call.authorization ?? '')?.[1] ?? args.text('token');
    const installation = authenticate(api.world, token);
    const waitSeconds = secondsToWait(api, call.method, args, installation);
    if (waitSeconds !== undefined) {
      error = 'ratelimited';
      answer = tooFast(waitSeconds);
    } else {
      answer = json({ ok: true, ...runMethod(api, call.method, args, installation) }, 200, {
        'x-oauth-scopes': installation.scopes.join(','),
      });
    }
  } catch (thrown) {
    if (!(thrown instanceof Refusal)) throw thrown;
    error = thrown.code;
    answer = json({ ok: false, error: thrown.code, ...thrown.details });
  }
  record(args.all(), error);
  return fault?.kind === 'reply-lost' ? { kind: 'cut' } : answer;
}

function runMethod(api: WebApi, name: string, args: Arguments, installation: Installation): Json {
  const method = methodNamed(name);
  if (!method) throw new Refusal('unknown_method', { req_method: name });
  requireScope(installation, method.scopes);
  return method.run(args, { world: api.world, installation, origin: api.origin });
}

function secondsToWait(
  api: WebApi,
  name: string,
  args: Arguments,
  { token }: Installation,
): number | undefined {
  const nowMs = api.world.now();
  const perMinute = methodNamed(name)?.perMinute;
  if (perMinute === undefined) return undefined;
  const wait = api.limiter.admit(name, `${token} ${name}`, perMinute, nowMs);
  if (wait !== undefined || name !== 'chat.postMessage') return wait;
  return api.limiter.admitMessage(args.text('channel') ?? '', nowMs);
}

function answerFault(fault: Exclude<Fault, { kind: 'reply-lost' }>): Answer {
  switch (fault.kind) {
    case 'error':
      return json({ ok: false, error: fault.error });
    case 'status':
      return {
        kind: 'answer',
        status: fault.status,
        headers: { 'content-type': 'text/html' },
        body: fault.body ?? '',
      };
    case 'rate-limited':
      return tooFast(fault.retryAfterSeconds);
    case 'garbage':
      return { kind: 'answer', status: 200, headers: { 'content-type': 'text/html' }, body: fault.body };
    case 'hang':
    case 'cut':
      return { kind: fault.kind };
  }
}
