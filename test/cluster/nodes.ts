import { existsSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { type Artifacts, loadedImages } from './artifacts.ts';
import { caHash } from './control-plane.ts';
import { joinConfig } from './kubeadm-config.ts';
import { machineDir, nodeIp, on, onAsync, type Rig, tryOn } from './rig.ts';
import { run, until } from './run.ts';

/**
 * Hands a node's runtime every image of the cluster, so that no registry is asked for any. The first node that has imported them leaves a
 * copy of its containerd's data in the cache; later nodes start from the copy.
 */
export async function loadImages(rig: Rig, artifacts: Artifacts, node: string): Promise<void> {
  await until(`containerd on ${node}`, 30_000, () => tryOn(rig, node, 'ctr version').status === 0);
  await onAsync(
    rig,
    node,
    `[ -e /var/lib/containerd/loaded ] || {
  for i in /opt/images/*.tar; do ctr -n k8s.io images import "$i" > /dev/null; done
  touch /var/lib/containerd/loaded
}`,
  );
  const loaded = loadedImages(artifacts);
  if (node !== 'node1' || existsSync(loaded)) return;
  on(rig, node, 'systemctl stop containerd');
  const partial = `${loaded}.${rig.prefix}`;
  run(['cp', '-a', join(machineDir(rig, node), 'containerd'), partial]);
  if (existsSync(loaded)) rmSync(partial, { recursive: true });
  else renameSync(partial, loaded);
  on(rig, node, 'systemctl start containerd');
}

/** `kubeadm join`: TLS bootstrap with a token, then the kubelet's own certificate through an approved CSR. */
export async function joinNode(rig: Rig, node: string, index: number, token: string): Promise<void> {
  const config = joinConfig(node, nodeIp(index), token, caHash(rig));
  await onAsync(
    rig,
    node,
    `systemctl enable --quiet kubelet
cat > /run/join.yaml; kubeadm join --config /run/join.yaml --skip-phases=preflight; rm /run/join.yaml`,
    config,
  );
}
