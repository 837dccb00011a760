import type { ObjectKind } from './objects/kinds.ts';

/** A rule of RBAC, as a role would grant it. */
export interface Permission {
  readonly verb: 'get' | 'list';
  readonly group: string;
  readonly resource: string;
  readonly namespace?: string;
  readonly name?: string;
}

/** Why the API server could not be reached, as far as the network tells. */
export type UnreachableReason =
  | 'name-not-found'
  | 'refused'
  | 'reset'
  | 'no-route'
  | 'tls-untrusted'
  | 'tls-expired'
  | 'tls-name-mismatch'
  | 'tls'
  | 'other';

/**
 * Why something was not learnt. `absent` is knowledge (the cluster says that there is none); every other state is a gap,
 * and no check may take a gap for an answer.
 */
export type Missing =
  | { readonly status: 'absent'; readonly what: string }
  | { readonly status: 'not-captured'; readonly what: string }
  | { readonly status: 'forbidden'; readonly permission: Permission }
  | { readonly status: 'unauthorized' }
  | { readonly status: 'unreachable'; readonly reason: UnreachableReason; readonly detail: string }
  | { readonly status: 'timed-out'; readonly afterMs: number }
  | { readonly status: 'rate-limited'; readonly retryAfterSeconds: number | undefined }
  | { readonly status: 'failed'; readonly httpStatus: number | undefined; readonly detail: string }
  | { readonly status: 'over-budget'; readonly what: string };

/** What came of looking for something. */
export type Reading<T> = { readonly status: 'collected'; readonly value: T } | Missing;

export const collected = <T>(value: T): Reading<T> => ({ status: 'collected', value });

/** A list as far as it was read. */
export interface Listing<T> {
  readonly items: readonly T[];
  /** Whether these are all there are: only then does "not among them" mean "does not exist". */
  readonly complete: boolean;
}

/** The same reading with its value changed; a gap stays the gap that it is. */
export function mapReading<T, U>(reading: Reading<T>, change: (value: T) => U): Reading<U> {
  return reading.status === 'collected' ? collected(change(reading.value)) : reading;
}

/** Names one object of a kind, for people and for `Missing.what`: `Pod kube-system/coredns-abc`. */
export function nameOf(kind: ObjectKind, name: string, namespace?: string): string {
  return namespace ? `${kind} ${namespace}/${name}` : `${kind} ${name}`;
}
