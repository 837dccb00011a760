import { type Message, say } from '../../messages/message.ts';
import { defineCheck, type Finding } from '../check.ts';
import { workloadRef } from '../observe.ts';
import { agentFindings } from './agents.ts';
import { belongTogether, type InstalledPlugin, installedPlugins } from './plugins.ts';

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
    const findings: Finding[] = agentFindings({ ...required, ...supporting, installed, now });
    const notes: Message[] = [];
    if (target.kind === 'network' || target.kind === 'cluster') {
      findings.push(...aboutTheChoice(installed));
      if (supporting.networkPolicies.status === 'collected') {
        findings.push(...unenforced(installed, supporting.networkPolicies.value.items.length));
      }
    }
    if (target.kind === 'network') notes.push(inventory(installed, required.daemonSets.complete));
    return { findings, notes };
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
  const rivals = installed.filter((one) =>
    installed.some((other) => other !== one && !belongTogether(one.plugin, other.plugin)),
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

function unenforced(installed: readonly InstalledPlugin[], policies: number): Finding[] {
  const [only] = installed;
  const [agent] = only?.daemonSets ?? [];
  if (policies === 0 || installed.length !== 1 || only?.plugin.name !== 'Flannel' || !agent) return [];
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
