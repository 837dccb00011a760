/** What goes wrong with a call. Only `reply-lost` lets the call take effect. */
export type Fault =
  | { readonly kind: 'error'; readonly error: string }
  | { readonly kind: 'status'; readonly status: number; readonly body?: string }
  | { readonly kind: 'rate-limited'; readonly retryAfterSeconds: number }
  /** Never answered; the connection stays open until the fake stops. */
  | { readonly kind: 'hang' }
  /** The connection breaks before anything happened. */
  | { readonly kind: 'cut' }
  /** It happened, and the connection breaks before the answer: the caller cannot know. */
  | { readonly kind: 'reply-lost' }
  /** Status 200 with something that is no JSON. */
  | { readonly kind: 'garbage'; readonly body: string };

/** The faults that are still to come, by method. */
export class Faults {
  readonly #pending = new Map<string, Fault[]>();

  add(method: string, fault: Fault, times: number): void {
    const added = Array.from({ length: times }, () => fault);
    this.#pending.set(method, [...(this.#pending.get(method) ?? []), ...added]);
  }

  take(method: string): Fault | undefined {
    return this.#pending.get(method)?.shift();
  }
}
