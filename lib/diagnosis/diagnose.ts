import type { AnyCheck, CheckInput, Finding } from '../checks/check.ts';
import { checks } from '../checks/registry.ts';
import type { ClusterReader } from '../evidence/cluster-reader.ts';
import { collectEvidence } from '../evidence/collect.ts';
import type { Evidence, EvidenceKind } from '../evidence/evidence.ts';
import type { EpochMs } from '../evidence/objects/fields.ts';
import type { Missing, Reading } from '../evidence/reading.ts';
import type { Target, TargetKind } from '../evidence/target.ts';
import type { Message } from '../messages/message.ts';
import { inCausalOrder } from './causal-order.ts';
import type { Diagnosis, UnknownPart, Verdict } from './diagnosis.ts';
import { describeGap } from './gap.ts';

/** What a target's verdict rests on: without it nothing at all can be said, whatever else a capture holds. */
const essential: Readonly<Record<TargetKind, readonly EvidenceKind[]>> = {
  node: ['nodes'],
  cluster: ['nodes', 'pods'],
  dns: ['pods'],
  proxy: ['pods'],
  network: ['nodes', 'daemonSets'],
  service: ['service'],
};

export interface DiagnoseOptions {
  readonly target: Target;
  readonly reader: ClusterReader;
  /** Given the evidence has been collected, the moment of which it speaks. */
  readonly now: EpochMs;
  /** Milliseconds of a clock that only runs forward; its zero does not matter. */
  readonly elapsedMs: () => number;
}

/** Looks at a target: collects what its checks read, judges, and puts what was found into causal order. */
export async function diagnose({ target, reader, now, elapsedMs }: DiagnoseOptions): Promise<Diagnosis> {
  const begunAtMs = elapsedMs();
  const chosen = checks.filter((check) => check.targets.includes(target.kind));
  const kinds = [...new Set(chosen.flatMap((check) => [...check.required, ...check.supporting]))];
  const evidence = await collectEvidence(kinds, target, reader);
  const judged = judge(chosen, evidence, { target, now, origin: reader.origin });
  return {
    ...judged,
    target,
    at: now,
    origin: reader.origin,
    cost: { ...reader.cost(), durationMs: Math.round(elapsedMs() - begunAtMs) },
  };
}

export type Judged = Pick<Diagnosis, 'verdict' | 'causes' | 'unknowns' | 'notes' | 'checked'>;

/** The pure half: the same evidence at the same moment always gives the same answer. */
export function judge(
  chosen: readonly AnyCheck[],
  evidence: Evidence,
  context: Pick<Diagnosis, 'target' | 'origin'> & { readonly now: EpochMs },
): Judged {
  const findings: Finding[] = [];
  const notes: Message[] = [];
  const unknowns: UnknownPart[] = [];
  const checked: string[] = [];
  let undecided = false;
  for (const check of chosen) {
    const gaps = gapsOf(check.required, evidence);
    unknowns.push(...gaps.map((gap) => toUnknown(check, gap)));
    undecided ||= gaps.some((gap) => isDecisive(gap, context.target.kind));
    if (gaps.length > 0) continue;
    const outcome = check.run(inputOf(check, evidence, context));
    checked.push(check.name);
    findings.push(...(outcome.findings ?? []));
    notes.push(...(outcome.notes ?? []));
    const open = outcome.open ?? [];
    const softGaps = gapsOf(check.supporting, evidence).filter((gap) => gap.missing.status !== 'absent');
    undecided ||=
      open.length > 0 || softGaps.some((gap) => essential[context.target.kind].includes(gap.kind));
    unknowns.push(
      ...open.map(
        ({ detail, fix }): UnknownPart => ({ check: check.name, reason: 'undecided', detail, fix }),
      ),
      ...softGaps.map((gap) => toUnknown(check, gap)),
    );
  }
  const causes = inCausalOrder(findings);
  const hasError = causes.some((cause) => cause.severity === 'error');
  const verdict: Verdict = hasError ? 'unhealthy' : undecided ? 'unknown' : 'healthy';
  return { verdict, causes, unknowns: onePerGap(unknowns), notes, checked };
}

interface Gap {
  readonly kind: EvidenceKind;
  readonly missing: Missing;
}

function gapsOf(kinds: readonly EvidenceKind[], evidence: Evidence): Gap[] {
  return kinds.flatMap((kind): Gap[] => {
    const reading = evidence[kind];
    return !reading || reading.status === 'collected' ? [] : [{ kind, missing: reading }];
  });
}

/**
 * A capture answers for what it holds: what it leaves out is told and leaves the verdict alone, unless the target's own
 * object is what is missing. A live cluster that does not show what a check requires leaves the verdict open.
 */
function isDecisive(gap: Gap, target: TargetKind): boolean {
  return gap.missing.status !== 'not-captured' || essential[target].includes(gap.kind);
}

function toUnknown(check: AnyCheck, { kind, missing }: Gap): UnknownPart {
  return { check: check.name, reason: missing.status, ...describeGap(kind, missing) };
}

function inputOf(
  check: AnyCheck,
  evidence: Evidence,
  context: Pick<CheckInput<EvidenceKind, EvidenceKind>, 'target' | 'now' | 'origin'>,
): CheckInput<EvidenceKind, EvidenceKind> {
  const read = (kind: EvidenceKind): Reading<unknown> =>
    evidence[kind] ?? { status: 'not-captured', what: kind };
  const required = Object.fromEntries(
    check.required.map((kind) => {
      const reading = read(kind);
      return [kind, reading.status === 'collected' ? reading.value : undefined];
    }),
  );
  const supporting = Object.fromEntries(check.supporting.map((kind) => [kind, read(kind)]));
  // Built from the check's own lists, all required kinds having been collected; `defineCheck` relies on just that.
  return { ...context, required, supporting } as unknown as CheckInput<EvidenceKind, EvidenceKind>;
}

/** One gap stops several checks: it is told once, by the first of them. */
function onePerGap(unknowns: readonly UnknownPart[]): UnknownPart[] {
  const told = new Set<string>();
  return unknowns.filter(({ reason, detail }) => {
    const key = `${reason} ${JSON.stringify(detail)}`;
    return !told.has(key) && told.add(key);
  });
}
