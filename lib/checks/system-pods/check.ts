import type { CauseId } from '../../causes/catalogue.ts';
import type { EpochMs } from '../../evidence/objects/fields.ts';
import type { Node } from '../../evidence/objects/node.ts';
import { readinessOf } from '../../evidence/objects/node-state.ts';
import type { Pod } from '../../evidence/objects/pod.ts';
import { isSystemNamespace } from '../../evidence/system-namespaces.ts';
import { type Message, say } from '../../messages/message.ts';
import { defineCheck, type Finding } from '../check.ts';
import { isDnsPod, isProxyPod } from '../components.ts';
import { podRef } from '../observe.ts';
import { type PodTrouble, seenTrouble, troubleOf } from '../pod-trouble.ts';
import { unschedulableCause } from '../unschedulable.ts';

/** Agents of a network plugin are judged with their plugin. */
const isNetworkAgent = (pod: Pod): boolean =>
  /^(kube-flannel|calico-node|canal|weave-net|cilium|aws-node|antrea-agent|kindnet|kube-router|ovnkube-node)-/.test(
    pod.meta.name,
  );

export const systemPods = defineCheck({
  name: 'system-pods',
  targets: ['node', 'cluster'],
  required: ['pods'],
  supporting: ['nodes', 'neighbours'],
  finds: [
    'pod.crash-looping',
    'pod.image-unavailable',
    'pod.unschedulable-resources',
    'pod.unschedulable-selector',
    'pod.unschedulable-taint',
    'control-plane.scheduler-down',
    'control-plane.controller-manager-down',
    'control-plane.etcd-unhealthy',
  ],
  run({ required, supporting, now }) {
    const nodes = [supporting.nodes, supporting.neighbours].flatMap((reading) =>
      reading.status === 'collected' ? reading.value.items : [],
    );
    const findings: Finding[] = [];
    const notes: Message[] = [];
    for (const pod of required.pods.items) {
      if (!isSystemNamespace(pod.meta.namespace) || isDnsPod(pod) || isProxyPod(pod) || isNetworkAgent(pod))
        continue;
      const trouble = troubleOf(pod, now);
      if (!trouble) continue;
      const cause = causeOf(pod, trouble, nodes);
      if (cause) findings.push(found(cause, pod, trouble, now));
      else
        notes.push(say('pod.in-trouble', { pod: pod.meta.name, node: pod.nodeName, trouble: trouble.kind }));
    }
    return { findings, notes };
  },
});

/** Static pods of the control plane, by the label that kubeadm gives them. */
const controlPlane: Readonly<Record<string, CauseId>> = {
  'kube-scheduler': 'control-plane.scheduler-down',
  'kube-controller-manager': 'control-plane.controller-manager-down',
  etcd: 'control-plane.etcd-unhealthy',
};

const isControlPlane = ({ meta }: Node): boolean =>
  Object.keys(meta.labels).some((key) => /^node-role\.kubernetes\.io\/(control-plane|master)$/.test(key));

/**
 * A pod of a control plane is the control plane only where there is no other of its kind. On a node that is down its pods
 * are marked not ready from outside, which says nothing of them.
 */
function componentOf(pod: Pod, trouble: PodTrouble, nodes: readonly Node[]): CauseId | undefined {
  const component = controlPlane[pod.meta.labels['component'] ?? ''];
  const own = nodes.find((node) => node.meta.name === pod.nodeName);
  if ((trouble.kind === 'not-ready' || trouble.kind === 'not-started') && own && readinessOf(own) !== 'ready')
    return undefined;
  const others = new Set(nodes.filter(isControlPlane).map((node) => node.meta.name));
  others.delete(pod.nodeName ?? '');
  // Of etcd every member counts: with one of three gone the next failure takes the cluster away.
  return component === 'control-plane.etcd-unhealthy' || others.size === 0 ? component : undefined;
}

function causeOf(pod: Pod, trouble: PodTrouble, nodes: readonly Node[]): CauseId | undefined {
  const component = componentOf(pod, trouble, nodes);
  if (component) return component;
  switch (trouble.kind) {
    case 'crash-looping':
    case 'out-of-memory':
      return 'pod.crash-looping';
    case 'image-unavailable':
      return 'pod.image-unavailable';
    case 'unschedulable':
      return unschedulableCause(trouble.message);
    case 'cannot-start':
    case 'not-started':
    case 'not-ready':
      return undefined;
  }
}

function found(cause: CauseId, pod: Pod, trouble: PodTrouble, now: EpochMs): Finding {
  return {
    cause,
    object: podRef(pod),
    ...(pod.nodeName ? { node: pod.nodeName } : {}),
    confidence: 'proven',
    summary: say('pod.in-trouble', { pod: pod.meta.name, node: pod.nodeName, trouble: trouble.kind }),
    evidence: seenTrouble(pod, trouble, now),
  };
}
