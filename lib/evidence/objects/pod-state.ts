import type { ContainerStatus, Pod } from './pod.ts';

/** The Ready condition of a pod. */
export function isReady(pod: Pod): boolean {
  return pod.conditions.some((condition) => condition.type === 'Ready' && condition.status === 'True');
}

/** Finished on purpose: a Job's pod that ran to its end. */
export const isCompleted = (pod: Pod): boolean => pod.phase === 'Succeeded';

/** Killed by the kubelet, or left behind by a node's shutdown; its successor is what counts. */
export const isEvicted = (pod: Pod): boolean => pod.phase === 'Failed' && pod.meta.owners.length > 0;

export const allStatuses = (pod: Pod): readonly ContainerStatus[] => [...pod.initStatuses, ...pod.statuses];

/** A pod whose log may say why it is not well. */
export function isTroubled(pod: Pod): boolean {
  return !isCompleted(pod) && !isEvicted(pod) && !isReady(pod);
}
