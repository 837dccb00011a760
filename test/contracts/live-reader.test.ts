import { afterEach, describe, expect, test } from '@jest/globals';
import { collectEvidence } from '../../lib/evidence/collect.ts';
import type { EvidenceKind } from '../../lib/evidence/evidence.ts';
import { sources } from '../../lib/evidence/sources/index.ts';
import type { RecordedRequest } from '../fakes/api-server/api-server.ts';
import { statusReply } from '../fakes/api-server/replies.ts';
import {
  makeDaemonSet,
  makeEndpoints,
  makeEvent,
  makeLease,
  makeNode,
  makePod,
} from '../fakes/api-server/sample-cluster.ts';
import type { RawObject } from '../fakes/api-server/selectors.ts';
import { CANARY, Stage } from './live-reader-setup.ts';

const stage = new Stage();
afterEach(() => stage.end());

const manyNodes = (count: number): RawObject[] =>
  Array.from({ length: count }, (_, index) => makeNode(`node-${String(index).padStart(4, '0')}`));

describe('get', () => {
  test('reads one object by name', async () => {
    const { reader, server } = await stage.start({ objects: [makeNode('node-1'), makeNode('node-2')] });
    expect(await reader.get('Node', 'node-2')).toMatchObject({
      status: 'collected',
      value: { meta: { name: 'node-2' }, conditions: [{ type: 'Ready', status: 'True' }] },
    });
    expect(server.requests.map(({ path }) => path)).toEqual(['/api/v1/nodes/node-2']);
  });

  test('says absent, with what, when the server says NotFound', async () => {
    const { reader } = await stage.start();
    expect(await reader.get('Pod', 'web', 'shop')).toEqual({ status: 'absent', what: 'Pod shop/web' });
  });

  test('never puts a name into a path that no object can have', async () => {
    const { reader, server } = await stage.start({ objects: [makeNode('node-1')] });
    for (const name of ['..', '../pods', 'a/b', 'node-1?x=1', 'Node_1', '']) {
      expect(await reader.get('Node', name)).toMatchObject({ status: 'absent' });
    }
    expect(server.requests).toHaveLength(0);
  });

  test('reads the version of the server', async () => {
    const { reader } = await stage.start();
    expect(await reader.get('ServerVersion', 'version')).toEqual({
      status: 'collected',
      value: { gitVersion: 'v1.31.0' },
    });
  });
});

describe('list', () => {
  test('follows the pages to the end and is complete', async () => {
    const { reader, server } = await stage.start({ objects: manyNodes(1201) });
    const listing = await reader.list('Node', { limit: 10_000 });
    expect(listing).toMatchObject({ status: 'collected', value: { complete: true } });
    const names = listing.status === 'collected' ? listing.value.items.map(({ meta }) => meta.name) : [];
    expect(new Set(names).size).toBe(1201);
    expect(server.requests.map(({ query }) => query.get('limit'))).toEqual(['500', '500', '500']);
  });

  test('stops at the limit and is then not complete', async () => {
    const { reader, server } = await stage.start({ objects: manyNodes(40) });
    const listing = await reader.list('Node', { limit: 25 });
    expect(listing).toMatchObject({ status: 'collected', value: { complete: false } });
    expect(listing.status === 'collected' && listing.value.items).toHaveLength(25);
    expect(server.requests).toHaveLength(1);
  });

  test('is complete when there are exactly as many as the limit', async () => {
    const { reader } = await stage.start({ objects: manyNodes(25) });
    expect(await reader.list('Node', { limit: 25 })).toMatchObject({ value: { complete: true } });
  });

  test('lets the server filter by field and by label', async () => {
    const dns = makePod('coredns', { namespace: 'kube-system', labels: { 'k8s-app': 'kube-dns' } });
    const { reader, server } = await stage.start({
      objects: [dns, makePod('other', { namespace: 'kube-system' }), makePod('far', { nodeName: 'node-2' })],
    });
    expect(
      await reader.list('Pod', {
        namespace: 'kube-system',
        labels: 'k8s-app in (kube-dns,coredns)',
        limit: 5,
      }),
    ).toMatchObject({ value: { items: [{ meta: { name: 'coredns' } }], complete: true } });
    expect(await reader.list('Pod', { fields: { 'spec.nodeName': 'node-2' }, limit: 5 })).toMatchObject({
      value: { items: [{ meta: { name: 'far' } }] },
    });
    expect(server.requests.map(({ path }) => path)).toEqual([
      '/api/v1/namespaces/kube-system/pods',
      '/api/v1/pods',
    ]);
  });

  test('begins again, once, when the list expires on the way', async () => {
    const { reader, server } = await stage.start(
      {
        objects: manyNodes(30),
        fault: ({ number }) =>
          number === 2 ? { kind: 'reply', reply: statusReply(410, 'Expired', 'too old') } : undefined,
      },
      { pageSize: 10 },
    );
    const listing = await reader.list('Node', { limit: 100 });
    expect(listing).toMatchObject({ status: 'collected', value: { complete: true } });
    expect(listing.status === 'collected' && listing.value.items).toHaveLength(30);
    expect(server.requests).toHaveLength(2 + 3);
  });

  test('is not complete when it expires again', async () => {
    const { reader, server } = await stage.start(
      {
        objects: manyNodes(30),
        fault: ({ query }) =>
          query.has('continue')
            ? { kind: 'reply', reply: statusReply(410, 'Expired', 'too old') }
            : undefined,
      },
      { pageSize: 10 },
    );
    const listing = await reader.list('Node', { limit: 100 });
    expect(listing).toMatchObject({ status: 'collected', value: { complete: false } });
    expect(listing.status === 'collected' && listing.value.items).toHaveLength(10);
    expect(server.requests).toHaveLength(4);
  });

  test('keeps what it has when a later page fails, and is not complete', async () => {
    const { reader } = await stage.start(
      {
        objects: manyNodes(30),
        fault: ({ query }) => (query.has('continue') ? { kind: 'reset' } : undefined),
      },
      { pageSize: 10 },
    );
    const listing = await reader.list('Node', { limit: 100 });
    expect(listing).toMatchObject({ status: 'collected', value: { complete: false } });
    expect(listing.status === 'collected' && listing.value.items).toHaveLength(10);
  });

  test('leaves out an object that is not of its form, and is then not complete', async () => {
    const odd = { kind: 'Node', metadata: { name: 'odd' }, status: { conditions: 'none' } };
    const { reader } = await stage.start({ objects: [makeNode('node-1'), odd] });
    expect(await reader.list('Node', { limit: 5 })).toMatchObject({
      value: { items: [{ meta: { name: 'node-1' } }], complete: false },
    });
  });

  test('fails when no object is of its form', async () => {
    const odd = { kind: 'Node', metadata: { name: 'odd' }, status: { conditions: 'none' } };
    const { reader } = await stage.start({ objects: [odd] });
    expect(await reader.list('Node', { limit: 5 })).toMatchObject({
      status: 'failed',
      detail: /status\.conditions/,
    });
  });

  test('reads Endpoints where the server has no EndpointSlices yet', async () => {
    const { reader, server } = await stage.start({
      objects: [
        makeEndpoints('kube-dns', 'kube-system', '10.1.0.2'),
        makeEndpoints('other', 'kube-system', '10.1.0.3'),
      ],
      unserved: ['discovery.k8s.io/v1'],
    });
    const labels = 'kubernetes.io/service-name=kube-dns';
    expect(await reader.list('EndpointSlice', { namespace: 'kube-system', labels, limit: 5 })).toMatchObject({
      status: 'collected',
      value: { items: [{ serviceName: 'kube-dns', endpoints: [{ addresses: ['10.1.0.2'], ready: true }] }] },
    });
    expect(server.requests).toHaveLength(2);
  });

  test('says absent for an API that the server does not have', async () => {
    const { reader } = await stage.start({ unserved: ['networking.k8s.io/v1'] });
    expect(await reader.list('NetworkPolicy', { limit: 5 })).toEqual({
      status: 'absent',
      what: 'networking.k8s.io/v1 networkpolicies',
    });
  });
});

describe('nodeNames', () => {
  test('gives names and addresses from a table, page by page', async () => {
    const { reader, server } = await stage.start(
      {
        objects: [
          makeNode('node-1', '10.0.0.1'),
          makeNode('node-2', '10.0.0.2'),
          makeNode('node-3', '10.0.0.3'),
        ],
      },
      { pageSize: 2 },
    );
    expect(await reader.nodeNames(100)).toEqual({
      status: 'collected',
      value: {
        items: [
          { name: 'node-1', addresses: ['10.0.0.1'] },
          { name: 'node-2', addresses: ['10.0.0.2'] },
          { name: 'node-3', addresses: ['10.0.0.3'] },
        ],
        complete: true,
      },
    });
    expect(server.requests).toHaveLength(2);
    expect(server.requests[0]?.headers.accept).toContain('as=Table');
  });

  test('names the missing permission', async () => {
    const { reader } = await stage.start({ denied: ['list nodes'] });
    expect(await reader.nodeNames(100)).toEqual({
      status: 'forbidden',
      permission: { verb: 'list', group: '', resource: 'nodes' },
    });
  });
});

describe('log', () => {
  const objects = [makePod('coredns', { namespace: 'kube-system', crashing: true })];
  const query = {
    namespace: 'kube-system',
    pod: 'coredns',
    container: 'main',
    tailLines: 50,
    limitBytes: 4096,
  };

  test('reads the run before, masked', async () => {
    const { reader, server } = await stage.start({
      objects,
      logs: { 'kube-system/coredns/main/previous': 'plugin/loop: Loop detected\npassword=hunter22\n' },
    });
    expect(await reader.log({ ...query, previous: true })).toEqual({
      status: 'collected',
      value: 'plugin/loop: Loop detected\npassword=[redacted]\n',
    });
    expect(server.requests[0]?.query.toString()).toBe(
      'container=main&previous=true&tailLines=50&limitBytes=4096',
    );
  });

  test('says absent where the container has not run before, or not begun', async () => {
    const { reader } = await stage.start({ objects });
    const absent = { status: 'absent', what: 'log of Pod kube-system/coredns (main)' };
    expect(await reader.log({ ...query, previous: true })).toEqual(absent);
    expect(await reader.log(query)).toEqual(absent);
  });

  test('says absent for a pod that is not there, and not for one that only its kubelet does not know', async () => {
    const { reader } = await stage.start({ objects });
    expect(await reader.log({ ...query, pod: 'gone' })).toMatchObject({ status: 'absent' });
    const message = 'the server could not find the requested resource ( pods/log coredns)';
    const details = { name: 'coredns', kind: 'pods/log' };
    const reply = statusReply(404, 'NotFound', message, {}, details);
    const relayed = await stage.start({ objects, fault: () => ({ kind: 'reply', reply }) });
    expect(await relayed.reader.log(query)).toEqual({ status: 'failed', httpStatus: 404, detail: message });
  });

  test('does not ask a second time when the kubelet cannot be reached', async () => {
    const message = 'Get "https://10.0.0.9:10250/containerLogs": dial tcp 10.0.0.9:10250: i/o timeout';
    const { reader, server } = await stage.start({
      objects,
      fault: () => ({ kind: 'reply', reply: statusReply(500, 'InternalError', message) }),
    });
    expect(await reader.log(query)).toEqual({ status: 'failed', httpStatus: 500, detail: message });
    expect(server.requests).toHaveLength(1);
  });

  test('names the missing permission', async () => {
    const { reader } = await stage.start({ objects, denied: ['get pods/log'] });
    expect(await reader.log(query)).toEqual({
      status: 'forbidden',
      permission: { verb: 'get', group: '', resource: 'pods/log', namespace: 'kube-system', name: 'coredns' },
    });
  });
});

describe('the evidence of a node', () => {
  const nodeName = 'node-0007';
  const objects = [
    ...manyNodes(600),
    makeLease(nodeName),
    ...['kube-proxy', 'kube-flannel', 'coredns', 'node-local-dns'].map((name) =>
      makePod(name, { namespace: 'kube-system', nodeName, crashing: true }),
    ),
    ...Array.from({ length: 700 }, (_, index) => makePod(`web-${index}`, { nodeName: 'node-0001' })),
    makeDaemonSet('kube-proxy', 'kube-system'),
    makeDaemonSet('kube-flannel', 'kube-flannel'),
    makeEvent('e1', 'default', { kind: 'Node', name: nodeName }),
    makeEvent('e2', 'default', { kind: 'Node', name: 'node-0001' }),
  ];
  const ofNode: readonly EvidenceKind[] = [
    'nodes',
    'neighbours',
    'leases',
    'pods',
    'nodeEvents',
    'podEvents',
    'daemonSets',
    'deployments',
    'serverVersion',
    'podLogs',
  ];
  const listsAllPods = ({ path, query }: RecordedRequest) =>
    path === '/api/v1/pods' && !query.get('fieldSelector')?.includes('spec.nodeName=');

  test('costs at most 15 requests and lists no pods but its own', async () => {
    const { reader, server } = await stage.start({ objects });
    const evidence = await collectEvidence(ofNode, { kind: 'node', name: nodeName }, reader);
    expect(server.requests.length).toBeLessThanOrEqual(15);
    expect(reader.cost().requests).toBe(server.requests.length);
    expect(server.requests.filter(listsAllPods)).toEqual([]);
    expect(evidence.pods).toMatchObject({ status: 'collected', value: { complete: true } });
    expect(evidence.pods?.status === 'collected' && evidence.pods.value.items).toHaveLength(4);
    expect(evidence.neighbours?.status === 'collected' && evidence.neighbours.value.items).toHaveLength(24);
    expect(evidence.nodeEvents?.status === 'collected' && evidence.nodeEvents.value.items).toHaveLength(1);
    for (const kind of ofNode) expect([kind, evidence[kind]?.status]).toEqual([kind, 'collected']);
  });

  test('asks the cache for the pods of a node, and never for a list that a limit must cut', async () => {
    const { reader, server } = await stage.start({ objects });
    await collectEvidence(ofNode, { kind: 'node', name: nodeName }, reader);
    const fromCache = server.requests.filter(({ query }) => query.get('resourceVersion') === '0');
    expect(fromCache.map(({ path, query }) => `${path} ${query.get('fieldSelector')}`)).toEqual([
      `/api/v1/pods spec.nodeName=${nodeName}`,
    ]);
  });

  test('stands on what is left when one kind is forbidden', async () => {
    const { reader } = await stage.start({ objects, denied: ['list events'] });
    const evidence = await collectEvidence(ofNode, { kind: 'node', name: nodeName }, reader);
    expect(evidence.nodeEvents).toEqual({
      status: 'forbidden',
      permission: { verb: 'list', group: '', resource: 'events' },
    });
    expect(evidence.nodes?.status).toBe('collected');
    expect(evidence.pods?.status).toBe('collected');
  });

  test('is asked over a few connections that are kept', async () => {
    const { reader, server } = await stage.start({ objects });
    await collectEvidence(ofNode, { kind: 'node', name: nodeName }, reader);
    expect(server.connections()).toBeLessThanOrEqual(6);
    expect(server.requests.length).toBeGreaterThan(server.connections());
  });

  test('never asks for a Secret, and never shows the token', async () => {
    const { reader, server } = await stage.start({ objects });
    const kinds = Object.keys(sources) as EvidenceKind[]; // the registry has every kind as its key
    const evidence = await collectEvidence(kinds, { kind: 'node', name: nodeName }, reader);
    expect(server.requests.filter(({ path }) => /secrets/i.test(path))).toEqual([]);
    expect(server.requests.every(({ headers }) => headers.authorization === `Bearer ${CANARY}`)).toBe(true);
    expect(JSON.stringify(evidence)).not.toContain(CANARY);
  });
});
