import type { CauseId } from '../../causes/catalogue.ts';
import type { Condition } from '../../evidence/objects/fields.ts';

interface Polarity {
  readonly badWhen: 'True' | 'False';
  /** Missing where the condition alone does not name a cause: it is then told as a note. */
  readonly cause?: CauseId;
}

/**
 * Conditions of other agents whose polarity is known; any other type is neutral.
 * node-problem-detector: https://github.com/kubernetes/node-problem-detector#problem-daemon
 * EKS node monitoring agent: https://docs.aws.amazon.com/eks/latest/userguide/node-health-nma.html
 */
const known: Readonly<Record<string, Polarity>> = {
  KernelDeadlock: { badWhen: 'True', cause: 'kernel.task-hung' },
  ReadonlyFilesystem: { badWhen: 'True', cause: 'kernel.filesystem-read-only' },
  FrequentKubeletRestart: { badWhen: 'True', cause: 'kubelet.crash-looping' },
  FrequentDockerRestart: { badWhen: 'True' },
  FrequentContainerdRestart: { badWhen: 'True' },
  FrequentUnregisterNetDevice: { badWhen: 'True' },
  CorruptDockerOverlay2: { badWhen: 'True' },
  XfsShutdown: { badWhen: 'True' },
  KubeletUnhealthy: { badWhen: 'True' },
  ContainerRuntimeUnhealthy: { badWhen: 'True', cause: 'runtime.down' },
  KernelReady: { badWhen: 'False' },
  NetworkingReady: { badWhen: 'False' },
  StorageReady: { badWhen: 'False' },
  ContainerRuntimeReady: { badWhen: 'False' },
  AcceleratedHardwareReady: { badWhen: 'False' },
};

/**
 * Reasons by which the EKS agent says what is wrong behind its broad conditions.
 * https://docs.aws.amazon.com/eks/latest/userguide/node-health-nma.html
 */
const eksReasons: Readonly<Record<string, CauseId>> = {
  ForkFailedOutOfPIDs: 'node.pid-pressure',
  IPAMDNotReady: 'cni.agent-down',
  IPAMDNotRunning: 'cni.agent-down',
};

/** What a foreign condition says, or undefined where it is good or neutral. */
export function foreignMeaning(condition: Condition): { readonly cause: CauseId | undefined } | undefined {
  const polarity = known[condition.type];
  if (!polarity || condition.status !== polarity.badWhen) return undefined;
  return { cause: eksReasons[condition.reason ?? ''] ?? polarity.cause };
}
