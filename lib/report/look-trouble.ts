import type { LookProblem } from '../diagnosis/look.ts';
import type { Missing } from '../evidence/reading.ts';
import { type Trouble, trouble } from './trouble.ts';

export interface LookedAt {
  /** The address of the API server, or undefined for a capture. */
  readonly server: string | undefined;
}

/** Why a target could not be looked at, in words. */
export function lookTrouble(problem: LookProblem, { server }: LookedAt): Trouble {
  const where = server === undefined ? 'the capture' : `the cluster at ${server}`;
  switch (problem.outcome) {
    case 'ambiguous':
      return trouble('look.ambiguous-node', problem);
    case 'none':
      if (problem.unlisted?.status === 'forbidden') {
        return trouble('look.no-such-node-unlisted', { wanted: problem.wanted, where });
      }
      if (problem.unlisted) return missingTrouble(problem.unlisted, server ?? where, []);
      return trouble('look.no-such-node', { ...problem, where });
    case 'could-not-look':
      return missingTrouble(problem.missing, server ?? where, problem.rules);
  }
}

function missingTrouble(missing: Missing, server: string, rules: readonly string[]): Trouble {
  switch (missing.status) {
    case 'unreachable':
      return trouble('look.unreachable', { server, reason: missing.reason, detail: missing.detail });
    case 'unauthorized':
      return trouble('look.unauthorized', { server });
    case 'forbidden':
      return trouble('look.forbidden', { server, rules });
    case 'timed-out':
      return trouble('look.timed-out', {
        server,
        seconds: Math.max(0.1, Math.round(missing.afterMs / 100) / 10),
      });
    case 'rate-limited':
      return trouble('look.rate-limited', { server, retryAfterSeconds: missing.retryAfterSeconds });
    case 'failed':
      return trouble('look.failed', { server, httpStatus: missing.httpStatus, detail: missing.detail });
    case 'over-budget':
      return trouble('look.over-budget', { server, what: missing.what });
    case 'absent':
    case 'not-captured':
      return trouble('look.not-kubernetes', { server, what: missing.what });
  }
}
