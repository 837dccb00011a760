import type { EvidenceKind } from '../evidence/evidence.ts';
import type { Missing, Permission } from '../evidence/reading.ts';
import { type Message, say } from '../messages/message.ts';

/** The rule of a Role or ClusterRole that would grant a permission, on one line. */
export function ruleOf({ verb, group, resource, name }: Permission): string {
  const names = name ? `, resourceNames: ["${name}"]` : '';
  return `{ apiGroups: ["${group}"], resources: ["${resource}"], verbs: ["${verb}"]${names} }`;
}

/** Says what was not learnt, why, and what would change that. */
export function describeGap(
  kind: EvidenceKind,
  missing: Missing,
): { detail: Message; fix: Message | undefined } {
  switch (missing.status) {
    case 'absent':
      return { detail: say('gap.absent', { kind, what: missing.what }), fix: undefined };
    case 'not-captured':
      return { detail: say('gap.not-captured', { kind }), fix: say('gap.not-captured.fix', { kind }) };
    case 'forbidden':
      return {
        detail: say('gap.forbidden', { kind, ...missing.permission }),
        fix: say('gap.forbidden.fix', {
          rule: ruleOf(missing.permission),
          namespace: missing.permission.namespace,
        }),
      };
    case 'unauthorized':
      return { detail: say('gap.unauthorized', { kind }), fix: say('gap.unauthorized.fix', {}) };
    case 'unreachable':
      return {
        detail: say('gap.unreachable', { kind, reason: missing.reason, technical: missing.detail }),
        fix: say('gap.unreachable.fix', {}),
      };
    case 'timed-out':
      return {
        detail: say('gap.timed-out', {
          kind,
          seconds: Math.max(0.1, Math.round(missing.afterMs / 100) / 10),
        }),
        fix: say('gap.timed-out.fix', {}),
      };
    case 'rate-limited':
      return {
        detail: say('gap.rate-limited', { kind, retryAfterSeconds: missing.retryAfterSeconds }),
        fix: say('gap.rate-limited.fix', {}),
      };
    case 'failed':
      return {
        detail: say('gap.failed', { kind, httpStatus: missing.httpStatus, technical: missing.detail }),
        fix: undefined,
      };
    case 'over-budget':
      return {
        detail: say('gap.over-budget', { kind, what: missing.what }),
        fix: say('gap.over-budget.fix', {}),
      };
  }
}
