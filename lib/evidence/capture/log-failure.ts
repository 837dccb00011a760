import type { Missing, UnreachableReason } from '../reading.ts';

const NETWORK: readonly (readonly [RegExp, UnreachableReason])[] = [
  [/connection refused/, 'refused'],
  [/connection reset|unexpected EOF/, 'reset'],
  [/no such host/, 'name-not-found'],
  [/no route to host|network is unreachable/, 'no-route'],
  [/x509: certificate signed by unknown authority/, 'tls-untrusted'],
  [/certificate has expired/, 'tls-expired'],
];

/** A request to the API server itself, as Go's client names it in its errors. */
const CLIENT_REQUEST = /Get "?https?:\/\/[^"\s]{1,300}\/api\/v1\/namespaces\//;

/**
 * What kubectl's own words say of a log that it could not fetch. A container that has not run yet has no log: that is
 * knowledge. A server that answers with an error could not reach the kubelet: that is a failure. A client that could
 * not reach the server is another matter.
 */
export function logFailure(detail: string, namespace: string, what: string): Missing {
  if (
    /is waiting to start|is terminated: no log|container .{0,300} not found|pods? .{0,300} not found$/.test(
      detail,
    )
  ) {
    return { status: 'absent', what };
  }
  if (/ is forbidden: /.test(detail)) {
    return { status: 'forbidden', permission: { verb: 'get', group: '', resource: 'pods/log', namespace } };
  }
  if (CLIENT_REQUEST.test(detail)) {
    const reason = NETWORK.find(([pattern]) => pattern.test(detail))?.[1] ?? 'other';
    return { status: 'unreachable', reason, detail };
  }
  return { status: 'failed', httpStatus: undefined, detail };
}
