import type { ClusterReader } from '../cluster-reader.ts';
import type { EvidenceKind, EvidenceTypes } from '../evidence.ts';
import type { Permission, Reading } from '../reading.ts';
import type { Target, TargetKind } from '../target.ts';

export interface SourceContext {
  readonly reader: ClusterReader;
  readonly target: Target;
  /** Another kind of evidence, collected once however many ask for it. */
  need<K extends EvidenceKind>(kind: K): Promise<Reading<EvidenceTypes[K]>>;
}

/** How one kind of evidence is collected. */
export interface Source<K extends EvidenceKind> {
  /** The rules of RBAC that it needs: the role, and the README's line, come from here. */
  permissions(target: TargetKind): readonly Permission[];
  collect(context: SourceContext): Promise<Reading<EvidenceTypes[K]>>;
}

/** The listings of several places as one: complete if each is, and a gap only if nothing at all was learnt. */
export function joinListings<T>(
  readings: readonly Reading<{ readonly items: readonly T[]; readonly complete: boolean }>[],
): Reading<{ readonly items: readonly T[]; readonly complete: boolean }> {
  const items: T[] = [];
  let complete = true;
  let learnt = false;
  let firstGap: Reading<never> | undefined;
  for (const reading of readings) {
    if (reading.status === 'collected') {
      learnt = true;
      items.push(...reading.value.items);
      complete &&= reading.value.complete;
    } else if (reading.status === 'absent') {
      learnt = true;
    } else {
      firstGap ??= reading;
      complete = false;
    }
  }
  return learnt || !firstGap ? { status: 'collected', value: { items, complete } } : firstGap;
}
