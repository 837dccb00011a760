/** An HTTP request as it arrived: header names in lower case, the body as bytes, since signatures are over bytes. */
export interface IncomingRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

export interface OutgoingResponse {
  readonly statusCode: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: string;
}

export const answer = (
  statusCode: number,
  body: string,
  headers?: Record<string, string>,
): OutgoingResponse => ({
  statusCode,
  body,
  headers: { 'content-type': 'text/plain; charset=utf-8', ...headers },
});

export const answerJson = (statusCode: number, body: unknown): OutgoingResponse => ({
  statusCode,
  body: JSON.stringify(body),
  headers: { 'content-type': 'application/json; charset=utf-8' },
});

/** The body as text, or undefined where it is not UTF-8. */
export function bodyText(request: IncomingRequest): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(request.body);
  } catch {
    return undefined; // told apart from an empty text by its type: the caller answers 400
  }
}
