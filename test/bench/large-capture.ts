import { once } from 'node:events';
import { createWriteStream, type WriteStream } from 'node:fs';
import { join } from 'node:path';

const NOW = '2026-11-24T00:00:00Z';

function node(index: number): object {
  const name = `node-${index}`;
  const condition = (type: string, status: string, reason: string): object => ({
    type,
    status,
    reason,
    message: `kubelet says ${reason}`,
    lastHeartbeatTime: NOW,
    lastTransitionTime: '2026-11-01T00:00:00Z',
  });
  return {
    apiVersion: 'v1',
    kind: 'Node',
    metadata: {
      name,
      uid: `uid-${name}`,
      creationTimestamp: '2026-10-01T00:00:00Z',
      labels: { 'kubernetes.io/os': 'linux' },
    },
    spec: { podCIDR: `10.${index >> 8}.${index & 255}.0/24` },
    status: {
      allocatable: { cpu: '8', memory: '32Gi', pods: '110' },
      capacity: { cpu: '8', memory: '32Gi', pods: '110' },
      conditions: [
        condition('MemoryPressure', 'False', 'KubeletHasSufficientMemory'),
        condition('DiskPressure', index === 42 ? 'True' : 'False', 'KubeletHasNoDiskPressure'),
        condition('PIDPressure', 'False', 'KubeletHasSufficientPID'),
        condition('Ready', 'True', 'KubeletReady'),
      ],
      images: Array.from({ length: 20 }, (_, image) => ({
        names: [`registry.example/app-${image}@sha256:${'0'.repeat(64)}`],
        sizeBytes: 1e8,
      })),
      nodeInfo: {
        kubeletVersion: 'v1.34.2',
        operatingSystem: 'linux',
        containerRuntimeVersion: 'containerd://2.1.4',
      },
    },
  };
}

function pod(index: number, nodes: number): object {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      name: `app-${index}`,
      namespace: `team-${index % 200}`,
      labels: { app: `app-${index % 500}` },
      managedFields: [
        {
          manager: 'kubelet',
          fieldsV1: {
            'f:status': Object.fromEntries(
              Array.from({ length: 40 }, (_, field) => [`f:field-${field}`, {}]),
            ),
          },
        },
      ],
    },
    spec: {
      nodeName: `node-${index % nodes}`,
      containers: [
        {
          name: 'app',
          image: 'registry.example/app:1.0',
          env: Array.from({ length: 20 }, (_, variable) => ({
            name: `VARIABLE_${variable}`,
            value: 'x'.repeat(60),
          })),
          resources: { requests: { cpu: '100m', memory: '128Mi' } },
        },
      ],
    },
    status: {
      phase: 'Running',
      podIP: '10.0.0.1',
      conditions: [{ type: 'Ready', status: 'True', lastTransitionTime: '2026-11-01T00:00:00Z' }],
      containerStatuses: [
        {
          name: 'app',
          ready: true,
          restartCount: 0,
          state: { running: { startedAt: '2026-11-01T00:00:00Z' } },
          lastState: {},
        },
      ],
    },
  };
}

async function write(stream: WriteStream, text: string): Promise<void> {
  if (!stream.write(text)) await once(stream, 'drain');
}

/** Writes a list as `kubectl get -o json` does, object by object. */
async function writeList(path: string, count: number, make: (index: number) => object): Promise<void> {
  const stream = createWriteStream(path);
  await write(stream, '{"apiVersion":"v1","kind":"List","items":[');
  for (let index = 0; index < count; index += 1) {
    await write(stream, `${index === 0 ? '' : ','}\n${JSON.stringify(make(index), null, 4)}`);
  }
  stream.end('],"metadata":{"resourceVersion":""}}\n');
  await once(stream, 'finish');
}

/** A cluster of one's own making, of the size at which tools fall over: one of its nodes is short of disk. */
export async function writeLargeCapture(folder: string, nodes: number, pods: number): Promise<void> {
  await writeList(join(folder, 'nodes.json'), nodes, node);
  await writeList(join(folder, 'pods.json'), pods, (index) => pod(index, nodes));
}
