import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Rig } from './rig.ts';
import { run } from './run.ts';

/** The cgroup directories of a machine that exist, one for each hierarchy. */
export function cgroupsOf(rig: Rig, name: string): string[] {
  const all = run([join(rig.sourceDir, 'machine.sh'), 'cgroups', rig.prefix, name])
    .split('\n')
    .filter(Boolean);
  return all.filter((dir) => existsSync(dir));
}
