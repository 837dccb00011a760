import { readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { namespaceOf, type Rig } from './rig.ts';
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
