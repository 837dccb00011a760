import type { ConnectProblem } from '../adapters/kubernetes/connect-error.ts';
import { type Trouble, trouble } from './trouble.ts';

/** Why there is no way in to a cluster, in words. */
export function connectTrouble(problem: ConnectProblem): Trouble {
  switch (problem.problem) {
    case 'kubeconfig-not-found':
      return trouble('connect.kubeconfig-not-found', problem);
    case 'kubeconfig-missing':
      return trouble('connect.kubeconfig-missing', problem);
    case 'kubeconfig-unreadable':
      return trouble('connect.kubeconfig-unreadable', { path: problem.path, reason: problem.code });
    case 'kubeconfig-malformed':
      return trouble('connect.kubeconfig-malformed', problem);
    case 'context-not-found':
      return trouble('connect.context-not-found', problem);
    case 'no-current-context':
      return trouble('connect.no-current-context', problem);
    case 'cluster-not-found':
      return trouble('connect.cluster-not-found', problem);
    case 'user-not-found':
      return trouble('connect.user-not-found', problem);
    case 'server-invalid':
      return trouble('connect.server-invalid', problem);
    case 'server-not-encrypted':
      return trouble('connect.server-not-encrypted', problem);
    case 'proxy-invalid':
      return trouble('connect.proxy-invalid', problem);
    case 'credential-file-unreadable': {
      const { file, path, code } = problem;
      return trouble('connect.credential-file-unreadable', { file, path, reason: code });
    }
    case 'credential-invalid':
      return trouble('connect.credential-invalid', problem);
    case 'not-in-cluster':
      return trouble('connect.not-in-cluster', problem);
    case 'plugin-not-found':
      return trouble('connect.plugin-not-found', problem);
    case 'plugin-failed':
      return trouble('connect.plugin-failed', problem);
    case 'plugin-timed-out':
      return trouble('connect.plugin-timed-out', {
        command: problem.command,
        seconds: problem.afterMs / 1000,
      });
    case 'plugin-needs-terminal':
      return trouble('connect.plugin-needs-terminal', problem);
    case 'auth-provider-failed':
      return trouble('connect.auth-provider-failed', problem);
  }
}
