import { gzipSync } from 'node:zlib';
import { describe, expect, test } from '@jest/globals';
import { stringify } from 'yaml';
import { fileWith, opened, tarGzOf, tarOf } from '../../../test/fakes/capture-on-disk.ts';
import { listOf, nodeNamed, podNamed, withoutKind } from '../../../test/fakes/captured-objects.ts';
import { openCapture } from './open-capture.ts';

const namesIn = async (path: string): Promise<readonly string[]> => {
  const { reader } = await openCapture([path]);
  const nodes = await reader.list('Node', { limit: 100 });
  return nodes.status === 'collected' ? nodes.value.items.map((node) => node.meta.name) : [];
};

const two = [nodeNamed('a'), nodeNamed('b')];
const bare = two.map(withoutKind);

describe('the same two nodes are read', () => {
  test.each<[string, unknown]>([
    ['of a List, its kind behind its items', listOf('List', two)],
    ['of a typed list whose items have no kind', listOf('NodeList', bare)],
    ['of a typed list, its kind in front', { kind: 'NodeList', apiVersion: 'v1', items: bare }],
    ['of a bare array', two],
    ['of a bare array without kinds', bare.map((node) => ({ ...node, status: { nodeInfo: {} } }))],
    ['of JSON lines', two.map((node) => JSON.stringify(node)).join('\n')],
    ['of JSON documents one behind the other', two.map((node) => JSON.stringify(node, null, 2)).join('')],
    ['of a list of lists', [listOf('List', two)]],
    ['of one line', JSON.stringify(listOf('List', two))],
    ['behind a byte order mark', `\uFEFF${JSON.stringify(listOf('List', two))}`],
    [
      'of UTF-16, as PowerShell redirects',
      Buffer.from(`\uFEFF${JSON.stringify(listOf('List', two))}`, 'utf16le'),
    ],
    ['of YAML documents', two.map((node) => `---\n${stringify(node)}`).join('')],
    ['of a YAML list as kubectl writes it', stringify(listOf('List', two), { indentSeq: false })],
    ['of a YAML list with its items indented', stringify(listOf('NodeList', bare))],
    ['of a YAML sequence', stringify(two)],
    ['of a gzipped file', gzipSync(JSON.stringify(listOf('List', two)))],
    ['with Windows line ends', stringify(listOf('List', two)).replaceAll('\n', '\r\n')],
  ])('%s', async (_name, content) => {
    expect(await namesIn(await fileWith(content))).toEqual(['a', 'b']);
  });

  test('of tarballs, whatever their name', async () => {
    const entries = [{ name: 'dump/nodes.json', content: listOf('NodeList', bare) }];
    expect(await namesIn(await fileWith(await tarOf(entries), 'x.json'))).toEqual(['a', 'b']);
    expect(await namesIn(await fileWith(await tarGzOf(entries), 'y'))).toEqual(['a', 'b']);
  });

  test('of two paths', async () => {
    const paths = [await fileWith(nodeNamed('a')), await fileWith(nodeNamed('b'))];
    expect((await openCapture(paths)).summary.objects).toEqual({ Node: 2 });
  });
});

describe('objects that do not say what they are', () => {
  test('a bare status is a node without a name', async () => {
    const status = 'status:\n  conditions:\n  - type: DiskPressure\n    status: "True"\n';
    const { reader } = await openCapture([await fileWith(status)]);
    const nodes = await reader.list('Node', { limit: 5 });
    expect(nodes).toMatchObject({ value: { items: [{ meta: { name: '' } }], complete: false } });
  });

  test('a condition without quotes is read as kubectl would write it', async () => {
    const { reader } = await openCapture([
      await fileWith('conditions:\n- type: DiskPressure\n  status: True\n'),
    ]);
    const nodes = await reader.list('Node', { limit: 5 });
    expect(nodes).toMatchObject({ value: { items: [{ conditions: [{ status: 'True' }] }] } });
  });

  test('an object with data and no kind is never taken for a ConfigMap or a Secret', async () => {
    const { summary } = await opened({
      'a.json': { metadata: { name: 'x' }, data: { k: 'v' } },
      'n.json': nodeNamed('n'),
    });
    expect(summary.objects).toEqual({ Node: 1 });
  });

  test('the kind of its file name is taken for an object of no known shape', async () => {
    const { summary } = await opened({ 'core/nodes/n.yaml': 'metadata:\n  name: n\n' });
    expect(summary.objects).toEqual({ Node: 1 });
  });

  test('a Service of another API group is not the Service that is read', async () => {
    const knative = {
      apiVersion: 'serving.knative.dev/v1',
      kind: 'Service',
      metadata: { name: 'x', namespace: 'y' },
    };
    const { summary } = await opened({ 'a.json': knative, 'n.json': nodeNamed('n') });
    expect(summary.objects).toEqual({ Node: 1 });
    expect(summary.skipped).toMatchObject([{ reason: 'kind-not-read', kind: 'Service' }]);
  });
});

test('the server version is read from kubectl version, and that of kubectl is not', async () => {
  const version = { clientVersion: { gitVersion: 'v1.31.0' }, serverVersion: { gitVersion: 'v1.29.3' } };
  const { reader } = await openCapture([await fileWith(stringify(version))]);
  expect(await reader.get('ServerVersion', 'version')).toEqual({
    status: 'collected',
    value: { gitVersion: 'v1.29.3' },
  });
});

test('old API versions are read by their kind', async () => {
  const old = {
    apiVersion: 'extensions/v1beta1',
    kind: 'Deployment',
    metadata: { name: 'web', namespace: 'shop' },
    spec: { selector: { app: 'web' }, template: { metadata: { labels: { app: 'web' } } } },
  };
  const { reader } = await opened({ 'a.json': old });
  expect(await reader.get('Deployment', 'web', 'shop')).toMatchObject({
    value: { selector: { app: 'web' } },
  });
});

test("kubectl's old internal JSON is read like the API's", async () => {
  const internal = {
    selfLink: '/api/v1/namespaces/kube-system/pods',
    Items: [
      {
        name: 'dns-1',
        namespace: 'kube-system',
        labels: { 'k8s-app': 'kube-dns', UPPER: 'x' },
        Spec: {
          NodeName: 'n1',
          SecurityContext: { HostNetwork: true },
          Containers: [{ Name: 'dns', Image: 'dns:1' }],
        },
        Status: {
          Phase: 'Running',
          PodIP: '10.2.0.4',
          ContainerStatuses: [
            {
              Name: 'dns',
              Ready: false,
              RestartCount: 3,
              State: { Waiting: { Reason: 'CrashLoopBackOff' }, Running: null },
              LastTerminationState: { Terminated: { Reason: 'OOMKilled', ExitCode: 137 } },
            },
          ],
        },
      },
    ],
  };
  const { reader } = await opened({ 'kube-system/pods.json': internal });
  expect(await reader.get('Pod', 'dns-1', 'kube-system')).toMatchObject({
    status: 'collected',
    value: {
      meta: { labels: { 'k8s-app': 'kube-dns', UPPER: 'x' } },
      nodeName: 'n1',
      hostNetwork: true,
      podIp: '10.2.0.4',
      statuses: [
        {
          restarts: 3,
          state: { reason: 'CrashLoopBackOff' },
          lastState: { kind: 'terminated', reason: 'OOMKilled', exitCode: 137 },
        },
      ],
    },
  });
  expect(await reader.get('Pod', 'other', 'kube-system')).toMatchObject({ status: 'absent' });
});

test('of an object captured twice the newer state is served, whichever file comes first', async () => {
  const older = podNamed('p', { phase: 'Pending', resourceVersion: '9' });
  const newer = podNamed('p', { phase: 'Running', resourceVersion: '10' });
  for (const files of [
    { 'a.json': older, 'b.json': newer },
    { 'a.json': newer, 'b.json': older },
  ]) {
    const { reader, summary } = await opened(files);
    expect(summary.objects).toEqual({ Pod: 1 });
    expect(await reader.get('Pod', 'p', 'shop')).toMatchObject({ value: { phase: 'Running' } });
  }
});

test('the newest moment is that of a heartbeat, not of a deletion to come', async () => {
  const pod = podNamed('p');
  const leaving = {
    ...pod,
    metadata: { name: 'p', namespace: 'shop', deletionTimestamp: '2030-01-01T00:00:00Z' },
  };
  const { newestAt } = await opened({ 'a.json': nodeNamed('n'), 'b.json': leaving });
  expect(newestAt).toBe(Date.parse('2024-05-01T10:00:00Z'));
});
