import type { AreaCauseId, CauseText } from './cause-text.ts';

export const nodeCauses = {
  'node.unreachable': {
    title: 'The node stopped talking to the control plane',
    meaning:
      'The Ready condition is Unknown: the kubelet has stopped renewing its Lease and its status. The machine may be off, its network cut or its kubelet dead; from outside these look alike.',
    impact:
      'The node gets the taint node.kubernetes.io/unreachable. Its pods leave the Service endpoints at once; pods without a toleration of their own are marked for eviction after 5 minutes. StatefulSet pods are not replaced until the node is back, deleted or declared out of service.',
    confirm: [
      {
        command: 'kubectl describe node NODE',
        expect:
          'Ready is Unknown with the reason NodeStatusUnknown, since the time under LastTransitionTime.',
      },
      {
        command: 'kubectl get lease NODE --namespace kube-node-lease -o yaml',
        expect: 'renewTime stands still.',
      },
      {
        command: 'systemctl status kubelet',
        expect:
          'Over SSH, SSM or the console: tells a dead kubelet from a cut network. No way in at all points to the machine.',
      },
    ],
    mend: [
      {
        text: 'Find out which of the three it is: ask the cloud or the hypervisor for the state of the machine, then try SSH or SSM.',
      },
      {
        text: 'Machine up, kubelet dead: read the end of its journal before you restart it.',
        command: 'journalctl -u kubelet -b -n 200 --no-pager',
      },
      {
        text: 'Machine surely off and not coming back: let its volumes detach and its StatefulSet pods move (stable since 1.28). Never do this while the machine may still run.',
        command: 'kubectl taint nodes NODE node.kubernetes.io/out-of-service=nodeshutdown:NoExecute',
      },
    ],
    sources: [
      'https://kubernetes.io/docs/concepts/architecture/nodes/',
      'https://kubernetes.io/docs/reference/node/node-status/',
      'https://kubernetes.io/docs/concepts/cluster-administration/node-shutdown/',
    ],
  },
  'node.network-cut': {
    title: 'The machine is alive but its network is cut',
    meaning:
      'The machine runs, yet it and the control plane cannot reach each other: link, route, security group, firewall or network ACL.',
    impact:
      'As for an unreachable node: endpoints drop out, eviction is requested after 5 minutes. The containers on the node keep running and may still write to shared storage.',
    confirm: [
      {
        command: 'ip -br address; ip route',
        expect: 'On the console or over SSM: an interface is down, or there is no address or default route.',
      },
      {
        command: 'curl -sk --max-time 5 https://API_SERVER/livez',
        expect: 'Time-out or "no route to host". The answer "ok" or 401 clears the network.',
      },
    ],
    mend: [
      {
        text: 'Undo the last change to security groups, network ACLs, route tables or firewalls that touches this node.',
      },
      { text: 'Bring the interface and its route back through the network manager of the machine.' },
      { text: 'Restarting the kubelet does not help: it reconnects by itself once the network is back.' },
    ],
    sources: [
      'https://kubernetes.io/docs/concepts/architecture/control-plane-node-communication/',
      'https://kubernetes.io/docs/concepts/architecture/nodes/',
    ],
  },
  'node.gone': {
    title: 'The machine behind the node no longer exists',
    meaning:
      'The cloud or an event says that the machine was terminated or deleted, and the Node object is left behind.',
    impact:
      'Its pods are lost. Deployments replace theirs after about 5 minutes; StatefulSet pods and attached volumes wait until the Node object is gone.',
    confirm: [
      {
        command: "kubectl get node NODE -o jsonpath='{.spec.providerID}'",
        expect: 'The id of the instance. Look it up in the cloud: terminated, or not found.',
      },
      {
        command:
          'kubectl get events --all-namespaces --field-selector involvedObject.kind=Node,involvedObject.name=NODE',
        expect: 'DeletingNode, RemovingNode, or a spot interruption.',
      },
    ],
    mend: [
      { text: 'Make sure that the machine is really gone, not only unreachable.' },
      {
        text: 'Delete the Node object if the cloud controller has not done it.',
        command: 'kubectl delete node NODE',
      },
      {
        text: 'Let the node group or autoscaler make a new machine; look at why the old one went (spot, scale-in, health check).',
      },
    ],
    sources: [
      'https://kubernetes.io/docs/concepts/architecture/cloud-controller/',
      'https://kubernetes.io/docs/concepts/cluster-administration/node-shutdown/',
    ],
  },
  'node.not-ready': {
    title: 'The node is not ready, and why is not proven yet',
    meaning:
      'The kubelet reports Ready=False. Its message names the failing part, but no specific cause explains it so far.',
    impact:
      'The node gets the taint node.kubernetes.io/not-ready: no new pods, and eviction after 5 minutes for pods without a toleration of their own.',
    confirm: [
      {
        command: 'kubectl get node NODE -o jsonpath=\'{.status.conditions[?(@.type=="Ready")].message}\'',
        expect: 'The reason in the kubelet’s own words: runtime, PLEG, network plugin or missing capacity.',
      },
      {
        command: 'journalctl -u kubelet -b -n 200 --no-pager',
        expect: 'The first error after the last good line; later ones are mostly consequences.',
      },
    ],
    mend: [
      { text: 'Keep further pods away while you look.', command: 'kubectl cordon NODE' },
      {
        text: 'Follow the message: container runtime, network plugin or disk each have causes of their own.',
      },
      {
        text: 'Still unknown, and the pods matter: drain the node and replace it; keep its journal first.',
        command: 'kubectl drain NODE --ignore-daemonsets',
      },
    ],
    sources: [
      'https://kubernetes.io/docs/reference/node/node-status/',
      'https://kubernetes.io/docs/tasks/debug/debug-cluster/',
    ],
  },
  'node.memory-pressure': {
    title: 'The node is short of memory',
    meaning:
      'MemoryPressure is True: available memory fell below an eviction threshold (default: memory.available below 100Mi).',
    impact:
      'The kubelet evicts pods, those above their requests first and by priority. New BestEffort pods are not admitted and the scheduler avoids the node. If it is too slow, the kernel kills processes.',
    confirm: [
      {
        command: 'kubectl describe node NODE',
        expect:
          'MemoryPressure True with the reason KubeletHasInsufficientMemory; see also Allocated resources.',
      },
      {
        command: 'kubectl top pod --all-namespaces --sort-by=memory',
        expect: 'Which pods use the memory (needs metrics-server).',
      },
      {
        command: 'ps -eo pid,rss,comm --sort=-rss | head -20',
        expect: 'Whether a process outside the pods is the eater.',
      },
    ],
    mend: [
      { text: 'Move or limit the largest eater: give it a memory request and limit that match its use.' },
      { text: 'Keep new pods away until it has calmed down.', command: 'kubectl cordon NODE' },
      {
        text: 'Reserve memory for the system (kubeReserved, systemReserved) or use larger nodes. A restart of the kubelet frees nothing.',
      },
    ],
    sources: [
      'https://kubernetes.io/docs/concepts/scheduling-eviction/node-pressure-eviction/',
      'https://kubernetes.io/docs/tasks/administer-cluster/reserve-compute-resources/',
    ],
  },
  'node.disk-pressure': {
    title: 'The node is short of disk space',
    meaning:
      'DiskPressure is True, or a file system is at its eviction threshold (defaults: nodefs.available below 10 %, imagefs.available below 15 %). Either images fill it, which the kubelet can collect, or other files, which it cannot.',
    impact:
      'The kubelet deletes unused images and dead containers, then evicts pods. The taint node.kubernetes.io/disk-pressure keeps new pods away, and pods may fail to start or write.',
    confirm: [
      {
        command: 'df -h',
        expect:
          'The full file system: below /var/lib/kubelet, /var/lib/containerd, /var/lib/containers or /var/log.',
      },
      {
        command: 'du -xh --max-depth=3 /var | sort -h | tail -20',
        expect: 'Whether images, container logs, emptyDir volumes or foreign files take the space.',
      },
      { command: 'crictl imagefsinfo', expect: 'Bytes and inodes that images use.' },
    ],
    mend: [
      {
        text: 'Unused images: remove them. The kubelet does the same from 85 % on.',
        command: 'crictl rmi --prune',
      },
      {
        text: 'Logs and foreign files: delete or rotate what is not in use; shrink the journal.',
        command: 'journalctl --vacuum-size=500M',
      },
      {
        text: 'A pod fills emptyDir or its writable layer: give it an ephemeral-storage limit, or delete it.',
        command: 'kubectl delete pod POD --namespace NAMESPACE',
      },
      { text: 'Enlarge the disk. Restarting the kubelet or the runtime frees nothing.' },
    ],
    sources: [
      'https://kubernetes.io/docs/concepts/scheduling-eviction/node-pressure-eviction/',
      'https://kubernetes.io/docs/concepts/architecture/garbage-collection/',
    ],
  },
  'node.inode-pressure': {
    title: 'A file system of the node is out of inodes',
    meaning:
      'Free inodes fell below the threshold (default: nodefs.inodesFree below 5 %). There may be plenty of bytes left: too many small files.',
    impact: 'As for a full disk: DiskPressure, evictions, "no space left on device" although df shows room.',
    confirm: [
      {
        command: 'df -i',
        expect: 'IUse% at or near 100 on the file system of /var/lib/kubelet or of the runtime.',
      },
      {
        command: 'du -x --inodes --max-depth=3 /var | sort -n | tail -20',
        expect: 'The folder with the many files.',
      },
    ],
    mend: [
      {
        text: 'Delete the small files, or the pod that makes them (caches and sessions in emptyDir are usual).',
      },
      { text: 'Remove unused images; each brings thousands of files.', command: 'crictl rmi --prune' },
      {
        text: 'ext4 fixes its number of inodes when it is made: use a larger disk, or xfs. A restart does not help.',
      },
    ],
    sources: ['https://kubernetes.io/docs/concepts/scheduling-eviction/node-pressure-eviction/'],
  },
  'node.pid-pressure': {
    title: 'The node is out of process ids',
    meaning:
      'PIDPressure is True, or fork fails: processes and threads have used up kernel.pid_max, threads-max or a cgroup limit.',
    impact:
      'No new process starts on the node: probes, exec, new containers and even SSH fail with "resource temporarily unavailable". The kubelet evicts pods if a pid.available threshold is set.',
    confirm: [
      {
        command: 'sysctl kernel.pid_max kernel.threads-max; ps -eLf | wc -l',
        expect: 'The number of threads is near one of the limits.',
      },
      {
        command: 'ps -eo nlwp,pid,comm --sort=-nlwp | head',
        expect: 'The process with the most threads; many zombies point to a container without an init.',
      },
    ],
    mend: [
      {
        text: 'Delete the pod that makes the processes.',
        command: 'kubectl delete pod POD --namespace NAMESPACE',
      },
      {
        text: 'Set podPidsLimit in the kubelet configuration, so that one pod cannot take all; reserve pids for the system.',
      },
      { text: 'Raise the limit if the load is legitimate.', command: 'sysctl -w kernel.pid_max=4194304' },
    ],
    sources: [
      'https://kubernetes.io/docs/concepts/policy/pid-limiting/',
      'https://kubernetes.io/docs/concepts/scheduling-eviction/node-pressure-eviction/',
    ],
  },
  'node.out-of-disk': {
    title: 'The node reports OutOfDisk, as Kubernetes before 1.13 did',
    meaning:
      'OutOfDisk=True: the old kubelet saw too little free disk to admit any pod. Later versions report DiskPressure instead.',
    impact: 'No new pod is admitted on the node.',
    confirm: [
      { command: 'kubectl describe node NODE', expect: 'OutOfDisk True, and a kubelet version below 1.13.' },
      { command: 'df -h', expect: 'The full file system.' },
    ],
    mend: [
      { text: 'Free space as for disk pressure: unused images first, then logs and foreign files.' },
      {
        text: 'A version this old is out of support: plan the upgrade. On a newer kubelet the condition is stale; restart the kubelet or delete the Node object to lose it.',
      },
    ],
    sources: [
      'https://kubernetes.io/docs/concepts/scheduling-eviction/node-pressure-eviction/',
      'https://kubernetes.io/releases/',
    ],
  },
  'node.route-missing': {
    title: 'No network route was created for the node',
    meaning:
      'NetworkUnavailable is True: the cloud’s route controller, or the network plugin that owns the condition, has not set up the way to the pods of this node.',
    impact:
      'Pods of this node cannot be reached from other nodes. The taint node.kubernetes.io/network-unavailable keeps new pods away.',
    confirm: [
      {
        command: 'kubectl describe node NODE',
        expect:
          'NetworkUnavailable True, often with the reason NoRouteCreated, and FailedToCreateRoute events.',
      },
      {
        command: "kubectl get node NODE -o jsonpath='{.spec.podCIDRs}'",
        expect: 'Empty means: no pod range was given out, hence no route.',
      },
      {
        command: 'kubectl logs POD --namespace kube-system --tail 100',
        expect:
          'With the cloud-controller-manager pod for POD: the refusal of the cloud (quota of routes, permission, range).',
      },
    ],
    mend: [
      {
        text: 'Remove what the cloud refuses: raise the quota of routes, give the permission, free the range.',
      },
      {
        text: 'The plugin routes by itself (overlay, Calico, Cilium): run the controller with --configure-cloud-routes=false, so that the condition is not set at all.',
      },
      {
        text: 'The condition is owned by the plugin: see to its pod on the node. Restarting the kubelet does not help.',
      },
    ],
    sources: [
      'https://kubernetes.io/docs/reference/node/node-status/',
      'https://kubernetes.io/docs/concepts/architecture/cloud-controller/',
      'https://github.com/kubernetes/kubernetes/pull/49821',
    ],
  },
  'node.pod-capacity-reached': {
    title: 'The node runs as many pods as it admits',
    meaning:
      'The number of pods equals the allocatable pods of the node (default maxPods: 110; on EKS it follows the network interfaces of the instance type).',
    impact:
      'Running pods are fine. New pods go elsewhere or stay Pending with "Too many pods"; DaemonSet pods may be missing here.',
    confirm: [
      { command: "kubectl get node NODE -o jsonpath='{.status.allocatable.pods}'", expect: 'The limit.' },
      {
        command: 'kubectl get pods --all-namespaces --field-selector spec.nodeName=NODE --no-headers | wc -l',
        expect: 'As many pods as the limit. Succeeded and Failed pods do not count.',
      },
    ],
    mend: [
      { text: 'Add nodes, or delete pods that are not needed.' },
      {
        text: 'Raise maxPods in the kubelet configuration only if the pod range and the plugin have enough addresses per node.',
      },
    ],
    sources: [
      'https://kubernetes.io/docs/setup/best-practices/cluster-large/',
      'https://kubernetes.io/docs/reference/config-api/kubelet-config.v1beta1/',
    ],
  },
  'node.cordoned': {
    title: 'The node is cordoned',
    meaning:
      'spec.unschedulable is true: somebody or something (drain, upgrade, autoscaler) told the scheduler to leave it alone.',
    impact: 'Running pods stay and work. New pods go to other nodes, DaemonSet pods excepted.',
    confirm: [
      { command: 'kubectl get node NODE', expect: 'SchedulingDisabled in STATUS.' },
      {
        command:
          'kubectl get events --all-namespaces --field-selector involvedObject.kind=Node,involvedObject.name=NODE',
        expect: 'NodeNotSchedulable tells when.',
      },
    ],
    mend: [
      {
        text: 'Ask who cordoned it and whether the work is done; then let pods back.',
        command: 'kubectl uncordon NODE',
      },
    ],
    sources: ['https://kubernetes.io/docs/tasks/administer-cluster/safely-drain-node/'],
  },
  'node.clock-skew': {
    title: 'The clock of the node is off',
    meaning:
      'The clock of the node differs from that of the control plane by more than certificates, tokens and leases bear.',
    impact:
      'Certificates look expired or not yet valid, ServiceAccount tokens are refused, logs and events sort wrongly. The node may flap between Ready and NotReady.',
    confirm: [
      { command: 'timedatectl', expect: '"System clock synchronized: no", or a time that is visibly wrong.' },
      {
        command: 'chronyc tracking',
        expect: '"System time" far from 0, or "Leap status: Not synchronised".',
      },
    ],
    mend: [
      {
        text: 'See that the time service runs and reaches its servers (UDP 123, or 169.254.169.123 on AWS).',
        command: 'systemctl status chronyd chrony systemd-timesyncd',
      },
      { text: 'Set the clock at once.', command: 'chronyc makestep' },
      {
        text: 'Do not renew certificates because of an error that the clock makes. Restart the kubelet only after the clock is right.',
      },
    ],
    sources: [
      'https://chrony-project.org/documentation.html',
      'https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/set-time.html',
    ],
  },
  'node.sysctl-wrong': {
    title: 'A kernel setting that pod networking needs is off',
    meaning:
      'net.ipv4.ip_forward is 0, or net.bridge.bridge-nf-call-iptables is 0 under a bridge plugin: packets of pods are not forwarded, or pass by the rules of kube-proxy.',
    impact:
      'Pods here do not reach pods on other nodes, or reach pods but not Services on the same node. Often after a reboot or a hardening run.',
    confirm: [
      {
        command: 'sysctl net.ipv4.ip_forward net.bridge.bridge-nf-call-iptables',
        expect: 'A value of 0. "No such file" for the second: the module br_netfilter is not loaded.',
      },
    ],
    mend: [
      {
        text: 'Load the module and set both, now.',
        command:
          'modprobe br_netfilter && sysctl -w net.ipv4.ip_forward=1 net.bridge.bridge-nf-call-iptables=1',
      },
      {
        text: 'Make it last in /etc/modules-load.d and /etc/sysctl.d, and find the file that sets it to 0.',
        command: 'grep -rn "ip_forward\\|bridge-nf" /etc/sysctl.conf /etc/sysctl.d /usr/lib/sysctl.d',
      },
      { text: 'Restarting pods or the kubelet does not help.' },
    ],
    sources: [
      'https://kubernetes.io/docs/setup/production-environment/container-runtimes/',
      'https://kubernetes.io/docs/concepts/extend-kubernetes/compute-storage-net/network-plugins/',
    ],
  },
  'node.foreign-firewall-rule': {
    title: 'A firewall rule that is not the cluster’s breaks its traffic',
    meaning:
      'A rule that neither kube-proxy nor the network plugin wrote drops or redirects traffic of the cluster: firewalld, ufw, a security agent, Docker, or a hand-made rule.',
    impact:
      'Some ports or ranges fail on this node: DNS, Services, the overlay, or port 10250 (logs, exec, metrics).',
    confirm: [
      {
        command:
          'iptables-save | grep -E "DROP|REJECT|REDIRECT|DNAT" | grep -v -E "KUBE-|cali-|CILIUM|FLANNEL|WEAVE"',
        expect: 'A rule that matches the failing port or range.',
      },
      {
        command: 'nft list ruleset',
        expect: 'Further tables with hooks that drop; an accept elsewhere does not undo them.',
      },
      {
        command: 'systemctl is-active firewalld ufw',
        expect: 'active: it puts its rules back after each reload.',
      },
    ],
    mend: [
      {
        text: 'Open the ports that Kubernetes and the plugin need in the tool that owns the rule, or stop that tool.',
      },
      {
        text: 'Delete only the one rule. Never flush the tables: that removes the rules of kube-proxy and the plugin too.',
      },
    ],
    sources: [
      'https://kubernetes.io/docs/reference/networking/ports-and-protocols/',
      'https://kubernetes.io/docs/reference/networking/virtual-ips/',
    ],
  },
  'node.network-degraded': {
    title: 'The network to the node loses or delays packets',
    meaning: 'The way to the node works, but with loss or latency far above that of its neighbours.',
    impact:
      'Time-outs and retries for pods of this node, flapping readiness, a node that goes NotReady now and then.',
    confirm: [
      { command: 'ping -c 50 -i 0.2 ADDRESS', expect: 'Loss, or a latency far above that to a neighbour.' },
      { command: 'ip -s link show INTERFACE', expect: 'errors or dropped that grow between two calls.' },
    ],
    mend: [
      { text: 'Compare with neighbours on the same host, rack or zone to see whose fault it is.' },
      {
        text: 'Look at limits of the instance type (bandwidth, packets and connections per second) and at duplex or cabling.',
      },
      {
        text: 'Drain the node and replace it while the network is looked into.',
        command: 'kubectl drain NODE --ignore-daemonsets',
      },
    ],
    sources: [
      'https://kubernetes.io/docs/tasks/debug/debug-cluster/monitor-node-health/',
      'https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/monitoring-network-performance-ena.html',
    ],
  },
  'node.rebooted': {
    title: 'The node rebooted a short while ago',
    meaning: 'The boot id changed, or an event Rebooted was seen, within the window that was looked at.',
    impact:
      'Its containers restarted. For some minutes errors of the kubelet, the plugin and probes are normal.',
    confirm: [
      {
        command:
          'kubectl get events --all-namespaces --field-selector involvedObject.kind=Node,involvedObject.name=NODE,reason=Rebooted',
        expect: 'Node has been rebooted, with the new boot id.',
      },
      { command: 'last -x reboot shutdown | head', expect: 'When, and whether it was shut down cleanly.' },
      {
        command: 'journalctl -b -1 -n 50 --no-pager',
        expect: 'The last words before the reboot; an abrupt end means a crash or a power cut.',
      },
    ],
    mend: [
      { text: 'Planned (patching, autoscaling): nothing to do.' },
      {
        text: 'Unplanned: look for a kernel panic, an out-of-memory kill or an event of the cloud before the next one comes.',
      },
    ],
    sources: [
      'https://kubernetes.io/docs/concepts/architecture/nodes/',
      'https://kubernetes.io/docs/concepts/cluster-administration/node-shutdown/',
    ],
  },
} as const satisfies Record<AreaCauseId<'node'>, CauseText>;
