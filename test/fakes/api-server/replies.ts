import type { Address } from './resources.ts';

/** What the server sends back. */
export interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export const json = (body: unknown, status = 200, headers: Readonly<Record<string, string>> = {}): Reply => ({
  status,
  headers: { 'Content-Type': 'application/json', ...headers },
  body: JSON.stringify(body),
});

export const text = (body: string, status = 200, type = 'text/plain; charset=utf-8'): Reply => ({
  status,
  headers: { 'Content-Type': type },
  body,
});

/** https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/status/ */
export function statusReply(
  code: number,
  reason: string,
  message: string,
  headers: Readonly<Record<string, string>> = {},
  details: Readonly<Record<string, string>> = {},
): Reply {
  const body = {
    kind: 'Status',
    apiVersion: 'v1',
    metadata: {},
    status: 'Failure',
    message,
    reason,
    details,
    code,
  };
  return json(body, code, headers);
}

export const badRequest = (message: string): Reply => statusReply(400, 'BadRequest', message);

/** A path of no API: Go's own words. */
export const notServed = (): Reply => text('404 page not found\n', 404);

export const notFound = ({ resource, name = '' }: Address): Reply =>
  statusReply(404, 'NotFound', `${resource.plural} "${name}" not found`, {}, { name, kind: resource.plural });

export function forbidden({ resource, name, namespace, subresource }: Address, user: string): Reply {
  const what = subresource ? `${resource.plural}/${subresource}` : resource.plural;
  const verb = name === undefined ? 'list' : 'get';
  const where = namespace === undefined ? 'at the cluster scope' : `in the namespace "${namespace}"`;
  const message = `${resource.plural}${name ? ` "${name}"` : ''} is forbidden: User "${user}" cannot ${verb} resource "${what}" in API group "${resource.group}" ${where}`;
  return statusReply(403, 'Forbidden', message);
}
