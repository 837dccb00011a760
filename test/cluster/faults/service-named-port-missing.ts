import { DEMO_NAMESPACE } from '../demo.ts';
import type { Fault } from '../fault.ts';
import { keepObject, type ObjectName, putBackObject } from '../keep.ts';
import { patchAt } from '../patch.ts';
import { unserved } from '../sights.ts';

const SERVICE: ObjectName = ['service', DEMO_NAMESPACE, 'web'];

export const serviceNamedPortMissing: Fault = {
  name: 'service-named-port-missing',
  cause: 'service.named-port-missing',
  severity: 'error',
  target: `service ${DEMO_NAMESPACE}/web`,
  inject: (rig) => {
    keepObject(rig, SERVICE);
    patchAt(rig, SERVICE, '/spec/ports/0/targetPort', 'https');
  },
  heal: (rig) => putBackObject(rig, SERVICE),
  seen: [unserved('node1')],
};
