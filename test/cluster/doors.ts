import { readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { cgroupsOf } from './cgroups.ts';
import { machineDir, namespaceOf, on, type Rig } from './rig.ts';
import { attempt, start } from './run.ts';

/**
 * Lets the host reach a port inside a machine's network namespace: a socket that listens on the host's loopback is handed to a
 * forwarder that was started inside the namespace. No address of the host's network is touched.
 */
export function openDoor(rig: Rig, machine: string, loopbackPort: number, target: string): void {
  start(
    [
      'systemd-socket-activate',
      '-l',
      `127.0.0.1:${loopbackPort}`,
      'nsenter',
      netOption(rig, machine),
      '/lib/systemd/systemd-socket-proxyd',
      target,
    ],
    { PATH: '/usr/sbin:/usr/bin:/sbin:/bin' },
  );
}

/**
 * The other way round: an address of a machine's leads to a port of the host's loopback, by way of a socket in the file system that both
 * see. The host's half is in the machine's cgroups, and ends with the machine.
 */
export function openDoorOut(rig: Rig, machine: string, port: number, target: string): void {
  const socket = '/var/tmp/door.sock';
  const cgroup = cgroupsOf(rig, machine).find((dir) => dir.includes('/pids/'));
  if (cgroup === undefined) throw new Error(`${machine} has no pids cgroup`);
  const script =
    'echo $$ > "$1/cgroup.procs"; rm -f "$2"; exec systemd-socket-activate -l "$2" /lib/systemd/systemd-socket-proxyd "$3"';
  const path = join(machineDir(rig, machine), 'root', socket);
  start(['bash', '-c', script, 'bash', cgroup, path, target], { PATH: '/usr/sbin:/usr/bin:/sbin:/bin' });
  on(
    rig,
    machine,
    `systemctl is-active --quiet door || systemd-run --quiet --unit=door socat TCP-LISTEN:${port},fork,reuseaddr UNIX-CONNECT:${socket}`,
  );
}

const netOption = (rig: Rig, machine: string): string => `--net=/run/netns/${namespaceOf(rig, machine)}`;

/** Closes the doors that nobody went through yet; the others sit in their namespace and end with it. */
export function closeDoors(rig: Rig): void {
  for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    let words: string[];
    try {
      words = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0');
    } catch {
      continue; // It ended while we looked.
    }
    const ours = words.some((word) => word.startsWith(`--net=/run/netns/${rig.prefix}-`));
    if (words[0]?.endsWith('systemd-socket-activate') && ours) attempt(['kill', pid]);
  }
}

/** Ports of the loopback that are free now: one for the API server, one for each node's sshd. */
export async function freePorts(count: number): Promise<number[]> {
  const servers = await Promise.all(
    Array.from({ length: count }, async () => {
      const server = createServer();
      await new Promise<void>((resolve, reject) =>
        server.once('error', reject).listen(0, '127.0.0.1', resolve),
      );
      return server;
    }),
  );
  const ports = servers.map((server) => {
    const address = server.address();
    if (address === null || typeof address === 'string')
      throw new Error('a TCP server has an address and a port');
    return address.port;
  });
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
  return ports;
}
