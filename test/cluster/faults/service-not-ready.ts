import { DEMO_NAMESPACE } from '../demo.ts';
import type { Fault } from '../fault.ts';
import { keepObject, type ObjectName, putBackObject, restartPods } from '../keep.ts';
import { patchAt } from '../patch.ts';
import { unserved } from '../sights.ts';

const DEPLOYMENT: ObjectName = ['deployment', DEMO_NAMESPACE, 'web'];

/** The pods run and their readiness probe asks for a page that is not there. */
export const serviceNotReady: Fault = {
  name: 'service-not-ready',
  cause: 'service.no-ready-endpoints',
  severity: 'error',
  target: `service ${DEMO_NAMESPACE}/web`,
  inject: (rig) => {
    keepObject(rig, DEPLOYMENT);
    patchAt(rig, DEPLOYMENT, '/spec/template/spec/containers/0/readinessProbe/httpGet/path', '/healthz');
    patchAt(rig, DEPLOYMENT, '/spec/strategy', { type: 'Recreate' });
    restartPods(rig, DEMO_NAMESPACE, 'app=web');
  },
  heal: (rig) => putBackObject(rig, DEPLOYMENT),
  seen: [unserved('node1')],
};
