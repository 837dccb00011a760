import { TryLater } from '../jobs/try-later.ts';
import type { Incident, IncidentStore } from './incident.ts';

/** How often a write that another worker got ahead of is tried again. */
const MOST_TRIES = 8;

interface Key {
  readonly cluster: string;
  readonly object: string;
}

/**
 * Changes an incident by single conditional writes: where another worker wrote meanwhile, the change is made anew on what
 * that one wrote. `change` gives back the very incident where there is nothing to change. Throws `TryLater` where others
 * get ahead time and again.
 */
export async function changeIncident<After extends Incident | undefined>(
  store: IncidentStore,
  { cluster, object }: Key,
  change: (before: Incident | undefined) => After | Promise<After>,
): Promise<After> {
  for (let tries = 0; tries < MOST_TRIES; tries += 1) {
    const before = await store.load(cluster, object);
    const after = await change(before);
    if (after === undefined || after === before) return after;
    if ((await store.save(after)) === 'saved') return after;
  }
  throw new TryLater(`incident ${cluster} ${object}`, 10);
}
