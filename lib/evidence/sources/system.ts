import type { ClusterReader } from '../cluster-reader.ts';
import type { PodLog } from '../evidence.ts';
import type { Event } from '../objects/event.ts';
import type { Pod } from '../objects/pod.ts';
import { isTroubled } from '../objects/pod-state.ts';
import { collected, type Listing, mapReading, type Permission } from '../reading.ts';
import {
  DNS_LABEL,
  DNS_NAMESPACES,
  isSystemNamespace,
  NETWORK_NAMESPACES,
  SYSTEM_NAMESPACE,
} from '../system-namespaces.ts';
import type { TargetKind } from '../target.ts';
import { joinListings, type Source, type SourceContext } from './source.ts';

const PODS_OF_NODE = 500;
const SYSTEM_PODS = 1000;
const NODES_OF_TROUBLED_DNS = 2;
const WORKLOADS = 500;
const EVENTS = 500;
const LOGS_OF_LIVE_CLUSTER = 3;
const LOG_TAIL_LINES = 200;
const LOG_LIMIT_BYTES = 64 * 1024;

const listPods: Permission = { verb: 'list', group: '', resource: 'pods' };

/** Namespaces in which the target's own pods live. */
function namespacesOf(target: TargetKind): readonly string[] {
  switch (target) {
    case 'dns':
      return DNS_NAMESPACES;
    case 'proxy':
    case 'service':
      return [SYSTEM_NAMESPACE];
    case 'node':
    case 'network':
      return NETWORK_NAMESPACES;
    case 'cluster':
      return [...new Set([...NETWORK_NAMESPACES, ...DNS_NAMESPACES])];
  }
}

export const pods: Source<'pods'> = {
  permissions: (target) => [
    ...(target === 'node' || target === 'dns' ? [listPods] : []),
    ...(target === 'node' ? [] : namespacesOf(target).map((namespace) => ({ ...listPods, namespace }))),
  ],
  async collect(context) {
    const { reader, target } = context;
    if (target.kind === 'node') {
      return reader.list('Pod', { fields: { 'spec.nodeName': target.name }, limit: PODS_OF_NODE });
    }
    const namespaces = await inUse(context, namespacesOf(target.kind));
    const own = joinListings(
      await Promise.all(
        namespaces.map((namespace) =>
          reader.list('Pod', {
            namespace,
            limit: SYSTEM_PODS,
            ...(target.kind === 'dns' && namespace === SYSTEM_NAMESPACE ? { labels: DNS_LABEL } : {}),
          }),
        ),
      ),
    );
    if (target.kind !== 'dns' || own.status !== 'collected') return own;
    return collected({
      ...own.value,
      items: [...own.value.items, ...(await besideTroubled(reader, own.value.items))],
    });
  },
};

/**
 * The system's pods on the nodes where pods of DNS are in trouble: a network agent that is down there is the cause, and
 * the pod of DNS its symptom. What cannot be read here only leaves the answer coarser.
 */
async function besideTroubled(reader: ClusterReader, dnsPods: readonly Pod[]): Promise<Pod[]> {
  const nodes = new Set(dnsPods.filter(isTroubled).flatMap((pod) => pod.nodeName ?? []));
  const found = await Promise.all(
    [...nodes]
      .slice(0, NODES_OF_TROUBLED_DNS)
      .map((name) => reader.list('Pod', { fields: { 'spec.nodeName': name }, limit: PODS_OF_NODE })),
  );
  const known = new Set(dnsPods.map(({ meta }) => `${meta.namespace ?? ''}/${meta.name}`));
  return found
    .flatMap((reading) => (reading.status === 'collected' ? reading.value.items : []))
    .filter(
      ({ meta }) => isSystemNamespace(meta.namespace) && !known.has(`${meta.namespace ?? ''}/${meta.name}`),
    );
}

/** Leaves out the namespaces in which no DaemonSet runs, which saves a request for each plugin that is not installed. */
async function inUse(
  { reader, need }: SourceContext,
  namespaces: readonly string[],
): Promise<readonly string[]> {
  if (reader.origin === 'capture') return namespaces;
  const daemonSets = await need('daemonSets');
  if (daemonSets.status !== 'collected') return [SYSTEM_NAMESPACE];
  const used = new Set(daemonSets.value.items.map((item) => item.meta.namespace));
  return namespaces.filter((namespace) => namespace === SYSTEM_NAMESPACE || used.has(namespace));
}

export const daemonSets: Source<'daemonSets'> = {
  permissions: () => [{ verb: 'list', group: 'apps', resource: 'daemonsets' }],
  collect: ({ reader }) => reader.list('DaemonSet', { limit: WORKLOADS }),
};

export const deployments: Source<'deployments'> = {
  permissions: () => [{ verb: 'list', group: 'apps', resource: 'deployments', namespace: SYSTEM_NAMESPACE }],
  collect: ({ reader, target }) =>
    reader.list('Deployment', {
      namespace: SYSTEM_NAMESPACE,
      limit: WORKLOADS,
      ...(target.kind === 'dns' ? { labels: DNS_LABEL } : {}),
    }),
};

export const podEvents: Source<'podEvents'> = {
  permissions: () => [{ verb: 'list', group: '', resource: 'events' }],
  async collect({ reader, target }) {
    const inSystem = reader.list('Event', {
      namespace: SYSTEM_NAMESPACE,
      fields: { 'involvedObject.kind': 'Pod', type: 'Warning' },
      limit: EVENTS,
    });
    if (target.kind !== 'node' && target.kind !== 'network' && target.kind !== 'cluster') return inSystem;
    const sandboxes = reader.list('Event', {
      fields: { 'involvedObject.kind': 'Pod', reason: 'FailedCreatePodSandBox' },
      limit: EVENTS,
    });
    return mapReading(joinListings(await Promise.all([inSystem, sandboxes])), onePerEvent);
  },
};

/** Both questions find the sandbox failures of the system's own namespace. */
function onePerEvent({ items, complete }: Listing<Event>): Listing<Event> {
  const byName = new Map(items.map((event) => [`${event.meta.namespace}/${event.meta.name}`, event]));
  return { items: [...byName.values()], complete };
}

/**
 * A capture's logs cost nothing, so all of the system's pods are read. A live cluster is asked only for pods in trouble,
 * the run before the present one where a container crashed.
 */
export const podLogs: Source<'podLogs'> = {
  permissions: () => [{ verb: 'get', group: '', resource: 'pods/log', namespace: SYSTEM_NAMESPACE }],
  async collect({ reader, need }) {
    const found = await need('pods');
    if (found.status !== 'collected') return found;
    const system = found.value.items.filter((pod) => isSystemNamespace(pod.meta.namespace));
    const wanted =
      reader.origin === 'capture' ? system : system.filter(isTroubled).slice(0, LOGS_OF_LIVE_CLUSTER);
    const logs = await Promise.all(
      wanted.map(async (pod): Promise<PodLog> => {
        const namespace = pod.meta.namespace ?? SYSTEM_NAMESPACE;
        const container = containerToRead(pod);
        const log = await reader.log({
          namespace,
          pod: pod.meta.name,
          ...(container?.name ? { container: container.name } : {}),
          previous: container?.crashed ?? false,
          tailLines: LOG_TAIL_LINES,
          limitBytes: LOG_LIMIT_BYTES,
        });
        return { namespace, pod: pod.meta.name, container: container?.name, nodeName: pod.nodeName, log };
      }),
    );
    return collected(logs);
  },
};

function containerToRead(pod: Pod): { name: string; crashed: boolean } | undefined {
  const status = pod.statuses.find((item) => !item.ready) ?? pod.statuses[0];
  if (!status) return undefined;
  return { name: status.name, crashed: status.state.kind === 'waiting' && status.restarts > 0 };
}
