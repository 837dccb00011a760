import { cniBinariesRemoved } from './faults/cni-binaries-removed.ts';
import { cniConfigRemoved } from './faults/cni-config-removed.ts';
import { corednsCorefileInvalid } from './faults/coredns-corefile-invalid.ts';
import { corednsLoop } from './faults/coredns-loop.ts';
import { corednsOutOfMemory } from './faults/coredns-out-of-memory.ts';
import { corednsPendingNoCni } from './faults/coredns-pending-no-cni.ts';
import { corednsRbacMissing } from './faults/coredns-rbac-missing.ts';
import { corednsReloadFailed } from './faults/coredns-reload-failed.ts';
import { corednsScaledToZero } from './faults/coredns-scaled-to-zero.ts';
import { diskFull } from './faults/disk-full.ts';
import { flannelMissingOnNode } from './faults/flannel-missing-on-node.ts';
import { kubeletApiPortWrong } from './faults/kubelet-api-port-wrong.ts';
import { kubeletBinaryMissing } from './faults/kubelet-binary-missing.ts';
import { kubeletClientExpired } from './faults/kubelet-client-expired.ts';
import { kubeletClientForeignCa } from './faults/kubelet-client-foreign-ca.ts';
import { kubeletConfigInvalid } from './faults/kubelet-config-invalid.ts';
import { kubeletDisabled } from './faults/kubelet-disabled.ts';
import { kubeletStopped } from './faults/kubelet-stopped.ts';
import { kubeletSwapOn } from './faults/kubelet-swap-on.ts';
import { kubeletUnknownFlag } from './faults/kubelet-unknown-flag.ts';
import { networkPolicyUnderFlannel } from './faults/network-policy-under-flannel.ts';
import { nodeFrozen } from './faults/node-frozen.ts';
import { nodeNetworkCut } from './faults/node-network-cut.ts';
import { pidPressure } from './faults/pid-pressure.ts';
import { podCidrMissing } from './faults/pod-cidr-missing.ts';
import { proxyConfigKeyMismatch } from './faults/proxy-config-key-mismatch.ts';
import { proxyKubeconfigInvalid } from './faults/proxy-kubeconfig-invalid.ts';
import { proxyNotRunning } from './faults/proxy-not-running.ts';
import { runtimeStopped } from './faults/runtime-stopped.ts';
import { serviceWrongSelector } from './faults/service-wrong-selector.ts';
import { serviceWrongTargetPort } from './faults/service-wrong-target-port.ts';
import type { Fault } from './fault.ts';

/** Every fault of the rig, in the order in which a run goes through them. */
export const FAULTS: readonly Fault[] = [
  cniBinariesRemoved,
  cniConfigRemoved,
  corednsCorefileInvalid,
  corednsLoop,
  corednsOutOfMemory,
  corednsPendingNoCni,
  corednsRbacMissing,
  corednsReloadFailed,
  corednsScaledToZero,
  diskFull,
  flannelMissingOnNode,
  kubeletApiPortWrong,
  kubeletBinaryMissing,
  kubeletClientExpired,
  kubeletClientForeignCa,
  kubeletConfigInvalid,
  kubeletDisabled,
  kubeletStopped,
  kubeletSwapOn,
  kubeletUnknownFlag,
  networkPolicyUnderFlannel,
  nodeFrozen,
  nodeNetworkCut,
  pidPressure,
  podCidrMissing,
  proxyConfigKeyMismatch,
  proxyKubeconfigInvalid,
  proxyNotRunning,
  runtimeStopped,
  serviceWrongSelector,
  serviceWrongTargetPort,
];
