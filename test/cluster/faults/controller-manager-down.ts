import { DEMO_NAMESPACE } from '../demo.ts';
import type { Fault } from '../fault.ts';
import { restartPods } from '../keep.ts';
import { CONTROL, on } from '../rig.ts';
import { noPods, unitIs } from '../sights.ts';

/** Nobody replaces a pod that went. */
export const controllerManagerDown: Fault = {
  name: 'controller-manager-down',
  cause: 'control-plane.controller-manager-down',
  severity: 'error',
  target: 'cluster',
  inject: (rig) => {
    on(rig, CONTROL, 'systemctl stop kube-controller-manager');
    restartPods(rig, DEMO_NAMESPACE, 'app=web');
  },
  heal: (rig) => void on(rig, CONTROL, 'systemctl start kube-controller-manager'),
  seen: [unitIs(CONTROL, 'kube-controller-manager', 'inactive'), noPods(DEMO_NAMESPACE, 'app=web')],
};
