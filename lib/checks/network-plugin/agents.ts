import type { EpochMs } from '../../evidence/objects/fields.ts';
import type { Node } from '../../evidence/objects/node.ts';
import { conditionOf, readinessOf } from '../../evidence/objects/node-state.ts';
import type { Pod } from '../../evidence/objects/pod.ts';
import type { Workload } from '../../evidence/objects/workload.ts';
import type { Listing, Reading } from '../../evidence/reading.ts';
import { say } from '../../messages/message.ts';
import type { Finding } from '../check.ts';
import { isDueOn } from '../components.ts';
import { notReadyReasons } from '../node-conditions/not-ready-reasons.ts';
import { nodeRef, podRef, seenNodeCondition, workloadRef } from '../observe.ts';
import { seenTrouble, troubleOf } from '../pod-trouble.ts';
import { type InstalledPlugin, needsPodCidr } from './plugins.ts';

interface Scene {
  readonly nodes: Listing<Node>;
  readonly neighbours: Reading<Listing<Node>>;
  readonly daemonSets: Listing<Workload>;
  readonly pods: Reading<Listing<Pod>>;
  readonly installed: readonly InstalledPlugin[];
  readonly now: EpochMs;
}

/** A node gets this long after it joined until its agent is missed. */
const JOINING_MS = 3 * 60_000;

/** What is wrong with the plugin's agents and, node by node, with the network that they should have set up. */
export function agentFindings(scene: Scene): Finding[] {
  const findings: Finding[] = [];
  const waiting = scene.nodes.items.filter(waitsForNetwork);
  const absent = noPluginAnywhere(scene, waiting);
  if (absent) findings.push(absent);
  for (const node of scene.nodes.items) {
    if (!absent) findings.push(...onNode(scene, node));
  }
  findings.push(...behindCount(scene, findings));
  return findings;
}

function waitsForNetwork(node: Node): boolean {
  const ready = conditionOf(node, 'Ready');
  return ready?.status === 'False' && notReadyReasons(ready.message).has('network');
}

/**
 * No plugin: nodes wait for one, no known one is installed, and no node of which we know has a network. A plugin that runs
 * without a DaemonSet (k3s, kubenet) shows by its ready nodes.
 */
function noPluginAnywhere(scene: Scene, waiting: readonly Node[]): Finding | undefined {
  const [first] = waiting;
  if (!first || scene.installed.length > 0 || !scene.daemonSets.complete) return undefined;
  const known = [
    ...scene.nodes.items,
    ...(scene.neighbours.status === 'collected' ? scene.neighbours.value.items : []),
  ];
  if (known.some((node) => readinessOf(node) === 'ready')) return undefined;
  const ready = conditionOf(first, 'Ready');
  return {
    cause: 'cni.not-installed',
    object: { kind: 'Cluster', name: 'pod network' },
    confidence: 'proven',
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

function onNode(scene: Scene, node: Node): Finding[] {
  const findings: Finding[] = [];
  const waits = waitsForNetwork(node);
  let agentsAreWell = scene.pods.status === 'collected';
  for (const { plugin, daemonSets } of scene.installed) {
    for (const daemonSet of daemonSets) {
      if (!isDueOn(daemonSet, node)) continue;
      const fault = agentFault(scene, node, daemonSet, plugin.name);
      if (fault === 'not-known') agentsAreWell = false;
      else if (fault) {
        agentsAreWell = false;
        findings.push(fault);
      }
    }
    if (needsPodCidr(plugin) && node.podCidrs.length === 0 && (waits || findings.length > 0)) {
      findings.push(podCidrMissing(node, plugin.name));
    }
  }
  if (waits && agentsAreWell) findings.push(configMissing(scene, node));
  return findings;
}

function agentFault(
  scene: Scene,
  node: Node,
  daemonSet: Workload,
  plugin: string,
): Finding | 'not-known' | undefined {
  if (scene.pods.status !== 'collected') return 'not-known';
  const name = node.meta.name;
  const pod = scene.pods.value.items.find((item) => item.nodeName === name && belongsTo(item, daemonSet));
  if (pod) {
    const trouble = troubleOf(pod, scene.now);
    if (!trouble) return undefined;
    return {
      cause: 'cni.agent-down',
      object: podRef(pod),
      node: name,
      confidence: 'proven',
      summary: say('cni.agent-in-trouble', { plugin, pod: pod.meta.name, node: name, trouble: trouble.kind }),
      evidence: seenTrouble(pod, trouble, scene.now),
    };
  }
  const joinedMs = node.meta.createdAt === undefined ? undefined : scene.now - node.meta.createdAt;
  if (!scene.pods.value.complete) return 'not-known';
  if (joinedMs !== undefined && joinedMs < JOINING_MS) return undefined;
  return {
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
  };
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

/** Where pods were not all seen, a DaemonSet's own count still tells that some are missing. */
function behindCount(scene: Scene, findings: readonly Finding[]): Finding[] {
  if (findings.some((finding) => finding.cause === 'cni.agent-down')) return [];
  if (scene.pods.status === 'collected' && scene.pods.value.complete) return [];
  return scene.installed.flatMap(({ plugin, daemonSets }) =>
    daemonSets
      .filter((daemonSet) => daemonSet.ready < daemonSet.desired)
      .map((daemonSet): Finding => {
        const { desired, ready } = daemonSet;
        return {
          cause: 'cni.agent-down',
          object: workloadRef('DaemonSet', daemonSet),
          confidence: 'likely',
          summary: say('cni.agents-behind', { plugin: plugin.name, desired, ready }),
          evidence: [
            {
              source: `DaemonSet ${daemonSet.meta.name} .status`,
              text: say('seen.workload', { desired, ready }),
            },
          ],
        };
      }),
  );
}
