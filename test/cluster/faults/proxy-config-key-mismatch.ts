import type { Fault } from '../fault.ts';
import { keepObject, type ObjectName, putBackObject, restartPods } from '../keep.ts';
import { kubectl } from '../rig.ts';
import { podLog, podStatus } from '../sights.ts';

const CONFIG: ObjectName = ['configmap', 'kube-system', 'kube-proxy'];

/** The ConfigMap's key is renamed; the command line still names the old file. */
export const proxyConfigKeyMismatch: Fault = {
  name: 'proxy-config-key-mismatch',
  cause: 'proxy.config-path-mismatch',
  severity: 'error',
  target: 'proxy',
  inject: (rig) => {
    keepObject(rig, CONFIG);
    const move = [{ op: 'move', from: '/data/config.conf', path: '/data/kube-proxy-config.conf' }];
    const done =
      kubectl(rig, [
        'get',
        'configmap',
        'kube-proxy',
        '-n',
        'kube-system',
        '-o',
        'jsonpath={.data.kube-proxy-config\\.conf}',
      ]) !== '';
    if (!done)
      kubectl(rig, [
        'patch',
        'configmap',
        'kube-proxy',
        '-n',
        'kube-system',
        '--type=json',
        '-p',
        JSON.stringify(move),
      ]);
    restartPods(rig, 'kube-system', 'k8s-app=kube-proxy');
  },
  heal: (rig) => {
    putBackObject(rig, CONFIG);
    restartPods(rig, 'kube-system', 'k8s-app=kube-proxy');
  },
  seen: [
    podStatus('kube-system', 'k8s-app=kube-proxy', /CrashLoopBackOff/),
    podLog(
      'kube-system',
      'k8s-app=kube-proxy',
      /\/var\/lib\/kube-proxy\/config\.conf: no such file or directory/,
    ),
  ],
};
