import type { Missing, Permission } from '../evidence/reading.ts';
import type { Message } from '../messages/message.ts';
import { attend } from './attended-reader.ts';
import { type DiagnoseOptions, diagnose } from './diagnose.ts';
import type { Diagnosis } from './diagnosis.ts';
import { ruleOf } from './gap.ts';
import { type NodeResolution, resolveNode } from './resolve-node.ts';

/** Why a target could not be looked at: its node is not to be found, or nothing at all was learnt. */
export type LookProblem =
  | (Extract<NodeResolution, { outcome: 'ambiguous' | 'none' }> & { readonly wanted: string })
  | {
      readonly outcome: 'could-not-look';
      /** What tells most of why. */
      readonly missing: Missing;
      /** The rules of RBAC that were asked for and are not granted. */
      readonly rules: readonly string[];
    };

export type Look =
  | { readonly ok: true; readonly diagnosis: Diagnosis }
  | { readonly ok: false; readonly problem: LookProblem };

/**
 * Looks at a target as people name it: finds its node first, and tells a diagnosis from a look that learnt nothing. What
 * is open about a cluster is part of a diagnosis; a cluster of which nothing can be read has none.
 */
export async function look(options: DiagnoseOptions): Promise<Look> {
  const { target } = options;
  const reader = attend(options.reader);
  const begunAtMs = options.elapsedMs();
  let notes: readonly Message[] = [];
  let resolved = target;
  if (target.kind === 'node') {
    const resolution = await resolveNode(target.name, reader);
    switch (resolution.outcome) {
      case 'found':
        if (resolution.node) reader.know(resolution.name, resolution.node);
        resolved = { kind: 'node', name: resolution.name };
        notes = resolution.notes;
        break;
      case 'could-not-look':
        return couldNotLook([resolution.missing]);
      case 'ambiguous':
      case 'none':
        return { ok: false, problem: { ...resolution, wanted: target.name } };
    }
  }
  const diagnosis = await diagnose({ ...options, target: resolved, reader });
  const nothing = reader.origin === 'live' ? reader.learntNothing() : undefined;
  if (nothing) return couldNotLook(nothing);
  const durationMs = Math.round(options.elapsedMs() - begunAtMs);
  return {
    ok: true,
    diagnosis: {
      ...diagnosis,
      notes: [...notes, ...diagnosis.notes],
      cost: { ...diagnosis.cost, durationMs },
    },
  };
}

/** What tells most of why nothing was learnt comes first. */
const telling: readonly Missing['status'][] = [
  'unreachable',
  'unauthorized',
  'timed-out',
  'rate-limited',
  'failed',
  'forbidden',
  'over-budget',
  'absent',
  'not-captured',
];

function couldNotLook(gaps: readonly Missing[]): Look {
  const [missing] = [...gaps].sort((a, b) => telling.indexOf(a.status) - telling.indexOf(b.status));
  // Asked with one gap at least; without any there is nothing to tell of.
  if (!missing) throw new RangeError('a look failed without a reason');
  const permissions = gaps.flatMap((gap): Permission[] =>
    gap.status === 'forbidden' ? [gap.permission] : [],
  );
  const rules = [...new Set(permissions.map(ruleOf))].sort();
  return { ok: false, problem: { outcome: 'could-not-look', missing, rules } };
}
