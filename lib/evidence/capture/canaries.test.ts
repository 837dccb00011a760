import { expect, test } from '@jest/globals';
import { stringify } from 'yaml';
import { opened } from '../../../test/fakes/capture-on-disk.ts';
import { listOf, nodeNamed } from '../../../test/fakes/captured-objects.ts';
import { isObjectKind, kinds } from '../objects/kinds.ts';
import { MASK } from '../redaction.ts';
import type { Capture } from './open-capture.ts';

const CANARY = 'c4n4ry';

const secret = {
  apiVersion: 'v1',
  kind: 'Secret',
  metadata: { name: 's', namespace: 'shop' },
  data: { k: CANARY },
};
const pod = {
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: {
    name: 'p',
    namespace: 'shop',
    annotations: { 'kubectl.kubernetes.io/last-applied-configuration': `{"env":"${CANARY}"}` },
  },
  spec: {
    containers: [
      { name: 'c', env: [{ name: 'DB', value: CANARY }], args: [`--x=${CANARY}`], command: [CANARY] },
    ],
    volumes: [{ name: CANARY }],
  },
  status: {
    phase: 'Failed',
    message: `password: ${CANARY}`,
    conditions: [{ type: 'Ready', status: 'False', message: `https://u:${CANARY}@host/` }],
    containerStatuses: [
      { name: 'c', state: { waiting: { reason: 'X', message: `Authorization: Bearer ${CANARY}12345` } } },
    ],
  },
};
const event = {
  apiVersion: 'v1',
  kind: 'Event',
  metadata: { name: 'e', namespace: 'shop' },
  involvedObject: { kind: 'Pod', name: 'p' },
  message: `-----BEGIN RSA PRIVATE KEY-----\n${CANARY}\n-----END RSA PRIVATE KEY-----`,
};
const configMap = (name: string): object => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name, namespace: 'kube-system' },
  data: {
    Corefile: `token=${CANARY}`,
    [name === 'private' ? 'anything' : 'kubeconfig']: `client-key-data: LS0tLS1CRUdJTi${CANARY}`,
  },
});
const internalSecret = {
  selfLink: '/api/v1/namespaces/shop/secrets',
  Items: [{ name: 's', namespace: 'shop', Data: { k: CANARY } }],
};

async function everythingOf({ reader, summary, newestAt }: Capture): Promise<string> {
  const all: unknown[] = [summary, newestAt, reader.cost()];
  for (const kind of Object.keys(kinds))
    if (isObjectKind(kind)) all.push(await reader.list(kind, { limit: 1000 }));
  for (const pod of ['p', 'q'])
    all.push(await reader.log({ namespace: 'shop', pod, tailLines: 100, limitBytes: 99_999 }));
  return JSON.stringify(all);
}

test.each([
  ['JSON', JSON.stringify],
  ['YAML', (value: unknown) => stringify(value)],
])('no secret of a capture in %s reaches anything that the reader returns', async (_name, write) => {
  const capture = await opened({
    'all.x': write(
      listOf('List', [secret, pod, event, configMap('coredns'), configMap('private'), nodeNamed('n')]),
    ),
    'secrets.x': write(listOf('SecretList', [{ metadata: { name: 's' }, data: { k: CANARY } }])),
    'one.x': write(secret),
    'internal.json': internalSecret,
    'config.x': write({ apiVersion: 'v1', kind: 'Config', users: [{ user: { token: CANARY } }] }),
    'broken.json': `{"kind":"Secret","data":{"k":"${CANARY}"`,
    'shop/p/c.log': `connecting with password=${CANARY}\n`,
    'logs.txt':
      '==== START logs for container c of pod shop/q ====\n' +
      `Request log error: Get "https://x/?token=${CANARY}": EOF\n` +
      '==== END logs for container c of pod shop/q ====\n',
  });
  const everything = await everythingOf(capture);
  expect(everything).not.toContain(CANARY);
  expect(everything).toContain(MASK);
  expect(capture.summary.objects).toEqual({ Pod: 1, Event: 1, ConfigMap: 2, Node: 1 });
  expect(capture.summary.skipped.filter(({ reason }) => reason === 'secret')).toHaveLength(3);
});
