import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cgroupsOf } from '../cgroups.ts';
import type { Fault } from '../fault.ts';
import type { Rig } from '../rig.ts';
import { condition } from '../sights.ts';

function freezer(rig: Rig, state: 'FROZEN' | 'THAWED'): void {
  const dir = cgroupsOf(rig, 'node2').find((path) => path.includes('/freezer/'));
  if (dir === undefined) throw new Error('node2 has no freezer cgroup');
  writeFileSync(join(dir, 'freezer.state'), state);
}

/** Every process of the machine stops, its network stays: a hung kernel, seen from outside. */
export const nodeFrozen: Fault = {
  name: 'node-frozen',
  cause: 'node.unreachable',
  severity: 'error',
  target: 'node node2',
  inject: (rig) => freezer(rig, 'FROZEN'),
  heal: (rig) => freezer(rig, 'THAWED'),
  seen: [condition('node2', 'Ready', 'Unknown')],
};
