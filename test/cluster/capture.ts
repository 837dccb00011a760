import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { redact } from './redact.ts';
import { CONTROL, initPid, kubectl, machines, type Rig, recordOf, tryKubectl, tryOn } from './rig.ts';

/** What `kubectl get KIND -A -o json` gives: never a Secret, and of ConfigMaps only those without any. */
const KINDS = [
  'nodes',
  'leases',
  'pods',
  'events',
  'daemonsets',
  'deployments',
  'replicasets',
  'services',
  'endpointslices',
  'networkpolicies',
  'namespaces',
  'serviceaccounts',
  'clusterroles',
  'clusterrolebindings',
  'certificatesigningrequests',
] as const;
const CONFIG_MAPS = ['coredns', 'kube-proxy', 'kubeadm-config', 'kubelet-config'] as const;

/** What a person looks at on a node, by file name. All of it is read-only. */
const HOST_COMMANDS: Readonly<Record<string, string>> = {
  'systemctl-kubelet.txt': 'systemctl status kubelet --no-pager -l -n 30',
  'systemctl-containerd.txt': 'systemctl status containerd --no-pager -l -n 30',
  'systemctl-show-kubelet.txt': 'systemctl show kubelet',
  'journal-kubelet.txt': 'journalctl -u kubelet --no-pager -n 600',
  'journal-containerd.txt': 'journalctl -u containerd --no-pager -n 300',
  'kubelet-config.yaml': 'cat /var/lib/kubelet/config.yaml',
  'kubelet-flags.env': 'cat /var/lib/kubelet/kubeadm-flags.env',
  'certificates.txt':
    'ls -l /var/lib/kubelet/pki /etc/kubernetes; openssl x509 -noout -subject -issuer -dates -in /var/lib/kubelet/pki/kubelet-client-current.pem',
  'cni.txt': 'ls -l /etc/cni/net.d /opt/cni/bin; head -n 100 /etc/cni/net.d/*; cat /run/flannel/subnet.env',
  'network.txt': 'ip addr; ip route',
  'iptables-save.txt': 'iptables-save',
  'resources.txt': 'df -h; df -i; free -m; cat /proc/swaps /proc/loadavg',
  'resolv.conf': 'cat /etc/resolv.conf',
};

/** Writes what a user could have captured of the cluster as it is now; what could not be read is there as an .error file. */
export function capture(rig: Rig, dir: string, title: string): void {
  if (existsSync(join(dir, 'about.json'))) rmSync(dir, { recursive: true }); // an earlier capture
  mkdirSync(dir, { recursive: true });
  const write = (name: string, text: string) => {
    mkdirSync(join(dir, name, '..'), { recursive: true });
    writeFileSync(join(dir, name), redact(text));
  };
  const get = (name: string, args: readonly string[]) => {
    const done = tryKubectl(rig, [...args, '--request-timeout=20s'], 30_000);
    write(done.status === 0 ? name : `${name}.error`, done.status === 0 ? done.stdout : done.stderr);
  };
  write(
    'about.json',
    `${JSON.stringify({ fault: title, kubernetes: recordOf(rig).version, capturedAt: new Date().toISOString() }, null, 2)}\n`,
  );
  get('version.json', ['version', '-o', 'json']);
  for (const kind of KINDS) get(`${kind}.json`, ['get', kind, '-A', '-o', 'json']);
  get('configmaps.json', [
    'get',
    'configmap',
    '-n',
    'kube-system',
    ...CONFIG_MAPS,
    '--ignore-not-found',
    '-o',
    'json',
  ]);
  podLogs(rig, get);
  for (const node of machines(rig).filter((name) => name !== CONTROL)) {
    if (initPid(rig, node) === undefined) continue;
    for (const [name, command] of Object.entries(HOST_COMMANDS)) {
      const done = tryOn(rig, node, command, 15_000);
      write(join('hosts', node, name), done.stdout + done.stderr);
    }
  }
}

/** As `kubectl cluster-info dump --output-directory` lays them: NAMESPACE/POD/logs.txt, and the run before beside it. */
function podLogs(rig: Rig, get: (name: string, args: readonly string[]) => void): void {
  const list = tryKubectl(rig, [
    'get',
    'pods',
    '-A',
    '--no-headers',
    '-o',
    'custom-columns=N:.metadata.namespace,P:.metadata.name',
  ]);
  for (const line of list.stdout.trim().split('\n').filter(Boolean)) {
    const [namespace = '', pod = ''] = line.split(/\s+/);
    const args = ['logs', '-n', namespace, pod, '--all-containers', '--tail=500'];
    get(`${namespace}/${pod}/logs.txt`, args);
    const restarts = kubectl(rig, [
      'get',
      'pod',
      '-n',
      namespace,
      pod,
      '--ignore-not-found',
      '-o',
      'jsonpath={.status.containerStatuses[*].restartCount}',
    ]);
    if (/[1-9]/.test(restarts)) get(`${namespace}/${pod}/logs-previous.txt`, [...args, '--previous']);
  }
}
