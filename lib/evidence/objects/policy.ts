import * as z from 'zod';
import { labels, listOf, meta } from './fields.ts';

/** https://kubernetes.io/docs/reference/kubernetes-api/policy-resources/network-policy-v1/ */
export const networkPolicy = z
  .object({
    metadata: meta,
    spec: z
      .object({
        podSelector: z.object({ matchLabels: labels, matchExpressions: listOf(z.unknown()) }).nullish(),
        policyTypes: listOf(z.string()),
        ingress: z.array(z.unknown()).nullish(),
        egress: z.array(z.unknown()).nullish(),
      })
      .nullish(),
  })
  .transform(({ metadata, spec }) => ({
    meta: metadata,
    podLabels: spec?.podSelector?.matchLabels ?? {},
    /** Whether the selector holds expressions too, which `podLabels` does not show. */
    hasExpressions: (spec?.podSelector?.matchExpressions.length ?? 0) > 0,
    types: spec?.policyTypes.length ? spec.policyTypes : ['Ingress', ...(spec?.egress ? ['Egress'] : [])],
    ingressRules: spec?.ingress?.length ?? 0,
    egressRules: spec?.egress?.length ?? 0,
  }));

export type NetworkPolicy = z.output<typeof networkPolicy>;
