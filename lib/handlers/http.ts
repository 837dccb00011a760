import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { toRequest, toResult } from '../adapters/lambda/http-event.ts';
import { answer, type IncomingRequest, type OutgoingResponse } from '../ingress/request.ts';
import { errorFields, type Log } from '../log/log.ts';
import { render, say } from '../messages/message.ts';

export type HttpHandler = (event: APIGatewayProxyEventV2) => Promise<APIGatewayProxyStructuredResultV2>;

/** A handler of an HTTP API around one that knows requests only. What it did not expect is a 500, and may be sent again. */
export function httpHandler(
  respond: (request: IncomingRequest) => Promise<OutgoingResponse>,
  log: Log,
): HttpHandler {
  return async (event) => {
    try {
      return toResult(await respond(toRequest(event)));
    } catch (error) {
      log('ingress.failed', errorFields(error));
      return toResult(answer(500, `${render(say('ingress.failed', {}))}\n`));
    }
  };
}
