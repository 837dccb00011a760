import { describe, expect, test } from '@jest/globals';
import { parseObject } from '../evidence/objects/kinds.ts';
import type { Pod } from '../evidence/objects/pod.ts';
import { render } from '../messages/message.ts';
import { seenTrouble, troubleOf } from './pod-trouble.ts';

const NOW = Date.parse('2026-03-04T10:00:00Z');
const ago = (minutes: number): string => new Date(NOW - minutes * 60_000).toISOString();

interface Sketch {
  readonly ready?: boolean;
  readonly since?: number;
  readonly phase?: string;
  readonly nodeName?: string | null;
  readonly scheduled?: string;
  readonly deleted?: boolean;
  readonly status?: object;
  readonly init?: object;
}

function pod({
  ready = false,
  since = 60,
  phase = 'Running',
  nodeName = 'node-1',
  scheduled,
  deleted,
  status,
  init,
}: Sketch): Pod {
  const parsed = parseObject('Pod', {
    metadata: {
      name: 'coredns-1',
      namespace: 'kube-system',
      creationTimestamp: ago(since),
      ...(deleted ? { deletionTimestamp: ago(1) } : {}),
      ownerReferences: [{ kind: 'ReplicaSet', name: 'coredns' }],
    },
    spec: { ...(nodeName ? { nodeName } : {}), containers: [{ name: 'coredns' }] },
    status: {
      phase,
      conditions: scheduled
        ? [{ type: 'PodScheduled', status: 'False', message: scheduled, lastTransitionTime: ago(since) }]
        : [{ type: 'Ready', status: ready ? 'True' : 'False', lastTransitionTime: ago(since) }],
      containerStatuses: [{ name: 'coredns', ready, restartCount: 0, ...status }],
      initContainerStatuses: init ? [{ name: 'init', ready: false, restartCount: 0, ...init }] : [],
    },
  });
  if (!parsed.ok) throw new Error(`${parsed.field}: ${parsed.problem}`);
  return parsed.value;
}

const waiting = (reason: string) => ({ state: { waiting: { reason } } });
const ended = (reason: string, exitCode: number, minutes: number) => ({
  terminated: { reason, exitCode, finishedAt: ago(minutes) },
});

describe('a pod in trouble', () => {
  test.each<readonly [string, Sketch, string]>([
    ['waits in CrashLoopBackOff', { status: waiting('CrashLoopBackOff') }, 'crash-looping'],
    [
      'has an init container in CrashLoopBackOff',
      { phase: 'Pending', init: waiting('CrashLoopBackOff') },
      'crash-looping',
    ],
    [
      'ended for the third time just now',
      { status: { restartCount: 3, lastState: ended('Error', 1, 5) } },
      'crash-looping',
    ],
    [
      'was killed for memory twice',
      { status: { restartCount: 2, ...waiting('CrashLoopBackOff'), lastState: ended('OOMKilled', 137, 5) } },
      'out-of-memory',
    ],
    [
      'is ready and was killed for memory again within the hour',
      { ready: true, status: { restartCount: 5, lastState: ended('OOMKilled', 137, 20) } },
      'out-of-memory',
    ],
    ['cannot get its image', { phase: 'Pending', status: waiting('ErrImagePull') }, 'image-unavailable'],
    [
      'has an image name that is none',
      { phase: 'Pending', status: waiting('InvalidImageName') },
      'image-unavailable',
    ],
    [
      'misses its configuration',
      { phase: 'Pending', status: waiting('CreateContainerConfigError') },
      'cannot-start',
    ],
    ['cannot be run', { phase: 'Pending', status: waiting('RunContainerError') }, 'cannot-start'],
    [
      'gets no node',
      { phase: 'Pending', nodeName: null, scheduled: '0/1 nodes are available' },
      'unschedulable',
    ],
    [
      'has a node and does not start',
      { phase: 'Pending', status: waiting('ContainerCreating') },
      'not-started',
    ],
    ['runs and is not ready', {}, 'not-ready'],
  ])('%s', (_, sketch, kind) => {
    const trouble = troubleOf(pod(sketch), NOW);
    expect(trouble?.kind).toBe(kind);
    if (trouble)
      expect(
        seenTrouble(pod(sketch), trouble, NOW)
          .map(({ text }) => render(text))
          .join(),
      ).not.toBe('');
  });
});

describe('no trouble', () => {
  test.each<readonly [string, Sketch]>([
    ['ready', { ready: true }],
    [
      'ready after many restarts that are long over',
      { ready: true, status: { restartCount: 40, lastState: ended('Error', 1, 6000) } },
    ],
    [
      'ready after one kill for memory',
      { ready: true, status: { restartCount: 1, lastState: ended('OOMKilled', 137, 5) } },
    ],
    [
      'ready, and was killed for memory days ago',
      { ready: true, status: { restartCount: 5, lastState: ended('OOMKilled', 137, 6000) } },
    ],
    ['young', { since: 1 }],
    [
      'young and without a node',
      { since: 1, phase: 'Pending', nodeName: null, scheduled: 'Insufficient cpu' },
    ],
    ['completed', { phase: 'Succeeded', status: { state: ended('Completed', 0, 5) } }],
    ['evicted and replaced', { phase: 'Failed' }],
    ['going', { deleted: true, status: waiting('CrashLoopBackOff') }],
    ['young, and ended twice', { since: 1, status: { restartCount: 2, lastState: ended('Error', 1, 1) } }],
  ])('%s', (_, sketch) => {
    expect(troubleOf(pod(sketch), NOW)).toBeUndefined();
  });
});
