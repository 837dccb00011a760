import type { AreaCauseId, CauseText } from './cause-text.ts';

export const accessCauses = {
  'access.forbidden': {
    title: 'We may not read what the question needs',
    meaning:
      'The API server answered 403 to Wardround’s read-only identity. What it would have shown stays unknown; it is not taken for healthy.',
    impact: 'The diagnosis has a gap. The cluster itself does not suffer from it.',
    confirm: [
      {
        command: 'kubectl auth can-i --list --as system:serviceaccount:NAMESPACE:NAME',
        expect:
          'The verb and resource that the diagnosis names are missing (NAME: the ServiceAccount of Wardround).',
      },
    ],
    mend: [
      {
        text: 'Apply the generated read-only role of this version of Wardround; an older one may lack a rule.',
      },
      { text: 'Or accept the gap: the diagnosis names what it could not learn.' },
    ],
    sources: ['https://kubernetes.io/docs/reference/access-authn-authz/rbac/'],
  },
  'access.token-expired': {
    title: 'Our own credential for the cluster has expired',
    meaning:
      'The API server answered 401: the token or certificate that Wardround uses is past its end, or was revoked.',
    impact:
      'Nothing can be learnt about the cluster until it is renewed. It says nothing about the health of the cluster.',
    confirm: [
      {
        command: 'kubectl auth whoami',
        expect:
          'With the same credential: Unauthorized. An old kubectl without this command: use kubectl get namespaces.',
      },
    ],
    mend: [
      {
        text: 'Issue a new token for the ServiceAccount of Wardround (NAME) and store it where its configuration refers to.',
        command: 'kubectl create token NAME --namespace NAMESPACE --duration 24h',
      },
      {
        text: 'See why the renewal did not run. If a fresh token fails too, look at the clock and at the issuer of the API server.',
      },
    ],
    sources: [
      'https://kubernetes.io/docs/reference/access-authn-authz/authentication/',
      'https://kubernetes.io/docs/reference/access-authn-authz/service-accounts-admin/',
    ],
  },
} as const satisfies Record<AreaCauseId<'access'>, CauseText>;
