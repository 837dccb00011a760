import { DEMO_NAMESPACE } from '../demo.ts';
import type { Fault } from '../fault.ts';
import { keepObject, type ObjectName, putBackObject } from '../keep.ts';
import { patchAt } from '../patch.ts';
import { unserved } from '../sights.ts';

const SERVICE: ObjectName = ['service', DEMO_NAMESPACE, 'web'];

export const serviceWrongTargetPort: Fault = {
  name: 'service-wrong-target-port',
  cause: 'service.target-port-wrong',
  severity: 'error',
  target: `service ${DEMO_NAMESPACE}/web`,
  inject: (rig) => {
    keepObject(rig, SERVICE);
    patchAt(rig, SERVICE, '/spec/ports/0/targetPort', 8081);
  },
  heal: (rig) => putBackObject(rig, SERVICE),
  seen: [unserved('node1')],
};
