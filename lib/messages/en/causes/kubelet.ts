import type { AreaCauseId, CauseText } from './cause-text.ts';

export const kubeletCauses = {
  'kubelet.stopped': {
    title: 'The kubelet is not running: it was stopped or exited cleanly',
    meaning:
      'The unit is inactive (dead). It did not crash; somebody or something stopped it, or it never was started after a boot.',
    impact:
      'Containers keep running, but nobody watches them. The node goes NotReady within a minute, and its pods are marked for eviction after 5 minutes.',
    confirm: [
      {
        command: 'systemctl status kubelet',
        expect: 'inactive (dead), with status=0/SUCCESS or killed by TERM.',
      },
      {
        command: 'journalctl -u kubelet -u systemd-logind -n 50 --no-pager',
        expect:
          '"Stopping kubelet": who was logged in, and what ran at that time (upgrade, configuration management).',
      },
    ],
    mend: [
      { text: 'Ask whether maintenance is under way; then start it.', command: 'systemctl start kubelet' },
      { text: 'See that it also starts at boot.', command: 'systemctl enable kubelet' },
    ],
    sources: [
      'https://kubernetes.io/docs/setup/production-environment/tools/kubeadm/kubelet-integration/',
      'https://kubernetes.io/docs/concepts/architecture/nodes/',
    ],
  },
  'kubelet.not-installed': {
    title: 'There is no kubelet unit on the machine',
    meaning:
      'systemd does not know a kubelet.service: the package was removed, the image is wrong, or the kubelet runs under another name (k3s, k0s, RKE2, snap).',
    impact: 'The machine cannot be a node. Containers that ran before go on unwatched.',
    confirm: [
      { command: 'systemctl status kubelet', expect: '"Unit kubelet.service could not be found."' },
      {
        command: 'systemctl list-units --type=service | grep -i -E "k3s|k0s|rke2|kubelet"',
        expect: 'Nothing. A unit here means: the kubelet runs inside it.',
      },
    ],
    mend: [
      { text: 'Install the package in the minor version of the node’s cluster, then start it.' },
      { text: 'On a cloud node, replace the machine from the right image.' },
    ],
    sources: ['https://kubernetes.io/docs/setup/production-environment/tools/kubeadm/install-kubeadm/'],
  },
  'kubelet.disabled': {
    title: 'The kubelet unit is disabled or masked',
    meaning: 'The unit exists, but is not started at boot (disabled) or may not be started at all (masked).',
    impact: 'After a reboot the node stays NotReady. A masked unit refuses every start.',
    confirm: [{ command: 'systemctl is-enabled kubelet', expect: 'disabled or masked.' }],
    mend: [
      { text: 'Masked: ask who did it, and lift it.', command: 'systemctl unmask kubelet' },
      {
        text: 'Enable and start it. A plain start is lost at the next boot, and is refused while masked.',
        command: 'systemctl enable --now kubelet',
      },
    ],
    sources: ['https://www.freedesktop.org/software/systemd/man/latest/systemctl.html'],
  },
  'kubelet.binary-missing': {
    title: 'The kubelet program is not where its unit looks for it',
    meaning:
      'systemd ends with status=203/EXEC: the file in ExecStart does not exist, is not executable, or is for another architecture.',
    impact: 'The kubelet never starts. The node goes NotReady within a minute.',
    confirm: [
      { command: 'systemctl status kubelet', expect: 'code=exited, status=203/EXEC.' },
      { command: 'systemctl cat kubelet', expect: 'The effective (last) ExecStart=, drop-ins included.' },
      {
        command: 'ls -l /usr/bin/kubelet',
        expect: 'Missing, without the x bit, or elsewhere than ExecStart says.',
      },
    ],
    mend: [
      { text: 'Install the package again in the version of the node, or correct the path in the drop-in.' },
      {
        text: 'Then read the unit anew and start. A restart alone gives the same error.',
        command: 'systemctl daemon-reload && systemctl restart kubelet',
      },
    ],
    sources: [
      'https://www.freedesktop.org/software/systemd/man/latest/systemd.exec.html',
      'https://kubernetes.io/docs/setup/production-environment/tools/kubeadm/kubelet-integration/',
    ],
  },
  'kubelet.crash-looping': {
    title: 'The kubelet restarts again and again, and why is not proven yet',
    meaning: 'The unit exits with an error shortly after each start. No specific cause explains it so far.',
    impact: 'The node is NotReady or flaps. Containers keep running unwatched.',
    confirm: [
      {
        command: 'systemctl show kubelet -p NRestarts -p Result -p ExecMainStatus',
        expect: 'NRestarts grows.',
      },
      {
        command: 'journalctl -u kubelet -b -n 200 --no-pager',
        expect:
          'The last error before "Main process exited"; it is the cause, the lines of the next start are not.',
      },
    ],
    mend: [
      { text: 'Undo the last change to flags, configuration, certificates or version.' },
      { text: 'Another restart does not help: systemd already does that every few seconds.' },
    ],
    sources: [
      'https://kubernetes.io/docs/setup/production-environment/tools/kubeadm/troubleshooting-kubeadm/',
      'https://kubernetes.io/docs/setup/production-environment/tools/kubeadm/kubelet-integration/',
    ],
  },
  'kubelet.unknown-flag': {
    title: 'The kubelet is started with a flag that it does not know',
    meaning:
      'A flag is misspelt, or was removed in this version (for example --network-plugin in 1.24, --container-runtime in 1.27).',
    impact: 'The kubelet exits at once. Typical after an upgrade: the node stays NotReady.',
    confirm: [
      {
        command: 'journalctl -u kubelet -b --no-pager | grep -i "unknown flag"',
        expect: '"unknown flag: --…" or "unknown shorthand flag".',
      },
      {
        command: 'cat /var/lib/kubelet/kubeadm-flags.env /etc/default/kubelet /etc/sysconfig/kubelet',
        expect: 'The file that holds the flag (not all of them exist); else the unit and its drop-ins.',
      },
    ],
    mend: [
      {
        text: 'Remove the flag; move the setting into the kubelet configuration file where it still exists.',
      },
      {
        text: 'Then restart. Without the change a restart does not help.',
        command: 'systemctl daemon-reload && systemctl restart kubelet',
      },
    ],
    sources: [
      'https://kubernetes.io/docs/reference/command-line-tools-reference/kubelet/',
      'https://kubernetes.io/docs/tasks/administer-cluster/kubelet-config-file/',
    ],
  },
  'kubelet.config-missing': {
    title: 'The configuration file of the kubelet is missing',
    meaning:
      'The file that --config names (usually /var/lib/kubelet/config.yaml) does not exist: the node never joined, was reset, or the path is wrong.',
    impact: 'The kubelet exits at once. Before kubeadm init or join that is normal.',
    confirm: [
      {
        command: 'journalctl -u kubelet -b --no-pager | grep "failed to load kubelet config file"',
        expect: 'The path, and "no such file or directory".',
      },
      {
        command: 'ls -l /var/lib/kubelet/config.yaml /etc/kubernetes/kubelet.conf',
        expect: 'Both missing: never joined. Only the first: it was lost.',
      },
    ],
    mend: [
      {
        text: 'Lost on a kubeadm node: fetch it again from the cluster.',
        command: 'kubeadm upgrade node phase kubelet-config',
      },
      {
        text: 'Never joined: join. Print the command on a control-plane node.',
        command: 'kubeadm token create --print-join-command',
      },
      { text: 'Restarting does not help while the file is missing.' },
    ],
    sources: [
      'https://kubernetes.io/docs/setup/production-environment/tools/kubeadm/kubelet-integration/',
      'https://kubernetes.io/docs/tasks/administer-cluster/kubelet-config-file/',
    ],
  },
  'kubelet.config-invalid': {
    title: 'The configuration of the kubelet does not parse or validate',
    meaning: 'The file has a wrong type, an unknown field, bad YAML, or values that the kubelet refuses.',
    impact: 'The kubelet exits at once; the node goes NotReady within a minute.',
    confirm: [
      {
        command:
          'journalctl -u kubelet -b --no-pager | grep -i -E "failed to load kubelet config|failed to validate kubelet configuration|unmarshal"',
        expect: 'The field and what is wrong with it.',
      },
    ],
    mend: [
      {
        text: 'Correct that field. On a kubeadm node the file can also be fetched anew from the ConfigMap kubelet-config.',
        command: 'kubeadm upgrade node phase kubelet-config',
      },
      {
        text: 'If the ConfigMap itself is wrong, every node breaks at its next upgrade: correct it too.',
        command: 'kubectl edit configmap kubelet-config --namespace kube-system',
      },
      {
        text: 'Then restart. Without the change a restart does not help.',
        command: 'systemctl restart kubelet',
      },
    ],
    sources: [
      'https://kubernetes.io/docs/reference/config-api/kubelet-config.v1beta1/',
      'https://kubernetes.io/docs/tasks/administer-cluster/kubeadm/kubeadm-reconfigure/',
    ],
  },
  'kubelet.client-ca-missing': {
    title: 'The CA file that the kubelet checks its clients with is missing',
    meaning:
      'authentication.x509.clientCAFile (kubeadm: /etc/kubernetes/pki/ca.crt) names a file that does not exist or holds no certificate.',
    impact: 'The kubelet exits at once; the node goes NotReady within a minute.',
    confirm: [
      {
        command: 'journalctl -u kubelet -b --no-pager | grep -i "client CA"',
        expect: '"unable to load client CA file" with the path.',
      },
      { command: 'grep -A3 x509 /var/lib/kubelet/config.yaml', expect: 'The path that must exist.' },
    ],
    mend: [
      {
        text: 'Put the CA certificate of the cluster there; it is public.',
        command:
          "kubectl get configmap kube-root-ca.crt --namespace kube-system -o jsonpath='{.data.ca\\.crt}'",
      },
      { text: 'Then restart.', command: 'systemctl restart kubelet' },
    ],
    sources: [
      'https://kubernetes.io/docs/reference/access-authn-authz/kubelet-authn-authz/',
      'https://kubernetes.io/docs/setup/best-practices/certificates/',
    ],
  },
  'kubelet.swap-on': {
    title: 'Swap is on, and the kubelet is not configured for it',
    meaning: 'failSwapOn is true (default) and the machine has active swap: the kubelet refuses to start.',
    impact: 'The kubelet exits at once. Typical after a reboot: swapoff was not made to last.',
    confirm: [
      { command: 'swapon --show', expect: 'Any line: swap is on.' },
      {
        command: 'journalctl -u kubelet -b --no-pager | grep -i "running with swap on is not supported"',
        expect: 'The line is there.',
      },
    ],
    mend: [
      { text: 'Turn swap off now.', command: 'swapoff -a' },
      {
        text: 'Make it last: remove swap from /etc/fstab, mask systemd swap units, and look for zram.',
        command: 'systemctl list-units --type=swap',
      },
      {
        text: 'Or mean it: set failSwapOn: false and memorySwap.swapBehavior (swap support is stable since 1.34).',
      },
      {
        text: 'Restarting the kubelet does not help while swap is on; systemd starts it again by itself once it is off.',
      },
    ],
    sources: [
      'https://kubernetes.io/docs/concepts/cluster-administration/swap-memory-management/',
      'https://kubernetes.io/docs/reference/config-api/kubelet-config.v1beta1/',
    ],
  },
  'kubelet.cgroup-driver-mismatch': {
    title: 'The kubelet and the container runtime use different cgroup drivers',
    meaning: 'One uses systemd, the other cgroupfs: two managers for one tree.',
    impact:
      'With Docker the kubelet refuses to start. With containerd or CRI-O pods fail to start, or the node turns unstable under pressure.',
    confirm: [
      {
        command: 'grep cgroupDriver /var/lib/kubelet/config.yaml',
        expect: 'The driver of the kubelet (kubeadm: systemd by default since 1.22).',
      },
      {
        command: 'crictl info | grep -i systemdCgroup',
        expect: 'The driver of containerd: true is systemd. For CRI-O: cgroup_manager in its configuration.',
      },
    ],
    mend: [
      {
        text: 'Drain the node first: changing the driver under running pods leaves them broken.',
        command: 'kubectl drain NODE --ignore-daemonsets',
      },
      {
        text: 'Set the runtime to systemd (containerd: SystemdCgroup = true in the runc options), and cgroupDriver: systemd in the kubelet configuration.',
      },
      {
        text: 'Restart the runtime, then the kubelet. A restart without the change does not help.',
        command: 'systemctl restart containerd kubelet',
      },
    ],
    sources: [
      'https://kubernetes.io/docs/tasks/administer-cluster/kubeadm/configure-cgroup-driver/',
      'https://kubernetes.io/docs/setup/production-environment/container-runtimes/',
    ],
  },
  'kubelet.cgroup-v1-refused': {
    title: 'This kubelet refuses to run on a host with cgroup v1',
    meaning: 'failCgroupV1 is true, the default since 1.35, and the machine booted with cgroup v1.',
    impact: 'The kubelet exits at once. Typical after an upgrade to 1.35 on an old operating system.',
    confirm: [
      {
        command: 'stat -fc %T /sys/fs/cgroup/',
        expect: 'tmpfs: cgroup v1. cgroup2fs: v2, and the cause is another.',
      },
      {
        command: 'journalctl -u kubelet -b --no-pager | grep "not run on a host using cgroup v1"',
        expect: 'The line is there.',
      },
    ],
    mend: [
      {
        text: 'Boot with cgroup v2: a current operating system image, or the kernel argument systemd.unified_cgroup_hierarchy=1 (it needs kernel 5.8 or later), then reboot.',
      },
      {
        text: 'To win time: set failCgroupV1: false in the kubelet configuration. Support for cgroup v1 will be removed.',
      },
      { text: 'Restarting the kubelet does not help.' },
    ],
    sources: [
      'https://kubernetes.io/docs/concepts/architecture/cgroups/',
      'https://github.com/kubernetes/system-validators/pull/59',
      'https://github.com/kubernetes/node-problem-detector/issues/1161',
    ],
  },
  'kubelet.api-server-address-wrong': {
    title: 'The kubelet is told a wrong address of the API server',
    meaning:
      'The server in its kubeconfig has a host that does not resolve or is another machine, or a wrong port.',
    impact: 'The node cannot register or renew its Lease: NotReady within a minute.',
    confirm: [
      {
        command: 'grep server: /etc/kubernetes/kubelet.conf',
        expect: 'An address that differs from that of a healthy node.',
      },
      {
        command:
          'journalctl -u kubelet -b --no-pager | grep -E "no such host|invalid port|connection refused"',
        expect: 'The same wrong address in the errors.',
      },
      { command: 'kubectl cluster-info', expect: 'The right address.' },
    ],
    mend: [
      { text: 'Correct server: in the kubeconfig (and in the bootstrap kubeconfig, if there is one).' },
      { text: 'Then restart: it is read at the start only.', command: 'systemctl restart kubelet' },
    ],
    sources: [
      'https://kubernetes.io/docs/concepts/configuration/organize-cluster-access-kubeconfig/',
      'https://kubernetes.io/docs/setup/production-environment/tools/kubeadm/kubelet-integration/',
    ],
  },
  'kubelet.api-server-unreachable': {
    title: 'The kubelet cannot reach the API server',
    meaning:
      'The address is right, and there is no answer from this node: API server or load balancer down, firewall, route, or proxy settings.',
    impact:
      'Lease and status are not renewed: NotReady within a minute. If all nodes show it, the control plane is the cause.',
    confirm: [
      {
        command: 'curl -sk --max-time 5 https://API_SERVER/livez',
        expect: 'Time-out or refused. Any HTTP answer, 401 too, clears the network.',
      },
      {
        command: 'kubectl get nodes',
        expect: 'Whether other nodes suffer: all of them point to the control plane, one to this node.',
      },
      {
        command: 'systemctl show kubelet -p Environment',
        expect: 'HTTPS_PROXY without the API server in NO_PROXY.',
      },
    ],
    mend: [
      {
        text: 'Open the way: port 6443 (or that of the load balancer) from the node, security groups, routes.',
      },
      { text: 'All nodes: bring the load balancer or the API server back.' },
      { text: 'Restarting the kubelet does not help; it retries by itself.' },
    ],
    sources: [
      'https://kubernetes.io/docs/concepts/architecture/control-plane-node-communication/',
      'https://kubernetes.io/docs/reference/networking/ports-and-protocols/',
    ],
  },
  'kubelet.unauthorized': {
    title: 'The API server refuses the identity of the kubelet',
    meaning:
      'The API server answers 401 or 403: the client certificate or token of the kubelet is not accepted, or its name is not this node’s.',
    impact: 'The node cannot register, renew its Lease or read its pods: NotReady within a minute.',
    confirm: [
      {
        command: 'journalctl -u kubelet -b --no-pager | grep -E "Unauthorized|forbidden"',
        expect: 'On registration, Lease or node status.',
      },
      {
        command:
          'openssl x509 -in /var/lib/kubelet/pki/kubelet-client-current.pem -noout -subject -issuer -dates',
        expect: 'Should be O = system:nodes, CN = system:node:NODE, in date, by the CA of the cluster.',
      },
    ],
    mend: [
      { text: 'Expired, wrong subject or wrong CA: see the cause of that name.' },
      {
        text: 'EKS: map the role of the node in an access entry or in aws-auth (groups system:bootstrappers and system:nodes).',
      },
      {
        text: 'Else join the node again, so that it gets a new identity.',
        command: 'kubeadm token create --print-join-command',
      },
    ],
    sources: [
      'https://kubernetes.io/docs/reference/access-authn-authz/node/',
      'https://kubernetes.io/docs/reference/access-authn-authz/kubelet-tls-bootstrapping/',
      'https://docs.aws.amazon.com/eks/latest/userguide/troubleshooting.html',
    ],
  },
  'kubelet.hostname-mismatch': {
    title: 'The kubelet uses another node name than the cluster knows',
    meaning:
      'The host name, or --hostname-override, no longer equals the name of the Node object and of the client certificate.',
    impact:
      'The old node goes NotReady. The kubelet gets "not found" or 403, since the Node authorizer lets it touch only its own node; or a second node appears.',
    confirm: [
      {
        command:
          'hostname; grep -r hostname-override /var/lib/kubelet/kubeadm-flags.env /etc/default/kubelet /etc/sysconfig/kubelet',
        expect: 'A name other than NODE (the kubelet lowers the case).',
      },
      {
        command: 'openssl x509 -in /var/lib/kubelet/pki/kubelet-client-current.pem -noout -subject',
        expect: 'CN = system:node: and the name that it was given.',
      },
    ],
    mend: [
      { text: 'Set the old name again.', command: 'hostnamectl set-hostname NODE' },
      { text: 'Then restart: the name is read at the start only.', command: 'systemctl restart kubelet' },
      {
        text: 'If the new name is wanted: drain, delete the old Node, reset and join again under the new name.',
      },
    ],
    sources: [
      'https://kubernetes.io/docs/concepts/architecture/nodes/',
      'https://kubernetes.io/docs/reference/access-authn-authz/node/',
    ],
  },
  'kubelet.version-skew': {
    title: 'The kubelet is further from the API server than the policy allows',
    meaning:
      'A kubelet may be up to three minor versions older than the API server (two, where the kubelet is older than 1.25), and never newer.',
    impact: 'It may work, and is not supported: APIs and fields may be missing on one side.',
    confirm: [
      { command: 'kubectl get nodes', expect: 'VERSION of the node.' },
      { command: 'kubectl version', expect: 'The server version to compare with.' },
    ],
    mend: [
      {
        text: 'Upgrade the node, one minor version after the other, drained.',
        command: 'kubectl drain NODE --ignore-daemonsets',
      },
      { text: 'If the kubelet is newer than the API server, upgrade the control plane first.' },
    ],
    sources: ['https://kubernetes.io/releases/version-skew-policy/'],
  },
  'kubelet.open-files-exhausted': {
    title: 'The node has run out of inotify watches or open files',
    meaning:
      'The kubelet or the runtime cannot open further files or watches: "too many open files", or "no space left on device" from inotify.',
    impact:
      'Pods do not start, logs do not follow, configuration changes go unseen; the kubelet may fail to start.',
    confirm: [
      {
        command: 'sysctl fs.inotify.max_user_instances fs.inotify.max_user_watches fs.file-nr',
        expect: 'Low limits (128 instances is a usual default), or file-nr near its maximum.',
      },
      {
        command:
          'find /proc/*/fd -lname anon_inode:inotify 2>/dev/null | cut -d/ -f3 | sort | uniq -c | sort -n | tail',
        expect: 'The processes that hold the most inotify instances.',
      },
    ],
    mend: [
      {
        text: 'Raise the limits now, and in /etc/sysctl.d to make them last.',
        command: 'sysctl -w fs.inotify.max_user_instances=8192 fs.inotify.max_user_watches=524288',
      },
      { text: 'Find and mend the program that leaks watches or files.' },
      {
        text: 'Restart the kubelet only if it had failed to start; a restart alone wins some minutes at most.',
      },
    ],
    sources: [
      'https://kind.sigs.k8s.io/docs/user/known-issues/',
      'https://docs.kernel.org/admin-guide/sysctl/fs.html',
    ],
  },
  'kubelet.eviction-signal-wrong': {
    title: 'The kubelet sees a pressure that is not there',
    meaning:
      'An eviction signal has an impossible value, such as a negative amount of available memory: the statistics are wrong, not the node.',
    impact: 'The node reports a pressure, evicts healthy pods and refuses new ones, although it has room.',
    confirm: [
      {
        command: 'kubectl get --raw /api/v1/nodes/NODE/proxy/stats/summary',
        expect: 'availableBytes or a capacity that is absurd, or more used than there is.',
      },
      { command: 'free -m; df -h; df -i', expect: 'Plenty left.' },
      {
        command: 'journalctl -u kubelet -b --no-pager | grep -i "eviction manager"',
        expect: 'The signal and the value that it acted on.',
      },
    ],
    mend: [
      { text: 'Keep evictions from spreading to more pods while you look.', command: 'kubectl cordon NODE' },
      {
        text: 'Find the source of the number: memory or disks resized under the running kubelet, a mount that hides the runtime’s file system, a mismatch of kubelet and runtime versions.',
      },
      {
        text: 'Restart the kubelet after a resize: it reads the size of the machine at its start. In other cases a restart hides it for a while; update the kubelet or the runtime.',
        command: 'systemctl restart kubelet',
      },
    ],
    sources: [
      'https://kubernetes.io/docs/concepts/scheduling-eviction/node-pressure-eviction/',
      'https://kubernetes.io/docs/reference/instrumentation/node-metrics/',
    ],
  },
  'kubelet.eviction-threshold-misconfigured': {
    title: 'An eviction threshold is set that this node can never meet',
    meaning:
      'evictionHard or evictionSoft asks for more free memory, disk or inodes than the node has in all, or nearly so.',
    impact: 'The pressure never ends: pods are evicted again and again, and new ones are refused.',
    confirm: [
      {
        command: 'kubectl get --raw /api/v1/nodes/NODE/proxy/configz',
        expect: 'evictionHard and evictionSoft, to compare with the capacity.',
      },
      {
        command: "kubectl get node NODE -o jsonpath='{.status.capacity}'",
        expect: 'Less than, or about, what the threshold asks for.',
      },
    ],
    mend: [
      {
        text: 'Correct the threshold. The defaults: memory.available 100Mi, nodefs.available 10 %, imagefs.available 15 %, nodefs.inodesFree 5 %.',
      },
      { text: 'Name all signals: setting one in evictionHard puts those left out to zero by default.' },
      {
        text: 'Then restart. Without the change a restart does not help.',
        command: 'systemctl restart kubelet',
      },
    ],
    sources: [
      'https://kubernetes.io/docs/concepts/scheduling-eviction/node-pressure-eviction/',
      'https://kubernetes.io/docs/reference/config-api/kubelet-config.v1beta1/',
    ],
  },
  'kubelet.unit-restricted': {
    title: 'The settings of the kubelet’s own unit keep it from working',
    meaning:
      'A drop-in sandboxes or limits the unit: ProtectSystem, ReadOnlyPaths, PrivateTmp, PrivateMounts, CapabilityBoundingSet, MemoryMax, TasksMax, LimitNOFILE.',
    impact:
      'Writes fail as "read-only file system" or "permission denied", mounts do not reach the host, or the unit is killed for its own limit.',
    confirm: [
      {
        command: 'systemctl cat kubelet',
        expect: 'A drop-in that is not from the packages, with such settings.',
      },
      {
        command:
          'systemctl show kubelet -p ProtectSystem -p ReadOnlyPaths -p PrivateTmp -p PrivateMounts -p CapabilityBoundingSet -p MemoryMax -p TasksMax -p LimitNOFILE',
        expect: 'Values other than no, empty or infinity.',
      },
    ],
    mend: [
      {
        text: 'Remove the setting or the drop-in. The kubelet must mount for the host and write below /var/lib/kubelet.',
      },
      {
        text: 'Read the unit anew and restart. A restart without that does not help.',
        command: 'systemctl daemon-reload && systemctl restart kubelet',
      },
    ],
    sources: [
      'https://www.freedesktop.org/software/systemd/man/latest/systemd.exec.html',
      'https://www.freedesktop.org/software/systemd/man/latest/systemd.resource-control.html',
      'https://github.com/systemd/systemd/pull/4185',
    ],
  },
  'kubelet.image-gc-failing': {
    title: 'Image garbage collection frees nothing',
    meaning:
      'Disk usage is above imageGCHighThresholdPercent (default 85), and there is no unused image whose removal would help: the space is taken by images in use or by other files.',
    impact: 'The disk goes on filling. Disk pressure and evictions follow.',
    confirm: [
      {
        command:
          'kubectl get events --all-namespaces --field-selector involvedObject.kind=Node,involvedObject.name=NODE',
        expect: 'ImageGCFailed or FreeDiskSpaceFailed: "wanted to free N bytes, but freed 0 bytes".',
      },
      {
        command: 'crictl imagefsinfo; du -xh --max-depth=3 /var | sort -h | tail -20',
        expect: 'Images take little; logs, volumes or foreign files take the rest.',
      },
    ],
    mend: [
      {
        text: 'Free what is not images: container logs, emptyDir, core dumps, the journal.',
        command: 'journalctl --vacuum-size=500M',
      },
      { text: 'Images in use fill it: enlarge the disk, or put images on one of their own.' },
      { text: 'One failure right after a boot is harmless. Restarting the kubelet frees nothing.' },
    ],
    sources: [
      'https://kubernetes.io/docs/concepts/architecture/garbage-collection/',
      'https://kubernetes.io/docs/concepts/scheduling-eviction/node-pressure-eviction/',
    ],
  },
  'kubelet.cluster-dns-mismatch': {
    title: 'The kubelet gives its pods a DNS address that is not the DNS Service',
    meaning:
      'clusterDNS in the kubelet configuration is not the ClusterIP of the DNS Service (nor that of a node-local cache).',
    impact:
      'Every pod started on this node with dnsPolicy ClusterFirst resolves no names. Pods of other nodes are fine.',
    confirm: [
      {
        command: 'kubectl get service kube-dns --namespace kube-system',
        expect: 'CLUSTER-IP, to compare with the next.',
      },
      {
        command: 'kubectl get --raw /api/v1/nodes/NODE/proxy/configz',
        expect: 'clusterDNS with another address. With NodeLocal DNSCache 169.254.20.10 is right.',
      },
    ],
    mend: [
      {
        text: 'Correct clusterDNS (or the flag --cluster-dns), then restart the kubelet.',
        command: 'systemctl restart kubelet',
      },
      { text: 'Recreate the pods of this node: a running pod keeps the resolv.conf that it was born with.' },
    ],
    sources: [
      'https://kubernetes.io/docs/reference/config-api/kubelet-config.v1beta1/',
      'https://kubernetes.io/docs/concepts/services-networking/dns-pod-service/',
      'https://kubernetes.io/docs/tasks/administer-cluster/nodelocaldns/',
    ],
  },
} as const satisfies Record<AreaCauseId<'kubelet'>, CauseText>;
