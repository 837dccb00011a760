import { caHash } from './control-plane.ts';
import { joinConfig } from './kubeadm-config.ts';
import { nodeIp, onAsync, type Rig, tryOn } from './rig.ts';
import { until } from './run.ts';

/** Hands a node's runtime every image of the cluster: no registry is asked for any of them. */
export async function loadImages(rig: Rig, node: string): Promise<void> {
  await until(`containerd on ${node}`, 30_000, () => tryOn(rig, node, 'ctr version').status === 0);
  await onAsync(
    rig,
    node,
    'for i in /opt/images/*.tar; do ctr -n k8s.io images import "$i" > /dev/null; done',
  );
}

/** `kubeadm join`: TLS bootstrap with a token, then the kubelet's own certificate through an approved CSR. */
export async function join(rig: Rig, node: string, index: number, token: string): Promise<void> {
  const config = joinConfig(node, nodeIp(index), token, caHash(rig));
  await onAsync(
    rig,
    node,
    `systemctl enable --quiet kubelet
cat > /run/join.yaml; kubeadm join --config /run/join.yaml --skip-phases=preflight; rm /run/join.yaml`,
    config,
  );
}
