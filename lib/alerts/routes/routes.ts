import type { Finder } from './finders.ts';

/** How to find what the alerts of some names are about. */
export interface Route {
  readonly alerts: readonly string[];
  /** Tried in this order; where none finds anything, the labels decide as they do for an alert nobody knows. */
  readonly find: readonly Finder[];
}

/**
 * What the usual rule sets send, and how each alert's object is found.
 * Kubernetes, kubelet, kube-proxy and API server: https://github.com/kubernetes-monitoring/kubernetes-mixin
 * node-exporter: https://github.com/prometheus/node_exporter/tree/master/docs/node-mixin
 * TargetDown: https://github.com/prometheus-operator/kube-prometheus (general rules)
 * CoreDNS: https://github.com/povilasv/coredns-mixin
 */
export const routes: readonly Route[] = [
  {
    // From kube-state-metrics: only the label `node` names the node.
    alerts: ['KubeNodeNotReady', 'KubeNodePressure', 'KubeNodeUnreachable', 'KubeNodeReadinessFlapping'],
    find: ['node', 'cluster'],
  },
  {
    alerts: [
      'KubeletTooManyPods',
      'KubeNodeEviction',
      'KubeletPlegDurationHigh',
      'KubeletPodStartUpLatencyHigh',
      'KubeletClientCertificateExpiration',
      'KubeletServerCertificateExpiration',
      'KubeletClientCertificateRenewalErrors',
      'KubeletServerCertificateRenewalErrors',
      'KubeletInstanceUnreachable',
    ],
    find: ['node', 'instance', 'cluster'],
  },
  // Made of `absent()`: as a rule it names no node at all.
  { alerts: ['KubeletDown'], find: ['node', 'cluster'] },
  { alerts: ['KubeProxyDown', 'KubeProxyInstanceUnreachable'], find: ['proxy'] },
  { alerts: ['TargetDown'], find: ['job'] },
  {
    alerts: [
      'CoreDNSDown',
      'CoreDNSLatencyHigh',
      'CoreDNSErrorsHigh',
      'CoreDNSForwardLatencyHigh',
      'CoreDNSForwardErrorsHigh',
      'CoreDNSForwardHealthcheckFailureCount',
      'CoreDNSForwardHealthcheckBrokenCount',
      'CoreDNSPanicCount',
    ],
    find: ['dns'],
  },
  {
    alerts: [
      'KubePodCrashLooping',
      'KubePodNotReady',
      'KubeContainerWaiting',
      'KubeDeploymentReplicasMismatch',
      'KubeDeploymentRolloutStuck',
      'KubeDaemonSetRolloutStuck',
      'KubeDaemonSetNotScheduled',
      'KubeDaemonSetMisScheduled',
    ],
    find: ['owner'],
  },
  {
    alerts: [
      'KubeAPIDown',
      'KubeAPIInstanceUnreachable',
      'KubeAPIErrorBudgetBurn',
      'KubeClientCertificateExpiration',
      'KubeClientErrors',
      'KubeAggregatedAPIDown',
      'KubeVersionMismatch',
    ],
    find: ['cluster'],
  },
  {
    alerts: [
      'NodeFilesystemSpaceFillingUp',
      'NodeFilesystemAlmostOutOfSpace',
      'NodeFilesystemFilesFillingUp',
      'NodeFilesystemAlmostOutOfFiles',
      'NodeHighNumberConntrackEntriesUsed',
      'NodeClockSkewDetected',
      'NodeClockNotSynchronising',
      'NodeFileDescriptorLimit',
      'NodeSystemdServiceFailed',
      'NodeSystemdServiceCrashlooping',
      'NodeNetworkReceiveErrs',
      'NodeNetworkTransmitErrs',
      'NodeMemoryHighUtilization',
      'NodeMemoryMajorPagesFaults',
      'NodeSystemSaturation',
      'NodeDiskIOSaturation',
      'NodeCPUHighUsage',
      'NodeNetworkInterfaceFlapping',
    ],
    find: ['node', 'instance'],
  },
];

/** Signals between the parts of the monitoring: they are always there, and nothing is wrong while they are. */
export const neverDiagnosed: readonly string[] = ['Watchdog', 'InfoInhibitor'];
