import type { AreaCauseId, CauseText } from './cause-text.ts';

export const proxyCauses = {
  'proxy.not-running': {
    title: 'kube-proxy is not running where it should',
    meaning:
      'There is no kube-proxy DaemonSet, or no pod of it on a node where one is due. Not a fault where the network plugin replaces it (Cilium and others).',
    impact:
      'The node’s rules for Services go stale: changed endpoints are not followed. On a fresh node no ClusterIP works at all, so no DNS either.',
    confirm: [
      {
        command: 'kubectl get daemonset kube-proxy --namespace kube-system',
        expect: 'NotFound, or DESIRED above READY.',
      },
      {
        command:
          'kubectl get pods --namespace kube-system -l k8s-app=kube-proxy -o wide --field-selector spec.nodeName=NODE',
        expect: 'None.',
      },
    ],
    mend: [
      {
        text: 'Pod missing: look at the events of the DaemonSet (node selector, taints, quota, admission).',
        command: 'kubectl describe daemonset kube-proxy --namespace kube-system',
      },
      {
        text: 'DaemonSet missing on kubeadm: put it back (give --config for own settings, or the defaults apply).',
        command: 'kubeadm init phase addon kube-proxy',
      },
    ],
    sources: [
      'https://kubernetes.io/docs/tasks/debug/debug-application/debug-service/',
      'https://kubernetes.io/docs/reference/networking/virtual-ips/',
    ],
  },
  'proxy.crash-looping': {
    title: 'kube-proxy crashes again and again, and why is not proven yet',
    meaning: 'Its container exits soon after each start. No specific cause explains it so far.',
    impact:
      'The node’s rules for Services go stale: new or moved endpoints are not reached from it. Existing rules go on working.',
    confirm: [
      {
        command: 'kubectl logs POD --namespace kube-system --previous --tail 50',
        expect: 'The last line before the exit.',
      },
      {
        command: 'kubectl get pods --namespace kube-system -l k8s-app=kube-proxy -o wide',
        expect: 'Whether it is one node (the node) or all (the configuration).',
      },
    ],
    mend: [
      {
        text: 'All nodes: undo the last change to the ConfigMap or the DaemonSet.',
        command: 'kubectl rollout history daemonset kube-proxy --namespace kube-system',
      },
      { text: 'One node: compare its kernel, modules and iptables with a healthy one.' },
      { text: 'Do not roll the pods that still run: they may not come back.' },
    ],
    sources: ['https://kubernetes.io/docs/tasks/debug/debug-application/debug-service/'],
  },
  'proxy.configmap-missing': {
    title: 'The ConfigMap of kube-proxy does not exist',
    meaning: 'The DaemonSet mounts a ConfigMap that is not there.',
    impact: 'Running pods go on; new ones stay in ContainerCreating. New nodes have no working Services.',
    confirm: [
      { command: 'kubectl get configmap kube-proxy --namespace kube-system', expect: 'NotFound.' },
      {
        command: 'kubectl describe pods --namespace kube-system -l k8s-app=kube-proxy',
        expect: 'FailedMount: configmap "kube-proxy" not found.',
      },
    ],
    mend: [
      { text: 'Do not restart the pods that still run.' },
      {
        text: 'kubeadm: make it anew (give --config for own settings).',
        command: 'kubeadm init phase addon kube-proxy',
      },
      { text: 'Else put it back from GitOps or a backup. Waiting pods then start by themselves.' },
    ],
    sources: [
      'https://kubernetes.io/docs/reference/setup-tools/kubeadm/kubeadm-init-phase/',
      'https://kubernetes.io/docs/concepts/configuration/configmap/',
    ],
  },
  'proxy.config-path-mismatch': {
    title: 'kube-proxy is told to read a file that its ConfigMap does not hold',
    meaning:
      '--config (or a path inside the configuration) names a file that is no key of the mounted ConfigMap.',
    impact: 'The pods crash at their start; rules for Services go stale.',
    confirm: [
      {
        command:
          "kubectl get daemonset kube-proxy --namespace kube-system -o jsonpath='{.spec.template.spec.containers[0].command}'",
        expect: 'The path (kubeadm: /var/lib/kube-proxy/config.conf).',
      },
      {
        command: 'kubectl describe configmap kube-proxy --namespace kube-system',
        expect: 'The keys (kubeadm: config.conf and kubeconfig.conf); the one named is missing.',
      },
      {
        command: 'kubectl logs POD --namespace kube-system --previous --tail 20',
        expect: '"no such file or directory" with the path.',
      },
    ],
    mend: [
      {
        text: 'Let the command and the key have the same name again, by undoing the last change.',
        command: 'kubectl rollout undo daemonset kube-proxy --namespace kube-system',
      },
      {
        text: 'A change of the ConfigMap is not in the roll-out history: correct the key. Restarting does not help.',
      },
    ],
    sources: ['https://kubernetes.io/docs/reference/command-line-tools-reference/kube-proxy/'],
  },
  'proxy.config-invalid': {
    title: 'The configuration of kube-proxy is invalid',
    meaning: 'It does not parse, has a field of the wrong type, or a value that kube-proxy refuses.',
    impact: 'Pods that start crash; rules for Services go stale.',
    confirm: [
      {
        command: 'kubectl logs POD --namespace kube-system --previous --tail 20',
        expect: 'The field and what is wrong with it.',
      },
      { command: 'kubectl get configmap kube-proxy --namespace kube-system -o yaml', expect: 'That field.' },
    ],
    mend: [
      { text: 'Correct the field.', command: 'kubectl edit configmap kube-proxy --namespace kube-system' },
      {
        text: 'Then roll the pods. A restart before that takes the healthy ones down too.',
        command: 'kubectl rollout restart daemonset kube-proxy --namespace kube-system',
      },
    ],
    sources: ['https://kubernetes.io/docs/reference/config-api/kube-proxy-config.v1alpha1/'],
  },
  'proxy.kubeconfig-missing': {
    title: 'The kubeconfig of kube-proxy is missing or empty',
    meaning: 'clientConnection.kubeconfig names a file that does not exist or is empty.',
    impact: 'The pods crash, or cannot read Services; rules go stale.',
    confirm: [
      {
        command: 'kubectl describe configmap kube-proxy --namespace kube-system',
        expect:
          'kubeconfig.conf (kubeadm) is missing or empty, or clientConnection.kubeconfig names another path.',
      },
      {
        command: 'kubectl logs POD --namespace kube-system --previous --tail 20',
        expect: '"invalid configuration: no configuration has been provided", or "no such file".',
      },
    ],
    mend: [
      {
        text: 'kubeadm: write the ConfigMap anew (give --config for own settings).',
        command: 'kubeadm init phase addon kube-proxy',
      },
      {
        text: 'Then roll the pods. A restart before that does not help.',
        command: 'kubectl rollout restart daemonset kube-proxy --namespace kube-system',
      },
    ],
    sources: [
      'https://kubernetes.io/docs/reference/config-api/kube-proxy-config.v1alpha1/',
      'https://kubernetes.io/docs/concepts/configuration/organize-cluster-access-kubeconfig/',
    ],
  },
  'proxy.kubeconfig-invalid': {
    title: 'The kubeconfig of kube-proxy is wrong',
    meaning: 'It has no cluster entry, a wrong server, a wrong CA, or no usable credentials.',
    impact: 'kube-proxy does not get Services and endpoints: rules go stale, and are missing on new nodes.',
    confirm: [
      {
        command: 'kubectl get configmap kube-proxy --namespace kube-system -o yaml',
        expect: 'In kubeconfig.conf: server, certificate-authority and user.',
      },
      {
        command: 'kubectl logs POD --namespace kube-system --tail 50',
        expect:
          '"no such host", "x509: certificate signed by unknown authority", or User "system:anonymous".',
      },
      { command: 'kubectl cluster-info', expect: 'The right server.' },
    ],
    mend: [
      {
        text: 'Correct it. The server must be an address that works without kube-proxy, not the ClusterIP.',
        command: 'kubectl edit configmap kube-proxy --namespace kube-system',
      },
      {
        text: 'Then roll the pods. A restart alone does not help.',
        command: 'kubectl rollout restart daemonset kube-proxy --namespace kube-system',
      },
    ],
    sources: [
      'https://kubernetes.io/docs/concepts/configuration/organize-cluster-access-kubeconfig/',
      'https://kubernetes.io/docs/reference/config-api/kube-proxy-config.v1alpha1/',
    ],
  },
  'proxy.unauthorized': {
    title: 'The API server refuses kube-proxy',
    meaning: 'Its ServiceAccount token is not accepted (401), or lacks the role system:node-proxier (403).',
    impact: 'kube-proxy does not get Services and endpoints: rules go stale, and are missing on new nodes.',
    confirm: [
      {
        command: 'kubectl logs POD --namespace kube-system --tail 50',
        expect: 'Unauthorized, or "is forbidden: User … cannot list resource".',
      },
      {
        command:
          'kubectl auth can-i list endpointslices.discovery.k8s.io --as system:serviceaccount:kube-system:kube-proxy',
        expect: 'no: the binding is missing. yes: the token is the problem.',
      },
    ],
    mend: [
      {
        text: 'Binding or ServiceAccount missing: put them back (kubeadm).',
        command: 'kubeadm init phase addon kube-proxy',
      },
      {
        text: 'Token refused after a change of the signing keys: let one pod start anew, see that it works, then roll the rest.',
        command: 'kubectl delete pod POD --namespace kube-system',
      },
    ],
    sources: [
      'https://kubernetes.io/docs/reference/access-authn-authz/rbac/',
      'https://kubernetes.io/docs/reference/access-authn-authz/service-accounts-admin/',
    ],
  },
  'proxy.api-unreachable': {
    title: 'kube-proxy cannot reach the API server',
    meaning: 'The server in its kubeconfig is right and does not answer from this node.',
    impact: 'The node’s rules go stale. After a restart kube-proxy writes no rules until it has an answer.',
    confirm: [
      {
        command: 'kubectl logs POD --namespace kube-system --tail 50',
        expect:
          '"i/o timeout" or "connection refused"; "Not syncing … until Services and Endpoints have been received" that does not end.',
      },
      { command: 'curl -sk --max-time 5 https://API_SERVER/livez', expect: 'On the node: no answer.' },
    ],
    mend: [
      {
        text: 'Open the way from the node to the API server; the kubelet of the node usually suffers from the same.',
      },
      { text: 'Do not restart kube-proxy: it retries by itself.' },
    ],
    sources: [
      'https://kubernetes.io/docs/concepts/architecture/control-plane-node-communication/',
      'https://kubernetes.io/docs/tasks/debug/debug-application/debug-service/',
    ],
  },
  'proxy.hostname-mismatch': {
    title: 'kube-proxy does not find its own Node',
    meaning:
      'hostnameOverride, or the host name, is not the name of the Node object. kube-proxy then does not know its address and takes 127.0.0.1.',
    impact:
      'ClusterIPs work. externalTrafficPolicy and internalTrafficPolicy Local, and topology hints, are wrong on this node: traffic is dropped.',
    confirm: [
      {
        command: 'kubectl logs POD --namespace kube-system --tail 200',
        expect: '"Failed to retrieve node info", "not found", then "127.0.0.1 as nodeIP".',
      },
      {
        command: 'kubectl get daemonset kube-proxy --namespace kube-system -o yaml',
        expect: '--hostname-override should be $(NODE_NAME), from spec.nodeName.',
      },
    ],
    mend: [
      {
        text: 'Set --hostname-override=$(NODE_NAME) again; the pods are rolled with it.',
        command: 'kubectl edit daemonset kube-proxy --namespace kube-system',
      },
      {
        text: '"host IP unknown" on a new cloud node: a race with the cloud controller; here deleting the pod once is right.',
        command: 'kubectl delete pod POD --namespace kube-system',
      },
    ],
    sources: [
      'https://kubernetes.io/docs/tasks/debug/debug-application/debug-service/',
      'https://kubernetes.io/docs/setup/production-environment/tools/kubeadm/troubleshooting-kubeadm/',
    ],
  },
  'proxy.iptables-failing': {
    title: 'kube-proxy cannot write its iptables rules',
    meaning:
      'iptables-restore ends with an error: a missing kernel module, a lock held by another program, an old iptables, or a rule set it does not accept.',
    impact: 'The node’s rules go stale as a whole: no change to any Service arrives.',
    confirm: [
      {
        command: 'kubectl logs POD --namespace kube-system --tail 50',
        expect: '"Failed to execute iptables-restore" and its message; "Sync failed; retrying in 30s".',
      },
      {
        command: 'iptables --version; lsmod | grep -E "ip_tables|nf_tables|xt_comment|nf_nat"',
        expect: 'Which backend; a module that a healthy node has.',
      },
    ],
    mend: [
      { text: 'Module missing: load it and make it last in /etc/modules-load.d.' },
      { text: 'Lock: find the program that holds /run/xtables.lock.', command: 'lsof /run/xtables.lock' },
      {
        text: 'Version: bring the kube-proxy image and the kernel to versions that fit. Restarting kube-proxy does not help; it retries by itself.',
      },
    ],
    sources: [
      'https://kubernetes.io/docs/reference/networking/virtual-ips/',
      'https://kubernetes.io/docs/tasks/debug/debug-application/debug-service/',
    ],
  },
  'proxy.mixed-iptables-backends': {
    title: 'Rules of the cluster exist in both iptables backends',
    meaning:
      'kube-proxy, the kubelet or the plugin wrote rules in legacy and in nft mode: leftovers of a change, or images that choose differently. The kernel applies both.',
    impact:
      'Traffic is dropped or translated twice, in ways that look random; old endpoints still get traffic.',
    confirm: [
      {
        command: 'iptables-legacy-save | grep -c KUBE-; iptables-nft-save | grep -c KUBE-',
        expect: 'Many in both. A few hint or canary chains in one are normal.',
      },
      { command: 'iptables --version', expect: 'The backend that the node prefers.' },
    ],
    mend: [
      { text: 'Let all use the same backend (current kube-proxy images follow the kubelet’s).' },
      {
        text: 'Then drain and reboot the node: the leftovers go, and the rules are written anew.',
        command: 'kubectl drain NODE --ignore-daemonsets',
      },
      {
        text: 'Do not flush the backend in use. Restarting kube-proxy does not remove rules of the other one.',
      },
    ],
    sources: [
      'https://github.com/kubernetes-sigs/iptables-wrappers',
      'https://github.com/kubernetes/kubernetes/issues/71305',
      'https://github.com/cilium/cilium/issues/28260',
    ],
  },
  'proxy.conntrack-denied': {
    title: 'kube-proxy may not set the limit of connection tracking',
    meaning:
      'Writing nf_conntrack_max is refused: kube-proxy runs inside a container node (kind, LXC, nested), where the kernel since 5.12 makes it read-only, or without privilege.',
    impact: 'kube-proxy exits at its start: no rules for Services on that node.',
    confirm: [
      {
        command: 'kubectl logs POD --namespace kube-system --previous --tail 20',
        expect: '"open /proc/sys/net/netfilter/nf_conntrack_max: permission denied".',
      },
    ],
    mend: [
      {
        text: 'Set conntrack.maxPerCore: 0 in its configuration: the limit is left as it is, and min is ignored.',
        command: 'kubectl edit configmap kube-proxy --namespace kube-system',
      },
      {
        text: 'Set the limit on the host itself, if it is too low. Then roll the pods; a restart alone does not help.',
        command: 'kubectl rollout restart daemonset kube-proxy --namespace kube-system',
      },
    ],
    sources: [
      'https://kubernetes.io/docs/reference/config-api/kube-proxy-config.v1alpha1/',
      'https://github.com/kubernetes-sigs/kind/pull/2241',
      'https://github.com/kubernetes/minikube/pull/11419',
    ],
  },
  'proxy.sysfs-read-only': {
    title: 'kube-proxy sees /sys read-only',
    meaning:
      'It cannot raise the size of the connection tracking table, since /sys is mounted read-only: an old fault of Docker, or a pod that is not privileged.',
    impact: 'Services work; the table may fill up sooner. Very old versions crash.',
    confirm: [
      {
        command: 'kubectl logs POD --namespace kube-system --tail 200',
        expect: '"/sys is read-only: cannot modify conntrack limits".',
      },
      {
        command:
          "kubectl get daemonset kube-proxy --namespace kube-system -o jsonpath='{.spec.template.spec.containers[0].securityContext}'",
        expect: 'privileged: true should be there.',
      },
    ],
    mend: [
      { text: 'Make the pod privileged again, if it is not.' },
      {
        text: 'Old Docker: drain the node and restart the runtime; that is the known remedy.',
        command: 'kubectl drain NODE --ignore-daemonsets',
      },
      { text: 'Or set the limits on the host, and conntrack.maxPerCore: 0.' },
    ],
    sources: [
      'https://github.com/kubernetes/kubernetes/pull/28697',
      'https://github.com/kubernetes/kubernetes/issues/24295',
    ],
  },
  'proxy.ipvs-modules-missing': {
    title: 'The kernel modules for IPVS are missing',
    meaning:
      'mode is ipvs, and ip_vs, its schedulers (ip_vs_rr and others) or nf_conntrack are not loaded, or the ipset program is missing.',
    impact:
      'Current versions exit: no rules on the node. Old ones fall back to iptables with only a log line.',
    confirm: [
      {
        command: 'kubectl logs POD --namespace kube-system --tail 200',
        expect: '"can\'t use the IPVS proxier" (old: "trying iptables proxier").',
      },
      { command: 'lsmod | grep ip_vs', expect: 'Nothing, or without the scheduler that is configured.' },
    ],
    mend: [
      {
        text: 'Load them, and list them in /etc/modules-load.d.',
        command: 'modprobe -a ip_vs ip_vs_rr ip_vs_wrr ip_vs_sh nf_conntrack',
      },
      { text: 'Then let the pod start anew.', command: 'kubectl delete pod POD --namespace kube-system' },
      { text: 'ipvs is deprecated since 1.35: plan for nftables (stable since 1.33) or iptables.' },
    ],
    sources: [
      'https://kubernetes.io/docs/reference/networking/virtual-ips/',
      'https://github.com/kubernetes/kubernetes/pull/134539',
      'https://github.com/kubernetes/kubernetes/pull/139067',
    ],
  },
  'proxy.cluster-cidr-missing': {
    title: 'kube-proxy does not know the pod range',
    meaning:
      'clusterCIDR is empty while detectLocalMode is ClusterCIDR (default): kube-proxy cannot tell traffic of pods from that from outside.',
    impact:
      'Often none. Traffic from outside the pods to a ClusterIP is not masqueraded, so such clients may get no answer.',
    confirm: [
      {
        command: 'kubectl get configmap kube-proxy --namespace kube-system -o yaml',
        expect: 'clusterCIDR: "" and detectLocalMode: "".',
      },
      {
        command: 'kubectl logs POD --namespace kube-system --tail 200',
        expect: '"clusterCIDR not specified" or "detect-local-mode set to ClusterCIDR, but no cluster CIDR".',
      },
    ],
    mend: [
      {
        text: 'Set clusterCIDR to the pod range, or detectLocalMode to what fits the plugin; then roll the pods.',
        command: 'kubectl edit configmap kube-proxy --namespace kube-system',
      },
    ],
    sources: [
      'https://kubernetes.io/docs/reference/config-api/kube-proxy-config.v1alpha1/',
      'https://kubernetes.io/docs/reference/command-line-tools-reference/kube-proxy/',
    ],
  },
  'proxy.cluster-cidr-mismatch': {
    title: 'kube-proxy has another pod range than the cluster',
    meaning: 'clusterCIDR in its configuration is not the range that pods have.',
    impact:
      'Traffic of pods to Services counts as foreign and is masqueraded: the client’s address is lost, NetworkPolicies and internal policies match wrongly. Traffic from outside may be treated as local.',
    confirm: [
      { command: 'kubectl get configmap kube-proxy --namespace kube-system -o yaml', expect: 'clusterCIDR.' },
      {
        command: 'kubectl get pods --all-namespaces -o wide',
        expect: 'IP of pods (not on the host network) outside of it.',
      },
    ],
    mend: [
      {
        text: 'Set clusterCIDR to the pod range.',
        command: 'kubectl edit configmap kube-proxy --namespace kube-system',
      },
      {
        text: 'Then roll the pods. A restart alone does not help.',
        command: 'kubectl rollout restart daemonset kube-proxy --namespace kube-system',
      },
    ],
    sources: ['https://kubernetes.io/docs/reference/config-api/kube-proxy-config.v1alpha1/'],
  },
  'proxy.version-skew': {
    title: 'kube-proxy is further from the API server than the policy allows',
    meaning:
      'kube-proxy may be up to three minor versions older than the API server (two, where it is older than 1.25), never newer; and up to three away from the kubelet beside it.',
    impact: 'It may work, and is not supported: it may watch an API that the server no longer has.',
    confirm: [
      {
        command:
          "kubectl get daemonset kube-proxy --namespace kube-system -o jsonpath='{.spec.template.spec.containers[0].image}'",
        expect: 'The version.',
      },
      { command: 'kubectl version', expect: 'The server version.' },
    ],
    mend: [
      {
        text: 'Upgrade the add-on to the version of the cluster: with kubeadm upgrade apply, or the add-on of the provider.',
      },
    ],
    sources: ['https://kubernetes.io/releases/version-skew-policy/'],
  },
  'proxy.metrics-bound-to-loopback': {
    title: 'Metrics of kube-proxy are bound to loopback: KubeProxyDown is false',
    meaning:
      'metricsBindAddress is 127.0.0.1:10249 (default), so Prometheus cannot scrape it and takes it for down.',
    impact: 'Only the alert. Services work.',
    confirm: [
      {
        command: 'kubectl get configmap kube-proxy --namespace kube-system -o yaml',
        expect: 'metricsBindAddress: "" or 127.0.0.1:10249.',
      },
      { command: 'curl -s http://127.0.0.1:10256/healthz', expect: 'On the node: 200. kube-proxy is well.' },
    ],
    mend: [
      {
        text: 'Set metricsBindAddress: 0.0.0.0:10249 (reachable by everyone who reaches the node), then roll the pods at a quiet time.',
        command: 'kubectl edit configmap kube-proxy --namespace kube-system',
      },
      { text: 'Or turn the alert off. Restarting kube-proxy does not help.' },
    ],
    sources: [
      'https://kubernetes.io/docs/reference/config-api/kube-proxy-config.v1alpha1/',
      'https://kubernetes.io/docs/reference/command-line-tools-reference/kube-proxy/',
    ],
  },
} as const satisfies Record<AreaCauseId<'proxy'>, CauseText>;
