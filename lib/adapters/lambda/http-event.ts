import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import type { IncomingRequest, OutgoingResponse } from '../../ingress/request.ts';

/**
 * An event of an HTTP API (payload format 2.0) as a request. Bodies of most content types arrive base64-encoded, others as
 * text: https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html
 */
export function toRequest(event: APIGatewayProxyEventV2): IncomingRequest {
  const { body = '', isBase64Encoded, headers } = event;
  return {
    method: event.requestContext.http.method,
    path: event.rawPath,
    headers: Object.fromEntries(
      Object.entries(headers ?? {}).map(([name, value]) => [name.toLowerCase(), value ?? '']),
    ),
    body: Buffer.from(body, isBase64Encoded ? 'base64' : 'utf8'),
  };
}

export function toResult({ statusCode, headers, body }: OutgoingResponse): APIGatewayProxyStructuredResultV2 {
  return { statusCode, body, ...(headers ? { headers: { ...headers } } : {}) };
}
