import { DNS_NAMESPACES, isSystemNamespace } from '../../evidence/system-namespaces.ts';
import type { Part } from './routed.ts';

const dns = /^(rke2-)?(coredns|kube-dns|dns-default)(-rke2-coredns)?$/;
const proxy = /^kube-proxy(-[a-z0-9-]+)?$/;
/** The agents of network plugins and what steers them. */
const network =
  /^(rke2-)?(canal|calico-[a-z-]+|kube-flannel(-ds)?(-[a-z0-9]+)?|flannel|weave-net|cilium(-operator|-envoy)?|anetd|aws-node|antrea-(agent|controller)|kindnet|kube-router|ovnkube-[a-z-]+|sdn|kube-ovn-(cni|controller)|azure-cn[is](-[a-z0-9-]+)?|multus(-[a-z-]+)?|netd)$/;

/** The part of the cluster that a workload of its own namespaces makes up, if it is one that is looked at. */
export function partOfWorkload(namespace: string | undefined, workload: string): Part | undefined {
  if (!isSystemNamespace(namespace)) return undefined;
  if (namespace !== undefined && DNS_NAMESPACES.includes(namespace) && dns.test(workload)) return 'dns';
  if (proxy.test(workload)) return 'proxy';
  return network.test(workload) ? 'network' : undefined;
}

/** The part that a scrape job or its Service watches, by the names that charts and operators give it. */
export function partOfJob(job: string): Part | undefined {
  if (/(^|[-/])(coredns|core-dns|kube-dns|dns-default)($|[-/])/.test(job)) return 'dns';
  if (/(^|[-/])kube-proxy($|[-/])/.test(job)) return 'proxy';
  if (/(^|[-/])(kubelet|apiservers?)($|[-/])/.test(job)) return 'cluster';
  return undefined;
}
