import { join } from 'node:path';
import { capture } from './capture.ts';
import { reachable } from './demo.ts';
import type { Fault } from './fault.ts';
import { kubectl, type Rig } from './rig.ts';
import { until } from './run.ts';
import { healthy } from './up.ts';

const SEEN_LIMIT_MS = 180_000;

/** Injects a fault and waits until everything that must be seen of it is seen. */
export async function inject(rig: Rig, fault: Fault): Promise<void> {
  await fault.inject(rig);
  for (const sight of fault.seen) await until(sight.what, SEEN_LIMIT_MS, () => sight.holds(rig));
}

/** Heals a fault and waits until the rig is whole again. */
export async function heal(rig: Rig, fault: Fault): Promise<void> {
  await fault.heal(rig);
  await healthy(rig);
  // Evicted pods stay as Failed objects until somebody removes them.
  kubectl(rig, ['delete', 'pods', '-A', '--field-selector=status.phase=Failed']);
  await reachable(rig);
}

export interface Proof {
  readonly fault: string;
  readonly cause: string;
  readonly breaks: string;
  readonly recovers: string;
}

/** Injects each fault, captures it into `dir` when one is given and it was seen to break, and heals it; goes on with the next one whatever happened. */
export async function prove(rig: Rig, faults: readonly Fault[], dir: string | undefined): Promise<Proof[]> {
  const proofs: Proof[] = [];
  for (const fault of faults) {
    const breaks = await timed(() => inject(rig, fault));
    const broke = !breaks.startsWith('NOT');
    if (dir !== undefined && broke) capture(rig, join(dir, fault.name), fault.name);
    const recovers = await timed(() => heal(rig, fault));
    console.log(`${fault.name}: broken ${breaks}, whole again ${recovers}`);
    proofs.push({ fault: fault.name, cause: fault.cause, breaks, recovers });
  }
  return proofs;
}

async function timed(work: () => Promise<void>): Promise<string> {
  const began = Date.now();
  try {
    await work();
    return `after ${Math.round((Date.now() - began) / 1000)} s`;
  } catch (error) {
    return `NOT: ${error instanceof Error ? error.message : String(error)}`;
  }
}
