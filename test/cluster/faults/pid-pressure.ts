import type { Fault } from '../fault.ts';
import { keepFile, putBackFile } from '../keep.ts';
import { on } from '../rig.ts';
import { condition } from '../sights.ts';

const CONFIG = '/var/lib/kubelet/config.yaml';

/**
 * The kubelet counts the threads of /proc/loadavg against kernel.pid_max, which each PID namespace has for itself since Linux 6.14.
 * The limit comes down to where less than a tenth is left.
 */
export const pidPressure: Fault = {
  name: 'pid-pressure',
  cause: 'node.pid-pressure',
  severity: 'error',
  target: 'node node2',
  inject: (rig) => {
    keepFile(rig, 'node2', CONFIG);
    on(
      rig,
      'node2',
      `grep -q '^evictionHard' ${CONFIG} || printf 'evictionHard:\\n  memory.available: 100Mi\\n  nodefs.available: 10%%\\n  pid.available: 10%%\\n' >> ${CONFIG}
[ -e /run/pid_max ] || cat /proc/sys/kernel/pid_max > /run/pid_max
threads=$(sed 's#.*/\\([0-9]*\\) .*#\\1#' /proc/loadavg)
echo $((threads * 105 / 100)) > /proc/sys/kernel/pid_max
systemctl restart kubelet`,
    );
  },
  heal: (rig) => {
    on(
      rig,
      'node2',
      '[ ! -e /run/pid_max ] || { cat /run/pid_max > /proc/sys/kernel/pid_max; rm /run/pid_max; }',
    );
    putBackFile(rig, 'node2', CONFIG);
    on(rig, 'node2', 'systemctl restart kubelet');
  },
  seen: [condition('node2', 'PIDPressure', 'True')],
};
