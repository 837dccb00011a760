import type { ObjectKind, ObjectOf } from './objects/kinds.ts';
import type { Listing, Reading } from './reading.ts';

/** Fields by which the API server itself filters, so that a node's pods cost the same in a cluster of any size. */
export type FieldSelector = Partial<
  Record<
    | 'metadata.name'
    | 'spec.nodeName'
    | 'status.phase'
    | 'type'
    | 'reason'
    | 'involvedObject.kind'
    | 'involvedObject.name'
    | 'involvedObject.namespace',
    string
  >
>;

export interface ListQuery {
  /** All namespaces where it is missing. */
  readonly namespace?: string;
  readonly fields?: FieldSelector;
  /** Label selector in the API's own text form (`k8s-app=kube-dns,tier in (a,b)`). */
  readonly labels?: string;
  /** At most so many objects; the listing is then not complete if there are more. */
  readonly limit: number;
}

export interface LogQuery {
  readonly namespace: string;
  readonly pod: string;
  readonly container?: string;
  /** The run before the present one: where a crash left its last words. */
  readonly previous?: boolean;
  readonly tailLines: number;
  readonly limitBytes: number;
}

/** A node by all that people call it: what a prefix or an address is looked up in. */
export interface NodeName {
  readonly name: string;
  readonly addresses: readonly string[];
}

/** What looking has cost so far. A capture makes no requests and counts the bytes of its files. */
export interface Cost {
  readonly requests: number;
  readonly bytes: number;
}

/**
 * The port through which evidence is collected: a live cluster and a capture answer the same questions. It never
 * throws for what the cluster or the capture lacks; that is a `Missing`.
 */
export interface ClusterReader {
  readonly origin: 'live' | 'capture';
  get<K extends ObjectKind>(kind: K, name: string, namespace?: string): Promise<Reading<ObjectOf<K>>>;
  list<K extends ObjectKind>(kind: K, query: ListQuery): Promise<Reading<Listing<ObjectOf<K>>>>;
  log(query: LogQuery): Promise<Reading<string>>;
  /** The names of at most `limit` nodes, in a form that is small however large the nodes are. */
  nodeNames(limit: number): Promise<Reading<Listing<NodeName>>>;
  cost(): Cost;
}
