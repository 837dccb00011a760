import type { PodLog } from '../../evidence/evidence.ts';
import { readinessOf } from '../../evidence/objects/node-state.ts';
import type { Pod } from '../../evidence/objects/pod.ts';
import { say } from '../../messages/message.ts';
import { defineCheck, type EvidenceLine } from '../check.ts';

/**
 * How the API server says that it did not get through to a kubelet: a dead tunnel (`No agent available` is konnectivity's),
 * a blocked port 10250, or no answer at all behind its generic text.
 * https://kubernetes.io/docs/concepts/architecture/control-plane-node-communication/
 */
const cutOff =
  /an error on the server|no agent available|:10250\b.{0,80}(i\/o timeout|connection refused|no route to host|connect: )|ssh tunnel|dial timeout|error dialing backend|proxy error from|eof$/i;

/** The pods that carry the API server's connections to the nodes in managed clusters. */
const tunnelPods = /^(tunnelfront|aks-link|konnectivity-agent|tunnel-front)-/;

export const apiToNode = defineCheck({
  name: 'api-to-node',
  targets: ['cluster', 'node'],
  required: ['podLogs'],
  supporting: ['pods', 'nodes'],
  finds: ['control-plane.node-unreachable-from-api'],
  run({ required, supporting }) {
    const tried = required.podLogs;
    const failed = tried.filter(isCutOff);
    const unreachable = new Set(
      supporting.nodes.status === 'collected'
        ? supporting.nodes.value.items
            .filter((node) => readinessOf(node) !== 'ready')
            .map((node) => node.meta.name)
        : [],
    );
    // A node that is down answers no log request either; that is the node's fault and not that of the way to it.
    const telling = failed.filter((log) => !log.nodeName || !unreachable.has(log.nodeName));
    if (telling.length < 2 || failed.length < tried.length) return {};
    const pods = supporting.pods.status === 'collected' ? supporting.pods.value.items : [];
    const tunnels = pods.filter((pod) => tunnelPods.test(pod.meta.name));
    return {
      findings: [
        {
          cause: 'control-plane.node-unreachable-from-api',
          object: { kind: 'ControlPlane', name: 'kube-apiserver' },
          confidence: tunnels.some(restartsOften) ? 'proven' : 'likely',
          summary: say('control-plane.node-unreachable-from-api', {
            failed: telling.length,
            tunnels: tunnels.map((pod) => pod.meta.name),
          }),
          evidence: [...telling.slice(0, 3).map(seenFailure), ...tunnels.map(seenTunnel)],
        },
      ],
    };
  },
});

function isCutOff({ log }: PodLog): boolean {
  if (log.status === 'failed') return cutOff.test(log.detail);
  return log.status === 'unreachable' && cutOff.test(log.detail);
}

const restartsOf = (pod: Pod): number => pod.statuses.reduce((sum, status) => sum + status.restarts, 0);
const restartsOften = (pod: Pod): boolean => restartsOf(pod) >= 10;

function seenFailure({ namespace, pod, log }: PodLog): EvidenceLine {
  const line = log.status === 'failed' || log.status === 'unreachable' ? log.detail : log.status;
  return { source: `Log of Pod ${namespace}/${pod}`, text: say('seen.log', { line }) };
}

function seenTunnel(pod: Pod): EvidenceLine {
  return {
    source: `Pod ${pod.meta.namespace ?? ''}/${pod.meta.name}`,
    text: say('seen.restarts', { restarts: restartsOf(pod) }),
  };
}
