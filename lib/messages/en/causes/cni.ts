import type { AreaCauseId, CauseText } from './cause-text.ts';

export const cniCauses = {
  'cni.not-installed': {
    title: 'The cluster has no network plugin',
    meaning:
      'No plugin’s DaemonSet exists, and no node has a network configuration. One root cause: nodes are NotReady and CoreDNS is Pending because of it.',
    impact:
      'No pod except those on the host network can start. Normal between kubeadm init and the installation of a plugin.',
    confirm: [
      {
        command: 'kubectl get daemonsets --all-namespaces',
        expect: 'None of Calico, Cilium, Flannel, aws-node, kindnet or the like.',
      },
      { command: 'ls -l /etc/cni/net.d', expect: 'Empty.' },
    ],
    mend: [
      { text: 'Install one plugin, with the pod range that the cluster was made with.' },
      {
        text: 'A plugin was there before: apply its manifest again in the same version and with the same range.',
      },
      { text: 'Restarting the kubelet or CoreDNS does not help.' },
    ],
    sources: [
      'https://kubernetes.io/docs/concepts/cluster-administration/addons/',
      'https://kubernetes.io/docs/concepts/extend-kubernetes/compute-storage-net/network-plugins/',
    ],
  },
  'cni.config-missing': {
    title: 'The node has no network plugin configuration',
    meaning:
      'The plugin is installed in the cluster, but there is no file for it in /etc/cni/net.d of this node: its pod has not written it, or it was deleted.',
    impact: 'The node is NotReady with NetworkPluginNotReady; new pods stay in ContainerCreating.',
    confirm: [
      { command: 'ls -l /etc/cni/net.d', expect: 'No .conf, .conflist or .json.' },
      {
        command: 'kubectl get pods --all-namespaces --field-selector spec.nodeName=NODE',
        expect: 'State of the plugin’s pod on this node.',
      },
    ],
    mend: [
      { text: 'The pod is not running: mend that first; it writes the file.' },
      {
        text: 'It runs and the file was deleted: let a new pod write it.',
        command: 'kubectl delete pod POD --namespace NAMESPACE',
      },
      {
        text: 'The runtime looks in another folder: compare conf_dir of the runtime. Restarting the kubelet does not help.',
      },
    ],
    sources: [
      'https://kubernetes.io/docs/concepts/extend-kubernetes/compute-storage-net/network-plugins/',
      'https://kubernetes.io/docs/tasks/administer-cluster/migrating-from-dockershim/troubleshooting-cni-plugin-related-errors/',
    ],
  },
  'cni.binaries-missing': {
    title: 'The programs of the network plugin are missing on the node',
    meaning:
      'The configuration names a plugin whose program is not in /opt/cni/bin (bin_dir of the runtime). Flannel also needs the standard bridge, host-local and portmap plugins.',
    impact:
      'New pods stay in ContainerCreating with "failed to find plugin … in path"; the node may be NotReady.',
    confirm: [
      { command: 'ls -l /opt/cni/bin', expect: 'The named program is not there.' },
      {
        command: 'kubectl describe pod POD --namespace NAMESPACE',
        expect: 'FailedCreatePodSandBox: failed to find plugin.',
      },
    ],
    mend: [
      {
        text: 'The plugin’s own program: let its init container install it again.',
        command: 'kubectl delete pod POD --namespace NAMESPACE',
      },
      { text: 'A standard one: install the package kubernetes-cni, or the containernetworking plugins.' },
      { text: 'Restarting the kubelet does not help.' },
    ],
    sources: [
      'https://kubernetes.io/docs/concepts/extend-kubernetes/compute-storage-net/network-plugins/',
      'https://github.com/containernetworking/plugins',
    ],
  },
  'cni.not-initialized': {
    title: 'The runtime has not loaded the network plugin, though all its files are there',
    meaning:
      'Configuration and programs exist; the runtime still says "cni plugin not initialized": the file is invalid, has a version it does not know, or its watcher died.',
    impact: 'The node is NotReady with NetworkPluginNotReady.',
    confirm: [
      {
        command: 'crictl info',
        expect: 'NetworkReady false, and lastCNILoadStatus with the error (containerd).',
      },
      {
        command: 'journalctl -u containerd -u crio -b --no-pager | grep -i cni',
        expect: 'Why the file was not loaded.',
      },
      { command: 'ls -l /etc/cni/net.d', expect: 'The first file in alphabetical order counts.' },
    ],
    mend: [
      { text: 'Correct or remove the invalid file; the runtime watches the folder.' },
      {
        text: 'All valid: restart the runtime. Here that is right; containers keep running.',
        command: 'systemctl restart containerd',
      },
    ],
    sources: [
      'https://kubernetes.io/docs/tasks/administer-cluster/migrating-from-dockershim/troubleshooting-cni-plugin-related-errors/',
      'https://kubernetes.io/docs/concepts/extend-kubernetes/compute-storage-net/network-plugins/',
    ],
  },
  'cni.agent-missing': {
    title: 'The network plugin’s DaemonSet does not exist, only its leftovers do',
    meaning:
      'Configuration and programs of a plugin lie on the node, and nothing in the cluster runs it: it was removed, or replaced halfway.',
    impact: 'New pods fail at network setup, or get no route; existing ones go stale as nodes come and go.',
    confirm: [
      {
        command: 'kubectl get daemonsets --all-namespaces',
        expect: 'None for the plugin that the next file names.',
      },
      { command: 'head -50 /etc/cni/net.d/*', expect: 'The plugin in "type".' },
    ],
    mend: [
      { text: 'Removed by mistake: apply its manifest again, same version and range.' },
      {
        text: 'Replaced: move the leftover file away on each node, so that the new plugin’s file counts; recreate the pods of the node.',
      },
    ],
    sources: ['https://kubernetes.io/docs/concepts/extend-kubernetes/compute-storage-net/network-plugins/'],
  },
  'cni.agent-down': {
    title: 'The network plugin’s pod on this node is down',
    meaning:
      'The pod of the plugin on the node (calico-node, cilium, kube-flannel, aws-node …) is missing, crashing or not ready.',
    impact:
      'New pods on the node stay in ContainerCreating; routes and policies go stale. Existing pods often work on for a while.',
    confirm: [
      {
        command: 'kubectl get pods --all-namespaces --field-selector spec.nodeName=NODE',
        expect: 'The plugin’s pod is not Running and ready.',
      },
      {
        command: 'kubectl logs POD --namespace NAMESPACE --previous --all-containers',
        expect: 'Why: API unreachable, forbidden, no pod range, wrong interface, a missing kernel module.',
      },
    ],
    mend: [
      {
        text: 'Mend what its log says. "No such file /run/flannel/subnet.env" and "…/calico/nodename" in pod events are only consequences.',
      },
      {
        text: 'Then let it start anew. In the first minutes after a boot, wait first.',
        command: 'kubectl delete pod POD --namespace NAMESPACE',
      },
    ],
    sources: [
      'https://github.com/flannel-io/flannel/blob/master/Documentation/troubleshooting.md',
      'https://docs.tigera.io/calico/latest/operations/troubleshoot/troubleshooting',
    ],
  },
  'cni.pod-cidr-missing': {
    title: 'The node has no pod address range',
    meaning:
      'spec.podCIDR is empty, and the plugin needs it: the controller manager does not give ranges (--allocate-node-cidrs, --cluster-cidr), or has none left.',
    impact:
      'The plugin’s pod fails ("pod cidr not assigned") or no pod gets an address; the node stays NotReady.',
    confirm: [
      {
        command: "kubectl get nodes -o custom-columns='NAME:.metadata.name,CIDR:.spec.podCIDR'",
        expect:
          '<none> for this node, or for all. Plugins with their own addresses (Calico, aws-node, Cilium cluster-pool) do not need it.',
      },
      {
        command: 'kubectl get events --all-namespaces --field-selector reason=CIDRNotAvailable',
        expect: 'The range has no subnet left.',
      },
    ],
    mend: [
      {
        text: 'None has one: set --allocate-node-cidrs=true and --cluster-cidr on the controller manager (kubeadm: podSubnet).',
      },
      {
        text: 'Range used up: delete dead Node objects; a larger range needs planning, since podCIDR of a node never changes.',
      },
      { text: 'Restarting the kubelet does not help.' },
    ],
    sources: [
      'https://github.com/flannel-io/flannel/blob/master/Documentation/troubleshooting.md',
      'https://kubernetes.io/docs/reference/command-line-tools-reference/kube-controller-manager/',
    ],
  },
  'cni.range-overlap': {
    title: 'The pod range overlaps another network',
    meaning:
      'The range of the plugin overlaps a route of the node, the VPC, the Service range or a peered network.',
    impact:
      'Addresses in the overlap lead to the wrong place: some hosts or pods cannot be reached, the rest works.',
    confirm: [
      { command: 'ip route', expect: 'A route, other than the plugin’s, inside the pod range.' },
      {
        command:
          "kubectl get nodes -o custom-columns='NAME:.metadata.name,CIDR:.spec.podCIDR,IP:.status.addresses[0].address'",
        expect: 'Node addresses inside the pod range.',
      },
    ],
    mend: [
      { text: 'Remove or narrow the foreign route, if it is the newcomer (VPN, Docker bridge, peering).' },
      {
        text: 'Else give the plugin another range, and recreate the pods; on most clusters that means new nodes, or a new cluster. A restart does not help.',
      },
    ],
    sources: [
      'https://kubernetes.io/docs/concepts/cluster-administration/networking/',
      'https://kubernetes.io/docs/setup/production-environment/tools/kubeadm/create-cluster-kubeadm/',
    ],
  },
  'cni.ip-exhausted': {
    title: 'No pod addresses are left',
    meaning: 'The range of the node, the pool of the plugin or the subnet of the cloud has no free address.',
    impact: 'New pods stay in ContainerCreating; running ones are fine.',
    confirm: [
      {
        command: 'kubectl describe pod POD --namespace NAMESPACE',
        expect:
          '"no IP addresses available in range set", "failed to assign an IP address to container", or InsufficientFreeAddressesInSubnet.',
      },
      {
        command: 'ls /var/lib/cni/networks/*/ | wc -l',
        expect:
          'host-local: about as many as the range is large. Far more than pods on the node: leaked ones.',
      },
    ],
    mend: [
      { text: 'Free addresses: delete finished pods and pods that are not needed.' },
      {
        text: 'Leaked by host-local: cordon and drain the node, then remove files whose container no longer exists.',
      },
      {
        text: 'Make room: another subnet or secondary range (on AWS also prefix delegation), a larger pool. A restart of the agent does not help.',
      },
    ],
    sources: [
      'https://www.cni.dev/plugins/current/ipam/host-local/',
      'https://github.com/aws/amazon-vpc-cni-k8s/blob/master/docs/troubleshooting.md',
      'https://docs.aws.amazon.com/eks/latest/userguide/cni-increase-ip-addresses.html',
    ],
  },
  'cni.ip-nearly-exhausted': {
    title: 'Few pod addresses are left',
    meaning: 'The range of the node, the pool or the subnet is nearly used up.',
    impact: 'None yet. The next roll-out or scale-out may leave pods in ContainerCreating.',
    confirm: [
      {
        command: 'kubectl get pods --all-namespaces --field-selector spec.nodeName=NODE --no-headers | wc -l',
        expect:
          'Close to the size of the node’s range; for a subnet, look at its free addresses in the cloud.',
      },
    ],
    mend: [{ text: 'Plan for more: another subnet or range, a larger pool, or fewer pods per node.' }],
    sources: [
      'https://github.com/aws/amazon-vpc-cni-k8s/blob/master/docs/eni-and-ip-target.md',
      'https://kubernetes.io/docs/concepts/cluster-administration/networking/',
    ],
  },
  'cni.ip-allocation-pending': {
    title: 'Pod addresses are requested and not given, although some are left',
    meaning:
      'Requests for addresses wait: the allocator is slow, throttled by the cloud, lacks a permission, or finds no contiguous block for prefixes.',
    impact: 'New pods stay in ContainerCreating, minutes or for good.',
    confirm: [
      {
        command: 'kubectl logs POD --namespace kube-system --all-containers --tail 100',
        expect:
          'With the plugin’s pod: RequestLimitExceeded, UnauthorizedOperation, InsufficientCidrBlocks, or repeated retries.',
      },
      {
        command: 'tail -50 /var/log/aws-routed-eni/ipamd.log',
        expect: 'On EKS nodes: the answer of the cloud.',
      },
    ],
    mend: [
      { text: 'Permission: give the role of the plugin its policy (on EKS AmazonEKS_CNI_Policy).' },
      { text: 'Throttled: raise the warm targets so that it asks less often, and wait.' },
      {
        text: 'No contiguous block: reserve a range of the subnet for prefixes, or use a new subnet. Restarting the agent adds requests.',
      },
    ],
    sources: [
      'https://github.com/aws/amazon-vpc-cni-k8s/blob/master/docs/troubleshooting.md',
      'https://github.com/aws/amazon-vpc-cni-k8s/blob/master/docs/prefix-and-ip-target.md',
      'https://github.com/aws/amazon-vpc-cni-k8s/pull/1773',
    ],
  },
  'cni.stale-bridge': {
    title: 'The bridge cni0 still has the address of an earlier range',
    meaning:
      'The node got a new pod range (joined again, plugin reinstalled), and the bridge keeps the old address.',
    impact: 'New pods stay in ContainerCreating: "cni0 already has an IP address different from".',
    confirm: [
      { command: 'ip -br address show cni0', expect: 'An address outside the next command’s range.' },
      { command: "kubectl get node NODE -o jsonpath='{.spec.podCIDR}'", expect: 'The range of the node.' },
    ],
    mend: [
      {
        text: 'Drain the node: pods on the old bridge lose their network.',
        command: 'kubectl drain NODE --ignore-daemonsets',
      },
      {
        text: 'Delete the bridge; the plugin makes it anew with the next pod.',
        command: 'ip link delete cni0',
      },
      {
        text: 'Let pods back. Restarting kubelet or plugin without this does not help.',
        command: 'kubectl uncordon NODE',
      },
    ],
    sources: [
      'https://www.cni.dev/plugins/current/main/bridge/',
      'https://github.com/containernetworking/cni/pull/273',
    ],
  },
  'cni.wrong-interface': {
    title: 'The network plugin chose the wrong interface',
    meaning:
      'Address autodetection took an interface that other nodes cannot reach: a NAT or management network, Docker, a VPN. Flannel takes that of the default route, Calico the first found.',
    impact: 'Pods on this node do not reach pods on other nodes; on the same node all works.',
    confirm: [
      {
        command: 'kubectl get node NODE -o yaml',
        expect:
          'flannel.alpha.coreos.com/public-ip or projectcalico.org/IPv4Address is not the InternalIP, or is the same on several nodes.',
      },
      { command: 'ip -br address', expect: 'The interface that should be used.' },
    ],
    mend: [
      { text: 'Flannel: set --iface or --iface-can-reach in its DaemonSet.' },
      {
        text: 'Calico: set nodeAddressAutodetection in the Installation, or IP_AUTODETECTION_METHOD of calico-node; kubernetes-internal-ip is a safe choice.',
      },
      { text: 'The pods of the plugin restart with the change; a restart alone chooses the same again.' },
    ],
    sources: [
      'https://docs.tigera.io/calico/latest/networking/ipam/ip-autodetection',
      'https://github.com/flannel-io/flannel/blob/master/Documentation/configuration.md',
      'https://kubernetes.io/docs/setup/production-environment/tools/kubeadm/troubleshooting-kubeadm/',
    ],
  },
  'cni.peer-unreachable': {
    title: 'Nodes of the pod network do not reach each other',
    meaning:
      'The transport between nodes is blocked: VXLAN (UDP 8472 or 4789), IP-in-IP (protocol 4), BGP (TCP 179), WireGuard (UDP 51820), Geneve (UDP 6081), or the cloud’s check of source and destination.',
    impact:
      'Pods reach those on their own node and not those beyond. DNS fails for pods whose node has no CoreDNS pod, in a random share of queries for others.',
    confirm: [
      {
        command: 'kubectl exec POD --namespace NAMESPACE -- ping -c 3 ADDRESS',
        expect: 'Works for a pod on the same node, fails for one on another.',
      },
      {
        command: 'tcpdump -ni any udp port 8472 or udp port 4789 or proto 4',
        expect: 'On the receiving node: nothing comes in while the other sends.',
      },
    ],
    mend: [
      { text: 'Open the protocol of the plugin between all nodes in security groups and firewalls.' },
      { text: 'Routed without an overlay on AWS: turn the source/destination check off.' },
      { text: 'Restarting the plugin does not help while the way is blocked.' },
    ],
    sources: [
      'https://docs.tigera.io/calico/latest/getting-started/kubernetes/requirements',
      'https://docs.cilium.io/en/stable/operations/system_requirements/',
      'https://github.com/flannel-io/flannel/blob/master/Documentation/troubleshooting.md',
    ],
  },
  'cni.plugin-failing': {
    title: 'The network plugin is called and fails',
    meaning: 'Setting up the network of a pod ends with an error of the plugin, told in its message.',
    impact: 'New pods on the node stay in ContainerCreating; with some errors pods also stay in Terminating.',
    confirm: [
      {
        command: 'kubectl describe pod POD --namespace NAMESPACE',
        expect: 'FailedCreatePodSandBox: plugin type="…" failed (add), and the message.',
      },
      {
        command:
          'journalctl -u containerd -u crio -b --no-pager | grep -i -E "failed \\(add\\)|failed \\(delete\\)"',
        expect: 'The same for other pods: then it is the node.',
      },
    ],
    mend: [
      {
        text: 'Follow the message: unauthorized (the plugin’s kubeconfig is old), no addresses, a missing module, its daemon not answering.',
      },
      {
        text: 'The daemon does not answer, or its token is old: let a new pod start.',
        command: 'kubectl delete pod POD --namespace NAMESPACE',
      },
    ],
    sources: [
      'https://kubernetes.io/docs/tasks/administer-cluster/migrating-from-dockershim/troubleshooting-cni-plugin-related-errors/',
      'https://kubernetes.io/docs/tasks/debug/debug-application/debug-pods/',
    ],
  },
  'cni.range-mismatch': {
    title: 'The network plugin’s range is not the cluster’s pod range',
    meaning:
      'The plugin is configured with another range (net-conf.json, IPPool, cluster-pool) than the cluster (--cluster-cidr, podSubnet).',
    impact:
      'The plugin’s pod fails or gives addresses that kube-proxy and routes do not take for pods: wrong masquerading, pods that cannot be reached from other nodes.',
    confirm: [
      {
        command: 'kubectl get configmap kubeadm-config --namespace kube-system -o yaml',
        expect: 'podSubnet.',
      },
      {
        command: 'kubectl get configmap kube-flannel-cfg --namespace kube-flannel -o yaml',
        expect: 'Flannel: Network differs. Calico: see its IPPool.',
      },
    ],
    mend: [
      {
        text: 'Set the plugin to the range of the cluster, roll its pods, then recreate the pods that have wrong addresses.',
      },
      { text: 'Change the cluster’s range only on a new cluster: node ranges are already given out.' },
    ],
    sources: [
      'https://github.com/flannel-io/flannel/blob/master/Documentation/troubleshooting.md',
      'https://kubernetes.io/docs/setup/production-environment/tools/kubeadm/create-cluster-kubeadm/',
    ],
  },
  'cni.mtu-mismatch': {
    title: 'Large packets do not pass the pod network',
    meaning:
      'The MTU of pods is larger than the way between the nodes can carry with encapsulation, and the messages that would tell so do not arrive.',
    impact: 'Small things work (ping, DNS, TCP connect); large answers, TLS handshakes and uploads hang.',
    confirm: [
      {
        command: 'ip -br link; ip link show INTERFACE',
        expect:
          'The overlay’s MTU should be below that of the network card: 50 less for VXLAN, 20 for IP-in-IP, 60 for WireGuard.',
      },
      {
        command: 'ping -M do -s 1400 -c 3 ADDRESS',
        expect: 'From node to node: a large size fails, a small one passes. MTU is size + 28.',
      },
    ],
    mend: [
      { text: 'Set the MTU of the plugin to what the way carries, less the encapsulation.' },
      {
        text: 'Recreate the pods: their interfaces keep the old MTU. Restarting only the plugin is not enough.',
      },
      { text: 'Let ICMP "fragmentation needed" pass the firewalls.' },
    ],
    sources: [
      'https://docs.tigera.io/calico/latest/networking/configuring/mtu',
      'https://github.com/flannel-io/flannel/blob/master/Documentation/backends.md',
    ],
  },
  'cni.degraded-transport': {
    title: 'The pod network runs over its slow fallback',
    meaning:
      'Weave Net uses sleeve instead of the fast datapath between some peers: UDP 6784 is blocked, there is NAT between them, or its MTU does not fit.',
    impact: 'Pod traffic between these nodes works, slowly and with much CPU.',
    confirm: [
      {
        command:
          'kubectl exec POD --namespace kube-system --container weave -- /home/weave/weave --local status connections',
        expect: 'With a pod weave-net for POD: "sleeve" where "fastdp" should stand.',
      },
    ],
    mend: [
      {
        text: 'Open UDP 6783 and 6784 between the nodes; set WEAVE_MTU to the MTU of the network less about 84 to 87 bytes.',
      },
      { text: 'Weave Net is archived upstream: plan the move to another plugin.' },
    ],
    sources: [
      'https://github.com/weaveworks/weave/blob/master/site/tasks/manage/fastdp.md',
      'https://github.com/weaveworks/weave',
    ],
  },
  'cni.two-plugins': {
    title: 'Two network plugins are installed at once',
    meaning:
      'More than one plugin’s DaemonSet or configuration is there, and they are not meant to be combined. The runtime takes the first file in alphabetical order.',
    impact: 'Pods may get addresses of either, by node and time; rules of one get in the way of the other.',
    confirm: [
      {
        command: 'kubectl get daemonsets --all-namespaces',
        expect:
          'Two plugins. Canal, chained plugins (portmap, aws-node with a policy agent) and Multus are intended.',
      },
      { command: 'ls /etc/cni/net.d', expect: 'Two configurations.' },
    ],
    mend: [
      {
        text: 'Decide for one. Remove the DaemonSet of the other, move its configuration away on each node, and recreate the pods that have its addresses.',
      },
      {
        text: 'Reboot the nodes one by one, drained, to be rid of its rules and interfaces.',
        command: 'kubectl drain NODE --ignore-daemonsets',
      },
    ],
    sources: ['https://kubernetes.io/docs/concepts/extend-kubernetes/compute-storage-net/network-plugins/'],
  },
  'cni.network-policy-not-enforced': {
    title: 'NetworkPolicies exist, and the network plugin ignores them',
    meaning:
      'Flannel alone does not enforce NetworkPolicy, nor do some others. The policies are accepted by the API and do nothing.',
    impact: 'Nothing breaks; traffic that the policies forbid flows. A false sense of security.',
    confirm: [
      { command: 'kubectl get networkpolicies --all-namespaces', expect: 'There are some.' },
      {
        command:
          'kubectl get pods --namespace kube-flannel -o jsonpath="{.items[*].spec.containers[*].name}"',
        expect: 'Only kube-flannel: no policy controller beside it.',
      },
    ],
    mend: [
      {
        text: 'Flannel 0.25.5 or later: enable its policy controller (kube-network-policies; netpol.enabled in the chart). Or put Calico’s policies beside it (Canal), or move to a plugin that enforces them.',
      },
      { text: 'Test before: policies that were void for long may cut live traffic once they count.' },
    ],
    sources: [
      'https://kubernetes.io/docs/concepts/services-networking/network-policies/',
      'https://github.com/flannel-io/flannel/blob/master/Documentation/netpol.md',
      'https://docs.tigera.io/calico/latest/getting-started/kubernetes/flannel/install-for-flannel',
    ],
  },
  'cni.unmaintained': {
    title: 'The network plugin is no longer maintained',
    meaning: 'Its upstream is archived: Weave Net gets no fixes, for security neither.',
    impact: 'None today. New kernels, runtimes and Kubernetes versions may break it with nobody to mend it.',
    confirm: [{ command: 'kubectl get daemonset weave-net --namespace kube-system', expect: 'It exists.' }],
    mend: [
      {
        text: 'Plan the move to a maintained plugin, on new nodes or a new cluster; do it before the next upgrade of Kubernetes.',
      },
    ],
    sources: [
      'https://github.com/cncf/landscape/pull/4023',
      'https://github.com/weaveworks/weave',
      'https://kubernetes.io/docs/concepts/cluster-administration/addons/',
    ],
  },
} as const satisfies Record<AreaCauseId<'cni'>, CauseText>;
