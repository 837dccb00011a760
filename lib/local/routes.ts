import { parseDocument } from 'yaml';
import * as z from 'zod';

/** A way in over HTTP, and the function that it leads to. */
export interface Route {
  readonly method: string;
  readonly path: string;
  readonly functionName: string;
}

const httpApi = z.union([z.string(), z.object({ method: z.string(), path: z.string() })]);
const event = z.object({ httpApi: httpApi.optional() });
const service = z.object({
  functions: z.record(z.string(), z.object({ events: z.array(z.unknown()).optional() })),
});

/**
 * The routes that serverless.yml declares: there is one place that says them, for AWS and for this machine.
 * https://www.serverless.com/framework/docs/providers/aws/events/http-api
 * @throws where the file has none, or one that cannot be served here
 */
export function routesOf(serverlessYml: string): readonly Route[] {
  // References like !GetAtt stay what they are; none of them is part of a route.
  const parsed = service.parse(parseDocument(serverlessYml, { logLevel: 'silent' }).toJS());
  const routes = Object.entries(parsed.functions).flatMap(([functionName, { events = [] }]) =>
    events.flatMap((declared) => {
      const { data } = event.safeParse(declared);
      return data?.httpApi === undefined ? [] : [toRoute(data.httpApi, functionName)];
    }),
  );
  if (routes.length === 0) throw new Error('serverless.yml declares no httpApi route');
  return routes;
}

function toRoute(declared: z.output<typeof httpApi>, functionName: string): Route {
  const [method, path] =
    typeof declared === 'string' ? declared.trim().split(/\s+/) : [declared.method, declared.path];
  if (!method || !path?.startsWith('/') || /[{}*]/.test(path))
    throw new Error(`serverless.yml: the route of ${functionName} cannot be served on this machine`);
  return { method: method.toUpperCase(), path, functionName };
}
