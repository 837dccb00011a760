import type { UnreachableReason } from '../../evidence/reading.ts';

/** What each kind of evidence is, in the words of whoever reads the answer. */
const kindNames: Readonly<Record<string, string>> = {
  nodes: 'the nodes',
  neighbours: 'the other nodes',
  leases: "the nodes' heartbeats (leases)",
  pods: 'the pods',
  nodeEvents: 'the events about nodes',
  podEvents: 'the events about pods',
  daemonSets: 'the DaemonSets',
  deployments: 'the Deployments of kube-system',
  serverVersion: "the API server's version",
  podLogs: "the pods' logs",
  dnsServices: 'the Service of cluster DNS',
  dnsSlices: 'the endpoints of cluster DNS',
  service: 'the Service',
  serviceSlices: "the Service's endpoints",
  servicePods: "the pods of the Service's namespace",
  namespaceWorkloads: "the Deployments and StatefulSets of the Service's namespace",
  networkPolicies: 'the network policies',
};

/** What to capture so that a kind of evidence is there. */
const captureCommands: Readonly<Record<string, string>> = {
  nodes: 'kubectl get nodes -o json',
  neighbours: 'kubectl get nodes -o json',
  leases: 'kubectl get leases -n kube-node-lease -o json',
  pods: 'kubectl get pods -A -o json',
  nodeEvents: 'kubectl get events -A -o json',
  podEvents: 'kubectl get events -A -o json',
  daemonSets: 'kubectl get daemonsets -A -o json',
  deployments: 'kubectl get deployments -A -o json',
  serverVersion: 'kubectl version -o json',
  podLogs: 'kubectl cluster-info dump -A --output-directory=DIR',
  dnsServices: 'kubectl get services -n kube-system -o json',
  dnsSlices: 'kubectl get endpointslices -n kube-system -o json',
  service: 'kubectl get services -A -o json',
  serviceSlices: 'kubectl get endpointslices -A -o json',
  servicePods: 'kubectl get pods -A -o json',
  namespaceWorkloads: 'kubectl get deployments,statefulsets -A -o json',
  networkPolicies: 'kubectl get networkpolicies -A -o json',
};

const reasons: Readonly<Record<UnreachableReason, string>> = {
  'name-not-found': 'its name does not resolve',
  refused: 'the connection was refused',
  reset: 'the connection was cut',
  'no-route': 'there is no route to it',
  'tls-untrusted': 'its certificate is signed by an authority that is not trusted here',
  'tls-expired': 'its certificate has expired, or one of the clocks is wrong',
  'tls-name-mismatch': 'its certificate does not carry the name or address used',
  tls: 'the TLS handshake failed',
  other: 'the request failed',
};

const named = (kind: string): string => kindNames[kind] ?? kind;

export const unreachableReason = (reason: UnreachableReason): string => reasons[reason];

interface KindParams {
  readonly kind: string;
}

/** Why something was not learnt, and what would change that. */
export const gaps = {
  'gap.absent': ({ kind, what }: KindParams & { what: string }) =>
    `There is no ${what}, which ${named(kind)} would have shown.`,
  'gap.not-captured': ({ kind }: KindParams) => `The capture does not hold ${named(kind)}.`,
  'gap.not-captured.fix': ({ kind }: KindParams) =>
    `Add the output of: ${captureCommands[kind] ?? 'kubectl cluster-info dump -A'}`,
  'gap.forbidden': ({
    kind,
    verb,
    resource,
    namespace,
    name,
  }: KindParams & { verb: string; group: string; resource: string; namespace?: string; name?: string }) =>
    `Not allowed to read ${named(kind)}: may not ${verb} ${resource}${name ? ` "${name}"` : ''}${
      namespace ? ` in namespace ${namespace}` : ' in the whole cluster'
    }.`,
  'gap.forbidden.fix': ({ rule, namespace }: { rule: string; namespace: string | undefined }) =>
    `Grant by ${namespace ? `a Role in ${namespace}` : 'a ClusterRole'}: ${rule}`,
  'gap.unauthorized': ({ kind }: KindParams) =>
    `The API server does not accept our credential (401), so ${named(kind)} stayed unread.`,
  'gap.unauthorized.fix': (_: object) =>
    'Renew the token or the client certificate; `kubectl auth whoami` shows whether it holds.',
  'gap.unreachable': ({
    kind,
    reason,
    technical,
  }: KindParams & { reason: UnreachableReason; technical: string }) =>
    `The API server could not be asked for ${named(kind)}: ${reasons[reason]}${technical ? ` (${technical})` : ''}.`,
  'gap.unreachable.fix': (_: object) =>
    'Look again once the API server answers; `kubectl get --raw /readyz` shows it.',
  'gap.timed-out': ({ kind, seconds }: KindParams & { seconds: number }) =>
    `No answer for ${named(kind)} within ${seconds} s.`,
  'gap.timed-out.fix': (_: object) =>
    'Allow more time with --timeout, or look whether the API server is overloaded.',
  'gap.rate-limited': ({ kind, retryAfterSeconds }: KindParams & { retryAfterSeconds: number | undefined }) =>
    `The API server limits requests (429), so ${named(kind)} stayed unread${
      retryAfterSeconds === undefined ? '' : `; it asks to wait ${retryAfterSeconds} s`
    }.`,
  'gap.rate-limited.fix': (_: object) =>
    'Look again in a while; an API server that limits reads is itself overloaded.',
  'gap.failed': ({
    kind,
    httpStatus,
    technical,
  }: KindParams & { httpStatus: number | undefined; technical: string }) =>
    `Asking for ${named(kind)} failed${httpStatus === undefined ? '' : ` with status ${httpStatus}`}: ${technical}`,
  'gap.over-budget': ({ kind, what }: KindParams & { what: string }) =>
    `The budget of one look (${what}) was used up before ${named(kind)}.`,
  'gap.over-budget.fix': (_: object) => 'Look at one node or one Service instead of the cluster.',
};
