import { firstName, hostOf, type Labels, nodeOf } from './labels.ts';
import { ownerOf } from './owner.ts';
import { nodeObject, partObject, type RoutedObject, serviceObject, workloadObject } from './routed.ts';
import { partOfJob, partOfWorkload } from './system-parts.ts';

type Find = (labels: Labels) => RoutedObject | undefined;

const namespaceOf = (labels: Labels): string | undefined => firstName(labels, ['namespace']);

const byNode: Find = (labels) => {
  const name = nodeOf(labels);
  return name === undefined ? undefined : nodeObject(name);
};

const byInstance: Find = (labels) => {
  const host = hostOf(labels['instance']);
  return host === undefined ? undefined : nodeObject(host);
};

/** Exporters and agents that run on the node that they speak of, under the address of the node. */
const isNodeJob = (job: string): boolean => /(^|[-/])(node-exporter|kubelet|cadvisor)($|[-/])/.test(job);

const byNodeInstance: Find = (labels) => (isNodeJob(labels['job'] ?? '') ? byInstance(labels) : undefined);

const byOwner: Find = (labels) => {
  const owner = ownerOf(labels);
  if (owner === undefined) return undefined;
  const namespace = namespaceOf(labels);
  const part = partOfWorkload(namespace, owner);
  if (part) return partObject(part);
  return namespace === undefined ? undefined : workloadObject(namespace, owner);
};

/** TargetDown: the part that the job watches; a node where the target is one. */
const byJob: Find = (labels) => {
  const part = partOfJob(labels['job'] ?? '') ?? partOfJob(labels['service'] ?? '');
  if (part === 'cluster' || part === undefined) {
    const node = byNode(labels) ?? byNodeInstance(labels);
    if (node) return node;
  }
  return part && partObject(part);
};

const byService: Find = (labels) => {
  const namespace = namespaceOf(labels);
  const name = firstName(labels, ['service', 'service_name']);
  if (namespace === undefined || name === undefined) return undefined;
  const part = partOfWorkload(namespace, name);
  return part ? partObject(part) : serviceObject(namespace, name);
};

const finders = {
  node: byNode,
  instance: byInstance,
  job: byJob,
  owner: byOwner,
  service: byService,
  'node-instance': byNodeInstance,
  dns: () => partObject('dns'),
  proxy: () => partObject('proxy'),
  network: () => partObject('network'),
  cluster: () => partObject('cluster'),
} satisfies Readonly<Record<string, Find>>;

/** A way to find out from its labels what an alert is about. */
export type Finder = keyof typeof finders;

/** What the first of the finders that knows an answer says. */
export function findObject(labels: Labels, order: readonly Finder[]): RoutedObject | undefined {
  for (const finder of order) {
    const found = finders[finder](labels);
    if (found) return found;
  }
  return undefined;
}
