export const nodeNamed = (name: string, more: object = {}): object => ({
  apiVersion: 'v1',
  kind: 'Node',
  metadata: { name, ...more },
  status: { conditions: [{ type: 'Ready', status: 'True', lastHeartbeatTime: '2024-05-01T10:00:00Z' }] },
});

interface PodShape {
  readonly namespace?: string;
  readonly nodeName?: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly phase?: string;
  readonly resourceVersion?: string;
}

export const podNamed = (name: string, pod: PodShape = {}): object => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: {
    name,
    namespace: pod.namespace ?? 'shop',
    labels: pod.labels ?? {},
    ...(pod.resourceVersion ? { resourceVersion: pod.resourceVersion } : {}),
  },
  spec: { nodeName: pod.nodeName ?? `node-of-${name}`, containers: [{ name: 'main', image: 'app:1' }] },
  status: { phase: pod.phase ?? 'Running' },
});

export const withoutKind = (object: object): object =>
  Object.fromEntries(Object.entries(object).filter(([key]) => key !== 'kind' && key !== 'apiVersion'));

export const listOf = (kind: string, items: readonly object[], metadata: object = {}): object => ({
  apiVersion: 'v1',
  items,
  kind,
  metadata,
});
