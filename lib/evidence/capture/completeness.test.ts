import { describe, expect, test } from '@jest/globals';
import { type Files, opened } from '../../../test/fakes/capture-on-disk.ts';
import { listOf, nodeNamed, podNamed, withoutKind } from '../../../test/fakes/captured-objects.ts';
import type { ObjectKind } from '../objects/kinds.ts';

/** How a listing answers: `complete`, `partial`, or why there is none. */
async function answer(files: Files, kind: ObjectKind, namespace?: string): Promise<string> {
  const { reader } = await opened({ 'other.json': nodeNamed('other'), ...files });
  const listed = await reader.list(kind, { limit: 1000, ...(namespace ? { namespace } : {}) });
  if (listed.status !== 'collected') return listed.status;
  return listed.value.complete ? 'complete' : 'partial';
}

const apart = [podNamed('a', { labels: { app: 'a' } }), podNamed('b', { labels: { app: 'b' } })];
const service = (name: string, namespace = 'shop'): object => ({
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name, namespace, labels: { app: name } },
  spec: { clusterIP: '10.0.0.1', ports: [{ port: 80 }] },
});

describe('a List of kubectl get', () => {
  test('holds all pods of the namespace that it shows, and of no other', async () => {
    const files = { 'x.json': listOf('List', apart) };
    expect(await answer(files, 'Pod', 'shop')).toBe('complete');
    expect(await answer(files, 'Pod', 'else')).toBe('not-captured');
    expect(await answer(files, 'Pod')).toBe('partial');
    expect(await answer(files, 'Service', 'shop')).toBe('not-captured');
  });

  test('of two namespaces was asked of all', async () => {
    const files = { 'x.json': listOf('List', [...apart, podNamed('c', { namespace: 'else' })]) };
    expect(await answer(files, 'Pod')).toBe('complete');
    expect(await answer(files, 'Pod', 'empty')).toBe('complete');
  });

  test.each([
    [
      'share a label',
      [podNamed('a', { labels: { app: 'x', n: '1' } }), podNamed('b', { labels: { app: 'x', n: '2' } })],
    ],
    ['is one with a label', [podNamed('a', { labels: { app: 'x' } })]],
    ['are all on one node', [podNamed('a', { nodeName: 'n' }), podNamed('b', { nodeName: 'n' })]],
    ['are none that runs', [podNamed('a', { phase: 'Pending' }), podNamed('b', { phase: 'Failed' })]],
  ])('whose pods %s may be a selection', async (_name, pods) => {
    expect(await answer({ 'x.json': listOf('List', pods) }, 'Pod', 'shop')).toBe('partial');
  });

  test('whose pods are all on the only node is none', async () => {
    const pods = [podNamed('a', { nodeName: 'other' }), podNamed('b', { nodeName: 'other' })];
    const files = { 'other.json': listOf('List', [nodeNamed('other')]), 'x.json': listOf('List', pods) };
    expect(await answer(files, 'Pod', 'shop')).toBe('complete');
  });

  test.each(['app.kubernetes.io/managed-by', 'pod-template-hash'])(
    'is not spoilt by %s on all',
    async (key) => {
      const pods = apart.map((pod, index) => ({
        ...pod,
        metadata: { name: `p${index}`, namespace: 'shop', labels: { [key]: 'Helm' } },
      }));
      expect(await answer({ 'x.json': listOf('List', pods) }, 'Pod', 'shop')).toBe('complete');
    },
  );

  test('whose events are all warnings may be a selection', async () => {
    const event = (name: string, type: string): object => ({
      apiVersion: 'v1',
      kind: 'Event',
      metadata: { name, namespace: 'shop' },
      type,
      reason: `R${name}`,
      involvedObject: { kind: name, name },
    });
    const warnings = [event('a', 'Warning'), event('b', 'Warning')];
    expect(await answer({ 'x.json': listOf('List', warnings) }, 'Event', 'shop')).toBe('partial');
    expect(
      await answer({ 'x.json': listOf('List', [...warnings, event('c', 'Normal')]) }, 'Event', 'shop'),
    ).toBe('complete');
  });

  test('of nodes holds all of them', async () => {
    expect(await answer({ 'x.json': listOf('List', [nodeNamed('a'), nodeNamed('b')]) }, 'Node')).toBe(
      'complete',
    );
  });
});

describe('never complete', () => {
  test.each<[string, unknown]>([
    ['single objects', apart.map((pod) => JSON.stringify(pod)).join('\n')],
    ['a bare array', apart],
    ['a page of a list', listOf('PodList', apart.map(withoutKind), { continue: 'abc' })],
    ['a list with items left', listOf('PodList', apart.map(withoutKind), { remainingItemCount: 7 })],
    ['a list that is cut off', JSON.stringify(listOf('List', apart)).slice(0, -20)],
  ])('%s', async (_name, content) => {
    expect(await answer({ 'x.json': content }, 'Pod', 'shop')).toBe('partial');
  });
});

describe('an empty listing', () => {
  test('of a dump means that there is none in its namespace', async () => {
    const files = { 'shop/pods.json': listOf('PodList', []) };
    expect(await answer(files, 'Pod', 'shop')).toBe('complete');
    expect(await answer(files, 'Pod', 'else')).toBe('not-captured');
  });

  test('is placed by its link, where old servers write one', async () => {
    const link = { selfLink: '/api/v1/namespaces/shop/pods' };
    expect(await answer({ 'x.json': listOf('PodList', [], link) }, 'Pod', 'shop')).toBe('complete');
  });

  test('of nowhere says nothing', async () => {
    expect(await answer({ 'x.json': listOf('PodList', []) }, 'Pod', 'shop')).toBe('not-captured');
    expect(await answer({ 'x.json': listOf('List', []) }, 'Pod', 'shop')).toBe('not-captured');
  });

  test('on a dump of one stream belongs to the namespace of its neighbours', async () => {
    const stream = [
      listOf('NodeList', []),
      ...['one', 'two'].flatMap((namespace) => [
        listOf('EventList', []),
        listOf('ServiceList', namespace === 'one' ? [withoutKind(service('s', 'one'))] : []),
        listOf('DaemonSetList', []),
        listOf('PodList', [withoutKind(podNamed('p', { namespace, labels: { app: 'x' } }))]),
      ]),
    ];
    const files = { dump: stream.map((list) => JSON.stringify(list, null, 1)).join('\n') };
    for (const namespace of ['one', 'two']) {
      expect(await answer(files, 'DaemonSet', namespace)).toBe('complete');
      expect(await answer(files, 'Pod', namespace)).toBe('complete');
    }
    expect(await answer(files, 'Service', 'two')).toBe('complete');
    expect(await answer(files, 'Service', 'three')).toBe('not-captured');
  });
});

describe('layouts whose tools list all', () => {
  const pods = [withoutKind(podNamed('a', { labels: { app: 'x' } }))];
  test.each<[string, Files]>([
    ['cluster-info dump', { 'shop/pods.json': listOf('PodList', pods) }],
    ['support bundle', { 'bundle/cluster-resources/pods/shop.json': listOf('PodList', pods) }],
    ['support bundle of older versions, an array', { 'bundle/cluster-resources/pods/shop.json': pods }],
    ['must-gather', { 'must-gather/namespaces/shop/core/pods.yaml': listOf('PodList', pods) }],
  ])('%s: a label that all pods share does not matter', async (_name, files) => {
    expect(await answer(files, 'Pod', 'shop')).toBe('complete');
  });

  test('nodes one file each are not known to be all', async () => {
    const files = { 'cluster-scoped-resources/core/nodes/a.yaml': withoutKind(nodeNamed('a')) };
    expect(await answer(files, 'Node')).toBe('partial');
  });
});

describe('one object', () => {
  test('that a complete listing lacks is absent; of an incomplete one nothing is known', async () => {
    const { reader } = await opened({ 'x.json': listOf('List', apart), 'node.json': nodeNamed('n') });
    expect(await reader.get('Pod', 'a', 'shop')).toMatchObject({ status: 'collected' });
    expect(await reader.get('Pod', 'zz', 'shop')).toEqual({ status: 'absent', what: 'Pod shop/zz' });
    expect(await reader.get('Pod', 'a', 'else')).toMatchObject({ status: 'not-captured' });
    expect(await reader.get('Node', 'm')).toMatchObject({ status: 'not-captured' });
  });
});

test('Endpoints stand in for slices where their Service has none', async () => {
  const endpoints = (name: string): object => ({
    apiVersion: 'v1',
    kind: 'Endpoints',
    metadata: { name, namespace: 'shop' },
    subsets: [{ addresses: [{ ip: '10.1.0.1' }], ports: [{ port: 80 }] }],
  });
  const slice = {
    apiVersion: 'discovery.k8s.io/v1',
    kind: 'EndpointSlice',
    metadata: { name: 'web-x1', namespace: 'shop', labels: { 'kubernetes.io/service-name': 'web' } },
    addressType: 'IPv4',
    endpoints: [],
  };
  const { reader } = await opened({
    'e.json': listOf('List', [endpoints('web'), endpoints('cart')]),
    's.json': slice,
  });
  const of = async (name: string): Promise<unknown> =>
    reader.list('EndpointSlice', {
      namespace: 'shop',
      labels: `kubernetes.io/service-name=${name}`,
      limit: 9,
    });
  expect(await of('web')).toMatchObject({ value: { items: [{ meta: { name: 'web-x1' } }], complete: true } });
  expect(await of('cart')).toMatchObject({
    value: { items: [{ endpoints: [{ addresses: ['10.1.0.1'], ready: true }] }] },
  });
  expect(await of('none')).toMatchObject({ value: { items: [], complete: true } });
});

test('selectors choose, and a limit makes a listing incomplete', async () => {
  const pods = [
    podNamed('a', { nodeName: 'n1' }),
    podNamed('b', { nodeName: 'n2' }),
    podNamed('c', { nodeName: 'n2', namespace: 'else' }),
  ];
  const { reader } = await opened({ 'x.json': listOf('List', pods) });
  const on2 = await reader.list('Pod', { fields: { 'spec.nodeName': 'n2' }, limit: 9 });
  expect(on2).toMatchObject({
    value: { items: [{ meta: { name: 'b' } }, { meta: { name: 'c' } }], complete: true },
  });
  const inShop = await reader.list('Pod', { fields: { 'spec.nodeName': 'n2' }, namespace: 'shop', limit: 9 });
  expect(inShop).toMatchObject({ value: { items: [{ meta: { name: 'b' } }] } });
  expect(await reader.list('Pod', { limit: 2 })).toMatchObject({
    value: { items: [{}, {}], complete: false },
  });
  expect(await reader.list('Pod', { labels: 'a in (', limit: 2 })).toMatchObject({ status: 'failed' });
});
