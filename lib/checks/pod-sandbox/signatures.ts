import type { CauseId } from '../../causes/catalogue.ts';

/** What the message of a FailedCreatePodSandBox event means; the first that matches counts. */
export interface SandboxSignature {
  readonly pattern: RegExp;
  readonly cause: CauseId;
}

/**
 * Messages come from the plugin's binary through the runtime.
 * flannel: https://github.com/flannel-io/flannel/blob/master/Documentation/troubleshooting.md
 * calico: https://docs.tigera.io/calico/latest/operations/troubleshoot/troubleshooting
 * host-local: https://www.cni.dev/plugins/current/ipam/host-local/
 * calico-ipam: https://github.com/projectcalico/cni-plugin/issues/920
 * aws: https://github.com/aws/amazon-vpc-cni-k8s/blob/master/docs/troubleshooting.md
 */
export const sandboxSignatures: readonly SandboxSignature[] = [
  { pattern: /failed to find plugin "[^"]{1,60}" in path/i, cause: 'cni.binaries-missing' },
  { pattern: /\/run\/flannel\/subnet\.env: no such file/i, cause: 'cni.agent-down' },
  { pattern: /\/var\/lib\/calico\/nodename: no such file/i, cause: 'cni.agent-down' },
  {
    pattern: /unable to connect to cilium (?:daemon|agent)|cilium API client timeout/i,
    cause: 'cni.agent-down',
  },
  { pattern: /127\.0\.0\.1:50051[^\n]{0,40}connection refused/i, cause: 'cni.agent-down' },
  { pattern: /127\.0\.0\.1:6784[^\n]{0,40}connection refused/i, cause: 'cni.agent-down' },
  { pattern: /already has an IP address different from/i, cause: 'cni.stale-bridge' },
  {
    pattern:
      /no IP addresses available in (?:range|network)|failed to assign an IP address to container|InsufficientFreeAddressesInSubnet|assigned 0 out of \d{1,3} requested ipv4 addresses|no more free addresses in|pools are likely exhausted/i,
    cause: 'cni.ip-exhausted',
  },
  // Of a cgroup or of inotify the kernel says the same, and there no disk is full.
  {
    pattern: /^(?!.*(?:\/sys\/fs\/cgroup|inotify)).*no space left on device/is,
    cause: 'node.disk-pressure',
  },
  { pattern: /resource temporarily unavailable/i, cause: 'node.pid-pressure' },
  {
    pattern: /OCI runtime create failed|failed to create shim|failed to start shim/i,
    cause: 'runtime.container-start-failing',
  },
  { pattern: /failed to pull image|failed to get sandbox image/i, cause: 'pod.image-unavailable' },
  { pattern: /network for sandbox|setup network|networkplugin cni failed/i, cause: 'cni.plugin-failing' },
];
