import type { Diagnosis } from '../../../lib/diagnosis/diagnosis.ts';
import type { Target } from '../../../lib/evidence/target.ts';
import { say } from '../../../lib/messages/message.ts';

const seen = (target: Target, at: number) =>
  ({
    target,
    at,
    origin: 'live',
    causes: [],
    unknowns: [],
    notes: [],
    checked: ['node-conditions', 'node-heartbeat'],
    cost: { requests: 9, bytes: 12_345, durationMs: 700 },
  }) as const;

export const healthyDiagnosis = (target: Target, at: number): Diagnosis => ({
  ...seen(target, at),
  verdict: 'healthy',
});

/** Nothing could be read: the credential is not accepted. */
export const unknownDiagnosis = (target: Target, at: number): Diagnosis => ({
  ...seen(target, at),
  verdict: 'unknown',
  unknowns: [
    {
      check: 'node-conditions',
      reason: 'unauthorized',
      detail: say('gap.unauthorized', { kind: 'nodes' }),
      fix: say('gap.unauthorized.fix', {}),
    },
  ],
});

export const shutDownDiagnosis = (target: Target, at: number): Diagnosis => {
  const name = target.kind === 'node' ? target.name : 'node-9';
  return {
    ...seen(target, at),
    verdict: 'unhealthy',
    causes: [
      {
        id: 'kubelet.stopped',
        severity: 'error',
        object: { kind: 'Node', name },
        others: [],
        summary: say('node.shut-down', { node: name }),
        confidence: 'proven',
        since: at,
        evidence: [],
        explains: [],
      },
    ],
  };
};
