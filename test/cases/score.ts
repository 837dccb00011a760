import type { CaseEntry } from './case-file.ts';

/** What the program answered to one case, or why it did not. */
export type Answer =
  | {
      readonly kind: 'causes';
      readonly causes: readonly { readonly id: string; readonly severity: string }[];
    }
  | { readonly kind: 'no-answer'; readonly reason: string };

export interface Score {
  readonly entry: CaseEntry;
  readonly right: boolean;
  /** Causes of severity error that neither `first` nor `also` names. */
  readonly falseAlarms: readonly string[];
  /** The first cause of severity error, if there is one. */
  readonly got: string | undefined;
  readonly reason: string | undefined;
}

/**
 * Right is a case whose first error is one of `first`; a control is right when there is no error at all. A command that does
 * not exist yet gives no answer, which is a miss.
 */
export function scoreCase(entry: CaseEntry, answer: Answer): Score {
  if (answer.kind === 'no-answer') {
    return { entry, right: false, falseAlarms: [], got: undefined, reason: answer.reason };
  }
  const errors = answer.causes.filter((cause) => cause.severity === 'error').map((cause) => cause.id);
  const [got] = errors;
  const allowed = new Set([...entry.first, ...entry.also]);
  return {
    entry,
    right: entry.control ? errors.length === 0 : got !== undefined && entry.first.includes(got),
    falseAlarms: errors.filter((id) => entry.control || !allowed.has(id)),
    got,
    reason: undefined,
  };
}

export interface Total {
  readonly kind: string;
  readonly right: number;
  readonly of: number;
  readonly falseAlarms: number;
}

/** Totals by command (`diagnose`, `explain`), by the strength of the known answer, and over all. */
export function totals(scores: readonly Score[]): Total[] {
  const kinds = new Map<string, Score[]>();
  for (const score of scores) {
    for (const kind of [`command ${score.entry.argv[0] ?? ''}`, `answer ${score.entry.strength}`]) {
      kinds.set(kind, [...(kinds.get(kind) ?? []), score]);
    }
  }
  const count = (kind: string, members: readonly Score[]): Total => ({
    kind,
    right: members.filter((score) => score.right).length,
    of: members.length,
    falseAlarms: members.filter((score) => score.falseAlarms.length > 0).length,
  });
  return [
    ...[...kinds].sort(([a], [b]) => a.localeCompare(b)).map(([kind, members]) => count(kind, members)),
    count('all', scores),
  ];
}

/** The share of right answers in percent; of no cases at all it is 0. */
export function percentRight(scores: readonly Score[]): number {
  return scores.length === 0 ? 0 : (100 * scores.filter((score) => score.right).length) / scores.length;
}
