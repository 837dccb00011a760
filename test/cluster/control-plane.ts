import { writeFileSync } from 'node:fs';
import type { Artifacts } from './artifacts.ts';
import { type ClusterOptions, initConfig } from './kubeadm-config.ts';
import type { Files } from './machines.ts';
import { CONTROL, CONTROL_IP, kubeconfigOf, on, type Rig, tryOn } from './rig.ts';
import { until } from './run.ts';

const CONTROL_UNITS = [
  'etcd',
  'kube-apiserver',
  'kube-controller-manager',
  'kube-scheduler',
  'upstream-dns',
] as const;

/** Files of the control machine: kubeadm's configuration, the audit policy, and the DNS server that nodes forward to. */
export function controlFiles(artifacts: Artifacts, options: ClusterOptions): Files {
  return {
    '/etc/kubernetes/kubeadm.yaml': initConfig(artifacts, options),
    '/etc/kubernetes/audit-policy.yaml':
      'apiVersion: audit.k8s.io/v1\nkind: Policy\nomitStages: [RequestReceived]\nrules:\n- level: Metadata\n',
    '/etc/upstream-dns/Corefile': `.:53 {
    bind ${CONTROL_IP}
    template IN A upstream.wardround.test {
        answer "{{ .Name }} 60 IN A 192.0.2.10"
    }
    template IN AAAA upstream.wardround.test {
        rcode NOERROR
    }
    template ANY ANY {
        rcode NXDOMAIN
    }
    log
}
`,
    '/etc/systemd/system/upstream-dns.service': unit('/usr/bin/coredns -conf /etc/upstream-dns/Corefile'),
  };
}

const unit = (command: string): string => `[Service]
ExecStart=${command}
Restart=always
RestartSec=2
StartLimitInterval=0
LimitNOFILE=65536
[Install]
WantedBy=multi-user.target
`;

/**
 * Starts a control plane with the certificates, kubeconfigs and flags that kubeadm makes. kubeadm would run it as static pods; here
 * the same command lines are systemd units, so that no image and no kubelet is needed and `systemctl stop kube-scheduler` is a fault.
 */
export async function startControlPlane(
  rig: Rig,
  apiPort: number,
  units: readonly string[] = CONTROL_UNITS,
): Promise<void> {
  on(
    rig,
    CONTROL,
    `cd /etc/kubernetes
phase() { kubeadm init phase "$@" --config /etc/kubernetes/kubeadm.yaml; }
phase certs all
for c in admin super-admin controller-manager scheduler; do phase kubeconfig $c; done
phase etcd local
phase control-plane all
mkdir -p /var/log/kubernetes /etc/kubernetes/commands
mv manifests commands/manifests
for c in etcd kube-apiserver kube-controller-manager kube-scheduler; do
  args=$(sed -n 's/^ *- \\(--.*\\)/\\1/p' commands/manifests/$c.yaml | tr '\\n' ' ')
  sed "s#^ExecStart=.*#ExecStart=/usr/bin/$c $args#" /etc/systemd/system/upstream-dns.service > /etc/systemd/system/$c.service
done
systemctl daemon-reload`,
  );
  startUnits(rig, units);
  await until(
    'the API server to be ready',
    90_000,
    () => asAdmin(rig, 'get --raw /readyz').stdout.trim() === 'ok',
  );
  on(
    rig,
    CONTROL,
    `export KUBECONFIG=/etc/kubernetes/super-admin.conf
kubectl get clusterrolebinding kubeadm:cluster-admins > /dev/null 2>&1 ||
  kubectl create clusterrolebinding kubeadm:cluster-admins --clusterrole=cluster-admin --group=kubeadm:cluster-admins
phase() { kubeadm init phase "$@" --config /etc/kubernetes/kubeadm.yaml; }
phase upload-config all
phase bootstrap-token
phase addon kube-proxy`,
  );
  const admin = on(rig, CONTROL, 'cat /etc/kubernetes/admin.conf');
  const local = admin.replace(`https://${CONTROL_IP}:6443`, `https://127.0.0.1:${apiPort}`);
  writeFileSync(kubeconfigOf(rig), local, { mode: 0o600 });
}

export function startUnits(rig: Rig, units: readonly string[]): void {
  on(rig, CONTROL, `systemctl enable --quiet --now ${units.join(' ')}`);
}

/** CoreDNS comes when the nodes are Ready: its two pods prefer different nodes, and would both take the first one otherwise. */
export function layDns(rig: Rig): void {
  on(rig, CONTROL, 'kubeadm init phase addon coredns --config /etc/kubernetes/kubeadm.yaml');
}

/** kubectl on the control machine: it works before the host's way in does. */
function asAdmin(rig: Rig, args: string) {
  return tryOn(rig, CONTROL, `kubectl --kubeconfig=/etc/kubernetes/super-admin.conf ${args}`);
}

/** Hash of the cluster CA's public key in the form that `kubeadm join` wants. */
export function caHash(rig: Rig): string {
  const hex = on(
    rig,
    CONTROL,
    `openssl x509 -pubkey -in /etc/kubernetes/pki/ca.crt | openssl pkey -pubin -outform der | sha256sum | cut -d' ' -f1`,
  );
  return `sha256:${hex.trim()}`;
}
