import type { Labels } from './labels.ts';
import { firstName } from './labels.ts';

/** Letters and digits of which generated names are made: no vowels, no 0, 1 and 3. */
const generated = '[bcdfghjklmnpqrstvwxz2456789]';

/** https://github.com/kubernetes/apimachinery/blob/master/pkg/util/rand/rand.go (SafeEncodeString, and the alphabet) */
const ofReplicaSet = new RegExp(`^(.+)-${generated}{5,10}-${generated}{5}$`);
const ofDaemonSet = new RegExp(`^(.+)-${generated}{5}$`);
const ofStatefulSet = /^(.+)-\d{1,4}$/;

/** The workload to which a pod belongs, read from its name, or the name itself where it follows no pattern. */
function ownerOfPod(pod: string): string {
  const [, owner] = ofReplicaSet.exec(pod) ?? ofDaemonSet.exec(pod) ?? ofStatefulSet.exec(pod) ?? [];
  return owner ?? pod;
}

/** The workload of which an alert speaks: named by the alert, or read from the name of its pod. */
export function ownerOf(labels: Labels): string | undefined {
  const named = firstName(labels, ['deployment', 'daemonset', 'statefulset', 'workload']);
  if (named) return named;
  const pod = firstName(labels, ['pod', 'pod_name']);
  return pod === undefined ? undefined : ownerOfPod(pod);
}
