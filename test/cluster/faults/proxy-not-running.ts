import type { Fault } from '../fault.ts';
import { keepObject, type ObjectName, putBackObject } from '../keep.ts';
import { patch } from '../patch.ts';
import { noPods } from '../sights.ts';

const PROXY_DAEMONSET: ObjectName = ['daemonset', 'kube-system', 'kube-proxy'];

/** The rules it wrote stay, so that what there is goes on working and what changes does not. */
export const proxyNotRunning: Fault = {
  name: 'proxy-not-running',
  cause: 'proxy.not-running',
  severity: 'error',
  target: 'proxy',
  inject: (rig) => {
    keepObject(rig, PROXY_DAEMONSET);
    patch(rig, PROXY_DAEMONSET, {
      spec: { template: { spec: { nodeSelector: { 'example.test/none': 'here' } } } },
    });
  },
  heal: (rig) => putBackObject(rig, PROXY_DAEMONSET),
  seen: [noPods('kube-system', 'k8s-app=kube-proxy')],
};
