import { CONTROL_IP, kubectl, nodesOf, type Rig, tryKubectl } from './rig.ts';
import { until } from './run.ts';

const IMAGE = 'probe.wardround.test/probe:1';
export const DEMO_NAMESPACE = 'shop';

/** The workload that every rig carries: a client on each node and a web Service, so that there is something to reach and to break. */
const DEMO = `apiVersion: v1
kind: Namespace
metadata: {name: ${DEMO_NAMESPACE}}
---
apiVersion: apps/v1
kind: DaemonSet
metadata: {name: client, namespace: ${DEMO_NAMESPACE}}
spec:
  selector: {matchLabels: {app: client}}
  template:
    metadata: {labels: {app: client}}
    spec:
      terminationGracePeriodSeconds: 0
      containers:
      - {name: client, image: ${IMAGE}, command: [sleep, infinity]}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: web, namespace: ${DEMO_NAMESPACE}, labels: {app: web}}
spec:
  replicas: 2
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}}
    spec:
      terminationGracePeriodSeconds: 0
      containers:
      - name: web
        image: ${IMAGE}
        command: [sh, -c, 'mkdir -p /www; hostname > /www/index.html; exec httpd -f -p 8080 -h /www']
        ports: [{name: http, containerPort: 8080}]
        readinessProbe: {httpGet: {path: /, port: http}, periodSeconds: 2}
---
apiVersion: v1
kind: Service
metadata: {name: web, namespace: ${DEMO_NAMESPACE}}
spec:
  selector: {app: web}
  ports: [{name: http, port: 80, targetPort: http}]
`;

export function layDemo(rig: Rig): void {
  kubectl(rig, ['apply', '-f', '-'], DEMO);
}

/** Runs a command in the client pod of a node; what it printed, or undefined when it failed. */
function fromNode(rig: Rig, node: string, script: string): string | undefined {
  const list = [
    'get',
    'pods',
    '-n',
    DEMO_NAMESPACE,
    '-l',
    'app=client',
    `--field-selector=spec.nodeName=${node},status.phase=Running`,
  ];
  const pod = tryKubectl(rig, [...list, '-o', 'jsonpath={.items[0].metadata.name}']).stdout;
  if (pod === '') return undefined;
  const done = tryKubectl(rig, ['exec', '-n', DEMO_NAMESPACE, pod, '--', 'sh', '-c', script], 20_000);
  return done.status === 0 ? done.stdout : undefined;
}

export const resolves = (rig: Rig, node: string, name: string): boolean =>
  fromNode(rig, node, `dig +short +time=2 +tries=1 +search ${name} | grep -q '^[0-9a-f.:]*$'`) !== undefined;

export const serves = (rig: Rig, node: string, url = `http://web.${DEMO_NAMESPACE}`): boolean =>
  fromNode(rig, node, `curl -sf -m 3 ${url}`) !== undefined;

/** From a pod on each node: names of the cluster and of outside are resolved, and a Service answers. */
export async function reachable(rig: Rig, limitMs = 120_000): Promise<void> {
  for (const node of nodesOf(rig)) {
    await until(`kubernetes.default to resolve on ${node}`, limitMs, () =>
      resolves(rig, node, 'kubernetes.default'),
    );
    await until(`a name of ${CONTROL_IP}'s to resolve on ${node}`, limitMs, () =>
      resolves(rig, node, 'upstream.wardround.test.'),
    );
    await until(`Service web to answer on ${node}`, limitMs, () => serves(rig, node));
  }
}
