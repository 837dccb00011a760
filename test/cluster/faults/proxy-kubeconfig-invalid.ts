import type { Fault } from '../fault.ts';
import { keepObject, type ObjectName, putBackObject, restartPods } from '../keep.ts';
import { patch } from '../patch.ts';
import { kubectl } from '../rig.ts';
import { podLog, podLogLacks } from '../sights.ts';

const CONFIG: ObjectName = ['configmap', 'kube-system', 'kube-proxy'];

/** The kubeconfig leads to a port where nothing listens. */
export const proxyKubeconfigInvalid: Fault = {
  name: 'proxy-kubeconfig-invalid',
  cause: 'proxy.kubeconfig-invalid',
  severity: 'error',
  target: 'proxy',
  inject: (rig) => {
    keepObject(rig, CONFIG);
    const text = kubectl(rig, [
      'get',
      'configmap',
      'kube-proxy',
      '-n',
      'kube-system',
      '-o',
      'jsonpath={.data.kubeconfig\\.conf}',
    ]);
    patch(rig, CONFIG, { data: { 'kubeconfig.conf': text.replace(':6443', ':6444') } });
    restartPods(rig, 'kube-system', 'k8s-app=kube-proxy');
  },
  heal: (rig) => {
    putBackObject(rig, CONFIG);
    restartPods(rig, 'kube-system', 'k8s-app=kube-proxy');
  },
  // kube-proxy 1.35 says nothing of the refused connection: it waits, Running, without an error in its log.
  seen: [
    podLog('kube-system', 'k8s-app=kube-proxy', /"Waiting for caches to sync"/),
    podLogLacks('kube-system', 'k8s-app=kube-proxy', /Caches are synced/),
  ],
};
