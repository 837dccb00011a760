import { platform } from 'node:os';
import { attempt } from './run.ts';

const PACKAGE_OF: Readonly<Record<string, string>> = {
  ip: 'iproute2',
  iptables: 'iptables',
  mmdebstrap: 'mmdebstrap',
  nsenter: 'util-linux',
  'mkfs.ext4': 'e2fsprogs',
  openssl: 'openssl',
  'ssh-keygen': 'openssh-client',
  'systemd-nspawn': 'systemd-container',
  'systemd-socket-activate': 'systemd',
  gcc: 'gcc libc6-dev',
};

/** What this machine lacks to run a rig, each as one line that says what to do; empty when nothing is missing. */
export function missing(): string[] {
  if (platform() !== 'linux') return ['Linux: the rig makes network namespaces and systemd-nspawn machines'];
  const lines: string[] = [];
  if (process.getuid?.() !== 0) lines.push('root: namespaces, mounts and cgroups need it');
  const has = (program: string) => attempt(['sh', '-c', 'command -v "$1"', 'sh', program]).status === 0;
  const packages = Object.entries(PACKAGE_OF).filter(([program]) => !has(program));
  if (packages.length > 0) {
    const programs = packages.map(([program]) => program).join(', ');
    lines.push(
      `${programs}: apt-get install --no-install-recommends ${packages.map(([, name]) => name).join(' ')}`,
    );
  }
  if (!has('go'))
    lines.push('Go 1.26 or newer: the cluster is built from pinned modules (https://go.dev/dl/)');
  return lines;
}
