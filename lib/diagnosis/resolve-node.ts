import type { ClusterReader, NodeName } from '../evidence/cluster-reader.ts';
import type { Node } from '../evidence/objects/node.ts';
import { collected, type Missing, type Reading } from '../evidence/reading.ts';
import { didYouMean } from '../grammar/did-you-mean.ts';
import { type Message, say } from '../messages/message.ts';

/** Names looked through for a prefix or an address. */
const NAMES = 5000;
const CANDIDATES = 10;

/** Which node a name stands for. */
export type NodeResolution =
  /** `node` is what is known of it already; `notes` tell where the name was not the node's own. */
  | {
      readonly outcome: 'found';
      readonly name: string;
      readonly node: Reading<Node> | undefined;
      readonly notes: readonly Message[];
    }
  /** Several could be meant; `more` counts those that are not listed. */
  | { readonly outcome: 'ambiguous'; readonly candidates: readonly string[]; readonly more: number }
  /**
   * None has this name. `names` are a few that there are, `meant` those that look like it; `unlisted` is why the names
   * were not looked through.
   */
  | {
      readonly outcome: 'none';
      readonly meant: readonly string[];
      readonly names: readonly string[];
      readonly known: number;
      readonly complete: boolean;
      readonly unlisted: Missing | undefined;
    }
  /** Nothing can be asked at all. */
  | { readonly outcome: 'could-not-look'; readonly missing: Missing };

/**
 * Finds the node that somebody means by its name, the beginning of its name, or one of its addresses. The exact name is
 * asked for first, so that the usual case costs the one request that is needed anyway.
 */
export async function resolveNode(wanted: string, reader: ClusterReader): Promise<NodeResolution> {
  const exact = await reader.get('Node', wanted);
  switch (exact.status) {
    case 'collected':
    // Not allowed to read nodes: the rest of the look goes on and says so.
    case 'forbidden':
      return { outcome: 'found', name: wanted, node: exact, notes: [] };
    case 'unauthorized':
    case 'unreachable':
    case 'timed-out':
    case 'rate-limited':
    case 'failed':
    case 'over-budget':
      return { outcome: 'could-not-look', missing: exact };
    case 'absent':
    case 'not-captured':
      return amongNames(wanted, exact, reader);
  }
}

async function amongNames(wanted: string, exact: Missing, reader: ClusterReader): Promise<NodeResolution> {
  const listing = await reader.nodeNames(NAMES);
  switch (listing.status) {
    case 'collected': {
      const { items, complete } = listing.value;
      const [only] = items;
      if (only?.name === '' && items.length === 1) return asTheUnnamed(wanted, reader);
      // A capture is asked for what it holds, so its nodes are all there are; a cluster may have more than were listed.
      return pick(wanted, items, complete || reader.origin === 'capture');
    }
    // A capture without nodes: pods and events on the node may still tell something.
    case 'not-captured':
      return { outcome: 'found', name: wanted, node: exact, notes: [] };
    case 'absent':
    case 'forbidden':
      return { outcome: 'none', meant: [], names: [], known: 0, complete: false, unlisted: listing };
    case 'unauthorized':
    case 'unreachable':
    case 'timed-out':
    case 'rate-limited':
    case 'failed':
    case 'over-budget':
      return { outcome: 'could-not-look', missing: listing };
  }
}

/** A capture of one node's bare status does not say whose it is: it is taken for the node that is asked for. */
async function asTheUnnamed(wanted: string, reader: ClusterReader): Promise<NodeResolution> {
  const listing = await reader.list('Node', { limit: 1 });
  if (listing.status !== 'collected') return { outcome: 'could-not-look', missing: listing };
  const [node] = listing.value.items;
  return {
    outcome: 'found',
    name: wanted,
    node: node && collected({ ...node, meta: { ...node.meta, name: wanted } }),
    notes: [say('node.taken-for-unnamed', { wanted })],
  };
}

function pick(wanted: string, nodes: readonly NodeName[], complete: boolean): NodeResolution {
  const byAddress = nodes.filter(({ addresses }) => addresses.includes(wanted));
  const start = wanted.toLowerCase();
  const matching =
    byAddress.length > 0 ? byAddress : nodes.filter(({ name }) => name.toLowerCase().startsWith(start));
  const [first] = matching;
  // An address is its node's alone; a prefix may fit a node that was not listed.
  if (first && matching.length === 1 && (complete || byAddress.length > 0)) {
    const by = byAddress.length > 0 ? 'address' : 'prefix';
    return {
      outcome: 'found',
      name: first.name,
      node: undefined,
      notes: [say('node.resolved', { wanted, name: first.name, by })],
    };
  }
  const names = nodes.map(({ name }) => name).filter((name) => name !== '');
  if (first) {
    const candidates = matching.map(({ name }) => name).sort();
    return {
      outcome: 'ambiguous',
      candidates: candidates.slice(0, CANDIDATES),
      more: Math.max(0, candidates.length - CANDIDATES),
    };
  }
  return {
    outcome: 'none',
    meant: didYouMean(wanted, names),
    names: [...names].sort().slice(0, CANDIDATES),
    known: names.length,
    complete,
    unlisted: undefined,
  };
}
