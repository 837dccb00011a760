import { collected, mapReading, type Permission } from '../reading.ts';
import type { Source } from './source.ts';

const NEIGHBOURS = 25;
const ALL_NODES = 10_000;
const LEASES = 500;
const EVENTS = 500;

const LEASE_NAMESPACE = 'kube-node-lease';
const getNode: Permission = { verb: 'get', group: '', resource: 'nodes' };
const listNodes: Permission = { verb: 'list', group: '', resource: 'nodes' };
const listEvents: Permission = { verb: 'list', group: '', resource: 'events' };

export const nodes: Source<'nodes'> = {
  permissions: (target) => [target === 'node' ? getNode : listNodes],
  async collect({ reader, target }) {
    if (target.kind !== 'node')
      return reader.list('Node', { limit: target.kind === 'cluster' ? ALL_NODES : NEIGHBOURS });
    return mapReading(await reader.get('Node', target.name), (node) => ({ items: [node], complete: true }));
  },
};

export const neighbours: Source<'neighbours'> = {
  permissions: () => [listNodes],
  async collect({ reader, target, need }) {
    if (target.kind !== 'node') return need('nodes');
    return mapReading(await reader.list('Node', { limit: NEIGHBOURS }), ({ items, complete }) => ({
      items: items.filter((node) => node.meta.name !== target.name),
      complete,
    }));
  },
};

export const leases: Source<'leases'> = {
  permissions: (target) => [
    {
      verb: target === 'node' ? 'get' : 'list',
      group: 'coordination.k8s.io',
      resource: 'leases',
      namespace: LEASE_NAMESPACE,
    },
  ],
  async collect({ reader, target }) {
    if (target.kind !== 'node') return reader.list('Lease', { namespace: LEASE_NAMESPACE, limit: LEASES });
    const lease = await reader.get('Lease', target.name, LEASE_NAMESPACE);
    // A node without a lease is an answer: a listing that is complete and empty.
    if (lease.status === 'absent') return collected({ items: [], complete: true });
    return mapReading(lease, (item) => ({ items: [item], complete: true }));
  },
};

export const nodeEvents: Source<'nodeEvents'> = {
  permissions: () => [listEvents],
  collect({ reader, target }) {
    return reader.list('Event', {
      fields: {
        'involvedObject.kind': 'Node',
        ...(target.kind === 'node' ? { 'involvedObject.name': target.name } : {}),
      },
      limit: EVENTS,
    });
  },
};

export const serverVersion: Source<'serverVersion'> = {
  // Granted to every authenticated identity by the role system:public-info-viewer.
  permissions: () => [],
  collect: ({ reader }) => reader.get('ServerVersion', 'version'),
};
