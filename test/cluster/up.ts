import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeArtifacts } from './artifacts.ts';
import { controlFiles, layDns, startControlPlane } from './control-plane.ts';
import { DEMO_NAMESPACE, layDemo, reachable } from './demo.ts';
import { closeDoors, freePorts, openDoor } from './doors.ts';
import { flannelManifest } from './flannel.ts';
import { clusterOptions } from './kubeadm-config.ts';
import { boot, booted, makeControlNetwork, makeNodeNetwork } from './machines.ts';
import { joinNode, loadImages } from './nodes.ts';
import {
  CONTROL,
  findRecord,
  initPid,
  kubeconfigOf,
  kubectl,
  machines,
  nodeIp,
  nodesOf,
  type Rig,
  tryKubectl,
  writeRecord,
} from './rig.ts';
import { run, until } from './run.ts';
import { removeMachines } from './teardown.ts';

export interface UpOptions {
  readonly nodes: number;
  readonly proxyMode: 'iptables' | 'nftables';
  readonly flannelBackend: 'host-gw' | 'vxlan';
}

/** Brings a rig up; does nothing to one that is up as asked, and starts over from one that was left half-made. */
export async function up(rig: Rig, options: UpOptions): Promise<void> {
  const began = Date.now();
  const step = (text: string) =>
    console.log(`${((Date.now() - began) / 1000).toFixed(1).padStart(6)} s  ${text}`);
  const artifacts = makeArtifacts(rig);
  step(`binaries, base and images of ${artifacts.version} are in ${rig.cacheDir}`);
  if (isUp(rig, options.nodes)) {
    step(`rig ${rig.prefix} is up already: KUBECONFIG=${kubeconfigOf(rig)}`);
    return;
  }
  await down(rig);
  mkdirSync(rig.dir, { recursive: true, mode: 0o700 });
  run([
    'ssh-keygen',
    '-q',
    '-t',
    'ed25519',
    '-N',
    '',
    '-C',
    `wardround rig ${rig.prefix}`,
    '-f',
    join(rig.dir, 'ssh'),
  ]);
  raise('max_user_instances', 8192);
  raise('max_user_watches', 524_288);

  const names = Array.from({ length: options.nodes }, (_, i) => `node${i + 1}`);
  const [apiPort = 0, ...sshPorts] = await freePorts(1 + names.length);
  const record = {
    version: artifacts.version,
    kubectl: join(artifacts.layer, 'usr/bin/kubectl'),
    apiPort,
    sshPorts: Object.fromEntries(names.map((name, i) => [name, sshPorts[i] ?? 0])),
  };
  writeRecord(rig, { ...record, complete: false });
  const cluster = clusterOptions(options.proxyMode);
  const plan = { nodeCount: names.length, publicKey: readFileSync(join(rig.dir, 'ssh.pub'), 'utf8') };

  makeControlNetwork(rig);
  boot(rig, artifacts, { ...plan, name: CONTROL, files: controlFiles(artifacts, cluster) });
  openDoor(rig, CONTROL, apiPort, '127.0.0.1:6443');
  names.forEach((name, i) => {
    makeNodeNetwork(rig, name, nodeIp(i + 1));
    boot(rig, artifacts, { ...plan, name, files: {} });
    openDoor(rig, name, record.sshPorts[name] ?? 0, '127.0.0.1:22');
  });
  await Promise.all([CONTROL, ...names].map((name) => booted(rig, name)));
  step(`${names.length + 1} machines have booted`);

  const images = Promise.all(names.map((name) => loadImages(rig, artifacts, name)));
  const controlPlane = startControlPlane(rig, apiPort).then(() => step('the control plane answers'));
  await Promise.all([images, controlPlane]);
  step('images are loaded');
  kubectl(rig, ['apply', '-f', '-'], flannelManifest(artifacts, options.flannelBackend));
  await Promise.all(names.map((name, i) => joinNode(rig, name, i + 1, cluster.token)));
  step('nodes have joined');
  await nodesReady(rig, 90_000);
  // A pod that comes before flannel has its subnet fails once, and its event makes a healthy rig look ill for an hour.
  await rolledOut(rig, 'daemonset', 'kube-flannel', 'kube-flannel-ds', 90_000);
  layDns(rig);
  layDemo(rig);
  await healthy(rig);
  await reachable(rig);
  writeRecord(rig, { ...record, complete: true });
  step(`rig ${rig.prefix} is up: KUBECONFIG=${kubeconfigOf(rig)}`);
}

/** The kernel's default inotify limits do not last for four machines; a higher one of the host's stays. */
function raise(limit: string, least: number): void {
  const path = `/proc/sys/fs/inotify/${limit}`;
  if (Number(readFileSync(path, 'utf8')) < least) writeFileSync(path, String(least));
}

/** Waits until every node is Ready and every workload of the cluster's own is as large as it should be. */
export async function healthy(rig: Rig, limitMs = 180_000): Promise<void> {
  await nodesReady(rig, limitMs);
  for (const [kind, namespace, name] of [
    ['daemonset', 'kube-flannel', 'kube-flannel-ds'],
    ['daemonset', 'kube-system', 'kube-proxy'],
    ['deployment', 'kube-system', 'coredns'],
    ['daemonset', DEMO_NAMESPACE, 'client'],
    ['deployment', DEMO_NAMESPACE, 'web'],
  ] as const) {
    await rolledOut(rig, kind, namespace, name, limitMs);
  }
}

function rolledOut(rig: Rig, kind: string, namespace: string, name: string, limitMs: number): Promise<void> {
  const args = ['rollout', 'status', `${kind}/${name}`, '-n', namespace, '--timeout=30s'];
  return until(`${kind} ${name} to be rolled out`, limitMs, () => tryKubectl(rig, args).status === 0);
}

function nodesReady(rig: Rig, limitMs: number): Promise<void> {
  return until('all nodes to be Ready', limitMs, () => {
    const lines = kubectl(rig, ['get', 'nodes', '--no-headers']).trim().split('\n');
    return lines.length === nodesOf(rig).length && lines.every((line) => /^\S+\s+Ready\s/.test(line));
  });
}

export function isUp(rig: Rig, nodes?: number): boolean {
  const record = findRecord(rig);
  if (record?.complete !== true) return false;
  const names = machines(rig);
  if (nodes !== undefined && nodes !== names.length - 1) return false;
  return (
    names.every((name) => initPid(rig, name) !== undefined) &&
    tryKubectl(rig, ['get', '--raw', '/readyz'], 20_000).status === 0
  );
}

/** Takes a rig away, whatever state it is in. */
export async function down(rig: Rig): Promise<void> {
  closeDoors(rig);
  await removeMachines(rig);
  rmSync(rig.dir, { recursive: true, force: true });
}
