import type { Fault } from '../fault.ts';
import { on } from '../rig.ts';
import { condition } from '../sights.ts';

/** Fills /var/lib/kubelet, a small file system of its own on each node, beyond the default threshold of nodefs.available<10%. */
export const diskFull: Fault = {
  name: 'disk-full',
  cause: 'node.disk-pressure',
  severity: 'error',
  target: 'node node2',
  inject: (rig) =>
    void on(
      rig,
      'node2',
      `free=$(df --output=avail -B1M /var/lib/kubelet | tail -n 1); size=$(df --output=size -B1M /var/lib/kubelet | tail -n 1)
[ -e /var/lib/kubelet/filler ] || fallocate -l $((free - size / 25))M /var/lib/kubelet/filler`,
    ),
  heal: (rig) => void on(rig, 'node2', 'rm -f /var/lib/kubelet/filler'),
  seen: [condition('node2', 'DiskPressure', 'True')],
};
