import type { CauseId } from '../../causes/catalogue.ts';
import type { EpochMs } from '../../evidence/objects/fields.ts';
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
  supporting: [],
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
  run({ required, now }) {
    const findings: Finding[] = [];
    const notes: Message[] = [];
    for (const pod of required.pods.items) {
      if (!isSystemNamespace(pod.meta.namespace) || isDnsPod(pod) || isProxyPod(pod) || isNetworkAgent(pod))
        continue;
      const trouble = troubleOf(pod, now);
      if (!trouble) continue;
      const cause = causeOf(pod, trouble);
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

function causeOf(pod: Pod, trouble: PodTrouble): CauseId | undefined {
  const component = controlPlane[pod.meta.labels['component'] ?? ''];
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
