import type { Cluster, ClusterAccess } from '../config/schema.ts';
import { type Message, render, say } from '../messages/message.ts';

/** Which cluster it is, and by which way it is looked at. */
export const clusterWords = ({ name, access }: Cluster): string =>
  render(say('local.start.cluster-of', { name, from: render(accessWords(access)) }));

function accessWords(access: ClusterAccess): Message {
  if ('recording' in access) return say('local.start.recording', { folder: access.recording });
  if ('inCluster' in access) return say('local.start.in-cluster', {});
  if ('server' in access) return say('local.start.server', { server: access.server });
  return say('local.start.kubeconfig', { path: access.kubeconfig, context: access.context });
}
