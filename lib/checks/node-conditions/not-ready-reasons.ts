/**
 * What a kubelet writes into the message of Ready=False. It joins the errors of several sources, so one message may hold
 * more than one of these.
 * https://github.com/kubernetes/kubernetes/blob/v1.34.0/pkg/kubelet/nodestatus/setters.go (ReadyCondition)
 */
export type NotReadyReason = 'network' | 'runtime' | 'pleg' | 'capacity' | 'shutdown' | 'starting';

const forms: readonly { readonly reason: NotReadyReason; readonly pattern: RegExp }[] = [
  {
    reason: 'network',
    pattern:
      /networkpluginnotready|network plugin is not ready|cni (?:plugin not initialized|config uninitialized)/i,
  },
  {
    reason: 'runtime',
    pattern:
      /container runtime is down|(?:docker|containerd|cri-o) (?:daemon )?is (?:down|not running)|runtimeready=false/i,
  },
  { reason: 'pleg', pattern: /pleg is not healthy/i },
  { reason: 'capacity', pattern: /missing node capacity for resources/i },
  { reason: 'shutdown', pattern: /node is shutting down/i },
  {
    reason: 'starting',
    pattern: /container runtime status check may not have completed yet|csinode is not yet initialized/i,
  },
];

export function notReadyReasons(message: string | undefined): ReadonlySet<NotReadyReason> {
  return new Set(forms.filter(({ pattern }) => pattern.test(message ?? '')).map(({ reason }) => reason));
}
