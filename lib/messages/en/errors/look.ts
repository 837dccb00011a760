import { unreachableReason } from '../gaps.ts';
import { enumerate, plural, quote } from '../words.ts';
import { didYouMeanPhrase, type ErrorText } from './error-text.ts';

type UnreachableReason = Parameters<typeof unreachableReason>[0];

const unreachableFixes: Partial<Readonly<Record<UnreachableReason, string>>> = {
  'name-not-found':
    'Check the address in the kubeconfig (kubectl config view --minify) and the DNS of this machine.',
  refused:
    'Nothing listens there: check the port, and on the control plane whether the API server runs (crictl ps).',
  reset: 'A proxy, load balancer or firewall on the way may cut it; try curl -vk ADDRESS/readyz from here.',
  'no-route': 'Check VPN, security groups and firewalls between this machine and the API server.',
  'tls-untrusted':
    "Give the cluster's certificate authority: certificate-authority-data in the kubeconfig, or --ca FILE. A proxy that opens TLS shows the same.",
  'tls-expired':
    'Check the clock of this machine (timedatectl); on the control plane: kubeadm certs check-expiration',
  'tls-name-mismatch': 'Use a name that its certificate carries, or tls-server-name in the kubeconfig.',
};

/** Why nothing could be learnt of a cluster that there is a way in to. `server` is its address, or "the capture". */
export const lookErrors = {
  'look.unreachable': (p: { server: string; reason: UnreachableReason; detail: string }): ErrorText => ({
    message: `The API server at ${p.server} cannot be reached: ${unreachableReason(p.reason)}${
      p.detail ? ` (${quote(p.detail, 200)})` : ''
    }.`,
    fix: unreachableFixes[p.reason] ?? 'See what the network says: curl -vk ADDRESS/readyz',
  }),
  'look.unauthorized': (p: { server: string }): ErrorText => ({
    message: `The API server at ${p.server} does not accept our credential (401).`,
    fix: 'Renew the token or the client certificate; kubectl auth whoami shows whether it holds.',
  }),
  'look.forbidden': (p: { server: string; rules: readonly string[] }): ErrorText => ({
    message: `The API server at ${p.server} allows us to read nothing of what is needed (403).`,
    fix: `Grant by a ClusterRole: ${p.rules.join(' ')}`,
  }),
  'look.timed-out': (p: { server: string; seconds: number }): ErrorText => ({
    message: `The API server at ${p.server} did not answer within ${p.seconds} s.`,
    fix: 'Allow more time with --timeout SECONDS; see whether it answers at all: kubectl get --raw /readyz',
  }),
  'look.rate-limited': (p: { server: string; retryAfterSeconds: number | undefined }): ErrorText => ({
    message: `The API server at ${p.server} turns requests away (429)${
      p.retryAfterSeconds === undefined ? '' : ` and asks to wait ${p.retryAfterSeconds} s`
    }.`,
    fix: 'Look again in a while; an API server that limits reads is itself overloaded.',
  }),
  'look.failed': (p: { server: string; httpStatus: number | undefined; detail: string }): ErrorText => ({
    message: `The API server at ${p.server} gave no answer that can be read${
      p.httpStatus === undefined ? '' : ` (status ${p.httpStatus})`
    }: ${quote(p.detail)}`,
    fix: 'See what answers there: kubectl get --raw /readyz. A login page or a proxy on the way answers in HTML.',
  }),
  'look.not-kubernetes': (p: { server: string; what: string }): ErrorText => ({
    message: `What answers at ${p.server} is probably no Kubernetes API server: it does not know ${p.what} (404).`,
    fix: 'Check the address, its path included: kubectl config view --minify',
  }),
  'look.over-budget': (p: { server: string; what: string }): ErrorText => ({
    message: `The budget of one look (${p.what}) was used up before anything was learnt from ${p.server}.`,
    fix: 'Look at one node or one Service instead of the cluster.',
  }),
  'look.no-such-node': (p: {
    wanted: string;
    where: string;
    meant: readonly string[];
    names: readonly string[];
    known: number;
    complete: boolean;
  }): ErrorText => ({
    message: `There is no node "${p.wanted}" in ${p.where}${
      p.complete ? '' : ', as far as its nodes could be listed'
    }.${didYouMeanPhrase(p.meant)}`,
    fix:
      p.known === 0
        ? 'It has no nodes at all.'
        : `It has ${plural(p.known, 'node')}: ${p.names.join(', ')}${p.known > p.names.length ? ` and ${p.known - p.names.length} more` : ''}.`,
  }),
  'look.no-such-node-unlisted': (p: { wanted: string; where: string }): ErrorText => ({
    message: `There is no node "${p.wanted}" in ${p.where}, and we may not list its nodes to see what was meant (403).`,
    fix: 'Give the whole name, or grant by a ClusterRole: { apiGroups: [""], resources: ["nodes"], verbs: ["list"] }',
  }),
  'look.ambiguous-node': (p: { wanted: string; candidates: readonly string[]; more: number }): ErrorText => ({
    message:
      p.candidates.length === 1
        ? `"${p.wanted}" may stand for ${enumerate(p.candidates)}, but not all nodes could be listed.`
        : `"${p.wanted}" stands for several nodes: ${p.candidates.join(', ')}${p.more > 0 ? ` and ${p.more} more` : ''}.`,
    fix: 'Give the whole name.',
  }),
  internal: (p: { detail: string; verbose: boolean }): ErrorText => ({
    message: `Something went wrong inside wardround: ${quote(p.detail, 200)}`,
    fix: p.verbose
      ? 'Please report it, with the trace below.'
      : 'Run it again with --verbose to see where, and please report it.',
  }),
};
