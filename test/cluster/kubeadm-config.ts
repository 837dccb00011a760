import { randomBytes } from 'node:crypto';
import type { Artifacts } from './artifacts.ts';
import { CONTROL, CONTROL_IP, POD_RANGE, SERVICE_RANGE } from './rig.ts';

const RUNTIME = 'unix:///run/containerd/containerd.sock';

export interface ClusterOptions {
  /** kube-proxy's mode. */
  readonly proxyMode: 'iptables' | 'nftables';
  /** A bootstrap token, `xxxxxx.xxxxxxxxxxxxxxxx`, made afresh for each cluster. */
  readonly token: string;
}

export function clusterOptions(proxyMode: ClusterOptions['proxyMode']): ClusterOptions {
  return { proxyMode, token: `${randomBytes(3).toString('hex')}.${randomBytes(8).toString('hex')}` };
}

/**
 * What `kubeadm init` reads: https://kubernetes.io/docs/reference/config-api/kubeadm-config.v1beta4/
 *
 * Only what a machine without CAP_SYS_RESOURCE, cgroup v2 and IPVS needs, and shorter leases so that a fault shows in seconds,
 * differs from the defaults.
 */
export function initConfig(artifacts: Artifacts, options: ClusterOptions): string {
  return `apiVersion: kubeadm.k8s.io/v1beta4
kind: InitConfiguration
bootstrapTokens:
- token: ${options.token}
  ttl: 24h0m0s
localAPIEndpoint:
  advertiseAddress: ${CONTROL_IP}
  bindPort: 6443
nodeRegistration:
  name: ${CONTROL}
  criSocket: ${RUNTIME}
---
apiVersion: kubeadm.k8s.io/v1beta4
kind: ClusterConfiguration
kubernetesVersion: ${artifacts.version}
clusterName: kubernetes
controlPlaneEndpoint: ${CONTROL_IP}:6443
networking:
  podSubnet: ${POD_RANGE}
  serviceSubnet: ${SERVICE_RANGE}
  dnsDomain: cluster.local
apiServer:
  certSANs: [127.0.0.1, localhost]
  extraArgs:
  - {name: audit-policy-file, value: /etc/kubernetes/audit-policy.yaml}
  - {name: audit-log-path, value: /var/log/kubernetes/audit.log}
  - {name: audit-log-maxsize, value: "100"}
  - {name: audit-log-maxbackup, value: "1"}
controllerManager:
  extraArgs:
  - {name: node-monitor-grace-period, value: 20s}
etcd:
  local:
    dataDir: /var/lib/etcd
    extraArgs:
    - {name: unsafe-no-fsync, value: "true"}
---
apiVersion: kubelet.config.k8s.io/v1beta1
kind: KubeletConfiguration
cgroupDriver: cgroupfs
failCgroupV1: false
maxOpenFiles: 20000
oomScoreAdj: 0
nodeLeaseDurationSeconds: 20
nodeStatusUpdateFrequency: 5s
evictionPressureTransitionPeriod: 15s
---
apiVersion: kubeproxy.config.k8s.io/v1alpha1
kind: KubeProxyConfiguration
mode: ${options.proxyMode}
oomScoreAdj: 0
conntrack:
  maxPerCore: 0
  min: 0
`;
}

/** What `kubeadm join` reads on a node. `caHash` is of the CA's public key, in kubeadm's form `sha256:HEX`. */
export function joinConfig(name: string, ip: string, token: string, caHash: string): string {
  return `apiVersion: kubeadm.k8s.io/v1beta4
kind: JoinConfiguration
discovery:
  bootstrapToken:
    token: ${token}
    apiServerEndpoint: ${CONTROL_IP}:6443
    caCertHashes: ['${caHash}']
nodeRegistration:
  name: ${name}
  criSocket: ${RUNTIME}
  kubeletExtraArgs:
  - {name: node-ip, value: ${ip}}
`;
}
