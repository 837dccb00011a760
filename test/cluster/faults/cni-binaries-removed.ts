import { DEMO_NAMESPACE } from '../demo.ts';
import type { Fault } from '../fault.ts';
import { keepFile, putBackFile, restartPods } from '../keep.ts';
import { on } from '../rig.ts';
import { event, podStatus } from '../sights.ts';

const BINARIES = '/opt/cni/bin';

/** The node stays Ready: only a pod that is to start shows it. */
export const cniBinariesRemoved: Fault = {
  name: 'cni-binaries-removed',
  cause: 'cni.binaries-missing',
  severity: 'error',
  target: 'node node2',
  inject: (rig) => {
    keepFile(rig, 'node2', BINARIES);
    on(rig, 'node2', `rm -f ${BINARIES}/*`);
    restartPods(rig, DEMO_NAMESPACE, 'app=client');
  },
  heal: (rig) => {
    putBackFile(rig, 'node2', BINARIES);
    restartPods(rig, DEMO_NAMESPACE, 'app=client');
  },
  seen: [
    podStatus(DEMO_NAMESPACE, 'app=client', /ContainerCreating/),
    event(DEMO_NAMESPACE, 'FailedCreatePodSandBox', /failed to find plugin .* in path \[\/opt\/cni\/bin\]/),
  ],
};
