import type { AreaCauseId, CauseText } from './cause-text.ts';

export const kernelCauses = {
  'kernel.oom-kill': {
    title: 'The kernel killed a system process for memory',
    meaning:
      'The out-of-memory killer of the kernel chose a process of the node (kubelet, runtime, agent) or of a system pod.',
    impact:
      'What was killed is down or restarting. Without the kubelet or the runtime the node goes NotReady within a minute.',
    confirm: [
      {
        command: 'journalctl -k -b --no-pager | grep -i -E "out of memory|oom-kill|killed process"',
        expect:
          'The name of the victim. CONSTRAINT_MEMCG: a cgroup limit was hit; CONSTRAINT_NONE: the whole node was short.',
      },
      {
        command:
          'kubectl get events --all-namespaces --field-selector involvedObject.kind=Node,involvedObject.name=NODE',
        expect: 'SystemOOM with the name and id of the victim.',
      },
    ],
    mend: [
      { text: 'A cgroup limit was hit: raise the limit of that pod or unit, or mend its leak.' },
      {
        text: 'The whole node was short: reserve memory for the system (kubeReserved, systemReserved) and give the large pods requests and limits.',
      },
      { text: 'A restart brings the victim back; without one of the above the next kill follows.' },
    ],
    sources: [
      'https://kubernetes.io/docs/concepts/scheduling-eviction/node-pressure-eviction/',
      'https://kubernetes.io/docs/tasks/administer-cluster/reserve-compute-resources/',
    ],
  },
  'kernel.task-hung': {
    title: 'A task has been blocked in the kernel for more than 120 seconds',
    meaning:
      'A process waits in uninterruptible sleep (state D), usually for storage: a dead NFS server, a detached volume, a slow disk.',
    impact:
      'Whatever needs the task hangs too: runtime calls, umount, pod deletion. Often PLEG becomes unhealthy and the node NotReady.',
    confirm: [
      {
        command: 'journalctl -k -b --no-pager | grep "blocked for more than"',
        expect: 'The name of the task; the call trace below it names the file system or driver.',
      },
      { command: 'ps -eo pid,stat,wchan:32,comm | grep " D"', expect: 'The same tasks still in state D.' },
    ],
    mend: [
      {
        text: 'Bring the storage back: the NFS server, the volume attachment, the path to the disk. The task then goes on by itself.',
      },
      { text: 'Keep new pods away.', command: 'kubectl cordon NODE' },
      {
        text: 'A task in state D cannot be killed, so restarting the kubelet or the runtime does not help. If the storage stays away, only a reboot of the node ends it.',
      },
    ],
    sources: [
      'https://docs.kernel.org/admin-guide/sysctl/kernel.html',
      'https://github.com/kubernetes/node-problem-detector',
    ],
  },
  'kernel.oops': {
    title: 'The kernel hit a bug',
    meaning:
      'The kernel logged an oops (a NULL dereference or another invalid access) and killed the task; its own state may be damaged.',
    impact:
      'Anything from one dead process to a node that hangs later: locks that the task held stay locked.',
    confirm: [
      {
        command: 'journalctl -k -b --no-pager | grep -i -E "BUG:|Oops|general protection fault"',
        expect: 'The oops; RIP and the modules in the trace name the part at fault.',
      },
      { command: 'cat /proc/sys/kernel/tainted', expect: 'Bit 7 (value 128) is set after an oops.' },
    ],
    mend: [
      { text: 'Keep the trace, then drain the node.', command: 'kubectl drain NODE --ignore-daemonsets' },
      { text: 'Reboot it: a kernel is not to be trusted after an oops. Restarting services is not enough.' },
      {
        text: 'Update the kernel, or the driver that the trace names; if it comes back on this machine only, test its memory.',
      },
    ],
    sources: [
      'https://docs.kernel.org/admin-guide/bug-hunting.html',
      'https://docs.kernel.org/admin-guide/tainted-kernels.html',
    ],
  },
  'kernel.soft-lockup': {
    title: 'A CPU of the node is stuck in the kernel',
    meaning:
      'The watchdog saw a CPU run kernel code for more than 20 seconds (default) without letting other tasks run.',
    impact: 'Long stalls: missed heartbeats, probes that time out, a node that flaps or hangs.',
    confirm: [
      {
        command: 'journalctl -k -b --no-pager | grep -i "soft lockup"',
        expect: '"BUG: soft lockup - CPU#n stuck for Ns!" and the task that ran.',
      },
      {
        command: 'top -b -n 1 | head -5',
        expect: 'On a virtual machine: a high "st" (steal) says that the host is overcommitted.',
      },
    ],
    mend: [
      { text: 'Virtual machine with steal: move it or relieve the host; the guest is the victim.' },
      {
        text: 'Else drain the node, keep the trace, reboot and update the kernel or the driver that the trace names.',
        command: 'kubectl drain NODE --ignore-daemonsets',
      },
    ],
    sources: ['https://docs.kernel.org/admin-guide/lockup-watchdogs.html'],
  },
  'kernel.filesystem-read-only': {
    title: 'A file system of the node was remounted read-only after errors',
    meaning: 'The kernel found errors in a file system and made it read-only to protect the data.',
    impact:
      'Nothing can be written there: the kubelet and the runtime fail, pods do not start, running ones get "Read-only file system".',
    confirm: [
      {
        command:
          'journalctl -k -b --no-pager | grep -i -E "remounting filesystem read-only|EXT4-fs error|XFS.*shutdown"',
        expect: 'The device, and the error before it.',
      },
      { command: 'findmnt -O ro -t ext4,xfs,btrfs', expect: 'The file system that should be writable.' },
    ],
    mend: [
      {
        text: 'Look for disk errors first; with them, replace the disk or the machine.',
        command: 'journalctl -k -b --no-pager | grep -i "I/O error"',
      },
      {
        text: 'Do not remount it read-write over known errors. Unmount it, or boot into rescue, and check it.',
        command: 'fsck DEVICE',
      },
      {
        text: 'A cloud node is cheaper to replace: drain what can be drained, then terminate it. Restarting services does not help.',
      },
    ],
    sources: [
      'https://docs.kernel.org/admin-guide/ext4.html',
      'https://github.com/kubernetes/node-problem-detector',
    ],
  },
  'kernel.io-error': {
    title: 'A disk of the node reports errors',
    meaning:
      'The kernel got errors from a block device: a failing disk, a lost path, or a cloud volume that was detached or impaired.',
    impact:
      'Reads and writes on it fail or hang; data may be lost. Soon after, the file system often goes read-only.',
    confirm: [
      {
        command: 'journalctl -k -b --no-pager | grep -i -E "I/O error|critical medium error"',
        expect: 'The device, and whether one sector or all of it fails.',
      },
      {
        command: 'smartctl -H DEVICE',
        expect:
          'Physical disks: FAILED, or a growing number of reallocated sectors. Cloud volumes: look at the volume status in the cloud.',
      },
    ],
    mend: [
      { text: 'Drain the node while it still can.', command: 'kubectl drain NODE --ignore-daemonsets' },
      { text: 'Replace the disk, reattach the volume, or replace the machine. A restart does not mend it.' },
    ],
    sources: [
      'https://github.com/kubernetes/node-problem-detector',
      'https://docs.aws.amazon.com/ebs/latest/userguide/monitoring-volume-status.html',
    ],
  },
  'kernel.conntrack-full': {
    title: 'The connection tracking table of the node is full',
    meaning: 'nf_conntrack has as many entries as it may have; packets of new connections are dropped.',
    impact:
      'New connections through the node fail now and then: Services, DNS, node ports, health checks. Existing ones go on.',
    confirm: [
      {
        command: 'sysctl net.netfilter.nf_conntrack_count net.netfilter.nf_conntrack_max',
        expect: 'The count is at or near the maximum.',
      },
      {
        command: 'journalctl -k -b --no-pager | grep "table full, dropping packet"',
        expect: 'When it happened.',
      },
    ],
    mend: [
      {
        text: 'Raise the limit now (each entry takes some hundred bytes of kernel memory).',
        command: 'sysctl -w net.netfilter.nf_conntrack_max=524288',
      },
      {
        text: 'Make it last in the configuration of kube-proxy (conntrack.maxPerCore, conntrack.min): it sets the sysctl again at each start.',
      },
      {
        text: 'Find who opens the connections; DNS without a cache and clients without keep-alive are usual. Restarting pods gives relief for minutes only.',
        command: "conntrack -L | awk '{print $1, $4, $5}' | sort | uniq -c | sort -n | tail",
      },
    ],
    sources: [
      'https://docs.kernel.org/networking/nf_conntrack-sysctl.html',
      'https://kubernetes.io/docs/reference/config-api/kube-proxy-config.v1alpha1/',
      'https://github.com/kubernetes/kubernetes/issues/71261',
    ],
  },
  'kernel.netdevice-leak': {
    title: 'The kernel cannot release a network device',
    meaning:
      'The kernel waits for the last reference to a network device of a deleted pod, which never goes: a kernel bug. It logs "unregister_netdevice: waiting for … to become free".',
    impact:
      'Network namespaces are not cleaned up and a global lock is held: creating and deleting pods hangs, pods stay in Terminating or ContainerCreating.',
    confirm: [
      {
        command: 'journalctl -k -b --no-pager | grep "unregister_netdevice: waiting for"',
        expect: 'The line repeats every 10 seconds. A line or two that stop are harmless.',
      },
    ],
    mend: [
      { text: 'Keep new pods away.', command: 'kubectl cordon NODE' },
      {
        text: 'Drain what can be drained and reboot. Restarting the runtime or the kubelet does not free the device.',
      },
      { text: 'Update the kernel; the leak was mended several times for different ways into it.' },
    ],
    sources: [
      'https://github.com/kubernetes/kubernetes/issues/20096',
      'https://github.com/kubernetes/kubernetes/issues/64743',
      'https://github.com/moby/moby/issues/5618',
    ],
  },
} as const satisfies Record<AreaCauseId<'kernel'>, CauseText>;
