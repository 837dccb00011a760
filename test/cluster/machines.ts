import { randomBytes } from 'node:crypto';
import {
  closeSync,
  existsSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { type Artifacts, loadedImages } from './artifacts.ts';
import { CONTROL, CONTROL_IP, machineDir, namespaceOf, nodeIp, type Rig, tryOn } from './rig.ts';
import { run, start, until } from './run.ts';

/** Size of the loop-mounted file system under /var/lib/kubelet: small, so that a fault can fill it. */
const KUBELET_DISK_BYTES = 2 * 1024 ** 3;
const V1_CONTROLLERS = 'cpu cpuacct cpuset memory devices freezer blkio pids';

/** Puts the control machine's namespace with the nodes' bridge in place. */
export function makeControlNetwork(rig: Rig): void {
  const ns = namespaceOf(rig, CONTROL);
  run(['ip', 'netns', 'add', ns]);
  run(['ip', '-n', ns, 'link', 'set', 'lo', 'up']);
  run(['ip', '-n', ns, 'link', 'add', 'br0', 'type', 'bridge']);
  run(['ip', '-n', ns, 'addr', 'add', `${CONTROL_IP}/24`, 'dev', 'br0']);
  run(['ip', '-n', ns, 'link', 'set', 'br0', 'up']);
}

/** Puts a node's namespace in place and plugs its eth0 into the bridge; the plug on the bridge's side is called v-NODE. */
export function makeNodeNetwork(rig: Rig, node: string, ip: string): void {
  const [ns, hub] = [namespaceOf(rig, node), namespaceOf(rig, CONTROL)];
  run(['ip', 'netns', 'add', ns]);
  run([
    'ip',
    'link',
    'add',
    'name',
    'eth0',
    'netns',
    ns,
    'type',
    'veth',
    'peer',
    'name',
    `v-${node}`,
    'netns',
    hub,
  ]);
  run(['ip', '-n', hub, 'link', 'set', `v-${node}`, 'master', 'br0', 'up']);
  run(['ip', '-n', ns, 'link', 'set', 'lo', 'up']);
  run(['ip', '-n', ns, 'addr', 'add', `${ip}/24`, 'dev', 'eth0']);
  run(['ip', '-n', ns, 'link', 'set', 'eth0', 'up']);
  run(['ip', '-n', ns, 'route', 'add', 'default', 'via', CONTROL_IP]);
  run(['ip', 'netns', 'exec', ns, 'sysctl', '-qw', 'net.ipv4.ip_forward=1']);
}

export type Files = Readonly<Record<string, string>>;

/** Files that every machine has; `publicKey` may log in as root. */
function commonFiles(name: string, nodeCount: number, publicKey: string): Files {
  const hosts = Array.from({ length: nodeCount }, (_, i) => `${nodeIp(i + 1)} node${i + 1}\n`).join('');
  return {
    '/etc/hostname': `${name}\n`,
    '/etc/hosts': `127.0.0.1 localhost\n${CONTROL_IP} ${CONTROL}\n${hosts}`,
    '/etc/resolv.conf': `nameserver ${CONTROL_IP}\n`,
    '/etc/machine-id': `${randomBytes(16).toString('hex')}\n`,
    '/root/.ssh/authorized_keys': publicKey,
    '/etc/systemd/system.conf.d/rig.conf':
      '[Manager]\nDefaultTimeoutStopSec=10s\nDefaultCPUAccounting=yes\nDefaultMemoryAccounting=yes\n',
    '/etc/systemd/system/ssh.service.d/host-key.conf':
      '[Service]\nExecStartPre=\nExecStartPre=/usr/bin/ssh-keygen -A\nExecStartPre=/usr/sbin/sshd -t\n',
    // nspawn mounts the cgroup v1 hierarchies read-only; containers need them writable.
    '/etc/systemd/system/cgroup-rw.service': `[Unit]
DefaultDependencies=no
Before=sysinit.target
[Service]
Type=oneshot
RemainAfterExit=yes
ExecStart=/bin/sh -c 'mount -o remount,bind,rw /sys/fs/cgroup; for c in ${V1_CONTROLLERS}; do mount -o remount,bind,rw /sys/fs/cgroup/$c; done; mount --make-rshared /'
`,
  };
}

/** Files of a node: what a kubeadm node has before `kubeadm join`. */
const NODE_FILES: Files = {
  '/etc/containerd/config.toml': `version = 2
[plugins."io.containerd.grpc.v1.cri"]
  # A machine without CAP_SYS_RESOURCE cannot lower an OOM score, and every pod sandbox asks for that.
  restrict_oom_score_adj = true
  sandbox_image = "registry.k8s.io/pause:3.10.1"
  [plugins."io.containerd.grpc.v1.cri".cni]
    bin_dir = "/opt/cni/bin"
    conf_dir = "/etc/cni/net.d"
`,
};

function writeFiles(root: string, files: Files): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(join(root, dirname(path)), { recursive: true });
    writeFileSync(join(root, path), text, { mode: path.startsWith('/root/.ssh/') ? 0o600 : 0o644 });
  }
}

export interface MachinePlan {
  readonly name: string;
  readonly nodeCount: number;
  readonly publicKey: string;
  readonly files: Files;
}

/** Lays a machine's own files down and boots it; does not wait. Its network is there already. */
export function boot(rig: Rig, artifacts: Artifacts, plan: MachinePlan): void {
  const dir = machineDir(rig, plan.name);
  const control = plan.name === CONTROL;
  const binds = control
    ? { etcd: '/var/lib/etcd' }
    : { containerd: '/var/lib/containerd', kubelet: '/var/lib/kubelet', pods: '/var/log/pods' };
  for (const name of ['up', 'work', 'root', ...Object.keys(binds)])
    mkdirSync(join(dir, name), { recursive: true });
  const files = {
    ...commonFiles(plan.name, plan.nodeCount, plan.publicKey),
    ...(control ? {} : NODE_FILES),
    ...plan.files,
  };
  writeFiles(join(dir, 'up'), files);
  const wants = join(dir, 'up/etc/systemd/system/sysinit.target.wants');
  mkdirSync(wants, { recursive: true });
  rmSync(join(wants, 'cgroup-rw.service'), { force: true });
  symlinkSync('../cgroup-rw.service', join(wants, 'cgroup-rw.service'));
  if (!control) {
    mountKubeletDisk(dir);
    const loaded = loadedImages(artifacts);
    if (existsSync(loaded)) run(['cp', '-a', `${loaded}/.`, join(dir, 'containerd')]);
  }
  const options = Object.entries(binds).map(([name, path]) => `--bind=${join(dir, name)}:${path}`);
  options.push(`--bind-ro=${artifacts.images}:/opt/images`);
  const lower = `${artifacts.layer}:${artifacts.base}`;
  start([join(rig.sourceDir, 'machine.sh'), 'boot', rig.prefix, plan.name, dir, lower, ...options]);
}

function mountKubeletDisk(dir: string): void {
  const image = join(dir, 'kubelet.img');
  const file = openSync(image, 'w');
  ftruncateSync(file, KUBELET_DISK_BYTES);
  closeSync(file);
  run(['mkfs.ext4', '-q', '-E', 'nodiscard', image]);
  run(['mount', '-o', 'loop', image, join(dir, 'kubelet')]);
}

/** Waits until a machine's systemd has finished starting. */
export async function booted(rig: Rig, name: string): Promise<void> {
  await until(`${name} to boot (see ${join(machineDir(rig, name), 'console.log')})`, 90_000, () =>
    /^(running|degraded)$/m.test(tryOn(rig, name, 'systemctl is-system-running').stdout),
  );
}
