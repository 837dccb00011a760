/** A large cluster's objects, the same for the same index. Pods get their status from kwok, nodes come with theirs. */

export const PODS_PER_NODE = 20;
const SYSTEM_PODS_PER_NODE = 2;
const NAMESPACE_COUNT = 100;

export const namespaces = Array.from({ length: NAMESPACE_COUNT }, (_, i) => `team-${i}`);
const nodeName = (index: number): string => `worker-${String(index).padStart(5, '0')}`;
const serviceName = (index: number): string => `app-${index}`;
const namespaceOf = (service: number): string => namespaces[service % NAMESPACE_COUNT] ?? 'default';

export function node(index: number, version: string, at: string): object {
  const name = nodeName(index);
  const [high, low] = [Math.floor(index / 250), (index % 250) + 1];
  const condition = (type: string, status: string, reason: string) => ({
    type,
    status,
    reason,
    message: reason,
    lastHeartbeatTime: at,
    lastTransitionTime: at,
  });
  const size = { cpu: '16', memory: '64Gi', pods: '110', 'ephemeral-storage': '200Gi' };
  return {
    apiVersion: 'v1',
    kind: 'Node',
    metadata: {
      name,
      labels: {
        'kubernetes.io/hostname': name,
        'kubernetes.io/os': 'linux',
        'kubernetes.io/arch': 'amd64',
        pool: `pool-${index % 10}`,
      },
    },
    spec: { podCIDR: `10.${128 + Math.floor(high / 2)}.${low}.0/24` },
    status: {
      capacity: size,
      allocatable: size,
      addresses: [
        { type: 'InternalIP', address: `10.90.${high}.${low}` },
        { type: 'Hostname', address: name },
      ],
      conditions: [
        condition('MemoryPressure', 'False', 'KubeletHasSufficientMemory'),
        condition('DiskPressure', 'False', 'KubeletHasNoDiskPressure'),
        condition('PIDPressure', 'False', 'KubeletHasSufficientPID'),
        condition('Ready', 'True', 'KubeletReady'),
      ],
      nodeInfo: {
        kubeletVersion: version,
        kubeProxyVersion: '',
        containerRuntimeVersion: 'containerd://1.6.20',
        osImage: 'Debian GNU/Linux 12 (bookworm)',
        kernelVersion: '6.1.0',
        operatingSystem: 'linux',
        architecture: 'amd64',
        machineID: name,
        systemUUID: name,
        bootID: name,
      },
    },
  };
}

/** The pod with this number; `path` is where it is created. Two of each node's are the cluster's own. */
export function pod(index: number, serviceCount: number): { readonly path: string; readonly object: object } {
  const nodeIndex = Math.floor(index / PODS_PER_NODE);
  const place = index % PODS_PER_NODE;
  const system = ['kube-proxy', 'kube-flannel'][place];
  const service =
    (nodeIndex * (PODS_PER_NODE - SYSTEM_PODS_PER_NODE) + place - SYSTEM_PODS_PER_NODE) % serviceCount;
  const namespace = system === undefined ? namespaceOf(service) : 'kube-system';
  const name = `${system ?? serviceName(service)}-${String(index).padStart(6, '0')}`;
  const labels = system === undefined ? { app: serviceName(service) } : { 'k8s-app': system };
  return {
    path: `/api/v1/namespaces/${namespace}/pods`,
    object: {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name, labels },
      spec: {
        nodeName: nodeName(nodeIndex),
        automountServiceAccountToken: false,
        tolerations: [{ operator: 'Exists' }],
        containers: [
          {
            name: 'main',
            image: 'registry.example.test/app:1',
            ports: [{ name: 'http', containerPort: 8080 }],
            resources: { requests: { cpu: '100m', memory: '128Mi' } },
          },
        ],
      },
    },
  };
}

export function service(index: number): { readonly path: string; readonly object: object } {
  const name = serviceName(index);
  return {
    path: `/api/v1/namespaces/${namespaceOf(index)}/services`,
    object: {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name },
      spec: { selector: { app: name }, ports: [{ name: 'http', port: 80, targetPort: 'http' }] },
    },
  };
}
