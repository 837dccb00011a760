import { once } from 'node:events';
import http from 'node:http';
import https from 'node:https';
import type { AddressInfo } from 'node:net';
import { replyWithList } from './listing.ts';
import {
  badRequest,
  forbidden,
  json,
  notFound,
  notServed,
  type Reply,
  statusReply,
  text,
} from './replies.ts';
import { type Address, readPath } from './resources.ts';
import { metaOf, type RawObject } from './selectors.ts';

export interface RecordedRequest {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: http.IncomingHttpHeaders;
  /** Counted over all requests, from 1. */
  readonly number: number;
}

/** What goes wrong instead of an answer. */
export type Fault =
  | { readonly kind: 'reply'; readonly reply: Reply }
  /** Takes the request and says nothing. */
  | { readonly kind: 'hang' }
  /** Sends the head and the first bytes, and nothing more. */
  | { readonly kind: 'stall'; readonly afterBytes: number }
  | { readonly kind: 'cut'; readonly afterBytes: number }
  /** Ends the connection before a word is said. */
  | { readonly kind: 'reset' };

export interface ApiServerOptions {
  readonly objects?: readonly RawObject[];
  /** `namespace/pod/container` or `namespace/pod/container/previous` to what it wrote. */
  readonly logs?: Readonly<Record<string, string>>;
  /** Whoever does not bring it gets 401. */
  readonly token?: string;
  /** `apps/v1` and the like: groups that this server is too old for. */
  readonly unserved?: readonly string[];
  /** `get nodes`, `list pods`, `get pods/log`: what the identity may not do. */
  readonly denied?: readonly string[];
  readonly user?: string;
  readonly fault?: (request: RecordedRequest) => Fault | undefined;
  readonly tls?: https.ServerOptions;
}

export interface ApiServer {
  readonly url: string;
  readonly port: number;
  readonly requests: readonly RecordedRequest[];
  /** Connections that were opened. */
  connections(): number;
  close(): Promise<void>;
}

/**
 * Behaves like a kube-apiserver (v1.35) at its edge, on loopback, and records what it is asked. It is stricter in one
 * thing: a query parameter that the API does not have gets 400, where the real server passes over it.
 */
export async function startApiServer(options: ApiServerOptions = {}): Promise<ApiServer> {
  const requests: RecordedRequest[] = [];
  let connections = 0;
  const handle: http.RequestListener = (request, response) => {
    const url = new URL(request.url ?? '/', 'http://server');
    const recorded: RecordedRequest = {
      method: request.method ?? '',
      path: url.pathname,
      query: url.searchParams,
      headers: request.headers,
      number: requests.length + 1,
    };
    requests.push(recorded);
    const fault = options.fault?.(recorded);
    if (fault?.kind === 'hang') return;
    if (fault?.kind === 'reset') {
      request.socket.destroy();
      return;
    }
    const reply = fault?.kind === 'reply' ? fault.reply : answer(recorded, options);
    response.writeHead(reply.status, reply.headers);
    if (fault?.kind === 'cut' || fault?.kind === 'stall') {
      response.write(reply.body.slice(0, fault.afterBytes), () => {
        if (fault.kind === 'cut') request.socket.destroy();
      });
      return;
    }
    // In two pieces and without a length: chunked, as the real server sends lists.
    const middle = Math.floor(reply.body.length / 2);
    response.write(reply.body.slice(0, middle));
    response.end(reply.body.slice(middle));
  };
  const server = options.tls ? https.createServer(options.tls, handle) : http.createServer(handle);
  server.on('connection', () => connections++);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo; // a server that listens on TCP has one
  return {
    url: `${options.tls ? 'https' : 'http'}://127.0.0.1:${port}`,
    port,
    requests,
    connections: () => connections,
    close: async () => {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

function answer({ method, path, query, headers }: RecordedRequest, options: ApiServerOptions): Reply {
  if (options.token !== undefined && headers.authorization !== `Bearer ${options.token}`) {
    return statusReply(401, 'Unauthorized', 'Unauthorized');
  }
  if (method !== 'GET') return statusReply(405, 'MethodNotAllowed', 'this server is only read');
  if (path === '/version') return json({ major: '1', minor: '31', gitVersion: 'v1.31.0' });
  const address = readPath(path);
  if (!address) return notServed();
  const { resource, name, namespace } = address;
  if (options.unserved?.includes(`${resource.group}/${resource.version}`)) return notServed();
  const verb = name === undefined ? 'list' : 'get';
  const what = address.subresource ? `${resource.plural}/${address.subresource}` : resource.plural;
  if (options.denied?.includes(`${verb} ${what}`)) return forbidden(address, options.user ?? 'reader');
  const inScope = (options.objects ?? []).filter(
    (object) =>
      object['kind'] === resource.kind && (namespace === undefined || metaOf(object).namespace === namespace),
  );
  if (name === undefined) return replyWithList(inScope, { resource, query, accept: headers.accept ?? '' });
  const object = inScope.find((item) => metaOf(item).name === name);
  if (!object) return notFound(address);
  if (address.subresource === 'log') return logReply(address, query, options.logs ?? {});
  return query.size > 0 ? badRequest(`unknown parameter: ${[...query.keys()].join()}`) : json(object);
}

function logReply(
  { namespace, name }: Address,
  query: URLSearchParams,
  logs: Readonly<Record<string, string>>,
): Reply {
  const known = ['container', 'previous', 'tailLines', 'limitBytes'];
  for (const parameter of query.keys()) {
    if (!known.includes(parameter)) return badRequest(`unknown parameter: ${parameter}`);
  }
  const container = query.get('container') ?? '';
  const previous = query.get('previous') === 'true';
  const log = logs[`${namespace}/${name}/${container}${previous ? '/previous' : ''}`];
  if (log === undefined) {
    return badRequest(
      previous
        ? `previous terminated container "${container}" in pod "${name}" not found`
        : `container "${container}" in pod "${name}" is waiting to start: ContainerCreating`,
    );
  }
  const tail = log.split('\n').slice(-Number(query.get('tailLines') ?? log.length) - 1);
  return text(tail.join('\n').slice(0, Number(query.get('limitBytes') ?? log.length)), 200, 'text/plain');
}
