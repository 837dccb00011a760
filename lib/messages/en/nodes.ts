import type { CauseId } from '../../causes/catalogue.ts';
import { bytes, enumerate, plural, quote, sincePhrase, span } from './words.ts';

/** What each bad condition means for whoever has to act. */
const conditionSentences: Partial<Readonly<Record<CauseId, string>>> = {
  'node.memory-pressure': 'is short of memory: its kubelet evicts pods and admits none of the lowest class',
  'node.disk-pressure': 'is short of disk: its kubelet deletes images, evicts pods and admits no new ones',
  'node.pid-pressure': 'is short of process ids: its kubelet evicts pods and admits no new ones',
  'node.out-of-disk': 'is out of disk and admits no new pods',
  'node.not-ready': 'is NotReady: its kubelet answers and says that it cannot run pods',
  'node.route-missing': 'has no route in the cloud network, so its pods are cut off',
  'cni.agent-down': "has no working network plugin: the plugin's agent there is down",
  'runtime.down': 'has no working container runtime: it does not answer its kubelet',
  'runtime.pleg-unhealthy':
    'has a container runtime that hangs: its kubelet gets no list of containers from it (PLEG)',
  'kernel.task-hung': 'has a kernel task that has been blocked for minutes',
  'kernel.filesystem-read-only': 'has a file system that was remounted read-only',
  'kubelet.crash-looping': 'has a kubelet that restarts again and again',
};

const eventSentences: Partial<Readonly<Record<CauseId, string>>> = {
  'kubelet.image-gc-failing': 'cannot free disk: deleting images frees nothing',
  'node.rebooted': 'was rebooted',
  'kernel.oom-kill': 'ran out of memory, and its kernel killed a process',
  'kernel.task-hung': 'has a kernel task that has been blocked for minutes',
  'kernel.oops': 'had a kernel bug (oops)',
  'kernel.netdevice-leak': 'has a network device that the kernel cannot free',
  'kernel.filesystem-read-only': 'has a file system that was remounted read-only',
  'kernel.io-error': 'has errors on a block device',
  'kernel.conntrack-full': 'has a full connection table (conntrack) and drops packets',
  'node.route-missing': 'has no route in the cloud network, so its pods are cut off',
  'cni.pod-cidr-missing': 'got no range of pod addresses',
  'node.inode-pressure': 'is out of inodes: too many files, whatever room is left',
};

const amount = (resource: 'cpu' | 'memory', value: number): string =>
  resource === 'memory' ? bytes(value) : `${Math.round(value * 100) / 100} cores`;

export const nodes = {
  'node.condition-bad': (p: {
    node: string;
    cause: CauseId;
    type: string;
    since: number | undefined;
    message: string | undefined;
    now: number;
  }) =>
    `${p.node || 'The node'} ${conditionSentences[p.cause] ?? `reports ${p.type}`}${sincePhrase(p.since, p.now)}.`,
  'node.no-ready-condition': (p: { node: string }) =>
    `${p.node || 'The node'} carries no Ready condition: it has only just registered, or the capture holds a part of it.`,
  'node.joining': (p: { node: string; message: string | undefined }) =>
    `${p.node} has only just joined and is not ready yet${p.message ? `: ${quote(p.message, 160)}` : '.'}`,
  'node.foreign-condition': (p: {
    node: string;
    type: string;
    status: string;
    reason: string | undefined;
    message: string | undefined;
    latched: boolean;
  }) =>
    `${p.node}: ${p.type}=${p.status}${p.reason ? ` (${p.reason})` : ''}${p.message ? `: ${quote(p.message, 160)}` : ''}${
      p.latched ? ' — set for over a day on a node that is Ready, so probably left over' : ''
    }`,
  'node.unreachable': (p: { node: string; since: number | undefined; now: number }) =>
    `${p.node || 'The node'} stopped talking to the control plane${sincePhrase(
      p.since,
      p.now,
    )}: kubelet dead, machine down or network cut cannot be told apart from outside.`,
  'node.shut-down': (p: { node: string }) => `${p.node} is shut down: the cloud provider says so.`,
  'node.lease-fresh': (p: { node: string }) =>
    `${p.node} is marked Unknown although its kubelet still renews its lease: it is coming back, or it cannot write its status.`,
  'control-plane.nobody-marks-nodes': (p: { node: string }) =>
    `Nobody marks silent nodes: ${p.node} is still shown Ready, so kube-controller-manager is probably not working.`,
  'node.cordoned': (p: { node: string }) => `${p.node} is cordoned: no new pods are scheduled there.`,
  'node.being-removed': (p: { node: string; by: string }) => `${p.node} is being removed by ${p.by}.`,
  'node.taints': (p: { node: string; taints: readonly string[] }) =>
    `${p.node} has taints of your own: ${enumerate(p.taints)}.`,
  'node.pod-capacity-reached': (p: { node: string; count: number; most: number }) =>
    `${p.node} runs ${p.count} of the ${p.most} pods that it admits: no more fit.`,
  'node.requests-nearly-full': (p: {
    node: string;
    resource: 'cpu' | 'memory';
    asked: number;
    allocatable: number;
  }) =>
    `${p.node}: its pods ask for ${amount(p.resource, p.asked)} of ${amount(p.resource, p.allocatable)} ${p.resource} (${Math.round(
      (100 * p.asked) / p.allocatable,
    )} %).`,
  'node.event': (p: { node: string; cause: CauseId; message: string }) =>
    `${p.node} ${eventSentences[p.cause] ?? 'reports trouble'}: ${quote(p.message, 160)}`,
  'node.eviction': (p: { node: string; message: string; lastAt: number; now: number }) =>
    `${p.node} reclaimed resources ${span(p.now - p.lastAt)} before: ${quote(p.message, 120)}`,
  'kubelet.starts-often': (p: { node: string; count: number; windowMs: number }) =>
    `The kubelet of ${p.node} started ${plural(p.count, 'time')} within ${span(p.windowMs)}.`,
  'kubelet.version-skew': (p: { node: string; kubelet: string; server: string; allowed: number }) =>
    `${p.node} runs kubelet ${p.kubelet} under API server ${p.server}: it may be up to ${p.allowed} minor versions older and never newer.`,
  'version.unreadable': (p: { version: string }) =>
    `The API server's version reads "${quote(p.version, 40)}", which says nothing about skew.`,
  'seen.restarts': (p: { restarts: number }) => plural(p.restarts, 'restart'),
};
