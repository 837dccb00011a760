import type { CaptureFormat, Skip, SkipReason, TextPosition } from './capture-error.ts';

interface SkipDetail {
  readonly kind?: string | undefined;
  readonly field?: string | undefined;
  readonly format?: CaptureFormat;
  readonly at?: TextPosition;
}

/** A kind as Kubernetes names kinds; anything else is input that nobody has vetted, and is not repeated. */
const KIND = /^[A-Za-z][A-Za-z0-9]{0,62}$/;

/** Counts what was passed over: alike things of one file together, the list bounded, the count not. */
export class Skips {
  readonly #limit: number;
  readonly #listed = new Map<string, Skip>();
  readonly #byReason = new Map<SkipReason, number>();
  #total = 0;

  constructor(limit: number) {
    this.#limit = limit;
  }

  add(path: string, reason: SkipReason, detail: SkipDetail = {}): void {
    this.#total += 1;
    this.#byReason.set(reason, this.count(reason) + 1);
    const kind = detail.kind && KIND.test(detail.kind) ? detail.kind : undefined;
    const key = `${reason}\n${kind ?? ''}\n${path}`;
    const known = this.#listed.get(key);
    if (known) {
      this.#listed.set(key, { ...known, count: known.count + 1 });
    } else if (this.#listed.size < this.#limit) {
      this.#listed.set(key, {
        path,
        reason,
        count: 1,
        ...(kind ? { kind } : {}),
        ...(detail.field ? { field: detail.field } : {}),
        ...(detail.format ? { format: detail.format } : {}),
        ...(detail.at ? { at: detail.at } : {}),
      });
    }
  }

  count(reason: SkipReason): number {
    return this.#byReason.get(reason) ?? 0;
  }

  get total(): number {
    return this.#total;
  }

  get listed(): readonly Skip[] {
    return [...this.#listed.values()];
  }
}
