import type { AreaCauseId, CauseText } from './cause-text.ts';

export const runtimeCauses = {
  'runtime.down': {
    title: 'The container runtime does not answer',
    meaning:
      'The kubelet gets no answer on the socket of containerd, CRI-O or cri-dockerd: the unit is stopped, crashing or hanging.',
    impact:
      'No container starts, stops or is probed by exec. The node goes NotReady within minutes. Running containers usually go on.',
    confirm: [
      {
        command: 'systemctl status containerd crio cri-docker',
        expect: 'The one in use is failed or inactive.',
      },
      { command: 'crictl info', expect: 'Refused or time-out.' },
      {
        command: 'journalctl -u containerd -u crio -b -n 100 --no-pager',
        expect: 'Why it stopped: configuration, disk full, killed for memory.',
      },
    ],
    mend: [
      { text: 'Disk full or configuration broken: mend that first; a restart does not help before.' },
      {
        text: 'Restart the runtime. Containers of containerd and CRI-O survive this; those of an old Docker without live-restore do not.',
        command: 'systemctl restart containerd',
      },
      {
        text: 'Still dead or hanging: drain the node, and reboot it.',
        command: 'kubectl drain NODE --ignore-daemonsets',
      },
    ],
    sources: [
      'https://kubernetes.io/docs/setup/production-environment/container-runtimes/',
      'https://kubernetes.io/docs/tasks/debug/debug-cluster/crictl/',
    ],
  },
  'runtime.endpoint-wrong': {
    title: 'The kubelet looks for the container runtime at a wrong socket',
    meaning:
      'containerRuntimeEndpoint (or the flag --container-runtime-endpoint) names another socket than the runtime serves.',
    impact: 'The kubelet exits or stays NotReady, although the runtime is well.',
    confirm: [
      {
        command:
          'grep -rs -i "container-\\?runtime-\\?endpoint" /var/lib/kubelet/config.yaml /var/lib/kubelet/kubeadm-flags.env',
        expect: 'A socket that the next command does not list.',
      },
      {
        command: 'ls -l /run/containerd/containerd.sock /run/crio/crio.sock /run/cri-dockerd.sock',
        expect: 'The sockets that exist.',
      },
    ],
    mend: [
      {
        text: 'Set the right one, such as unix:///run/containerd/containerd.sock, where it is set now; also the annotation kubeadm.alpha.kubernetes.io/cri-socket of the node, if kubeadm set it.',
      },
      { text: 'Then restart. Restarting the runtime does not help.', command: 'systemctl restart kubelet' },
    ],
    sources: [
      'https://kubernetes.io/docs/setup/production-environment/container-runtimes/',
      'https://kubernetes.io/docs/reference/config-api/kubelet-config.v1beta1/',
    ],
  },
  'runtime.cri-unsupported': {
    title: 'The container runtime does not offer the interface that the kubelet needs',
    meaning:
      'The socket answers "unknown service runtime.v1.RuntimeService": the CRI plugin of containerd is disabled, or the runtime is too old. Kubernetes 1.26 and later need CRI v1 (containerd 1.6 or later).',
    impact:
      'The kubelet exits at once; the node stays NotReady. Typical for the containerd package from Docker, and after upgrades.',
    confirm: [
      {
        command: 'journalctl -u kubelet -b --no-pager | grep "unknown service runtime.v1"',
        expect: 'code = Unimplemented.',
      },
      { command: 'grep disabled_plugins /etc/containerd/config.toml', expect: 'The list contains "cri".' },
      { command: 'containerd --version', expect: 'Below 1.6.' },
    ],
    mend: [
      {
        text: 'Take "cri" out of disabled_plugins, then restart the runtime.',
        command: 'systemctl restart containerd',
      },
      { text: 'Too old: upgrade the runtime, on a drained node. A restart does not help.' },
    ],
    sources: ['https://kubernetes.io/docs/setup/production-environment/container-runtimes/'],
  },
  'runtime.pleg-unhealthy': {
    title: 'The container runtime hangs: the kubelet cannot list containers in time',
    meaning:
      'PLEG, the part of the kubelet that lists containers, has not finished for 3 minutes. The runtime is slow or blocked, usually by storage, load or very many containers.',
    impact: 'The node goes NotReady, often on and off. Pods start and stop slowly or not at all.',
    confirm: [
      {
        command: 'journalctl -u kubelet -b --no-pager | grep "PLEG is not healthy"',
        expect: 'How long, and how often.',
      },
      { command: 'time crictl ps -a', expect: 'Many seconds, or it hangs.' },
      {
        command: 'ps -eo pid,stat,wchan:32,comm | grep " D"',
        expect: 'Processes in state D: storage is the root.',
      },
    ],
    mend: [
      { text: 'Tasks in state D or disk errors: mend the storage; restarts do not help.' },
      { text: 'Load or very many exited containers: relieve the node.', command: 'kubectl cordon NODE' },
      { text: 'Runtime deadlocked: restart it.', command: 'systemctl restart containerd' },
      { text: 'If it hangs again, drain, reboot and update the runtime.' },
    ],
    sources: [
      'https://kubernetes.io/docs/tasks/debug/debug-cluster/',
      'https://kubernetes.io/docs/tasks/debug/debug-cluster/crictl/',
    ],
  },
  'runtime.container-start-failing': {
    title: 'The runtime fails to start containers',
    meaning:
      'The runtime answers, and starting fails in runc or in a mount: "OCI runtime create failed", "error mounting".',
    impact:
      'Pods stay in ContainerCreating, RunContainerError or CreateContainerError. Running ones are fine.',
    confirm: [
      {
        command: 'kubectl describe pod POD --namespace NAMESPACE',
        expect: 'The message of the runtime in the events.',
      },
      {
        command: 'journalctl -u containerd -u crio -b -n 100 --no-pager',
        expect: 'The same error; for many pods it is the node, for one pod its own specification.',
      },
    ],
    mend: [
      { text: 'One pod: correct its command, mounts or security context as the message says.' },
      {
        text: 'Many pods: look for a full disk, exhausted pids, a read-only file system, SELinux or AppArmor, or an update of runc or the kernel.',
      },
      {
        text: 'Move the pods off the node while you look.',
        command: 'kubectl drain NODE --ignore-daemonsets',
      },
    ],
    sources: [
      'https://kubernetes.io/docs/tasks/debug/debug-application/debug-pods/',
      'https://kubernetes.io/docs/tasks/debug/debug-cluster/crictl/',
    ],
  },
} as const satisfies Record<AreaCauseId<'runtime'>, CauseText>;
