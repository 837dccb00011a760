import type { EpochMs } from '../../evidence/objects/fields.ts';
import type { Node } from '../../evidence/objects/node.ts';
import { conditionOf, isManagedByEks, readinessOf } from '../../evidence/objects/node-state.ts';
import type { Pod } from '../../evidence/objects/pod.ts';
import { isReady } from '../../evidence/objects/pod-state.ts';
import type { Workload } from '../../evidence/objects/workload.ts';
import { say } from '../../messages/message.ts';
import type { Finding } from '../check.ts';
import { isDueOn, isFullyScheduled, isProxyDaemonSet } from '../components.ts';
import { isJoining } from '../leaving-nodes.ts';
import { notReadyReasons } from '../node-conditions/not-ready-reasons.ts';
import { nodeRef, podRef, seenNodeCondition, workloadRef } from '../observe.ts';
import { seenTrouble, troubleOf } from '../pod-trouble.ts';
import { needsPodCidr } from './plugins.ts';
import type { Scene } from './scene.ts';
import { allDown } from './unseen-agents.ts';

/** What a ready agent has set up shows in its node's status a moment later. */
const SETTLED_MS = 60_000;

/** What is wrong with the plugin's agents and, node by node, with the network that they should have set up. */
export function agentFindings(scene: Scene): Finding[] {
  const findings: Finding[] = [];
  const waiting = scene.nodes.items.filter(waitsForNetwork);
  const absent = noPluginAnywhere(scene, waiting);
  if (absent) findings.push(absent);
  for (const node of scene.nodes.items) {
    if (!absent) findings.push(...onNode(scene, node));
  }
  findings.push(...allDown(scene, findings));
  return findings;
}

function waitsForNetwork(node: Node): boolean {
  const ready = conditionOf(node, 'Ready');
  return ready?.status === 'False' && notReadyReasons(ready.message).has('network');
}

/**
 * No plugin: nodes wait for one, no known one is installed, and no node of which we know has a network. A plugin that runs
 * without a DaemonSet shows by its ready nodes. Beside other agents one of an unknown name may be a plugin's.
 */
function noPluginAnywhere(scene: Scene, waiting: readonly Node[]): Finding | undefined {
  const [first] = waiting;
  if (!first || scene.installed.length > 0 || !scene.daemonSets.complete || hasOwnNetwork(first))
    return undefined;
  const known = [
    ...scene.nodes.items,
    ...(scene.neighbours.status === 'collected' ? scene.neighbours.value.items : []),
  ];
  if (known.some((node) => readinessOf(node) === 'ready')) return undefined;
  const ready = conditionOf(first, 'Ready');
  return {
    cause: 'cni.not-installed',
    object: { kind: 'Cluster', name: 'pod network' },
    confidence: scene.daemonSets.items.every(isProxyDaemonSet) ? 'proven' : 'likely',
    summary: say('cni.not-installed', { nodes: waiting.length }),
    evidence: [
      ...(ready ? [seenNodeCondition(first, ready, scene.now)] : []),
      {
        source: 'DaemonSets of all namespaces',
        text: say('seen.none', { what: 'DaemonSet of a known network plugin' }),
      },
    ],
    ...(ready?.since === undefined ? {} : { since: ready.since }),
  };
}

/** k3s and EKS Auto Mode build the plugin into the node: https://docs.k3s.io/networking/basic-network-options */
const hasOwnNetwork = (node: Node): boolean =>
  /\+k3s/.test(node.info?.kubeletVersion ?? '') || isManagedByEks(node);

function onNode(scene: Scene, node: Node): Finding[] {
  const waits = waitsForNetwork(node);
  const states = scene.installed.flatMap(({ plugin, daemonSets }) =>
    daemonSets
      .filter((daemonSet) => isDueOn(daemonSet, node))
      .map((daemonSet) => agentOn(scene, node, daemonSet, plugin.name)),
  );
  const served = states.some(({ state }) => state !== 'absent' && state !== 'not-known');
  const findings = states.flatMap((agent): Finding[] => {
    if (agent.state === 'faulty') return [agent.fault];
    // Node affinity is not read here: one DaemonSet for each architecture, or a plugin for some of the nodes, is missed
    // only where its own controller misses it too, or where no agent of any plugin runs.
    return agent.state === 'absent' && (!served || !agent.fullyScheduled) ? [agent.fault] : [];
  });
  for (const { plugin } of scene.installed) {
    if (!needsPodCidr(plugin) || node.podCidrs.length > 0) continue;
    if (waits || findings.length > 0 || (states.length > 0 && othersHaveRange(scene, node))) {
      findings.push(podCidrMissing(node, plugin.name));
    }
  }
  const allWell = states.every(({ state }) => state === 'well' || (state === 'absent' && served));
  const settled = scene.pods.status === 'collected' && !isJoining(node, scene.now);
  if (waits && settled && allWell && findings.length === 0) findings.push(configMissing(scene, node));
  return findings;
}

/** Where the other nodes have their ranges, ranges are given to nodes in this cluster, and one without is left out. */
function othersHaveRange({ nodes, neighbours, now }: Scene, node: Node): boolean {
  const others = [...nodes.items, ...(neighbours.status === 'collected' ? neighbours.value.items : [])];
  return !isJoining(node, now) && others.some((other) => other.podCidrs.length > 0);
}

/** How the agent of a node does. `settling`: it has just become ready, or may still. */
type Agent =
  | { readonly state: 'well' | 'settling' | 'not-known' }
  | { readonly state: 'faulty'; readonly fault: Finding }
  | { readonly state: 'absent'; readonly fault: Finding; readonly fullyScheduled: boolean };

function agentOn(scene: Scene, node: Node, daemonSet: Workload, plugin: string): Agent {
  if (scene.pods.status !== 'collected') return { state: 'not-known' };
  const name = node.meta.name;
  const pod = scene.pods.value.items.find((item) => item.nodeName === name && belongsTo(item, daemonSet));
  if (pod) {
    const trouble = troubleOf(pod, scene.now);
    if (!trouble) return { state: isSettled(pod, scene.now) ? 'well' : 'settling' };
    return {
      state: 'faulty',
      fault: {
        cause: 'cni.agent-down',
        object: podRef(pod),
        node: name,
        confidence: 'proven',
        summary: say('cni.agent-in-trouble', {
          plugin,
          pod: pod.meta.name,
          node: name,
          trouble: trouble.kind,
        }),
        evidence: seenTrouble(pod, trouble, scene.now),
      },
    };
  }
  if (!scene.pods.value.complete || isJoining(node, scene.now)) return { state: 'not-known' };
  return {
    state: 'absent',
    fullyScheduled: isFullyScheduled(daemonSet),
    fault: {
      cause: 'cni.agent-down',
      object: workloadRef('DaemonSet', daemonSet),
      node: name,
      confidence: 'proven',
      summary: say('cni.agent-absent', { plugin, node: name }),
      evidence: [
        {
          source: `Pods on ${name}`,
          text: say('seen.none', { what: `pod of DaemonSet ${daemonSet.meta.name}` }),
        },
      ],
    },
  };
}

function isSettled(pod: Pod, now: EpochMs): boolean {
  const since = pod.conditions.find((condition) => condition.type === 'Ready')?.since;
  return isReady(pod) && (since === undefined || now - since >= SETTLED_MS);
}

const belongsTo = (pod: Pod, daemonSet: Workload): boolean =>
  pod.meta.namespace === daemonSet.meta.namespace &&
  pod.meta.owners.some((owner) => owner.kind === 'DaemonSet' && owner.name === daemonSet.meta.name);

function podCidrMissing(node: Node, plugin: string): Finding {
  const name = node.meta.name;
  return {
    cause: 'cni.pod-cidr-missing',
    object: nodeRef(name),
    confidence: 'proven',
    summary: say('cni.pod-cidr-missing', { node: name, plugin }),
    evidence: [{ source: `Node ${name} .spec.podCIDR`, text: say('seen.none', { what: 'pod range' }) }],
  };
}

/** The agent runs well and the runtime still has no configuration to load. */
function configMissing(scene: Scene, node: Node): Finding {
  const name = node.meta.name;
  const ready = conditionOf(node, 'Ready');
  return {
    cause: 'cni.config-missing',
    object: nodeRef(name),
    confidence: 'likely',
    summary: say('cni.config-missing', {
      node: name,
      plugins: scene.installed.map(({ plugin }) => plugin.name),
    }),
    evidence: ready ? [seenNodeCondition(node, ready, scene.now)] : [],
    ...(ready?.since === undefined ? {} : { since: ready.since }),
  };
}
