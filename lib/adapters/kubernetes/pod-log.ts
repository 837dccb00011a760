import type { LogQuery } from '../../evidence/cluster-reader.ts';
import { collected, nameOf, type Permission, type Reading } from '../../evidence/reading.ts';
import { type Question, readFailure } from './answer-reading.ts';
import type { ApiClient } from './api-client.ts';
import { resourcePath } from './resource-path.ts';

/**
 * What the API server says, with 400, where a container has written nothing yet, or has not run before:
 * https://github.com/kubernetes/kubernetes/blob/v1.31.0/pkg/kubelet/kubelet_pods.go
 */
const NO_LOG = /is waiting to start|previous terminated container .{0,300} not found|not available for pod/;

/** The end of a container's log, masked. */
export async function readPodLog(
  client: ApiClient,
  { namespace, pod, container, previous, tailLines, limitBytes }: LogQuery,
  ask: (permission: Permission, what: string) => Question,
): Promise<Reading<string>> {
  const what = `log of ${nameOf('Pod', pod, namespace)}${container ? ` (${container})` : ''}`;
  const question = ask({ verb: 'get', group: '', resource: 'pods/log', namespace, name: pod }, what);
  const answer = await client.get({
    path: `${resourcePath('Pod', namespace, pod)}/log`,
    query: {
      ...(container ? { container } : {}),
      ...(previous ? { previous: 'true' } : {}),
      tailLines: String(tailLines),
      limitBytes: String(limitBytes),
    },
    // The log is text, an error is JSON.
    accept: 'application/json, */*',
    // The API server asks the kubelet, and a kubelet that is down is what is being looked at.
    retryServerErrors: false,
  });
  if (answer.status !== 'collected') return answer;
  const { httpStatus, headers, body } = answer.value;
  if (httpStatus === 200) {
    const type = headers['content-type'] ?? '';
    if (type.startsWith('text/html'))
      return { status: 'failed', httpStatus, detail: 'text/html instead of a log' };
    return collected(question.mask(body.toString('utf8')));
  }
  const failure = readFailure(answer.value, question);
  const hasNoLog = failure.status === 'failed' && httpStatus === 400 && NO_LOG.test(failure.detail);
  return hasNoLog ? { status: 'absent', what } : failure;
}
