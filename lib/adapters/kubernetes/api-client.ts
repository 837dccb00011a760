import type { IncomingHttpHeaders } from 'node:http';
import type { Cost } from '../../evidence/cluster-reader.ts';
import { collected, type Reading } from '../../evidence/reading.ts';
import { type Authorized, CONNECTIONS } from './authorize.ts';
import { Budget, type BudgetLimits } from './budget.ts';
import { Gate } from './gate.ts';
import { type GetResult, httpGet } from './http-get.ts';
import { retryDelayMs } from './retry.ts';

export interface Limits extends BudgetLimits {
  /** Of one request, its body included. */
  readonly timeoutMs: number;
  /** Of the whole look, waits before retries included. */
  readonly deadlineMs: number;
}

export interface Timing {
  readonly now: () => number;
  readonly sleep: (ms: number) => Promise<void>;
  readonly random: () => number;
}

export interface ApiRequest {
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly accept: string;
  /** False where an error of the server's own is no accident: a log behind a dead kubelet. */
  readonly retryServerErrors: boolean;
}

/** An answer of any HTTP status but those that another try might mend. */
export interface ApiAnswer {
  readonly httpStatus: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/** Sends requests within a budget and a deadline, a few at a time, and again where that may help. */
export class ApiClient {
  readonly #authorized: Authorized;
  readonly #limits: Limits;
  readonly #timing: Timing;
  readonly #deadlineAt: number;
  readonly #budget: Budget;
  readonly #gate = new Gate(CONNECTIONS);

  constructor(authorized: Authorized, limits: Limits, timing: Timing) {
    this.#authorized = authorized;
    this.#limits = limits;
    this.#timing = timing;
    this.#deadlineAt = timing.now() + limits.deadlineMs;
    this.#budget = new Budget(limits);
  }

  cost(): Cost {
    return this.#budget.cost();
  }

  close(): void {
    this.#authorized.agent.destroy();
  }

  async get(request: ApiRequest): Promise<Reading<ApiAnswer>> {
    const tries = { throttled: 0, serverErrors: 0, stale: 0 };
    for (;;) {
      const result = await this.#gate.pass(() => this.#send(request));
      if (result.kind === 'missing') return result.missing;
      if (result.kind === 'unreachable') {
        // A kept connection that the server has closed says nothing about the server: once more, on a new one.
        if (result.staleConnection && tries.stale++ === 0 && !this.#budget.exhausted()) continue;
        return { status: 'unreachable', reason: result.reason, detail: this.#authorized.mask(result.detail) };
      }
      const delayMs = retryDelayMs(result.httpStatus, result.headers['retry-after'], tries, {
        nowMs: this.#timing.now(),
        random: this.#timing.random,
        retryServerErrors: request.retryServerErrors,
      });
      if (delayMs === undefined || delayMs >= this.#remainingMs() || this.#budget.exhausted()) {
        return collected(result);
      }
      if (result.httpStatus === 429) tries.throttled++;
      else tries.serverErrors++;
      await this.#timing.sleep(delayMs);
    }
  }

  #remainingMs(): number {
    return this.#deadlineAt - this.#timing.now();
  }

  async #send({ path, query, accept }: ApiRequest): Promise<Sent> {
    const exhausted = this.#budget.exhausted();
    if (exhausted) return missing({ status: 'over-budget', what: exhausted });
    const remainingMs = this.#remainingMs();
    if (remainingMs <= 0) return missing({ status: 'timed-out', afterMs: this.#limits.deadlineMs });
    const afterMs = Math.ceil(Math.min(this.#limits.timeoutMs, remainingMs));
    const { server, headers, agent } = this.#authorized;
    const url = new URL(server);
    url.pathname = `${server.pathname.replace(/\/$/, '')}${path}`;
    url.search = new URLSearchParams(query).toString();
    const meter = this.#budget.meterAnswer();
    this.#budget.takeRequest();
    const result = await httpGet({
      url,
      headers: { ...headers, Accept: accept, 'User-Agent': 'wardround' },
      agent,
      signal: AbortSignal.timeout(afterMs),
      onBytes: meter.onBytes,
    });
    switch (result.kind) {
      case 'answer':
      case 'unreachable':
        return result;
      case 'aborted':
        return missing({ status: 'timed-out', afterMs });
      case 'stopped':
        return missing({ status: 'over-budget', what: meter.passed() });
      case 'cut-off': {
        const detail = `the connection ended after ${result.receivedBytes} bytes of the answer`;
        return missing({ status: 'failed', httpStatus: result.httpStatus, detail });
      }
    }
  }
}

type Sent =
  | Extract<GetResult, { kind: 'answer' | 'unreachable' }>
  | { readonly kind: 'missing'; readonly missing: Reading<never> };

const missing = (reading: Reading<never>): Sent => ({ kind: 'missing', missing: reading });
