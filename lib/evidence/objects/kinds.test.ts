import { describe, expect, test } from '@jest/globals';
import { isObjectKind, type ObjectKind, type ObjectOf, parseObject } from './kinds.ts';

function read<K extends ObjectKind>(kind: K, raw: unknown): ObjectOf<K> {
  const parsed = parseObject(kind, raw);
  if (!parsed.ok) throw new Error(`${parsed.field}: ${parsed.problem}`);
  return parsed.value;
}

const metadata = { name: 'x', namespace: 'shop' };

test('a Secret is not a kind that is read, nor is a name that every object inherits', () => {
  expect(isObjectKind('Secret')).toBe(false);
  expect(isObjectKind('constructor')).toBe(false);
  expect(isObjectKind('Pod')).toBe(true);
});

describe('a pod', () => {
  test('needs no more than its name, and null counts as missing', () => {
    expect(read('Pod', { metadata, spec: { containers: [{ name: 'c' }] }, status: null })).toMatchObject({
      phase: '',
      containers: [{ name: 'c', hasReadinessProbe: false }],
    });
    expect(read('Pod', { metadata, spec: { containers: null } }).containers).toEqual([]);
  });

  test('has a readiness probe where one is written', () => {
    const probe = { metadata, spec: { containers: [{ name: 'c', readinessProbe: { httpGet: {} } }] } };
    expect(read('Pod', probe).containers[0]?.hasReadinessProbe).toBe(true);
  });

  test('is refused with the field that is wrong', () => {
    expect(parseObject('Pod', { metadata, spec: { containers: 'x' } })).toMatchObject({
      ok: false,
      field: 'spec.containers',
    });
  });
});

describe('the selector of a workload', () => {
  test.each<[string, unknown, Record<string, string>]>([
    ['with matchLabels', { matchLabels: { app: 'web' } }, { app: 'web' }],
    ['as a plain map, of old versions', { app: 'web' }, { app: 'web' }],
    ['of expressions alone', { matchExpressions: [{ key: 'app', operator: 'Exists' }] }, {}],
    ['that is missing', undefined, {}],
  ])('%s', (_name, selector, expected) => {
    expect(read('Deployment', { metadata, spec: { selector } }).selector).toEqual(expected);
  });
});

describe('the port of a Service', () => {
  test.each<[string, unknown, number | string]>([
    ['a number', 8080, 8080],
    ['a name', 'http', 'http'],
    ['missing: the same as the port', undefined, 80],
    ['as kubectl wrote it internally', { type: 1, intVal: 0, strVal: 'http' }, 'http'],
  ])('%s', (_name, targetPort, expected) => {
    expect(
      read('Service', { metadata, spec: { ports: [{ port: 80, targetPort }] } }).ports[0]?.targetPort,
    ).toBe(expected);
  });
});

describe('times', () => {
  test("Go's zero time is no time", () => {
    expect(
      read('Pod', { metadata: { name: 'x', creationTimestamp: '0001-01-01T00:00:00Z' } }).meta.createdAt,
    ).toBeUndefined();
    expect(read('Lease', { metadata, spec: { renewTime: '2024-05-01T10:00:00.123456Z' } }).renewedAt).toBe(
      Date.parse('2024-05-01T10:00:00.123Z'),
    );
  });
});

test('an event of the newer API is read into the same form', () => {
  const newer = {
    metadata,
    regarding: { kind: 'Node', name: 'n' },
    note: 'x',
    eventTime: '2024-05-01T10:00:00Z',
    series: { count: 7, lastObservedTime: '2024-05-01T11:00:00Z' },
  };
  expect(read('Event', newer)).toMatchObject({
    about: { kind: 'Node', name: 'n' },
    message: 'x',
    count: 7,
    lastAt: Date.parse('2024-05-01T11:00:00Z'),
  });
});

test('of annotations only those that a check reads are kept', () => {
  const annotations = {
    'flannel.alpha.coreos.com/backend-type': 'vxlan',
    'kubectl.kubernetes.io/last-applied-configuration': '{}',
  };
  expect(read('Node', { metadata: { name: 'n', annotations } }).meta.annotations).toEqual({
    'flannel.alpha.coreos.com/backend-type': 'vxlan',
  });
});

test('an endpoint that does not say whether it is ready is ready', () => {
  const endpoints = [{ addresses: ['10.0.0.1'] }, { addresses: ['10.0.0.2'], conditions: { ready: false } }];
  expect(read('EndpointSlice', { metadata, endpoints }).endpoints.map(({ ready }) => ready)).toEqual([
    true,
    false,
  ]);
});
