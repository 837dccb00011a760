import type { Workload } from '../../evidence/objects/workload.ts';
import { mapReading } from '../../evidence/reading.ts';
import { type Message, say } from '../../messages/message.ts';
import { defineCheck, type Finding } from '../check.ts';
import { workloadRef } from '../observe.ts';
import { agentFindings } from './agents.ts';
import { belongTogether, type InstalledPlugin, installedPlugins } from './plugins.ts';
import type { Scene } from './scene.ts';
import { agentQuestions } from './unseen-agents.ts';

export const networkPlugin = defineCheck({
  name: 'network-plugin',
  targets: ['node', 'network', 'dns', 'cluster'],
  required: ['nodes', 'daemonSets'],
  supporting: ['pods', 'neighbours', 'networkPolicies'],
  finds: [
    'cni.not-installed',
    'cni.agent-down',
    'cni.config-missing',
    'cni.pod-cidr-missing',
    'cni.two-plugins',
    'cni.unmaintained',
    'cni.network-policy-not-enforced',
  ],
  run({ required, supporting, target, now }) {
    const installed = installedPlugins(required.daemonSets.items);
    // For DNS only some nodes' agents are looked at: one that is not among the pods is not missing.
    const pods: Scene['pods'] =
      target.kind === 'dns'
        ? mapReading(supporting.pods, (listing) => ({ ...listing, complete: false }))
        : supporting.pods;
    const scene: Scene = { ...required, ...supporting, pods, installed, now };
    const findings: Finding[] = agentFindings(scene);
    const open = target.kind === 'network' || target.kind === 'cluster' ? agentQuestions(scene) : [];
    const notes: Message[] = [];
    if (target.kind === 'network' || target.kind === 'cluster') {
      findings.push(...aboutTheChoice(installed));
      if (supporting.networkPolicies.status === 'collected') {
        findings.push(
          ...unenforced(installed, supporting.networkPolicies.value.items.length, required.daemonSets.items),
        );
      }
    }
    if (target.kind === 'network') notes.push(inventory(installed, required.daemonSets.complete));
    return { findings, notes, open };
  },
});

function inventory(installed: readonly InstalledPlugin[], complete: boolean): Message {
  if (installed.length > 0)
    return say('network.plugins', { plugins: installed.map(({ plugin }) => plugin.name) });
  return say(complete ? 'network.no-known-plugin' : 'network.plugin-not-seen', {});
}

/** Faults of the choice itself, which stand on every day: two plugins that fight, one that nobody maintains. */
function aboutTheChoice(installed: readonly InstalledPlugin[]): Finding[] {
  const findings: Finding[] = [];
  for (const { plugin, daemonSets } of installed) {
    const [agent] = daemonSets;
    if (!plugin.archived || !agent) continue;
    findings.push({
      cause: 'cni.unmaintained',
      object: workloadRef('DaemonSet', agent),
      confidence: 'proven',
      summary: say('cni.unmaintained', { plugin: plugin.name }),
      evidence: seenAgents([{ plugin, daemonSets }]),
    });
  }
  // An agent that is due nowhere was put out of action on purpose, as Cilium's and Calico's guides do it.
  const active = installed.filter(({ daemonSets }) => daemonSets.some(({ desired }) => desired > 0));
  const rivals = active.filter((one) =>
    active.some((other) => other !== one && !belongTogether(one.plugin, other.plugin)),
  );
  const [first] = rivals[0]?.daemonSets ?? [];
  if (rivals.length >= 2 && first) {
    findings.push({
      cause: 'cni.two-plugins',
      object: workloadRef('DaemonSet', first),
      confidence: 'proven',
      summary: say('cni.two-plugins', { plugins: rivals.map(({ plugin }) => plugin.name) }),
      evidence: seenAgents(rivals),
    });
  }
  return findings;
}

/**
 * The engine that Flannel's chart, or whoever needs one, runs beside it:
 * https://github.com/kubernetes-sigs/kube-network-policies
 */
const enforcesPolicies = (daemonSet: Workload): boolean =>
  [daemonSet.meta.name, ...daemonSet.containers.flatMap(({ name, image = '' }) => [name, image])].some(
    (text) => /network-polic|netpol/.test(text),
  );

function unenforced(
  installed: readonly InstalledPlugin[],
  policies: number,
  daemonSets: readonly Workload[],
): Finding[] {
  const [only] = installed;
  const [agent] = only?.daemonSets ?? [];
  if (policies === 0 || installed.length !== 1 || only?.plugin.name !== 'Flannel' || !agent) return [];
  if (daemonSets.some(enforcesPolicies)) return [];
  return [
    {
      cause: 'cni.network-policy-not-enforced',
      object: workloadRef('DaemonSet', agent),
      confidence: 'likely',
      summary: say('cni.network-policy-not-enforced', { plugin: only.plugin.name, policies }),
      evidence: seenAgents(installed),
    },
  ];
}

function seenAgents(plugins: readonly InstalledPlugin[]): Finding['evidence'] {
  return plugins.flatMap(({ daemonSets }) =>
    daemonSets.map((daemonSet) => ({
      source: `DaemonSet ${daemonSet.meta.namespace ?? ''}/${daemonSet.meta.name}`,
      text: say('seen.workload', { desired: daemonSet.desired, ready: daemonSet.ready }),
    })),
  );
}
