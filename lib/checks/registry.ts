import { apiToNode } from './api-to-node/check.ts';
import type { AnyCheck } from './check.ts';
import { dnsPods } from './dns-pods/check.ts';
import { dnsService } from './dns-service/check.ts';
import { kubeletVersionSkew } from './kubelet-version-skew/check.ts';
import { networkPlugin } from './network-plugin/check.ts';
import { nodeCapacity } from './node-capacity/check.ts';
import { nodeConditions } from './node-conditions/check.ts';
import { nodeEvents } from './node-events/check.ts';
import { nodeHeartbeat } from './node-heartbeat/check.ts';
import { nodeScheduling } from './node-scheduling/check.ts';
import { podSandbox } from './pod-sandbox/check.ts';
import { proxyPods } from './proxy-pods/check.ts';
import { serviceEndpoints } from './service-endpoints/check.ts';
import { systemPods } from './system-pods/check.ts';

/** Every check, sorted by name. A diagnosis runs those that name its target. */
export const checks: readonly AnyCheck[] = [
  apiToNode,
  dnsPods,
  dnsService,
  kubeletVersionSkew,
  networkPlugin,
  nodeCapacity,
  nodeConditions,
  nodeEvents,
  nodeHeartbeat,
  nodeScheduling,
  podSandbox,
  proxyPods,
  serviceEndpoints,
  systemPods,
];
