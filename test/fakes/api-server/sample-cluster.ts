import type { RawObject } from './selectors.ts';

/** Objects as small as the API would accept them: for what is read, not for what is judged. */
export function makeNode(name: string, address = '10.0.0.1'): RawObject {
  return {
    kind: 'Node',
    apiVersion: 'v1',
    metadata: { name, uid: `uid-${name}`, creationTimestamp: '2026-01-01T00:00:00Z' },
    spec: {},
    status: {
      conditions: [{ type: 'Ready', status: 'True', reason: 'KubeletReady' }],
      addresses: [
        { type: 'InternalIP', address },
        { type: 'Hostname', address: name },
      ],
    },
  };
}

export interface PodOptions {
  readonly namespace?: string;
  readonly nodeName?: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly crashing?: boolean;
}

export function makePod(
  name: string,
  { namespace = 'default', nodeName, labels, crashing }: PodOptions = {},
): RawObject {
  const state = crashing ? { waiting: { reason: 'CrashLoopBackOff' } } : { running: {} };
  return {
    kind: 'Pod',
    apiVersion: 'v1',
    metadata: { name, namespace, ...(labels ? { labels } : {}) },
    spec: { nodeName, containers: [{ name: 'main', image: 'example.com/app:1' }] },
    status: {
      phase: 'Running',
      conditions: [{ type: 'Ready', status: crashing ? 'False' : 'True' }],
      containerStatuses: [{ name: 'main', ready: !crashing, restartCount: crashing ? 9 : 0, state }],
    },
  };
}

export function makeEvent(
  name: string,
  namespace: string,
  about: RawObject,
  message = 'it happened',
): RawObject {
  return {
    kind: 'Event',
    apiVersion: 'v1',
    metadata: { name, namespace },
    type: 'Warning',
    reason: 'FailedCreatePodSandBox',
    message,
    involvedObject: about,
  };
}

export const makeLease = (name: string): RawObject => ({
  kind: 'Lease',
  apiVersion: 'coordination.k8s.io/v1',
  metadata: { name, namespace: 'kube-node-lease' },
  spec: { holderIdentity: name, leaseDurationSeconds: 40, renewTime: '2026-01-02T00:00:00.000000Z' },
});

export const makeDaemonSet = (name: string, namespace: string): RawObject => ({
  kind: 'DaemonSet',
  apiVersion: 'apps/v1',
  metadata: { name, namespace },
  spec: { selector: { matchLabels: { app: name } } },
  status: { desiredNumberScheduled: 2, numberReady: 2 },
});

export const makeEndpoints = (name: string, namespace: string, ip: string): RawObject => ({
  kind: 'Endpoints',
  apiVersion: 'v1',
  metadata: { name, namespace },
  subsets: [{ addresses: [{ ip }], ports: [{ port: 53, protocol: 'UDP' }] }],
});
