import type { EpochMs } from '../evidence/objects/fields.ts';
import type { ContainerStatus, Pod } from '../evidence/objects/pod.ts';
import { allStatuses, isCompleted, isEvicted, isReady } from '../evidence/objects/pod-state.ts';
import { say } from '../messages/message.ts';
import type { EvidenceLine } from './check.ts';
import { formatRef, podRef, seenCondition } from './observe.ts';

/** A pod gets this long to become ready before that counts as trouble. */
const GRACE_MS = 3 * 60_000;
/** A container that ended this recently, and did so before, is one that keeps ending. */
const RECENT_MS = 60 * 60_000;
const RESTARTS_OF_A_LOOP = 3;
const RESTARTS_FOR_MEMORY = 2;

/** Reasons for which the kubelet cannot get an image: https://github.com/kubernetes/kubernetes/blob/v1.34.0/pkg/kubelet/images/types.go */
const imageReasons = new Set([
  'ImagePullBackOff',
  'ErrImagePull',
  'ErrImageNeverPull',
  'InvalidImageName',
  'ImageInspectError',
  'RegistryUnavailable',
  'SignatureValidationFailed',
]);

/** What is wrong with a pod, as its own object tells. */
export type PodTrouble =
  | { readonly kind: 'unschedulable'; readonly message: string }
  | { readonly kind: 'image-unavailable'; readonly status: ContainerStatus }
  | { readonly kind: 'out-of-memory'; readonly status: ContainerStatus }
  | { readonly kind: 'crash-looping'; readonly status: ContainerStatus }
  | { readonly kind: 'cannot-start'; readonly status: ContainerStatus }
  | { readonly kind: 'not-started'; readonly since: EpochMs | undefined }
  | { readonly kind: 'not-ready'; readonly since: EpochMs | undefined };

/** The most telling trouble of a pod, or undefined where it has none: ended on purpose, replaced, ready or still young. */
export function troubleOf(pod: Pod, now: EpochMs): PodTrouble | undefined {
  if (isCompleted(pod) || isEvicted(pod) || pod.meta.deletedAt !== undefined) return undefined;
  const scheduled = pod.conditions.find((condition) => condition.type === 'PodScheduled');
  if (pod.phase === 'Pending' && !pod.nodeName && scheduled?.status === 'False') {
    // An autoscaler that adds a node for it needs a moment, and so does a rollout that waits for the old pod to go.
    const since = scheduled.since ?? pod.meta.createdAt;
    if (since !== undefined && now - since < GRACE_MS) return undefined;
    return { kind: 'unschedulable', message: scheduled.message ?? scheduled.reason ?? '' };
  }
  const statuses = allStatuses(pod);
  const starved = statuses.find((status) => isOutOfMemory(status, now));
  if (starved) return { kind: 'out-of-memory', status: starved };
  const imageless = statuses.find((status) => imageReasons.has(waitingReason(status) ?? ''));
  if (imageless) return { kind: 'image-unavailable', status: imageless };
  const looping = statuses.find((status) => keepsEnding(status, now));
  if (looping) return { kind: 'crash-looping', status: looping };
  if (isReady(pod)) return undefined;
  const stuck = statuses.find((status) =>
    /^(Create|Run|PostStart)\w*Error$/.test(waitingReason(status) ?? ''),
  );
  if (stuck) return { kind: 'cannot-start', status: stuck };
  if (isYoung(pod, now)) return undefined;
  return { kind: pod.phase === 'Pending' ? 'not-started' : 'not-ready', since: readySince(pod) };
}

const waitingReason = (status: ContainerStatus): string | undefined =>
  status.state.kind === 'waiting' ? status.state.reason : undefined;

function keepsEnding(status: ContainerStatus, now: EpochMs): boolean {
  if (waitingReason(status) === 'CrashLoopBackOff') return true;
  if (status.restarts < RESTARTS_OF_A_LOOP) return false;
  const ended = status.state.kind === 'terminated' ? status.state : status.lastState;
  if (ended.kind !== 'terminated' || ended.exitCode === 0) return false;
  // A container that has run on well since is no loop any more, however often it ended before.
  return !status.ready && ended.finishedAt !== undefined && now - ended.finishedAt <= RECENT_MS;
}

/** Killed for memory again and again; the kernel's kill is reported with exit code 137, by some runtimes with 0. */
function isOutOfMemory(status: ContainerStatus, now: EpochMs): boolean {
  const ended = status.state.kind === 'terminated' ? status.state : status.lastState;
  return (
    ended.kind === 'terminated' &&
    ended.reason === 'OOMKilled' &&
    status.restarts >= RESTARTS_FOR_MEMORY &&
    (!status.ready || (ended.finishedAt !== undefined && now - ended.finishedAt <= RECENT_MS))
  );
}

function readySince(pod: Pod): EpochMs | undefined {
  return pod.conditions.find((condition) => condition.type === 'Ready')?.since;
}

function isYoung(pod: Pod, now: EpochMs): boolean {
  const since = readySince(pod) ?? pod.startedAt ?? pod.meta.createdAt;
  return since !== undefined && now - since < GRACE_MS;
}

/** The lines that show a pod's trouble. */
export function seenTrouble(pod: Pod, trouble: PodTrouble, now: EpochMs): EvidenceLine[] {
  const source = formatRef(podRef(pod));
  switch (trouble.kind) {
    case 'unschedulable':
    case 'not-started':
    case 'not-ready': {
      const type = trouble.kind === 'unschedulable' ? 'PodScheduled' : 'Ready';
      const condition = pod.conditions.find((item) => item.type === type);
      const { phase, reason, message } = pod;
      return condition
        ? [seenCondition(podRef(pod), condition, now)]
        : [{ source, text: say('seen.pod-phase', { phase, reason, message }) }];
    }
    case 'image-unavailable':
    case 'out-of-memory':
    case 'crash-looping':
    case 'cannot-start':
      return seenContainer(source, trouble.status, now);
  }
}

function seenContainer(source: string, status: ContainerStatus, now: EpochMs): EvidenceLine[] {
  const lines: EvidenceLine[] = [];
  const { name: container, restarts, state } = status;
  if (state.kind === 'waiting') {
    const { reason = 'no reason given', message } = state;
    lines.push({ source, text: say('seen.container-waiting', { container, reason, message, restarts }) });
  }
  const ended = state.kind === 'terminated' ? state : status.lastState;
  if (ended.kind === 'terminated') {
    const { reason, exitCode, finishedAt } = ended;
    lines.push({
      source,
      text: say('seen.container-ended', { container, reason, exitCode, finishedAt, restarts, now }),
    });
  }
  return lines;
}
