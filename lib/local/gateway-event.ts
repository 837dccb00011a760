import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import type { IncomingRequest } from '../ingress/request.ts';

/** Content types whose bodies an HTTP API hands on as text; all others arrive base64-encoded, forms among them. */
const TEXT_TYPES = /^(?:text\/.*|application\/(?:json|javascript|xml))$/;

/**
 * A request as an HTTP API of AWS hands it to a function, payload format 2.0.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html
 */
export function toGatewayEvent(
  request: IncomingRequest & { readonly query: string },
  context: { readonly requestId: string; readonly nowMs: number; readonly sourceIp: string },
): APIGatewayProxyEventV2 {
  const { method, path, headers, query } = request;
  const body = Buffer.from(request.body);
  const mediaType = (headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
  // What is no UTF-8 would be changed by being made text.
  const asText = TEXT_TYPES.test(mediaType) && Buffer.from(body.toString('utf8')).equals(body);
  return {
    version: '2.0',
    routeKey: `${method} ${path}`,
    rawPath: path,
    rawQueryString: query,
    headers: { ...headers },
    isBase64Encoded: !asText,
    body: body.toString(asText ? 'utf8' : 'base64'),
    requestContext: {
      accountId: 'local',
      apiId: 'local',
      domainName: headers['host'] ?? '',
      domainPrefix: 'local',
      http: {
        method,
        path,
        protocol: 'HTTP/1.1',
        sourceIp: context.sourceIp,
        userAgent: headers['user-agent'] ?? '',
      },
      requestId: context.requestId,
      routeKey: `${method} ${path}`,
      stage: '$default',
      time: new Date(context.nowMs).toISOString(),
      timeEpoch: context.nowMs,
    },
  };
}
