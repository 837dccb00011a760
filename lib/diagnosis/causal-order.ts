import { type CauseId, catalogue } from '../causes/catalogue.ts';
import { causalRank, type Reach, reaches, reachOf } from '../causes/explains.ts';
import type { Finding, ObjectRef } from '../checks/check.ts';
import type { DiagnosedCause } from './diagnosis.ts';

const keyOf = (object: ObjectRef): string => `${object.kind}/${object.namespace ?? ''}/${object.name}`;

const nodeOf = (finding: Finding): string | undefined =>
  finding.object.kind === 'Node' ? finding.object.name : finding.node;

function isWithin(reach: Reach, cause: Finding, consequence: Finding): boolean {
  switch (reach) {
    case 'cluster':
      return true;
    case 'node':
      return nodeOf(cause) !== undefined && nodeOf(cause) === nodeOf(consequence);
    case 'object':
      return keyOf(cause.object) === keyOf(consequence.object);
  }
}

/** A wider reach includes the nearer ones; the nearest that holds says how close the two are. */
function closeness(cause: Finding, consequence: Finding): number | undefined {
  const widest = reachOf(cause.cause, consequence.cause);
  if (!widest) return undefined;
  const near = reaches.findIndex((reach) => isWithin(reach, cause, consequence));
  return near >= 0 && near <= reaches.indexOf(widest) ? near : undefined;
}

/** Errors before warnings, then from cause to consequence, then by name so that the order never depends on chance. */
function byCausalOrder(a: Finding, b: Finding): number {
  const weight = (finding: Finding): number => (catalogue[finding.cause].severity === 'error' ? 0 : 1);
  return (
    weight(a) - weight(b) ||
    causalRank(a.cause) - causalRank(b.cause) ||
    (a.confidence === b.confidence ? 0 : a.confidence === 'proven' ? -1 : 1) ||
    a.cause.localeCompare(b.cause) ||
    keyOf(a.object).localeCompare(keyOf(b.object))
  );
}

/** Follows the explanations up to the cause that nothing else explains. They never form a ring. */
function rootOf(finding: Finding, explainers: ReadonlyMap<Finding, Finding>): Finding {
  const explainer = explainers.get(finding);
  return explainer ? rootOf(explainer, explainers) : finding;
}

/** The finding that best explains `finding`: the nearest one, and among equals the first in causal order. */
function explainerOf(
  finding: Finding,
  ordered: readonly Finding[],
  explainers: ReadonlyMap<Finding, Finding>,
): Finding | undefined {
  let best: { finding: Finding; distance: number } | undefined;
  for (const candidate of ordered) {
    // Two causes that could explain each other: the first in causal order stays the root.
    if (rootOf(candidate, explainers) === finding) continue;
    // A warning explains no error: folding it away would turn an unhealthy verdict healthy.
    if (catalogue[candidate.cause].severity === 'warning' && catalogue[finding.cause].severity === 'error')
      continue;
    const distance = closeness(candidate, finding);
    if (distance !== undefined && (!best || distance < best.distance))
      best = { finding: candidate, distance };
  }
  return best?.finding;
}

/** The same cause on the same object, found by two checks, is one finding with the evidence of both. */
function mergeSame(findings: readonly Finding[]): Finding[] {
  const merged = new Map<string, Finding>();
  for (const finding of findings) {
    const key = `${finding.cause} ${keyOf(finding.object)}`;
    const known = merged.get(key);
    if (!known) {
      merged.set(key, finding);
      continue;
    }
    const [first, second] =
      known.confidence === 'likely' && finding.confidence === 'proven' ? [finding, known] : [known, finding];
    merged.set(key, { ...first, evidence: [...first.evidence, ...second.evidence] });
  }
  return [...merged.values()];
}

/**
 * Turns findings into causes: what follows from another finding is folded under it, the same cause on several objects is
 * told once, and the first of the result is the answer.
 */
export function inCausalOrder(findings: readonly Finding[]): DiagnosedCause[] {
  const ordered = mergeSame(findings).sort(byCausalOrder);
  const explainers = new Map<Finding, Finding>();
  for (const finding of ordered) {
    const explainer = explainerOf(finding, ordered, explainers);
    if (explainer) explainers.set(finding, explainer);
  }
  const consequences = new Map<Finding, Finding[]>();
  for (const finding of ordered) {
    const root = rootOf(finding, explainers);
    if (root === finding) continue;
    consequences.set(root, [...(consequences.get(root) ?? []), finding]);
  }
  const roots = ordered.filter((finding) => rootOf(finding, explainers) === finding);
  return groupByCause(roots, consequences);
}

/** Lines of evidence kept for a cause that was found on many objects: enough to see the pattern. */
const EVIDENCE_OF_GROUP = 12;

function groupByCause(
  roots: readonly Finding[],
  consequences: ReadonlyMap<Finding, readonly Finding[]>,
): DiagnosedCause[] {
  const groups = new Map<CauseId, Finding[]>();
  for (const root of roots) groups.set(root.cause, [...(groups.get(root.cause) ?? []), root]);
  return [...groups.values()].flatMap((group) => {
    const [first, ...rest] = group;
    if (!first) return [];
    return [
      {
        id: first.cause,
        severity: catalogue[first.cause].severity,
        object: first.object,
        others: rest.map((finding) => finding.object),
        ...(first.node === undefined ? {} : { node: first.node }),
        summary: first.summary,
        confidence: first.confidence,
        since: first.since,
        evidence: group.flatMap((finding) => finding.evidence).slice(0, EVIDENCE_OF_GROUP),
        explains: group.flatMap((finding) => consequences.get(finding) ?? []),
      },
    ];
  });
}
