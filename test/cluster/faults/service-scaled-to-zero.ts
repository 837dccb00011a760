import { DEMO_NAMESPACE } from '../demo.ts';
import type { Fault } from '../fault.ts';
import { kubectl } from '../rig.ts';
import { noPods, unserved } from '../sights.ts';

const scale = (replicas: number): string[] => [
  'scale',
  'deployment',
  'web',
  '-n',
  DEMO_NAMESPACE,
  `--replicas=${replicas}`,
];

export const serviceScaledToZero: Fault = {
  name: 'service-scaled-to-zero',
  cause: 'service.scaled-to-zero',
  severity: 'error',
  target: `service ${DEMO_NAMESPACE}/web`,
  inject: (rig) => void kubectl(rig, scale(0)),
  heal: (rig) => void kubectl(rig, scale(2)),
  seen: [noPods(DEMO_NAMESPACE, 'app=web'), unserved('node1')],
};
