import type { EvidenceKind } from '../evidence.ts';
import { leases, neighbours, nodeEvents, nodes, serverVersion } from './nodes.ts';
import {
  dnsServices,
  dnsSlices,
  namespaceWorkloads,
  networkPolicies,
  service,
  servicePods,
  serviceSlices,
} from './services.ts';
import type { Source } from './source.ts';
import { daemonSets, deployments, podEvents, podLogs, pods } from './system.ts';

/** The registry of evidence: how each kind is collected, and which rights that needs. */
export const sources: { readonly [K in EvidenceKind]: Source<K> } = {
  nodes,
  neighbours,
  leases,
  pods,
  nodeEvents,
  podEvents,
  daemonSets,
  deployments,
  serverVersion,
  podLogs,
  dnsServices,
  dnsSlices,
  service,
  serviceSlices,
  servicePods,
  namespaceWorkloads,
  networkPolicies,
};
