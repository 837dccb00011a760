import type { TargetKind } from '../evidence/target.ts';

/** Requests that one look may cost: a node is looked at with few, whatever the size of its cluster. */
export const requestBudget: Readonly<Record<TargetKind, number>> = {
  node: 15,
  service: 30,
  dns: 60,
  proxy: 60,
  network: 60,
  cluster: 100,
};
