import type { Fault } from '../fault.ts';
import { on } from '../rig.ts';
import { condition, journal } from '../sights.ts';

const LIST = '/run/swaps-of-the-fault';

/** The kubelet reads /proc/swaps: https://github.com/kubernetes/kubernetes/blob/v1.35.4/pkg/kubelet/util/swap/swap_util.go */
export const kubeletSwapOn: Fault = {
  name: 'kubelet-swap-on',
  cause: 'kubelet.swap-on',
  severity: 'error',
  target: 'node node2',
  inject: (rig) =>
    void on(
      rig,
      'node2',
      `printf 'Filename\\tType\\tSize\\tUsed\\tPriority\\n/dev/sda2\\tpartition\\t2097148\\t0\\t-2\\n' > ${LIST}
mountpoint -q /proc/swaps || mount --bind ${LIST} /proc/swaps
systemctl restart kubelet`,
    ),
  heal: (rig) =>
    void on(rig, 'node2', '! mountpoint -q /proc/swaps || umount /proc/swaps; systemctl restart kubelet'),
  seen: [
    condition('node2', 'Ready', 'Unknown'),
    journal('node2', 'kubelet', /running with swap on is not supported/),
  ],
};
