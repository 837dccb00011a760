import type { ClusterReader } from './cluster-reader.ts';
import type { Evidence, EvidenceKind, EvidenceTypes } from './evidence.ts';
import type { Reading } from './reading.ts';
import { sources } from './sources/index.ts';
import type { Target } from './target.ts';

type Pending = { [K in EvidenceKind]?: Promise<Reading<EvidenceTypes[K]>> };

/** Collects the kinds that are asked for, each once and side by side, and what they themselves build on. */
export async function collectEvidence(
  kinds: readonly EvidenceKind[],
  target: Target,
  reader: ClusterReader,
): Promise<Evidence> {
  const pending: Pending = {};
  function need<K extends EvidenceKind>(kind: K): Promise<Reading<EvidenceTypes[K]>> {
    const begun: Pending[K] = pending[kind];
    if (begun) return begun;
    const promise: Promise<Reading<EvidenceTypes[K]>> = sources[kind].collect({ reader, target, need });
    // `pending[kind]` has the type of `promise`; TypeScript widens an index by a type parameter on assignment.
    pending[kind] = promise as Pending[K];
    return promise;
  }
  const entries = await Promise.all(kinds.map(async (kind) => [kind, await need(kind)] as const));
  return Object.fromEntries(entries) as Evidence; // each entry pairs a kind with its own reading
}
