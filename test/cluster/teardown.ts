import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cgroupsOf } from './cgroups.ts';
import { initPid, machineDir, machines, namespaceOf, type Rig } from './rig.ts';
import { attempt, pause } from './run.ts';

/**
 * Takes everything of a rig away, whatever state it was left in: nothing here relies on a record of what was made, only on
 * names that carry the rig's prefix.
 */
export async function removeMachines(rig: Rig): Promise<void> {
  const names = new Set([...machines(rig), ...namespaces(rig)]);
  for (const name of names) thaw(rig, name);
  for (const name of names) {
    const pid = initPid(rig, name);
    if (pid !== undefined) attempt(['kill', '-KILL', String(pid)]);
  }
  for (const name of names) {
    for (let tries = 0; tries < 100 && processesIn(rig, name).length > 0; tries += 1) {
      if (tries > 20) for (const pid of processesIn(rig, name)) attempt(['kill', '-KILL', pid]);
      await pause(100);
    }
    await unmountUnder(machineDir(rig, name));
    attempt(['ip', 'netns', 'del', namespaceOf(rig, name)]);
    for (const cgroup of cgroupsOf(rig, name))
      attempt(['find', cgroup, '-depth', '-type', 'd', '-exec', 'rmdir', '{}', ';']);
  }
  await unmountUnder(rig.dir);
}

/** Names of the machines whose network namespace exists. */
function namespaces(rig: Rig): string[] {
  if (!existsSync('/run/netns')) return [];
  const own = `${rig.prefix}-`;
  return readdirSync('/run/netns')
    .filter((name) => name.startsWith(own))
    .map((name) => name.slice(own.length));
}

function thaw(rig: Rig, name: string): void {
  for (const cgroup of cgroupsOf(rig, name)) {
    const state = join(cgroup, 'freezer.state');
    if (existsSync(state)) writeFileSync(state, 'THAWED');
  }
}

function processesIn(rig: Rig, name: string): string[] {
  const inCgroups = cgroupsOf(rig, name).flatMap((dir) =>
    attempt(['find', dir, '-name', 'cgroup.procs', '-exec', 'cat', '{}', '+']).stdout.split('\n'),
  );
  const inNamespace = attempt(['ip', 'netns', 'pids', namespaceOf(rig, name)]).stdout.split('\n');
  return [...new Set([...inCgroups, ...inNamespace])].filter((pid) => pid !== '' && pid !== '0');
}

async function unmountUnder(dir: string): Promise<void> {
  const mounts = () =>
    readFileSync('/proc/self/mounts', 'utf8')
      .split('\n')
      .map((line) => line.split(' ')[1] ?? '')
      .filter((path) => path === dir || path.startsWith(`${dir}/`))
      .reverse();
  for (let tries = 0; tries < 20; tries += 1) {
    const left = mounts();
    if (left.length === 0) return;
    for (const path of left) attempt(tries < 15 ? ['umount', path] : ['umount', '-l', path]);
    await pause(tries === 0 ? 0 : 200);
  }
  throw new Error(`still mounted: ${mounts().join(' ')}`);
}
