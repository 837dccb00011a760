import type { Workload } from '../../evidence/objects/workload.ts';
import { say } from '../../messages/message.ts';
import type { Finding, OpenQuestion } from '../check.ts';
import { workloadRef } from '../observe.ts';
import type { Scene } from './scene.ts';

const isSeen = ({ pods }: Scene): boolean => pods.status === 'collected' && pods.value.complete;

/** DaemonSets that have fewer ready agents than are due, where the pods were not all seen. */
function behind(scene: Scene): { plugin: string; daemonSet: Workload }[] {
  if (isSeen(scene)) return [];
  return scene.installed.flatMap(({ plugin, daemonSets }) =>
    daemonSets
      .filter((daemonSet) => daemonSet.ready < daemonSet.desired)
      .map((daemonSet) => ({ plugin: plugin.name, daemonSet })),
  );
}

/** Without the pods, a DaemonSet's own count still tells when no agent at all is ready. */
export function allDown(scene: Scene, findings: readonly Finding[]): Finding[] {
  if (findings.some((finding) => finding.cause === 'cni.agent-down')) return [];
  return behind(scene)
    .filter(({ daemonSet }) => daemonSet.ready === 0)
    .map(({ plugin, daemonSet }): Finding => {
      const { desired, ready } = daemonSet;
      return {
        cause: 'cni.agent-down',
        object: workloadRef('DaemonSet', daemonSet),
        confidence: 'likely',
        summary: say('cni.agents-behind', { plugin, desired, ready }),
        evidence: [
          {
            source: `DaemonSet ${daemonSet.meta.name} .status`,
            text: say('seen.workload', { desired, ready }),
          },
        ],
      };
    });
}

/** Some agents are not ready: a rollout, a node that joins or one that is down does that too, so it stays open. */
export function agentQuestions(scene: Scene): OpenQuestion[] {
  return behind(scene)
    .filter(({ daemonSet }) => daemonSet.ready > 0)
    .map(({ plugin, daemonSet }) => ({
      detail: say('cni.agents-behind-unseen', { plugin, desired: daemonSet.desired, ready: daemonSet.ready }),
    }));
}
