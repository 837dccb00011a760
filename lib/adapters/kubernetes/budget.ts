import type { Cost } from '../../evidence/cluster-reader.ts';

export interface BudgetLimits {
  readonly limitRequests: number;
  /** Of all answers together. */
  readonly limitBytes: number;
  /** Of one answer. */
  readonly limitAnswerBytes: number;
}

/** What ran out; `Missing.what` of a reading that is over budget. */
export type Exhausted = 'requests' | 'bytes' | 'bytes of one answer';

/** Counts what a look costs, and says when it is enough. */
export class Budget {
  readonly limits: BudgetLimits;
  #requests = 0;
  #bytes = 0;

  constructor(limits: BudgetLimits) {
    this.limits = limits;
  }

  cost(): Cost {
    return { requests: this.#requests, bytes: this.#bytes };
  }

  /** What is used up, so that no further request may be sent. */
  exhausted(): Exhausted | undefined {
    if (this.#requests >= this.limits.limitRequests) return 'requests';
    return this.#bytes >= this.limits.limitBytes ? 'bytes' : undefined;
  }

  takeRequest(): void {
    this.#requests++;
  }

  /** Meters one answer: `onBytes` is false as soon as a limit is passed, and `passed` says which. */
  meterAnswer(): { readonly onBytes: (count: number) => boolean; readonly passed: () => Exhausted } {
    let answerBytes = 0;
    return {
      onBytes: (count) => {
        answerBytes += count;
        this.#bytes += count;
        return answerBytes <= this.limits.limitAnswerBytes && this.#bytes <= this.limits.limitBytes;
      },
      passed: () => (answerBytes > this.limits.limitAnswerBytes ? 'bytes of one answer' : 'bytes'),
    };
  }
}
