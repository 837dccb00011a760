import type { Node } from '../../evidence/objects/node.ts';
import { isVirtual } from '../../evidence/objects/node-state.ts';
import type { Pod } from '../../evidence/objects/pod.ts';
import { parseQuantity } from '../../evidence/quantity.ts';
import { type Message, say } from '../../messages/message.ts';
import { defineCheck, type Finding } from '../check.ts';
import { nodeRef } from '../observe.ts';

/** Above this share of what is allocatable it is worth a word that nothing more will fit. */
const NEARLY_FULL = 0.95;

/** Pods that have ended hold no room: https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#pod-phase */
const holdsRoom = (pod: Pod): boolean => pod.phase !== 'Succeeded' && pod.phase !== 'Failed';

/**
 * What a pod asks for of one resource: its containers together, or its largest init container if that is more.
 * https://kubernetes.io/docs/concepts/workloads/pods/init-containers/#resource-sharing-within-containers
 */
function requestOf(pod: Pod, resource: string): number {
  const ask = (requests: Readonly<Record<string, string>>): number => parseQuantity(requests[resource]) ?? 0;
  const together = pod.containers.reduce((sum, container) => sum + ask(container.requests), 0);
  return Math.max(together, ...pod.initContainers.map((container) => ask(container.requests)));
}

export const nodeCapacity = defineCheck({
  name: 'node-capacity',
  targets: ['node'],
  required: ['nodes', 'pods'],
  supporting: [],
  finds: ['node.pod-capacity-reached'],
  run({ required }) {
    const findings: Finding[] = [];
    const notes: Message[] = [];
    for (const node of required.nodes.items) {
      // A Fargate node is made for one pod and admits one.
      if (isVirtual(node)) continue;
      const pods = required.pods.items.filter((pod) => pod.nodeName === node.meta.name && holdsRoom(pod));
      const most = parseQuantity(node.allocatable['pods']);
      if (most !== undefined && most > 0 && pods.length >= most)
        findings.push(podsReached(node, pods.length, most));
      for (const resource of ['cpu', 'memory'] as const) {
        const allocatable = parseQuantity(node.allocatable[resource]);
        const asked = pods.reduce((sum, pod) => sum + requestOf(pod, resource), 0);
        if (allocatable && asked / allocatable >= NEARLY_FULL) {
          notes.push(
            say('node.requests-nearly-full', { node: node.meta.name, resource, asked, allocatable }),
          );
        }
      }
    }
    return { findings, notes };
  },
});

function podsReached(node: Node, count: number, most: number): Finding {
  const name = node.meta.name;
  return {
    cause: 'node.pod-capacity-reached',
    object: nodeRef(name),
    confidence: 'proven',
    summary: say('node.pod-capacity-reached', { node: name, count, most }),
    evidence: [
      {
        source: `Pods of ${name}, Node ${name} .status.allocatable`,
        text: say('seen.count', { what: 'pods', count, of: most }),
      },
    ],
  };
}
