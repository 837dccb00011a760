import type { Fault } from '../fault.ts';
import { kubectl } from '../rig.ts';

export const nodeCordoned: Fault = {
  name: 'node-cordoned',
  cause: 'node.cordoned',
  severity: 'warning',
  target: 'node node2',
  inject: (rig) => void kubectl(rig, ['cordon', 'node2']),
  heal: (rig) => void kubectl(rig, ['uncordon', 'node2']),
  seen: [
    {
      what: 'node2 is unschedulable',
      holds: (rig) =>
        kubectl(rig, ['get', 'node', 'node2', '-o', 'jsonpath={.spec.unschedulable}']) === 'true',
    },
  ],
};
