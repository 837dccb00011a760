import type { Node } from '../../evidence/objects/node.ts';
import { type Message, say } from '../../messages/message.ts';
import { defineCheck, type Finding } from '../check.ts';
import { isRemovalTaint, removerOf } from '../leaving-nodes.ts';
import { nodeRef } from '../observe.ts';

/** Set by Kubernetes itself for what other checks judge: told there, and not here again. */
const ownTaints =
  /^node\.kubernetes\.io\/|^node\.cloudprovider\.kubernetes\.io\/|^node-role\.kubernetes\.io\/(control-plane|master)$|^DeletionCandidateOfClusterAutoscaler$/;

export const nodeScheduling = defineCheck({
  name: 'node-scheduling',
  targets: ['node', 'cluster'],
  required: ['nodes'],
  supporting: [],
  finds: ['node.cordoned'],
  run({ required, target }) {
    const findings: Finding[] = [];
    const notes: Message[] = [];
    for (const node of required.nodes.items) {
      const remover = removerOf(node);
      if (remover) notes.push(say('node.being-removed', { node: node.meta.name, by: remover }));
      // A node that its autoscaler takes out is cordoned on purpose.
      else if (node.unschedulable) findings.push(cordoned(node));
      if (target.kind === 'node') notes.push(...foreignTaints(node));
    }
    return { findings, notes };
  },
});

function cordoned(node: Node): Finding {
  const name = node.meta.name;
  const since = node.taints.find((taint) => taint.key === 'node.kubernetes.io/unschedulable')?.since;
  return {
    cause: 'node.cordoned',
    object: nodeRef(name),
    confidence: 'proven',
    summary: say('node.cordoned', { node: name }),
    evidence: [{ source: `Node ${name} .spec`, text: say('seen.unschedulable', {}) }],
    ...(since === undefined ? {} : { since }),
  };
}

function foreignTaints(node: Node): Message[] {
  const taints = node.taints.filter((taint) => !ownTaints.test(taint.key) && !isRemovalTaint(taint.key));
  if (taints.length === 0) return [];
  return [
    say('node.taints', {
      node: node.meta.name,
      taints: taints.map((taint) => `${taint.key}:${taint.effect}`),
    }),
  ];
}
