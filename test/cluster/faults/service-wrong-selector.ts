import { DEMO_NAMESPACE } from '../demo.ts';
import type { Fault } from '../fault.ts';
import { keepObject, type ObjectName, putBackObject } from '../keep.ts';
import { patch } from '../patch.ts';
import { unserved } from '../sights.ts';

const SERVICE: ObjectName = ['service', DEMO_NAMESPACE, 'web'];

export const serviceWrongSelector: Fault = {
  name: 'service-wrong-selector',
  cause: 'service.selector-matches-nothing',
  severity: 'error',
  target: `service ${DEMO_NAMESPACE}/web`,
  inject: (rig) => {
    keepObject(rig, SERVICE);
    patch(rig, SERVICE, { spec: { selector: { app: 'wbe' } } });
  },
  heal: (rig) => putBackObject(rig, SERVICE),
  seen: [unserved('node1')],
};
