import type { AreaCauseId, CauseText } from './cause-text.ts';

export const dnsCauses = {
  'dns.pods-pending': {
    title: 'The CoreDNS pods cannot be scheduled',
    meaning:
      'CoreDNS waits for a node: no network plugin yet, all nodes tainted or full, or its anti-affinity wants more nodes than there are.',
    impact:
      'With no running CoreDNS pod at all, no name resolves in the cluster. Pods that run only lose resilience.',
    confirm: [
      { command: 'kubectl get pods --namespace kube-system -l k8s-app=kube-dns -o wide', expect: 'Pending.' },
      {
        command: 'kubectl describe pods --namespace kube-system -l k8s-app=kube-dns',
        expect: 'FailedScheduling, and which condition refuses how many nodes.',
      },
    ],
    mend: [
      {
        text: 'Nodes NotReady for want of a network plugin: install the plugin. Pending is expected until then.',
      },
      {
        text: 'No room: lower other requests or add a node. CoreDNS should have the priority class system-cluster-critical.',
      },
      { text: 'Taints or anti-affinity: add a node, or the toleration. Restarting CoreDNS does not help.' },
    ],
    sources: [
      'https://kubernetes.io/docs/setup/production-environment/tools/kubeadm/troubleshooting-kubeadm/',
      'https://kubernetes.io/docs/tasks/administer-cluster/dns-debugging-resolution/',
    ],
  },
  'dns.crash-looping': {
    title: 'CoreDNS crashes again and again, and why is not proven yet',
    meaning: 'The CoreDNS container exits soon after each start. No specific cause explains it so far.',
    impact: 'With all pods down no name resolves; with some, queries are slow or fail now and then.',
    confirm: [
      {
        command: 'kubectl logs --namespace kube-system -l k8s-app=kube-dns --previous --tail 50',
        expect: 'The last lines: loop, Corefile, bind, panic.',
      },
      {
        command: 'kubectl describe pods --namespace kube-system -l k8s-app=kube-dns',
        expect: 'Last State (exit code, OOMKilled) and failing liveness probes.',
      },
    ],
    mend: [
      {
        text: 'Undo the last change to the ConfigMap coredns or to the Deployment.',
        command: 'kubectl get configmap coredns --namespace kube-system -o yaml',
      },
      { text: 'Do not restart the pods that still answer: they may not come back.' },
    ],
    sources: [
      'https://kubernetes.io/docs/tasks/administer-cluster/dns-debugging-resolution/',
      'https://kubernetes.io/docs/setup/production-environment/tools/kubeadm/troubleshooting-kubeadm/',
    ],
  },
  'dns.not-ready': {
    title: 'CoreDNS runs but is not ready, and why is not proven yet',
    meaning:
      'The readiness endpoint (8181/ready) answers 503: a plugin, most often kubernetes, still waits. No specific cause explains it so far.',
    impact: 'Pods that are not ready get no queries. With none ready, no name resolves.',
    confirm: [
      {
        command: 'kubectl get pods --namespace kube-system -l k8s-app=kube-dns',
        expect: 'Running, READY 0/1.',
      },
      {
        command: 'kubectl logs --namespace kube-system -l k8s-app=kube-dns --tail 50',
        expect: '"Still waiting on" or "Plugins not ready", with the plugin.',
      },
    ],
    mend: [
      { text: 'Waiting on "kubernetes": look at the way to the API’s ClusterIP and at RBAC.' },
      { text: 'A restart rarely helps: the new pod waits for the same.' },
    ],
    sources: ['https://coredns.io/plugins/ready/', 'https://coredns.io/plugins/kubernetes/'],
  },
  'dns.forwarding-loop': {
    title: 'CoreDNS forwards queries to itself',
    meaning:
      'Its upstream leads back to it: usually 127.0.0.53 of systemd-resolved (or another local cache) in the resolv.conf that it inherits from the node. The loop plugin sees that and exits.',
    impact: 'CoreDNS crash-loops; no name resolves once all its pods have restarted.',
    confirm: [
      {
        command: 'kubectl logs --namespace kube-system -l k8s-app=kube-dns --previous --tail 50',
        expect: '"plugin/loop: Loop (…) detected for zone".',
      },
      {
        command: 'cat /etc/resolv.conf',
        expect: 'On the node of the pod: a nameserver in 127.0.0.0/8, or the address of the cluster’s DNS.',
      },
    ],
    mend: [
      {
        text: 'Set resolvConf: /run/systemd/resolve/resolv.conf in the kubelet configuration of each node, then restart the kubelet and recreate the CoreDNS pods.',
        command: 'systemctl restart kubelet',
      },
      {
        text: 'Or, quicker: let forward name the real servers instead of /etc/resolv.conf.',
        command: 'kubectl edit configmap coredns --namespace kube-system',
      },
      {
        text: 'Restarting CoreDNS alone does not help. Do not remove the loop plugin: the loop would then eat CPU and memory.',
      },
    ],
    sources: [
      'https://coredns.io/plugins/loop/',
      'https://kubernetes.io/docs/tasks/administer-cluster/dns-debugging-resolution/',
    ],
  },
  'dns.corefile-invalid': {
    title: 'The Corefile of CoreDNS is invalid',
    meaning:
      'It does not parse, or names a plugin or property that this version does not have (deprecated ones are removed over time).',
    impact: 'Pods that start crash. No name resolves once all have restarted.',
    confirm: [
      {
        command: 'kubectl logs --namespace kube-system -l k8s-app=kube-dns --tail 50',
        expect: 'File and line with "Error during parsing", "Unknown directive" or "unknown property".',
      },
      { command: 'kubectl get configmap coredns --namespace kube-system -o yaml', expect: 'That line.' },
    ],
    mend: [
      {
        text: 'Correct the line, or put the last good Corefile back; the pods take it at their next start.',
        command: 'kubectl edit configmap coredns --namespace kube-system',
      },
      { text: 'After an upgrade: migrate the Corefile to the new version.' },
      { text: 'Restarting does not help before, and takes the pods down that still run with the old one.' },
    ],
    sources: [
      'https://coredns.io/manual/toc/',
      'https://github.com/coredns/deployment/blob/master/kubernetes/corefile-tool/README.md',
      'https://kubernetes.io/docs/tasks/administer-cluster/dns-custom-nameservers/',
    ],
  },
  'dns.corefile-reload-failed': {
    title: 'CoreDNS runs with an old Corefile, and the new one is broken',
    meaning:
      'The reload failed, so the pods go on with the configuration from before. At its next start each of them will fail.',
    impact:
      'None yet, but the last change is without effect. Any restart, eviction or roll-out takes DNS down.',
    confirm: [
      {
        command: 'kubectl logs --namespace kube-system -l k8s-app=kube-dns --tail 100',
        expect: '"Corefile changed but reload failed" and the reason.',
      },
    ],
    mend: [
      { text: 'Do NOT restart CoreDNS, and do not drain its nodes.' },
      {
        text: 'Correct the ConfigMap, then wait two minutes for a log line "Reloading complete".',
        command: 'kubectl edit configmap coredns --namespace kube-system',
      },
    ],
    sources: ['https://coredns.io/plugins/reload/', 'https://coredns.io/manual/toc/'],
  },
  'dns.api-unreachable': {
    title: 'CoreDNS cannot reach the API server',
    meaning:
      'Its pods get no answer on the ClusterIP of the Service kubernetes: kube-proxy, the network plugin, a firewall or a NetworkPolicy is in the way.',
    impact:
      'New pods never get ready; running ones answer from old data, so new Services and pods do not resolve.',
    confirm: [
      {
        command: 'kubectl logs --namespace kube-system -l k8s-app=kube-dns --tail 50',
        expect: '"failed to list … dial tcp … i/o timeout" or "unsynced Kubernetes API".',
      },
      {
        command: 'kubectl get pods --namespace kube-system -o wide --field-selector spec.nodeName=NODE',
        expect: 'kube-proxy and the network plugin on that node: are they ready?',
      },
      {
        command: 'curl -sk --max-time 5 https://ADDRESS:443/livez',
        expect:
          'On the node, with the ClusterIP of kubernetes: time-out points to kube-proxy; an answer points to the pod network.',
      },
    ],
    mend: [
      { text: 'Mend kube-proxy or the network plugin on that node; they have causes of their own.' },
      { text: 'Allow the pods of CoreDNS to reach the API server in firewalls and policies.' },
      { text: 'Restarting CoreDNS does not help, and makes it worse: the new pod has no data at all.' },
    ],
    sources: [
      'https://coredns.io/plugins/kubernetes/',
      'https://kubernetes.io/docs/tasks/administer-cluster/dns-debugging-resolution/',
      'https://kubernetes.io/docs/tasks/debug/debug-application/debug-service/',
    ],
  },
  'dns.rbac-missing': {
    title: 'CoreDNS lacks a permission that it needs',
    meaning:
      'Its ServiceAccount, ClusterRole or ClusterRoleBinding is missing or too narrow. It must list and watch services, pods, namespaces, endpoints and endpointslices of discovery.k8s.io.',
    impact: 'New pods never get ready, or the kind that is missing does not resolve.',
    confirm: [
      {
        command: 'kubectl logs --namespace kube-system -l k8s-app=kube-dns --tail 50',
        expect: '"is forbidden: User system:serviceaccount:kube-system:coredns cannot list resource".',
      },
      {
        command:
          'kubectl auth can-i list endpointslices.discovery.k8s.io --as system:serviceaccount:kube-system:coredns',
        expect: 'no.',
      },
      {
        command: 'kubectl get clusterrole system:coredns -o yaml',
        expect: 'Missing, or without that rule; look at the ClusterRoleBinding of the same name too.',
      },
    ],
    mend: [
      {
        text: 'kubeadm: put the add-on’s objects back. This also resets changes to the Deployment; look at the ConfigMap afterwards.',
        command: 'kubeadm init phase addon coredns',
      },
      {
        text: 'Else add the rule, as in the upstream manifest. CoreDNS tries again by itself; a restart does not help before.',
      },
    ],
    sources: [
      'https://kubernetes.io/docs/tasks/administer-cluster/dns-debugging-resolution/',
      'https://github.com/coredns/deployment/blob/master/kubernetes/coredns.yaml.sed',
    ],
  },
  'dns.object-missing': {
    title: 'An object that cluster DNS consists of is missing',
    meaning: 'The ConfigMap coredns, the Deployment coredns or the Service kube-dns does not exist.',
    impact:
      'Without Service or Deployment no name resolves. Without the ConfigMap pods cannot start any more.',
    confirm: [
      {
        command:
          'kubectl get configmap/coredns deployment/coredns service/kube-dns serviceaccount/coredns --namespace kube-system',
        expect: 'NotFound for one of them (some distributions use other names).',
      },
    ],
    mend: [
      { text: 'kubeadm: make it anew.', command: 'kubeadm init phase addon coredns' },
      {
        text: 'Else apply the manifest of your distribution. The Service must get its old ClusterIP: that in clusterDNS of the kubelets.',
      },
      { text: 'Own changes to the Corefile must be put in again. Restarting nodes or pods does not help.' },
    ],
    sources: [
      'https://kubernetes.io/docs/tasks/administer-cluster/dns-debugging-resolution/',
      'https://kubernetes.io/docs/reference/setup-tools/kubeadm/kubeadm-init-phase/',
    ],
  },
  'dns.scaled-to-zero': {
    title: 'CoreDNS is scaled to zero',
    meaning: 'The Deployment wants no replicas: by hand, by a script or by an autoscaler.',
    impact: 'No name resolves in the cluster.',
    confirm: [{ command: 'kubectl get deployment coredns --namespace kube-system', expect: 'READY 0/0.' }],
    mend: [
      {
        text: 'Scale it up.',
        command: 'kubectl scale deployment coredns --namespace kube-system --replicas 2',
      },
      {
        text: 'If it goes back to zero, look for who scales it: a dns-autoscaler, GitOps or a saving script.',
      },
    ],
    sources: ['https://kubernetes.io/docs/tasks/administer-cluster/dns-horizontal-autoscaling/'],
  },
  'dns.no-endpoints': {
    title: 'The DNS Service has no ready endpoint',
    meaning:
      'Service kube-dns exists, and no ready pod stands behind it: none is ready, or its selector does not match them.',
    impact: 'No name resolves in the cluster.',
    confirm: [
      {
        command: 'kubectl get endpointslices --namespace kube-system -l kubernetes.io/service-name=kube-dns',
        expect: 'No addresses.',
      },
      {
        command: 'kubectl get service kube-dns --namespace kube-system -o yaml',
        expect: 'The selector; usually k8s-app: kube-dns.',
      },
      {
        command: 'kubectl get pods --namespace kube-system -l k8s-app=kube-dns',
        expect:
          'Pods that are ready mean a wrong selector or a controller that is down; else see to the pods.',
      },
    ],
    mend: [
      { text: 'Pods not ready: mend what keeps them.' },
      {
        text: 'Selector wrong: put it back.',
        command: 'kubectl edit service kube-dns --namespace kube-system',
      },
    ],
    sources: ['https://kubernetes.io/docs/tasks/administer-cluster/dns-debugging-resolution/'],
  },
  'dns.upstream-unreachable': {
    title: 'The DNS server that CoreDNS forwards to does not answer',
    meaning:
      'Queries for names outside the cluster are forwarded to a server that is down, or that the CoreDNS pods cannot reach.',
    impact: 'Names outside the cluster fail or take seconds; names of the cluster resolve.',
    confirm: [
      {
        command: 'kubectl logs --namespace kube-system -l k8s-app=kube-dns --tail 50',
        expect:
          '"plugin/errors: 2 … read udp …->…:53: i/o timeout". HINFO in it: it was down at the start already.',
      },
      {
        command: 'dig +time=2 +tries=1 @ADDRESS kubernetes.io',
        expect:
          'From the node of the pod, with the upstream’s address: time-out. An answer here points to the pod network or a policy.',
      },
    ],
    mend: [
      {
        text: 'Bring the server or the way to it back: UDP and TCP 53 out of the nodes, on AWS the VPC resolver.',
      },
      {
        text: 'Or forward to another server.',
        command: 'kubectl edit configmap coredns --namespace kube-system',
      },
      {
        text: 'Restarting CoreDNS does not help, unless the node’s resolv.conf has changed: pods keep the copy that they started with.',
      },
    ],
    sources: [
      'https://coredns.io/plugins/forward/',
      'https://kubernetes.io/docs/tasks/administer-cluster/dns-custom-nameservers/',
    ],
  },
  'dns.no-upstream': {
    title: 'CoreDNS has nowhere to forward queries to',
    meaning: 'The Corefile has no forward (or another plugin that answers) for the zone asked.',
    impact: 'Names outside the cluster get SERVFAIL or REFUSED; names of the cluster resolve.',
    confirm: [
      {
        command: 'kubectl get configmap coredns --namespace kube-system -o yaml',
        expect: 'No line "forward . …" in the block ".:53".',
      },
      {
        command: 'kubectl logs --namespace kube-system -l k8s-app=kube-dns --tail 50',
        expect: '"no next plugin found".',
      },
    ],
    mend: [
      {
        text: 'Add "forward . /etc/resolv.conf" to the block; the reload plugin takes it within two minutes.',
        command: 'kubectl edit configmap coredns --namespace kube-system',
      },
      {
        text: 'An old "proxy" line: that plugin was removed in CoreDNS 1.5; use forward. A restart alone does not help.',
      },
    ],
    sources: [
      'https://coredns.io/plugins/forward/',
      'https://kubernetes.io/docs/tasks/administer-cluster/dns-custom-nameservers/',
    ],
  },
  'dns.answers-wrong': {
    title: 'CoreDNS is ready, and answers wrongly',
    meaning:
      'The Corefile is valid and says the wrong thing: another cluster domain, or a rewrite, hosts, template or zone block that catches names it should not.',
    impact: 'Some or all names resolve to nothing or to the wrong address, with all pods ready.',
    confirm: [
      {
        command: 'kubectl exec POD --namespace NAMESPACE -- nslookup kubernetes.default',
        expect: 'NXDOMAIN, or an address that is not the ClusterIP of kubernetes.',
      },
      {
        command: 'kubectl get configmap coredns --namespace kube-system -o yaml',
        expect:
          'The domain after kubernetes differs from clusterDomain of the kubelets (usually cluster.local), or a block stands before it.',
      },
    ],
    mend: [
      {
        text: 'Undo the change to the Corefile; it is reloaded within two minutes.',
        command: 'kubectl edit configmap coredns --namespace kube-system',
      },
      {
        text: 'Clients cache wrong answers for the time to live (30 seconds for cluster names in the Corefile of kubeadm). A restart of CoreDNS does not help.',
      },
    ],
    sources: [
      'https://coredns.io/plugins/kubernetes/',
      'https://coredns.io/plugins/rewrite/',
      'https://kubernetes.io/docs/concepts/services-networking/dns-pod-service/',
    ],
  },
  'dns.out-of-memory': {
    title: 'CoreDNS is killed for memory',
    meaning:
      'The container needs more than its memory limit (170Mi in the upstream manifest). It grows with the number of pods and Services, and with queries in flight.',
    impact: 'Each kill loses queries; at start-up it needs the most, so it may never get ready.',
    confirm: [
      {
        command: 'kubectl describe pods --namespace kube-system -l k8s-app=kube-dns',
        expect: 'Last State: Terminated, Reason: OOMKilled.',
      },
      {
        command: 'kubectl top pods --namespace kube-system -l k8s-app=kube-dns',
        expect: 'Near the limit (needs metrics-server).',
      },
    ],
    mend: [
      {
        text: 'Raise the limit: MB needed = (pods + Services) / 1000 + 54; with autopath (pods + Services) / 250 + 56; and room for load.',
        command: 'kubectl set resources deployment coredns --namespace kube-system --limits memory=512Mi',
      },
      { text: 'Add replicas, or NodeLocal DNSCache, when it is load: many queries or a slow upstream.' },
      { text: 'A restart does not help; the limit is reached again.' },
    ],
    sources: [
      'https://github.com/coredns/deployment/blob/master/kubernetes/Scaling_CoreDNS.md',
      'https://kubernetes.io/docs/tasks/administer-cluster/nodelocaldns/',
    ],
  },
  'dns.memory-limit-low': {
    title: 'The memory limit of CoreDNS is low for this cluster',
    meaning: 'The limit is below what the upstream formula gives for the number of pods and Services.',
    impact: 'None yet; a start or a burst of queries may get it killed.',
    confirm: [
      {
        command:
          "kubectl get deployment coredns --namespace kube-system -o jsonpath='{.spec.template.spec.containers[0].resources}'",
        expect: 'A limit below (pods + Services) / 1000 + 54 MB.',
      },
    ],
    mend: [
      {
        text: 'Raise the limit at a quiet time; the pods are rolled.',
        command: 'kubectl set resources deployment coredns --namespace kube-system --limits memory=512Mi',
      },
    ],
    sources: ['https://github.com/coredns/deployment/blob/master/kubernetes/Scaling_CoreDNS.md'],
  },
  'dns.bind-denied': {
    title: 'CoreDNS may not bind port 53',
    meaning:
      'The container lacks NET_BIND_SERVICE while it does not run as root, or a security policy takes it away.',
    impact: 'CoreDNS crash-loops; no name resolves once all its pods have restarted.',
    confirm: [
      {
        command: 'kubectl logs --namespace kube-system -l k8s-app=kube-dns --previous --tail 20',
        expect: '"listen tcp :53: bind: permission denied".',
      },
      {
        command:
          "kubectl get deployment coredns --namespace kube-system -o jsonpath='{.spec.template.spec.containers[0].securityContext}'",
        expect: 'No NET_BIND_SERVICE under capabilities.add.',
      },
    ],
    mend: [
      {
        text: 'Put capabilities.add: NET_BIND_SERVICE back, as in the upstream manifest.',
        command: 'kubectl edit deployment coredns --namespace kube-system',
      },
      { text: 'A mutating policy takes it away: exempt kube-system. A restart does not help.' },
    ],
    sources: [
      'https://github.com/coredns/deployment/blob/master/kubernetes/coredns.yaml.sed',
      'https://kubernetes.io/docs/tasks/configure-pod-container/security-context/',
    ],
  },
  'dns.selinux-old-docker': {
    title: 'SELinux with an old Docker keeps CoreDNS from starting',
    meaning:
      'An old Docker on an SELinux node does not get along with allowPrivilegeEscalation: false in the CoreDNS Deployment.',
    impact: 'CoreDNS pods on such nodes are in CrashLoopBackOff or Error.',
    confirm: [
      { command: 'getenforce; docker version', expect: 'Enforcing, and an old Docker.' },
      {
        command: 'kubectl logs --namespace kube-system -l k8s-app=kube-dns --previous --tail 20',
        expect: '"permission denied" at the start.',
      },
    ],
    mend: [
      { text: 'Upgrade the runtime. Kubernetes 1.24 and later do not use Docker without cri-dockerd.' },
      {
        text: 'Or set allowPrivilegeEscalation: true, or SELinux to permissive. Both weaken the security of the cluster.',
        command: 'kubectl edit deployment coredns --namespace kube-system',
      },
      { text: 'A restart does not help.' },
    ],
    sources: [
      'https://kubernetes.io/docs/setup/production-environment/tools/kubeadm/troubleshooting-kubeadm/',
    ],
  },
  'dns.egress-blocked': {
    title: 'A NetworkPolicy blocks the client’s DNS queries',
    meaning: 'A policy with Egress selects the client’s pods and allows no port 53 to the DNS pods.',
    impact: 'Only the pods that the policy selects resolve nothing; all others do.',
    confirm: [
      {
        command: 'kubectl get networkpolicies --namespace NAMESPACE -o yaml',
        expect: 'policyTypes with Egress, matching the pod, and no rule for UDP and TCP 53 to kube-system.',
      },
      {
        command: 'kubectl exec POD --namespace NAMESPACE -- nslookup kubernetes.default',
        expect: 'Time-out; from a pod of another namespace it works.',
      },
    ],
    mend: [
      {
        text: 'Add an egress rule: UDP and TCP 53 to namespaceSelector kubernetes.io/metadata.name: kube-system, podSelector k8s-app: kube-dns. With NodeLocal DNSCache also to 169.254.20.10.',
      },
      { text: 'Restarting CoreDNS or the pods does not help.' },
    ],
    sources: ['https://kubernetes.io/docs/concepts/services-networking/network-policies/'],
  },
  'dns.single-replica': {
    title: 'Cluster DNS hangs on one pod or one node',
    meaning: 'CoreDNS has one replica, or all its pods are on the same node.',
    impact: 'None yet; if that node or pod goes, no name resolves until a new one is ready.',
    confirm: [
      {
        command: 'kubectl get pods --namespace kube-system -l k8s-app=kube-dns -o wide',
        expect: 'One pod, or one name under NODE.',
      },
    ],
    mend: [
      {
        text: 'Two replicas or more.',
        command: 'kubectl scale deployment coredns --namespace kube-system --replicas 2',
      },
      {
        text: 'All on one node: roll them once further nodes are ready; anti-affinity is looked at only when a pod is scheduled.',
        command: 'kubectl rollout restart deployment coredns --namespace kube-system',
      },
    ],
    sources: [
      'https://kubernetes.io/docs/tasks/administer-cluster/dns-horizontal-autoscaling/',
      'https://github.com/coredns/deployment/blob/master/kubernetes/coredns.yaml.sed',
    ],
  },
} as const satisfies Record<AreaCauseId<'dns'>, CauseText>;
