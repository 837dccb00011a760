import { randomUUID } from 'node:crypto';
import type { HttpHandler } from '../handlers/http.ts';
import { answer, type OutgoingResponse } from '../ingress/request.ts';
import { render, say } from '../messages/message.ts';
import { toGatewayEvent } from './gateway-event.ts';
import { refusedHost } from './guard.ts';
import type { LocalRequest, LocalResponse } from './http-server.ts';
import type { Route } from './routes.ts';

export interface DispatchOptions {
  readonly routes: readonly Route[];
  readonly functions: Readonly<Record<string, HttpHandler>>;
  /** Undefined where the real Slack is spoken to. */
  readonly page: ((request: LocalRequest) => Promise<LocalResponse | undefined>) | undefined;
  readonly port: () => number;
  readonly now: () => number;
}

/** Leads a request to the page or to the function whose route it is. */
export function dispatch(options: DispatchOptions): (request: LocalRequest) => Promise<LocalResponse> {
  const paths = options.routes.map(({ method, path }) => `${method} ${path}`);
  return async (request) => {
    const shown = await options.page?.(request);
    if (shown) return shown;
    const here = options.routes.filter(({ path }) => path === request.path);
    if (here.length === 0) return nothingHere(request, options, paths);
    // Behind a tunnel to the real Slack the name is another one.
    const refusal = options.page && refusedHost(request, { port: options.port() });
    if (refusal) return answer(403, `${render(say('local.refused', { refusal }))}\n`);
    if (request.headers['origin'] !== undefined)
      return answer(403, `${render(say('local.from-a-browser', {}))}\n`);
    const route = here.find(({ method }) => method === request.method || method === '*');
    const handler = route && options.functions[route.functionName];
    if (!handler) {
      const allowed = here.map(({ method }) => method).join(', ');
      return answer(405, `${render(say('local.method', { allowed }))}\n`, { allow: allowed });
    }
    return call(handler, request, options);
  };
}

function nothingHere(
  request: LocalRequest,
  { page }: DispatchOptions,
  paths: readonly string[],
): OutgoingResponse {
  if (!page && request.path === '/') return answer(200, `${render(say('local.no-page', {}))}\n`);
  return answer(
    404,
    `${render(say('local.not-found', { paths: [...(page ? ['GET /'] : []), ...paths] }))}\n`,
  );
}

async function call(
  handler: HttpHandler,
  request: LocalRequest,
  { now }: DispatchOptions,
): Promise<OutgoingResponse> {
  const { sourceIp } = request;
  const result = await handler(toGatewayEvent(request, { requestId: randomUUID(), nowMs: now(), sourceIp }));
  return {
    statusCode: result.statusCode ?? 200,
    headers: Object.fromEntries(
      Object.entries(result.headers ?? {}).map(([name, value]) => [name, String(value)]),
    ),
    body: result.body ?? '',
  };
}
