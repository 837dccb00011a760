import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { apiWriter, each } from './api-writer.ts';
import { type Artifacts, makeArtifacts } from './artifacts.ts';
import { controlFiles, startControlPlane, startUnits } from './control-plane.ts';
import { freePorts, openDoor } from './doors.ts';
import { clusterOptions } from './kubeadm-config.ts';
import { boot, booted, makeControlNetwork } from './machines.ts';
import { CONTROL, kubeconfigOf, kubectl, machineDir, on, type Rig, tryKubectl, writeRecord } from './rig.ts';
import { run, until } from './run.ts';
import { namespaces, node, PODS_PER_NODE, pod, service } from './scale-objects.ts';
import { down, isUp } from './up.ts';

const SERVICES_PER_NODE = 0.4;
/** Long leases: 5,000 nodes that renew every quarter of it ask for 25 writes a second. */
const LEASE_SECONDS = 800;

/**
 * Brings up an API server with its etcd and `nodes` made-up nodes that kwok keeps alive. What they hold is written once, kept as a copy of
 * etcd's data, and restored from it afterwards. No kubelet, scheduler or controller runs; nothing changes but the leases.
 */
export async function upAtScale(rig: Rig, nodes: number): Promise<void> {
  const began = Date.now();
  const step = (text: string) =>
    console.log(`${((Date.now() - began) / 1000).toFixed(1).padStart(6)} s  ${text}`);
  const artifacts = makeArtifacts(rig);
  if (isUp(rig, 0)) return step(`rig ${rig.prefix} is up already: KUBECONFIG=${kubeconfigOf(rig)}`);
  await down(rig);
  const snapshot = join(rig.cacheDir, `scale-${nodes}-${digest(rig, artifacts)}.tar.gz`);
  const etcd = join(machineDir(rig, CONTROL), 'etcd');
  mkdirSync(etcd, { recursive: true, mode: 0o700 });
  const restored = existsSync(snapshot);
  if (restored) run(['tar', '-C', etcd, '-xzf', snapshot]);

  const [apiPort = 0] = await freePorts(1);
  const record = {
    version: artifacts.version,
    kubectl: join(artifacts.layer, 'usr/bin/kubectl'),
    apiPort,
    sshPorts: {},
  };
  writeRecord(rig, { ...record, complete: false });
  makeControlNetwork(rig);
  boot(rig, artifacts, {
    name: CONTROL,
    nodeCount: 0,
    publicKey: '',
    files: controlFiles(artifacts, clusterOptions('iptables')),
  });
  openDoor(rig, CONTROL, apiPort, '127.0.0.1:6443');
  await booted(rig, CONTROL);
  await startControlPlane(rig, apiPort, ['etcd', 'kube-apiserver']);
  step('the API server answers');
  await until(
    'the way in from the host',
    20_000,
    () => tryKubectl(rig, ['get', '--raw', '/readyz']).status === 0,
  );
  if (!restored) {
    await fill(rig, artifacts, nodes, step);
    // A lease belongs to the kwok that made it until it runs out; the next one makes its own.
    on(rig, CONTROL, 'systemctl stop kwok kube-controller-manager');
    kubectl(rig, ['delete', '--raw', '/apis/coordination.k8s.io/v1/namespaces/kube-node-lease/leases']);
    on(rig, CONTROL, 'systemctl stop kube-apiserver etcd');
    run(['tar', '-C', etcd, '-I', 'gzip -1', '-cf', `${snapshot}.partial`, '.']);
    renameSync(`${snapshot}.partial`, snapshot);
    step(`kept as ${snapshot}`);
    startUnits(rig, ['etcd', 'kube-apiserver']);
    await until(
      'the API server to be back',
      60_000,
      () => tryKubectl(rig, ['get', '--raw', '/readyz']).status === 0,
    );
  }
  startKwok(rig);
  await until('kwok to renew the leases', 180_000, () => renewedLately(rig, nodes), 2000);
  writeRecord(rig, { ...record, complete: true });
  step(`rig ${rig.prefix} is up with ${nodes} nodes: KUBECONFIG=${kubeconfigOf(rig)}`);
}

function digest(rig: Rig, artifacts: Artifacts): string {
  const objects = readFileSync(join(rig.sourceDir, 'scale-objects.ts'), 'utf8');
  return createHash('sha256').update(`${artifacts.version}\0${objects}`).digest('hex').slice(0, 12);
}

function startKwok(rig: Rig): void {
  const config = `apiVersion: config.kwok.x-k8s.io/v1alpha1
kind: KwokConfiguration
options:
  manageAllNodes: true
  nodeLeaseDurationSeconds: ${LEASE_SECONDS}
  cidr: 10.128.0.0/10
  podPlayStageParallelism: 32
  nodePlayStageParallelism: 16
`;
  on(
    rig,
    CONTROL,
    `cat > /run/kwok.yaml
systemctl is-active --quiet kwok || systemd-run --quiet --unit=kwok -p Restart=on-failure \
  kwok --config=/run/kwok.yaml --kubeconfig=/etc/kubernetes/super-admin.conf`,
    config,
  );
}

/** Objects of the API server's kind are many: they are written over kept connections, and their endpoints made by the real controller. */
async function fill(
  rig: Rig,
  artifacts: Artifacts,
  nodes: number,
  step: (text: string) => void,
): Promise<void> {
  const serviceCount = Math.ceil(nodes * SERVICES_PER_NODE);
  const podCount = nodes * PODS_PER_NODE;
  const superAdmin = on(rig, CONTROL, 'cat /etc/kubernetes/super-admin.conf');
  const writer = apiWriter(
    superAdmin.replace(
      /server: .*/,
      `server: ${/server: (.*)/.exec(readFileSync(kubeconfigOf(rig), 'utf8'))?.[1]}`,
    ),
  );
  for (const name of namespaces) await writer.create('/api/v1/namespaces', { metadata: { name } });
  for (const namespace of [...namespaces, 'default', 'kube-system']) {
    await writer.create(`/api/v1/namespaces/${namespace}/serviceaccounts`, { metadata: { name: 'default' } });
  }
  const at = new Date().toISOString();
  await each(nodes, (i) => writer.create('/api/v1/nodes', node(i, artifacts.version, at)));
  step(`${nodes} nodes are written`);
  startKwok(rig);
  await each(serviceCount, (i) => writer.create(service(i).path, service(i).object));
  step(`${serviceCount} services are written`);
  await each(podCount, (i) => {
    const { path, object } = pod(i, serviceCount);
    return writer.create(path, object);
  });
  writer.close();
  step(`${podCount} pods are written`);
  await until(
    'kwok to start every pod',
    1_800_000,
    () => count(rig, 'pods', 'fieldSelector=status.phase%3DPending') === 0,
    5000,
  );
  step('every pod runs');
  on(
    rig,
    CONTROL,
    `sed -i 's/--controllers=[^ ]*/--controllers=endpointslice-controller/' /etc/systemd/system/kube-controller-manager.service
systemctl daemon-reload`,
  );
  startUnits(rig, ['kube-controller-manager']);
  await until(
    'every Service to have its endpoints',
    600_000,
    () => count(rig, 'endpointslices') > serviceCount,
    5000,
  );
  step('every Service has its endpoints');
}

/** How many there are, at the cost of one small page; with a selector only whether there are none, since the API counts no more. */
function count(rig: Rig, resource: string, selector = ''): number {
  const group = resource === 'endpointslices' ? '/apis/discovery.k8s.io/v1' : '/api/v1';
  const query = selector === '' ? '' : `&${selector}`;
  // A few members of the API's list type.
  const page = JSON.parse(kubectl(rig, ['get', '--raw', `${group}/${resource}?limit=1${query}`])) as {
    items: unknown[];
    metadata: { remainingItemCount?: number };
  };
  return page.items.length + (page.metadata.remainingItemCount ?? 0);
}

function renewedLately(rig: Rig, nodes: number): boolean {
  const times = kubectl(rig, [
    'get',
    'leases',
    '-n',
    'kube-node-lease',
    '-o',
    'jsonpath={range .items[*]}{.spec.renewTime}{"\\n"}{end}',
  ])
    .trim()
    .split('\n');
  const oldest = Date.now() - (LEASE_SECONDS / 2) * 1000;
  return times.length === nodes && times.every((time) => Date.parse(time) > oldest);
}
