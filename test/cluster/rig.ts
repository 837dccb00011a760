import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { attempt, type Output, run, runAsync } from './run.ts';

/**
 * Addresses inside the rig's own network namespaces: the same in every rig, since no namespace is shared. The machines' own lie outside
 * the Services' and the pods' ranges; in nftables mode kube-proxy drops what goes to an address of the Services' range.
 */
export const CONTROL_IP = '172.30.0.1';
export const POD_RANGE = '10.244.0.0/16';
export const SERVICE_RANGE = '10.96.0.0/12';
export const CONTROL = 'control';

export interface Rig {
  /** Distinguishes the namespaces, machines, cgroups and directories of two rigs on one host. */
  readonly prefix: string;
  /** Where everything of this rig lies that `down` removes. */
  readonly dir: string;
  readonly cacheDir: string;
  readonly sourceDir: string;
}

export function rigOf(prefix: string): Rig {
  if (!/^[a-z][a-z0-9]{0,7}$/.test(prefix))
    throw new Error(`a prefix is 1 to 8 of a-z and 0-9, starting with a letter: ${prefix}`);
  const home = (variable: string, fallback: string) =>
    join(process.env[variable] || join(homedir(), fallback), 'wardround', 'cluster');
  return {
    prefix,
    dir: join(home('XDG_STATE_HOME', '.local/state'), prefix),
    cacheDir: home('XDG_CACHE_HOME', '.cache'),
    sourceDir: import.meta.dirname,
  };
}

export const nodeIp = (index: number): string => `172.30.0.${10 + index}`;
export const namespaceOf = (rig: Rig, machine: string): string => `${rig.prefix}-${machine}`;
export const machineDir = (rig: Rig, machine: string): string => join(rig.dir, machine);
export const kubeconfigOf = (rig: Rig): string => join(rig.dir, 'kubeconfig');

/** Names of the rig's machines that have a directory, the control machine first. */
export function machines(rig: Rig): string[] {
  if (!existsSync(rig.dir)) return [];
  return readdirSync(rig.dir)
    .filter((name) => name === CONTROL || /^node\d+$/.test(name))
    .sort(
      (a, b) => Number(a !== CONTROL) - Number(b !== CONTROL) || a.localeCompare(b, 'en', { numeric: true }),
    );
}

export const nodesOf = (rig: Rig): string[] => machines(rig).filter((name) => name !== CONTROL);

/** Process id, on the host, of the machine's systemd, or undefined when the machine is not up. */
export function initPid(rig: Rig, machine: string): number | undefined {
  const pids = attempt(['ip', 'netns', 'pids', namespaceOf(rig, machine)])
    .stdout.split('\n')
    .filter(Boolean);
  for (const pid of pids) {
    try {
      const status = readFileSync(`/proc/${pid}/status`, 'utf8');
      const inner = /^NSpid:.*\s(\d+)$/m.exec(status)?.[1];
      if (pid !== '1' && inner === '1' && /^Name:\s+systemd$/m.test(status)) return Number(pid);
    } catch (error) {
      if (!isGone(error)) throw error;
    }
  }
  return undefined;
}

// A process may end between the listing and the reading: ENOENT before the open, ESRCH after it.
function isGone(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ESRCH');
}

/** The command line that runs `command` inside a machine, in all of its namespaces. */
export function inside(rig: Rig, machine: string, command: readonly string[]): string[] {
  const pid = initPid(rig, machine);
  if (pid === undefined) throw new Error(`${machine} of rig ${rig.prefix} is not up`);
  const env = [
    '/usr/bin/env',
    '-i',
    'PATH=/usr/sbin:/usr/bin:/sbin:/bin',
    'HOME=/root',
    'LANG=C.UTF-8',
    `TERM=${process.env['TERM'] ?? 'dumb'}`,
  ];
  return ['nsenter', '-t', String(pid), '-m', '-u', '-i', '-n', '-p', '-C', '--', ...env, ...command];
}

/** Runs a bash script on a machine; throws when it fails. */
export function on(rig: Rig, machine: string, script: string, input?: string): string {
  return run(
    inside(rig, machine, ['bash', '-euo', 'pipefail', '-c', script]),
    input === undefined ? {} : { input },
  );
}

/** {@link on} without blocking. */
export function onAsync(rig: Rig, machine: string, script: string, input?: string): Promise<string> {
  return runAsync(inside(rig, machine, ['bash', '-euo', 'pipefail', '-c', script]), input);
}

/** Runs a bash script on a machine and gives its status. */
export function tryOn(rig: Rig, machine: string, script: string, timeoutMs = 60_000): Output {
  return attempt(inside(rig, machine, ['bash', '-c', script]), { timeoutMs });
}

/** What `up` writes down of a rig. Only `down` gets by without it. */
export interface RigRecord {
  readonly version: string;
  readonly kubectl: string;
  readonly apiPort: number;
  /** Loopback port of each node's sshd. */
  readonly sshPorts: Readonly<Record<string, number>>;
  readonly complete: boolean;
}

const recordPath = (rig: Rig): string => join(rig.dir, 'rig.json');

export function writeRecord(rig: Rig, record: RigRecord): void {
  writeFileSync(recordPath(rig), JSON.stringify(record, null, 2));
}

export function findRecord(rig: Rig): RigRecord | undefined {
  if (!existsSync(recordPath(rig))) return undefined;
  // Only this program writes the file.
  return JSON.parse(readFileSync(recordPath(rig), 'utf8')) as RigRecord;
}

export function recordOf(rig: Rig): RigRecord {
  const record = findRecord(rig);
  if (record === undefined)
    throw new Error(`rig ${rig.prefix} is not up: npm run cluster -- up --prefix ${rig.prefix}`);
  return record;
}

const kubectlCommand = (rig: Rig, args: readonly string[]): string[] => [
  recordOf(rig).kubectl,
  `--kubeconfig=${kubeconfigOf(rig)}`,
  ...args,
];

/** Runs the cluster's own kubectl as cluster administrator from the host. */
export function kubectl(rig: Rig, args: readonly string[], input?: string): string {
  return run(kubectlCommand(rig, args), input === undefined ? {} : { input });
}

export function tryKubectl(rig: Rig, args: readonly string[], timeoutMs = 60_000): Output {
  return attempt(kubectlCommand(rig, args), { timeoutMs });
}
