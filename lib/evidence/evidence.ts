import type { Event } from './objects/event.ts';
import type { Lease, Node, ServerVersion } from './objects/node.ts';
import type { Pod } from './objects/pod.ts';
import type { NetworkPolicy } from './objects/policy.ts';
import type { EndpointSlice, Service } from './objects/service.ts';
import type { Workload } from './objects/workload.ts';
import type { Listing, Reading } from './reading.ts';

/** The end of a container's log, or why it could not be had. */
export interface PodLog {
  readonly namespace: string;
  readonly pod: string;
  readonly container: string | undefined;
  readonly nodeName: string | undefined;
  readonly log: Reading<string>;
}

/** Every kind of evidence that a check can ask for, and what it is made of. How each is collected: `sources/`. */
export interface EvidenceTypes {
  /** The nodes that are judged: the target's one, or all of the cluster. */
  readonly nodes: Listing<Node>;
  /** A sample of the other nodes, to tell one node's fault from the cluster's. */
  readonly neighbours: Listing<Node>;
  /** Heartbeats of `nodes`. */
  readonly leases: Listing<Lease>;
  /** Pods of the scope: all on the target's node, or the system's own for the other targets. */
  readonly pods: Listing<Pod>;
  /** Events about `nodes`. */
  readonly nodeEvents: Listing<Event>;
  /** Warnings about the system's pods, and about pods whose network could not be set up. */
  readonly podEvents: Listing<Event>;
  readonly daemonSets: Listing<Workload>;
  /** Deployments of the system's namespace. */
  readonly deployments: Listing<Workload>;
  readonly serverVersion: ServerVersion;
  /** Logs of the system's pods: all that a capture has; of a live cluster those of pods in trouble. */
  readonly podLogs: readonly PodLog[];
  /** The Services of cluster DNS: `kube-dns`, or what a distribution calls it. */
  readonly dnsServices: Listing<Service>;
  readonly dnsSlices: Listing<EndpointSlice>;
  /** The target Service, its EndpointSlices, and the pods of its namespace. */
  readonly service: Service;
  readonly serviceSlices: Listing<EndpointSlice>;
  readonly servicePods: Listing<Pod>;
  readonly namespaceWorkloads: Listing<Workload>;
  /** Network policies of the scope: of the target's namespace, or a few of the cluster to tell whether there are any. */
  readonly networkPolicies: Listing<NetworkPolicy>;
}

export type EvidenceKind = keyof EvidenceTypes;

/** What was collected for one diagnosis. A kind that is missing here was not asked for. */
export type Evidence = { readonly [K in EvidenceKind]?: Reading<EvidenceTypes[K]> };
