import * as z from 'zod';
import { redact } from '../redaction.ts';
import { meta } from './fields.ts';

/**
 * The ConfigMaps that a check may read, of every distribution: all others are left unread, since people keep secrets
 * in them. The same names are the `resourceNames` of the role.
 */
const readableConfigMaps: ReadonlySet<string> = new Set([
  'coredns',
  'coredns-custom',
  'kube-dns',
  'kube-proxy',
  'kube-proxy-config',
  'kubeadm-config',
  'kubelet-config',
  'cluster-info',
  'kube-flannel-cfg',
  'calico-config',
  'canal-config',
  'cilium-config',
]);

/** https://kubernetes.io/docs/reference/kubernetes-api/config-and-storage-resources/config-map-v1/ */
export const configMap = z
  .object({ metadata: meta, data: z.record(z.string(), z.string()).nullish() })
  .transform(({ metadata, data }) => ({
    meta: metadata,
    data: Object.fromEntries(
      readableConfigMaps.has(metadata.name)
        ? Object.entries(data ?? {}).map(([key, value]) => [key, redact(value)])
        : [],
    ) as Readonly<Record<string, string>>, // fromEntries widens an empty branch to {}
  }));
