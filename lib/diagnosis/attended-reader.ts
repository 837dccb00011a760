import type { ClusterReader } from '../evidence/cluster-reader.ts';
import type { ObjectKind, ObjectOf } from '../evidence/objects/kinds.ts';
import type { Node } from '../evidence/objects/node.ts';
import type { Missing, Reading } from '../evidence/reading.ts';

/** A reader that remembers how its questions were answered. */
export interface AttendedReader extends ClusterReader {
  /** Answers a question for this node from what is known already, instead of asking again. */
  know(name: string, node: Reading<Node>): void;
  /** Why nothing at all was learnt of the cluster, or undefined where something was. */
  learntNothing(): readonly Missing[] | undefined;
}

/**
 * The version of an API server says nothing of its cluster; every identity may read it:
 * https://kubernetes.io/docs/reference/access-authn-authz/rbac/#discovery-roles
 */
const saysNothing: ReadonlySet<ObjectKind> = new Set(['ServerVersion']);

/** Attends to a reader: what it answers stays as it is. */
export function attend(reader: ClusterReader): AttendedReader {
  const known = new Map<string, Reading<Node>>();
  const gaps: Missing[] = [];
  let learnt = false;
  async function attended<T>(pending: Promise<Reading<T>>): Promise<Reading<T>> {
    const reading = await pending;
    if (reading.status === 'collected') learnt = true;
    else gaps.push(reading);
    return reading;
  }
  return {
    origin: reader.origin,
    async get<K extends ObjectKind>(
      kind: K,
      name: string,
      namespace?: string,
    ): Promise<Reading<ObjectOf<K>>> {
      const remembered = kind === 'Node' ? known.get(name) : undefined;
      // Only nodes are remembered, and `kind` is Node here.
      if (remembered) return remembered as Reading<ObjectOf<K>>;
      const pending = reader.get(kind, name, namespace);
      return saysNothing.has(kind) ? pending : attended(pending);
    },
    list: (kind, query) => attended(reader.list(kind, query)),
    log: (query) => reader.log(query),
    nodeNames: (limit) => attended(reader.nodeNames(limit)),
    cost: () => reader.cost(),
    know(name, node) {
      known.set(name, node);
    },
    learntNothing: () => (learnt || gaps.length === 0 ? undefined : gaps),
  };
}
