import type { Fault } from './fault.ts';
import { bootstrapMissing } from './faults/bootstrap-missing.ts';
import { cniBinariesRemoved } from './faults/cni-binaries-removed.ts';
import { cniConfigRemoved } from './faults/cni-config-removed.ts';
import { controllerManagerDown } from './faults/controller-manager-down.ts';
import { corednsCorefileInvalid } from './faults/coredns-corefile-invalid.ts';
import { corednsLoop } from './faults/coredns-loop.ts';
import { corednsOutOfMemory } from './faults/coredns-out-of-memory.ts';
import { corednsPendingNoCni } from './faults/coredns-pending-no-cni.ts';
import { corednsRbacMissing } from './faults/coredns-rbac-missing.ts';
import { corednsReloadFailed } from './faults/coredns-reload-failed.ts';
import { corednsScaledToZero } from './faults/coredns-scaled-to-zero.ts';
import { corednsServiceMissing } from './faults/coredns-service-missing.ts';
import { corednsUpstreamDown } from './faults/coredns-upstream-down.ts';
import { diskFull } from './faults/disk-full.ts';
import { flannelMissingOnNode } from './faults/flannel-missing-on-node.ts';
import { kubeletApiPortWrong } from './faults/kubelet-api-port-wrong.ts';
import { kubeletBinaryMissing } from './faults/kubelet-binary-missing.ts';
import { kubeletClientCaMissing } from './faults/kubelet-client-ca-missing.ts';
import { kubeletClientExpired } from './faults/kubelet-client-expired.ts';
import { kubeletClientForeignCa } from './faults/kubelet-client-foreign-ca.ts';
import { kubeletConfigInvalid } from './faults/kubelet-config-invalid.ts';
import { kubeletConfigMissing } from './faults/kubelet-config-missing.ts';
import { kubeletDisabled } from './faults/kubelet-disabled.ts';
import { kubeletHostnameMismatch } from './faults/kubelet-hostname-mismatch.ts';
import { kubeletStopped } from './faults/kubelet-stopped.ts';
import { kubeletSwapOn } from './faults/kubelet-swap-on.ts';
import { kubeletUnknownFlag } from './faults/kubelet-unknown-flag.ts';
import { networkPolicyUnderFlannel } from './faults/network-policy-under-flannel.ts';
import { nodeCordoned } from './faults/node-cordoned.ts';
import { nodeForeignFirewall } from './faults/node-foreign-firewall.ts';
import { nodeFrozen } from './faults/node-frozen.ts';
import { nodeIpForwardOff } from './faults/node-ip-forward-off.ts';
import { nodeNetworkCut } from './faults/node-network-cut.ts';
import { pidPressure } from './faults/pid-pressure.ts';
import { podCidrMissing } from './faults/pod-cidr-missing.ts';
import { proxyConfigKeyMismatch } from './faults/proxy-config-key-mismatch.ts';
import { proxyKubeconfigInvalid } from './faults/proxy-kubeconfig-invalid.ts';
import { proxyNotRunning } from './faults/proxy-not-running.ts';
import { runtimeCriDisabled } from './faults/runtime-cri-disabled.ts';
import { runtimeEndpointWrong } from './faults/runtime-endpoint-wrong.ts';
import { runtimeStopped } from './faults/runtime-stopped.ts';
import { schedulerDown } from './faults/scheduler-down.ts';
import { serviceNamedPortMissing } from './faults/service-named-port-missing.ts';
import { serviceNotReady } from './faults/service-not-ready.ts';
import { serviceScaledToZero } from './faults/service-scaled-to-zero.ts';
import { serviceWrongSelector } from './faults/service-wrong-selector.ts';
import { serviceWrongTargetPort } from './faults/service-wrong-target-port.ts';

/** Every fault of the rig, in the order in which a run goes through them. */
export const FAULTS: readonly Fault[] = [
  bootstrapMissing,
  cniBinariesRemoved,
  cniConfigRemoved,
  controllerManagerDown,
  corednsCorefileInvalid,
  corednsLoop,
  corednsOutOfMemory,
  corednsPendingNoCni,
  corednsRbacMissing,
  corednsReloadFailed,
  corednsScaledToZero,
  corednsServiceMissing,
  corednsUpstreamDown,
  diskFull,
  flannelMissingOnNode,
  kubeletApiPortWrong,
  kubeletBinaryMissing,
  kubeletClientCaMissing,
  kubeletClientExpired,
  kubeletClientForeignCa,
  kubeletConfigInvalid,
  kubeletConfigMissing,
  kubeletDisabled,
  kubeletHostnameMismatch,
  kubeletStopped,
  kubeletSwapOn,
  kubeletUnknownFlag,
  networkPolicyUnderFlannel,
  nodeCordoned,
  nodeForeignFirewall,
  nodeFrozen,
  nodeIpForwardOff,
  nodeNetworkCut,
  pidPressure,
  podCidrMissing,
  proxyConfigKeyMismatch,
  proxyKubeconfigInvalid,
  proxyNotRunning,
  runtimeCriDisabled,
  runtimeEndpointWrong,
  runtimeStopped,
  schedulerDown,
  serviceNamedPortMissing,
  serviceNotReady,
  serviceScaledToZero,
  serviceWrongSelector,
  serviceWrongTargetPort,
];
