import http from 'node:http';
import https from 'node:https';
import type { UnreachableReason } from '../../evidence/reading.ts';
import { describeNetworkFailure } from './network-failure.ts';

export interface GetRequest {
  readonly url: URL;
  readonly headers: http.OutgoingHttpHeaders;
  readonly agent: http.Agent;
  readonly signal: AbortSignal;
  /** Called for each piece of the body: false ends the reading there. */
  readonly onBytes: (count: number) => boolean;
}

/** What came back from one request. Any HTTP status is an answer; a redirect is not followed. */
export type GetResult =
  | {
      readonly kind: 'answer';
      readonly httpStatus: number;
      readonly headers: http.IncomingHttpHeaders;
      readonly body: Buffer;
    }
  /** `staleConnection`: it was kept from an earlier request, and the server had closed it meanwhile. */
  | {
      readonly kind: 'unreachable';
      readonly reason: UnreachableReason;
      readonly detail: string;
      readonly staleConnection: boolean;
    }
  | { readonly kind: 'aborted' }
  /** The connection ended in the middle of the body. */
  | { readonly kind: 'cut-off'; readonly httpStatus: number; readonly receivedBytes: number }
  | { readonly kind: 'stopped' };

/** One GET, its body counted as it comes in. Never throws for what the network does. */
export async function httpGet({ url, headers, agent, signal, onBytes }: GetRequest): Promise<GetResult> {
  const send = url.protocol === 'https:' ? https.request : http.request;
  // Without Accept-Encoding the body comes as it is, so that what is counted is what is kept.
  const request = send(url, { method: 'GET', agent, headers, signal });
  let response: http.IncomingMessage;
  try {
    response = await new Promise<http.IncomingMessage>((resolve, reject) => {
      request.on('response', resolve);
      request.on('error', reject); // stays, for an error after the response would be thrown otherwise
      request.end();
    });
  } catch (error) {
    if (signal.aborted) return { kind: 'aborted' };
    const { reason, detail } = describeNetworkFailure(error);
    return {
      kind: 'unreachable',
      reason,
      detail,
      staleConnection: request.reusedSocket && reason === 'reset',
    };
  }
  return await readBody(response, signal, onBytes);
}

async function readBody(
  response: http.IncomingMessage,
  signal: AbortSignal,
  onBytes: (count: number) => boolean,
): Promise<GetResult> {
  const httpStatus = response.statusCode ?? 0;
  const chunks: Buffer[] = [];
  let receivedBytes = 0;
  try {
    for await (const chunk of response as AsyncIterable<Buffer>) {
      // without an encoding the stream yields buffers
      receivedBytes += chunk.length;
      // Leaving the loop destroys the stream and its connection.
      if (!onBytes(chunk.length)) return { kind: 'stopped' };
      chunks.push(chunk);
    }
  } catch {
    return signal.aborted ? { kind: 'aborted' } : { kind: 'cut-off', httpStatus, receivedBytes };
  }
  return { kind: 'answer', httpStatus, headers: response.headers, body: Buffer.concat(chunks) };
}
