import { isVirtual } from '../../evidence/objects/node-state.ts';
import { say } from '../../messages/message.ts';
import { defineCheck, type Finding } from '../check.ts';
import { nodeRef } from '../observe.ts';

/** The minor version of `v1.28.3-eks-4f4795d` and the like; undefined for what is no version of Kubernetes 1. */
export function minorOf(version: string | undefined): number | undefined {
  const match = /^v?1\.(\d{1,3})(?:[.+-]|$)/.exec(version ?? '');
  return match ? Number(match[1]) : undefined;
}

/**
 * How many minor versions a kubelet may be behind: three, and two for kubelets before 1.25. Only an API server from 1.28 on
 * can be three ahead of a kubelet to which the wider rule applies.
 * https://kubernetes.io/releases/version-skew-policy/#kubelet
 */
const allowedBehind = (serverMinor: number): number => (serverMinor >= 28 ? 3 : 2);

export const kubeletVersionSkew = defineCheck({
  name: 'kubelet-version-skew',
  targets: ['node', 'cluster'],
  required: ['nodes', 'serverVersion'],
  supporting: [],
  finds: ['kubelet.version-skew'],
  run({ required }) {
    const server = required.serverVersion.gitVersion;
    const serverMinor = minorOf(server);
    if (serverMinor === undefined) return { notes: [say('version.unreadable', { version: server })] };
    const findings = required.nodes.items.flatMap((node): Finding[] => {
      // A virtual node tells the version of the program that stands in for a kubelet.
      if (isVirtual(node)) return [];
      const kubelet = node.info?.kubeletVersion;
      const minor = minorOf(kubelet);
      if (kubelet === undefined || minor === undefined) return [];
      const behind = serverMinor - minor;
      if (behind >= 0 && behind <= allowedBehind(serverMinor)) return [];
      const name = node.meta.name;
      return [
        {
          cause: 'kubelet.version-skew',
          object: nodeRef(name),
          confidence: 'proven',
          summary: say('kubelet.version-skew', {
            node: name,
            kubelet,
            server,
            allowed: allowedBehind(serverMinor),
          }),
          evidence: [
            {
              source: `Node ${name} .status.nodeInfo, GET /version`,
              text: say('seen.versions', { kubelet, server }),
            },
          ],
        },
      ];
    });
    return { findings };
  },
});
