import type { AreaCauseId, CauseText } from './cause-text.ts';

export const serviceCauses = {
  'service.not-found': {
    title: 'The Service does not exist',
    meaning:
      'There is no Service of this name in this namespace: never made, deleted, misspelt, or in another namespace.',
    impact: 'Its name does not resolve (NXDOMAIN); clients fail at once.',
    confirm: [
      {
        command: 'kubectl get services --all-namespaces',
        expect: 'SERVICE is missing in NAMESPACE, perhaps there under another name or namespace.',
      },
    ],
    mend: [
      { text: 'In another namespace: clients must use SERVICE.NAMESPACE as the name.' },
      {
        text: 'Deleted: apply its manifest again. It gets a new ClusterIP unless the manifest names the old one.',
      },
    ],
    sources: ['https://kubernetes.io/docs/tasks/debug/debug-application/debug-service/'],
  },
  'service.selector-matches-nothing': {
    title: 'The selector of the Service matches no pod',
    meaning:
      'No pod in the namespace has all the labels of the selector: misspelt, renamed, or the pods are elsewhere.',
    impact: 'The Service has no endpoint: connections are refused or time out, for every client.',
    confirm: [
      {
        command: "kubectl get service SERVICE --namespace NAMESPACE -o jsonpath='{.spec.selector}'",
        expect: 'The labels that are asked for.',
      },
      {
        command: 'kubectl get pods --namespace NAMESPACE --show-labels',
        expect: 'No pod with all of them; near misses differ in one key or value.',
      },
    ],
    mend: [
      {
        text: 'Correct the selector in the manifest of the Service, or the labels in the pod template of the workload (a Deployment’s own selector cannot be changed).',
        command: 'kubectl edit service SERVICE --namespace NAMESPACE',
      },
      { text: 'Restarting pods does not help.' },
    ],
    sources: ['https://kubernetes.io/docs/tasks/debug/debug-application/debug-service/'],
  },
  'service.no-ready-endpoints': {
    title: 'Pods match the Service, and none of them is ready',
    meaning:
      'The selector is right; every pod that it finds fails its readiness probe, is starting, crashing or terminating.',
    impact: 'The Service sends traffic nowhere: connections are refused or time out.',
    confirm: [
      {
        command:
          'kubectl get endpointslices --namespace NAMESPACE -l kubernetes.io/service-name=SERVICE -o yaml',
        expect: 'Endpoints with ready: false.',
      },
      {
        command: 'kubectl describe pod POD --namespace NAMESPACE',
        expect: 'Readiness probe failed, with the answer; or a waiting reason.',
      },
    ],
    mend: [
      {
        text: 'Mend what the probe tells; all pods at once usually share a dependency or a fresh roll-out.',
        command: 'kubectl rollout history deployment --namespace NAMESPACE',
      },
      { text: 'Do not remove the probe to get traffic flowing: it would go to pods that cannot serve.' },
    ],
    sources: [
      'https://kubernetes.io/docs/tasks/debug/debug-application/debug-service/',
      'https://kubernetes.io/docs/concepts/workloads/pods/probes/',
    ],
  },
  'service.no-endpoints': {
    title: 'The Service has no endpoint, and why is not proven yet',
    meaning:
      'There is no ready endpoint. What could be read does not say whether the selector, the readiness of the pods or the controller is to blame.',
    impact: 'Connections to the Service are refused or time out, for every client.',
    confirm: [
      {
        command: 'kubectl get endpointslices --namespace NAMESPACE -l kubernetes.io/service-name=SERVICE',
        expect: 'None, or none with addresses.',
      },
      {
        command: 'kubectl describe service SERVICE --namespace NAMESPACE',
        expect: 'Selector, ports and Endpoints.',
      },
      {
        command: 'kubectl get pods --namespace NAMESPACE --show-labels',
        expect: 'Whether pods with these labels exist and are ready.',
      },
    ],
    mend: [
      {
        text: 'No pod has the labels: correct the selector. Pods have them and are not ready: mend the pods.',
      },
      { text: 'Pods are ready and yet there is no endpoint: look at the controller manager.' },
    ],
    sources: [
      'https://kubernetes.io/docs/tasks/debug/debug-application/debug-service/',
      'https://kubernetes.io/docs/concepts/services-networking/endpoint-slices/',
    ],
  },
  'service.target-port-wrong': {
    title: 'The Service sends to a port that nobody listens on',
    meaning: 'targetPort (by default equal to port) is not the port of the process in the pods.',
    impact: 'Endpoints look fine, and every connection through the Service is refused.',
    confirm: [
      {
        command: "kubectl get service SERVICE --namespace NAMESPACE -o jsonpath='{.spec.ports}'",
        expect: 'targetPort.',
      },
      {
        command: 'kubectl exec POD --namespace NAMESPACE -- cat /proc/net/tcp /proc/net/tcp6',
        expect:
          'No line in state 0A (listening) with that port in hexadecimal; 0100007F before it means loopback only.',
      },
    ],
    mend: [
      { text: 'Correct targetPort.', command: 'kubectl edit service SERVICE --namespace NAMESPACE' },
      {
        text: 'The process listens on 127.0.0.1 only: let it listen on all addresses. Restarting pods does not help.',
      },
    ],
    sources: [
      'https://kubernetes.io/docs/tasks/debug/debug-application/debug-service/',
      'https://kubernetes.io/docs/concepts/services-networking/service/',
    ],
  },
  'service.protocol-mismatch': {
    title: 'The Service speaks another protocol than its pods',
    meaning: 'protocol in the Service (TCP by default) is not what the process uses: UDP or SCTP.',
    impact: 'Connections through the Service fail, although the pods work when asked directly.',
    confirm: [
      {
        command: "kubectl get service SERVICE --namespace NAMESPACE -o jsonpath='{.spec.ports}'",
        expect: 'A protocol other than that of the process.',
      },
      {
        command: "kubectl get pod POD --namespace NAMESPACE -o jsonpath='{.spec.containers[*].ports}'",
        expect: 'The protocol that the pod declares.',
      },
    ],
    mend: [
      {
        text: 'Correct protocol. For both on one port, add a second entry with a name of its own.',
        command: 'kubectl edit service SERVICE --namespace NAMESPACE',
      },
    ],
    sources: [
      'https://kubernetes.io/docs/reference/networking/service-protocols/',
      'https://kubernetes.io/docs/tasks/debug/debug-application/debug-service/',
    ],
  },
  'service.named-port-missing': {
    title: 'The Service names a port that the pods do not have',
    meaning: 'targetPort is a name, and the pods declare no container port of that name (and protocol).',
    impact:
      'Those pods are no endpoints for this port: connections fail, with the other ports of the Service perhaps working.',
    confirm: [
      {
        command: "kubectl get service SERVICE --namespace NAMESPACE -o jsonpath='{.spec.ports}'",
        expect: 'targetPort is a name.',
      },
      {
        command: "kubectl get pod POD --namespace NAMESPACE -o jsonpath='{.spec.containers[*].ports}'",
        expect: 'No port of that name.',
      },
    ],
    mend: [
      {
        text: 'Name the port in the pod template, or use its number in the Service.',
        command: 'kubectl edit service SERVICE --namespace NAMESPACE',
      },
    ],
    sources: ['https://kubernetes.io/docs/concepts/services-networking/service/'],
  },
  'service.blocked-by-policy': {
    title: 'A NetworkPolicy blocks the traffic to the Service',
    meaning:
      'A policy selects the pods behind the Service (ingress) or the client (egress), and no rule allows this traffic. Policies add up; what none allows is dropped.',
    impact: 'Connections time out (some plugins refuse them), for some clients and not for others.',
    confirm: [
      {
        command: 'kubectl get networkpolicies --namespace NAMESPACE -o yaml',
        expect:
          'podSelector matches, and neither from, to nor ports fits. Look in the client’s namespace too.',
      },
      {
        command: 'kubectl exec POD --namespace NAMESPACE -- nc -zvw 3 ADDRESS PORT',
        expect: 'Time-out from the client; success from a pod that the policy allows.',
      },
    ],
    mend: [
      { text: 'Add a rule for exactly this traffic; ports are those of the pods, not of the Service.' },
      {
        text: 'Do not delete the policy. Also look at the plugin’s own policies (Calico, Cilium), which kubectl get networkpolicies does not show.',
      },
    ],
    sources: ['https://kubernetes.io/docs/concepts/services-networking/network-policies/'],
  },
  'service.scaled-to-zero': {
    title: 'The workload behind the Service is scaled to zero',
    meaning:
      'Deployment, StatefulSet or ReplicaSet has no replicas: by hand, by a script or by an autoscaler.',
    impact: 'The Service has no endpoint; every connection fails.',
    confirm: [
      { command: 'kubectl get deployments,statefulsets --namespace NAMESPACE', expect: 'READY 0/0.' },
      {
        command: 'kubectl get horizontalpodautoscalers --namespace NAMESPACE',
        expect: 'An autoscaler that wants 0; or none: then somebody did it.',
      },
    ],
    mend: [
      {
        text: 'Ask why; then scale it up (NAME: the Deployment).',
        command: 'kubectl scale deployment NAME --namespace NAMESPACE --replicas 2',
      },
      {
        text: 'Correct the manifest or autoscaler too, or it goes back. An HPA does not act while replicas is 0.',
      },
    ],
    sources: [
      'https://kubernetes.io/docs/concepts/workloads/controllers/deployment/',
      'https://kubernetes.io/docs/tasks/run-application/horizontal-pod-autoscale/',
    ],
  },
  'service.foreign-endpoints': {
    title: 'The endpoints of the Service point elsewhere',
    meaning:
      'EndpointSlices or Endpoints made by hand, or stale ones, hold addresses that are not pods of this Service.',
    impact: 'A part or all of the traffic goes to dead or wrong addresses.',
    confirm: [
      {
        command:
          'kubectl get endpointslices --namespace NAMESPACE -l kubernetes.io/service-name=SERVICE -o yaml',
        expect:
          'endpointslice.kubernetes.io/managed-by is not endpointslice-controller.k8s.io, or an address belongs to no pod.',
      },
      {
        command: 'kubectl get pods --namespace NAMESPACE -o wide',
        expect: 'The addresses that should be there.',
      },
    ],
    mend: [
      { text: 'A Service without a selector: correct the addresses in its slices; they are yours to keep.' },
      {
        text: 'With a selector: delete the slice made by hand (NAME). The controller keeps its own.',
        command: 'kubectl delete endpointslice NAME --namespace NAMESPACE',
      },
      { text: 'Stale and managed: look at the controller manager.' },
    ],
    sources: [
      'https://kubernetes.io/docs/concepts/services-networking/endpoint-slices/',
      'https://kubernetes.io/docs/concepts/services-networking/service/',
    ],
  },
  'service.internal-policy-no-endpoint': {
    title: 'internalTrafficPolicy is Local, and this node has no endpoint',
    meaning: 'Traffic from pods of a node goes only to endpoints on the same node, and there is none.',
    impact: 'Pods on this node cannot reach the Service, while pods on other nodes can.',
    confirm: [
      {
        command:
          "kubectl get service SERVICE --namespace NAMESPACE -o jsonpath='{.spec.internalTrafficPolicy}'",
        expect: 'Local.',
      },
      {
        command:
          'kubectl get endpointslices --namespace NAMESPACE -l kubernetes.io/service-name=SERVICE -o yaml',
        expect: 'No ready endpoint with nodeName NODE.',
      },
    ],
    mend: [
      { text: 'Run a ready pod on every node that needs it (a DaemonSet is usual).' },
      {
        text: 'Or set internalTrafficPolicy to Cluster.',
        command: 'kubectl edit service SERVICE --namespace NAMESPACE',
      },
    ],
    sources: ['https://kubernetes.io/docs/concepts/services-networking/service-traffic-policy/'],
  },
  'service.no-local-endpoint': {
    title: 'externalTrafficPolicy is Local, and this node has no endpoint',
    meaning:
      'Traffic from outside that arrives at a node goes only to endpoints of that node, and there is none: it is dropped.',
    impact:
      'Normal behind a load balancer that checks healthCheckNodePort. Clients that use a NodePort of this node, or a load balancer without that check, time out.',
    confirm: [
      {
        command:
          "kubectl get service SERVICE --namespace NAMESPACE -o jsonpath='{.spec.externalTrafficPolicy} {.spec.healthCheckNodePort}'",
        expect: 'Local, and the port of the health check.',
      },
      {
        command: 'curl -s http://ADDRESS:PORT/healthz',
        expect: 'With the node’s address and that port: 503 and "localEndpoints": 0 here.',
      },
    ],
    mend: [
      { text: 'See that the load balancer uses healthCheckNodePort, so that it leaves this node out.' },
      {
        text: 'Or run a pod on each node, or set externalTrafficPolicy to Cluster; then the client’s address is lost.',
        command: 'kubectl edit service SERVICE --namespace NAMESPACE',
      },
    ],
    sources: [
      'https://kubernetes.io/docs/tasks/access-application-cluster/create-external-load-balancer/',
      'https://kubernetes.io/docs/tutorials/services/source-ip/',
      'https://kubernetes.io/docs/reference/networking/virtual-ips/',
    ],
  },
} as const satisfies Record<AreaCauseId<'service'>, CauseText>;
