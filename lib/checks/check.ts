import type { CauseId } from '../causes/catalogue.ts';
import type { EvidenceKind, EvidenceTypes } from '../evidence/evidence.ts';
import type { EpochMs } from '../evidence/objects/fields.ts';
import type { Reading } from '../evidence/reading.ts';
import type { Target, TargetKind } from '../evidence/target.ts';
import type { Message } from '../messages/message.ts';

/** An object of the cluster, as people name it. */
export interface ObjectRef {
  readonly kind: string;
  readonly namespace?: string;
  readonly name: string;
}

/** One observation that speaks for a finding, and where it was read. */
export interface EvidenceLine {
  /** For example `Node node-3 .status.conditions[Ready]` or `Event kube-system/coredns-abc.17f`. */
  readonly source: string;
  readonly text: Message;
}

/** `proven`: the evidence allows no other reading. `likely`: it fits best, and another reading stays possible. */
export type Confidence = 'proven' | 'likely';

/** A cause that a check found on an object. */
export interface Finding {
  readonly cause: CauseId;
  readonly object: ObjectRef;
  /** The node on which it shows, if it shows on one: what lets a node's cause explain a pod's trouble. */
  readonly node?: string;
  readonly confidence: Confidence;
  readonly summary: Message;
  readonly evidence: readonly EvidenceLine[];
  readonly since?: EpochMs;
}

/** A question that stays open although the check ran. */
export interface OpenQuestion {
  readonly detail: Message;
  /** What would answer it. */
  readonly fix?: Message;
}

/** What a check says. No finding and no open question is what `healthy` means. */
export interface Outcome {
  readonly findings?: readonly Finding[];
  readonly open?: readonly OpenQuestion[];
  /** Facts worth telling that are no fault. */
  readonly notes?: readonly Message[];
}

export interface CheckInput<R extends EvidenceKind, S extends EvidenceKind> {
  readonly target: Target;
  /** The moment of which the evidence speaks: the clock for a live cluster, the capture's own time for a capture. */
  readonly now: EpochMs;
  readonly origin: 'live' | 'capture';
  readonly required: { readonly [K in R]: EvidenceTypes[K] };
  readonly supporting: { readonly [K in S]: Reading<EvidenceTypes[K]> };
}

/** A pure function from evidence and a clock to an outcome, and what it needs for it. */
export interface Check<R extends EvidenceKind = EvidenceKind, S extends EvidenceKind = EvidenceKind> {
  /** Kebab-case, the name of its folder. */
  readonly name: string;
  /** The targets for which it runs. */
  readonly targets: readonly TargetKind[];
  /** Without these it cannot judge: it is then unknown. */
  readonly required: readonly R[];
  /** These make it sharper. */
  readonly supporting: readonly S[];
  /** Every cause that it can name. */
  readonly finds: readonly CauseId[];
  run(input: CheckInput<R, S>): Outcome;
}

/** A check whose kinds of evidence are known only at run time, as the registry holds it. */
export type AnyCheck = Omit<Check, 'run'> & {
  run(input: CheckInput<EvidenceKind, EvidenceKind>): Outcome;
};

/** Infers the kinds of evidence from the two lists, so that `run` sees exactly what the check asked for. */
export function defineCheck<const R extends EvidenceKind, const S extends EvidenceKind>(
  check: Check<R, S>,
): AnyCheck {
  // The engine hands a check the kinds that it lists, which is what `run` of the narrower type relies on.
  return check as unknown as AnyCheck;
}
