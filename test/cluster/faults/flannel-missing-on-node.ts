import { DEMO_NAMESPACE } from '../demo.ts';
import type { Fault } from '../fault.ts';
import { keepObject, putBackObject, restartPods } from '../keep.ts';
import { patch } from '../patch.ts';
import { on } from '../rig.ts';
import { event, noPods } from '../sights.ts';

const DAEMONSET = ['daemonset', 'kube-flannel', 'kube-flannel-ds'] as const;
const NOT_ON_NODE2 = [{ key: 'kubernetes.io/hostname', operator: 'NotIn', values: ['node2'] }];

/** The DaemonSet leaves node2 out, and its subnet file is gone, as after a reboot: configuration and binaries stay. */
export const flannelMissingOnNode: Fault = {
  name: 'flannel-missing-on-node',
  cause: 'cni.agent-down',
  severity: 'error',
  target: 'node node2',
  inject: (rig) => {
    keepObject(rig, DAEMONSET);
    const affinity = {
      nodeAffinity: {
        requiredDuringSchedulingIgnoredDuringExecution: {
          nodeSelectorTerms: [{ matchExpressions: NOT_ON_NODE2 }],
        },
      },
    };
    patch(rig, DAEMONSET, { spec: { template: { spec: { affinity } } } });
    on(rig, 'node2', 'rm -f /run/flannel/subnet.env');
    restartPods(rig, DEMO_NAMESPACE, 'app=client');
  },
  heal: (rig) => {
    putBackObject(rig, DAEMONSET);
    restartPods(rig, DEMO_NAMESPACE, 'app=client');
  },
  seen: [
    noPods('kube-flannel', 'app=flannel', 'node2'),
    event(DEMO_NAMESPACE, 'FailedCreatePodSandBox', /\/run\/flannel\/subnet\.env: no such file or directory/),
  ],
};
