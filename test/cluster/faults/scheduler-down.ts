import { DEMO_NAMESPACE } from '../demo.ts';
import type { Fault } from '../fault.ts';
import { restartPods } from '../keep.ts';
import { CONTROL, on } from '../rig.ts';
import { podStatus, unitIs } from '../sights.ts';

export const schedulerDown: Fault = {
  name: 'scheduler-down',
  cause: 'control-plane.scheduler-down',
  severity: 'error',
  target: 'cluster',
  inject: (rig) => {
    on(rig, CONTROL, 'systemctl stop kube-scheduler');
    restartPods(rig, DEMO_NAMESPACE, 'app=web');
  },
  heal: (rig) => void on(rig, CONTROL, 'systemctl start kube-scheduler'),
  seen: [unitIs(CONTROL, 'kube-scheduler', 'inactive'), podStatus(DEMO_NAMESPACE, 'app=web', /Pending/)],
};
