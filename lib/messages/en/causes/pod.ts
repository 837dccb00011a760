import type { AreaCauseId, CauseText } from './cause-text.ts';

export const podCauses = {
  'pod.unschedulable-resources': {
    title: 'No node has room for the pod',
    meaning:
      'The requests of the pod (CPU, memory, ephemeral storage, pods, devices) fit on no node that it may run on.',
    impact:
      'The pod stays Pending until room appears. Running pods are not touched, unless it has the priority to preempt them.',
    confirm: [
      {
        command: 'kubectl describe pod POD --namespace NAMESPACE',
        expect:
          'FailedScheduling: "Insufficient cpu", "Insufficient memory" or "Too many pods", with the number of nodes.',
      },
      {
        command: 'kubectl describe nodes',
        expect: 'Allocated resources: requests near 100 %. Requests count here, not use.',
      },
    ],
    mend: [
      { text: 'Lower requests that are larger than the use, or remove pods that are not needed.' },
      { text: 'Add nodes, or let the autoscaler; a pod larger than any node never fits.' },
      { text: 'Deleting the pod does not help: its successor waits too.' },
    ],
    sources: [
      'https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/',
      'https://kubernetes.io/docs/tasks/debug/debug-application/debug-pods/',
    ],
  },
  'pod.unschedulable-selector': {
    title: 'The pod’s node selector or affinity matches no node',
    meaning:
      'nodeSelector, required affinity or anti-affinity, topology spread or the zone of a volume leave no node for the pod.',
    impact: 'The pod stays Pending until a node matches.',
    confirm: [
      {
        command: 'kubectl describe pod POD --namespace NAMESPACE',
        expect:
          'FailedScheduling: "didn\'t match Pod\'s node affinity/selector", "anti-affinity rules", or "volume node affinity conflict".',
      },
      {
        command: 'kubectl get nodes --show-labels',
        expect: 'No schedulable node has the labels that are asked for.',
      },
    ],
    mend: [
      {
        text: 'Correct the selector or affinity of the workload; labels are often misspelt or were renamed.',
      },
      {
        text: 'Or give a fitting node the label (NAME: key=value).',
        command: 'kubectl label node NODE NAME',
      },
      { text: 'Anti-affinity with more replicas than nodes: add nodes or make the rule preferred.' },
    ],
    sources: [
      'https://kubernetes.io/docs/concepts/scheduling-eviction/assign-pod-node/',
      'https://kubernetes.io/docs/tasks/debug/debug-application/debug-pods/',
    ],
  },
  'pod.unschedulable-taint': {
    title: 'The pod does not tolerate the taints of the nodes',
    meaning:
      'Every node that would fit has a taint that the pod does not tolerate, and no other cause explains that taint.',
    impact: 'The pod stays Pending.',
    confirm: [
      {
        command: 'kubectl describe pod POD --namespace NAMESPACE',
        expect: 'FailedScheduling: "had untolerated taint" and the taint.',
      },
      {
        command: "kubectl get nodes -o custom-columns='NODE:.metadata.name,TAINTS:.spec.taints'",
        expect: 'Who has the taint.',
      },
    ],
    mend: [
      {
        text: 'A taint below node.kubernetes.io/ comes from the state of the node: mend that, never remove it by hand.',
      },
      {
        text: 'A left-over taint: ask who set it, then remove it (NAME: key:Effect).',
        command: 'kubectl taint nodes NODE NAME-',
      },
      { text: 'Or give the workload the toleration, if it is meant for these nodes.' },
    ],
    sources: ['https://kubernetes.io/docs/concepts/scheduling-eviction/taint-and-toleration/'],
  },
  'pod.image-unavailable': {
    title: 'The image of a system pod cannot be had',
    meaning:
      'The runtime cannot pull the image: wrong name or tag, no credentials, rate limit, registry unreachable from the node, or the wrong architecture.',
    impact:
      'The pod stays in ErrImagePull or ImagePullBackOff. For DNS, kube-proxy or the network plugin the node or the whole cluster suffers.',
    confirm: [
      {
        command: 'kubectl describe pod POD --namespace NAMESPACE',
        expect: 'Failed to pull image: not found, unauthorized, 429, time-out or "no match for platform".',
      },
      { command: 'crictl pull IMAGE', expect: 'The same error on the node.' },
    ],
    mend: [
      { text: 'Correct the reference in the workload, or roll back to the last good one.' },
      { text: 'Restore the way to the registry: credentials, proxy, DNS of the node, mirror.' },
      {
        text: 'Do not delete pods that still run elsewhere with that image: their successors could not start either.',
      },
    ],
    sources: [
      'https://kubernetes.io/docs/concepts/containers/images/',
      'https://kubernetes.io/docs/tasks/configure-pod-container/pull-image-private-registry/',
    ],
  },
  'pod.crash-looping': {
    title: 'A system pod crashes again and again, and why is not proven yet',
    meaning:
      'Its container exits soon after each start; the kubelet waits longer each time, up to 5 minutes by default. No specific cause explains it so far.',
    impact: 'What the pod does for the cluster is missing, on its node or everywhere.',
    confirm: [
      {
        command: 'kubectl logs POD --namespace NAMESPACE --previous --all-containers',
        expect: 'The last lines before the exit.',
      },
      {
        command: 'kubectl describe pod POD --namespace NAMESPACE',
        expect:
          'Last State: exit code and reason. 137 with OOMKilled is memory; a failing liveness probe shows in the events.',
      },
    ],
    mend: [
      { text: 'Undo the last change to its image, configuration or permissions.' },
      {
        text: 'Deleting the pod only resets the waiting time: it helps after the cause is mended.',
        command: 'kubectl delete pod POD --namespace NAMESPACE',
      },
    ],
    sources: [
      'https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/',
      'https://kubernetes.io/docs/tasks/debug/debug-application/debug-pods/',
    ],
  },
} as const satisfies Record<AreaCauseId<'pod'>, CauseText>;
