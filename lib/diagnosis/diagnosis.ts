import type { CauseId, Severity } from '../causes/catalogue.ts';
import type { Confidence, EvidenceLine, Finding, ObjectRef } from '../checks/check.ts';
import type { Cost } from '../evidence/cluster-reader.ts';
import type { EpochMs } from '../evidence/objects/fields.ts';
import type { Missing } from '../evidence/reading.ts';
import type { Target } from '../evidence/target.ts';
import type { Message } from '../messages/message.ts';

/** `unhealthy`: a cause of severity error. `unknown`: none, and something needed was not learnt. Else `healthy`. */
export type Verdict = 'healthy' | 'unhealthy' | 'unknown';

/** A cause that was found, on however many objects, and what it brings about. */
export interface DiagnosedCause {
  readonly id: CauseId;
  readonly severity: Severity;
  readonly object: ObjectRef;
  /** Further objects with the same cause, where it was found on several. */
  readonly others: readonly ObjectRef[];
  /** The node on which it shows, if it shows on one. */
  readonly node?: string;
  readonly summary: Message;
  readonly confidence: Confidence;
  readonly since: EpochMs | undefined;
  readonly evidence: readonly EvidenceLine[];
  /** Findings that follow from this one: symptoms, told and not counted as causes. */
  readonly explains: readonly Finding[];
}

/** Why a question stays open: a reading that is missing, or what a check says of itself. */
export type UnknownReason = Missing['status'] | 'undecided';

/** A question that stays open. */
export interface UnknownPart {
  readonly check: string;
  readonly reason: UnknownReason;
  readonly detail: Message;
  readonly fix: Message | undefined;
}

/** The answer to one look at one target. */
export interface Diagnosis {
  readonly target: Target;
  /** The moment of which the evidence speaks. */
  readonly at: EpochMs;
  readonly origin: 'live' | 'capture';
  readonly verdict: Verdict;
  /** In causal order: the first is the answer. */
  readonly causes: readonly DiagnosedCause[];
  readonly unknowns: readonly UnknownPart[];
  readonly notes: readonly Message[];
  /** The checks that ran to an end. */
  readonly checked: readonly string[];
  readonly cost: Cost & { readonly durationMs: number };
}
