import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { answer, type IncomingRequest, type OutgoingResponse } from '../ingress/request.ts';

const HOST = '127.0.0.1';
/** As much as a function at AWS can be given: https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html */
const LIMIT_BYTES = 6 * 1024 * 1024;
/** Times the limit. */
const DROPPED_AT_MOST = 4;
const REQUEST_TIMEOUT_MS = 30_000;
const HEADERS_TIMEOUT_MS = 10_000;
const MOST_CONNECTIONS = 200;

export interface LocalRequest extends IncomingRequest {
  readonly query: string;
  readonly sourceIp: string;
}

/** An answer, or one that goes on until the reader leaves. */
export type LocalResponse =
  | OutgoingResponse
  | { readonly stream: (write: (text: string) => void) => () => void };

export interface LocalServer {
  readonly port: number;
  close(): Promise<void>;
}

/**
 * Serves HTTP on loopback only. A body beyond the limit is answered with 413 without being kept.
 * @throws what `listen` gives, for example EADDRINUSE
 */
export async function startServer(options: {
  readonly port: number;
  readonly handle: (request: LocalRequest) => Promise<LocalResponse>;
  readonly onFault: (what: string, error: unknown) => void;
}): Promise<LocalServer> {
  const server = createServer(
    { requestTimeout: REQUEST_TIMEOUT_MS, headersTimeout: HEADERS_TIMEOUT_MS },
    (req, res) => {
      serve(req, res, options.handle).catch((error: unknown) => {
        options.onFault('http', error);
        if (!res.headersSent) send(res, answer(500, 'Something went wrong here; the terminal says what.'));
        else res.destroy();
      });
    },
  );
  server.maxConnections = MOST_CONNECTIONS;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port, HOST, resolve);
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server has no port');
  return {
    port: address.port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeIdleConnections();
        setTimeout(() => server.closeAllConnections(), 1_000).unref();
      }),
  };
}

async function serve(
  req: IncomingMessage,
  res: ServerResponse,
  handle: (request: LocalRequest) => Promise<LocalResponse>,
): Promise<void> {
  const body = await bodyOf(req);
  if (body === 'too-large') {
    res.setHeader('connection', 'close');
    send(res, answer(413, `The body is larger than ${LIMIT_BYTES} bytes.`));
    return;
  }
  if (body === 'cut-off') return;
  const [path = '/', query = ''] = (req.url ?? '/').split('?', 2);
  const response = await handle({
    method: req.method ?? 'GET',
    path,
    query,
    sourceIp: req.socket.remoteAddress ?? '',
    headers: headersOf(req),
    body,
  });
  if (!('stream' in response)) return send(res, response);
  res.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
  const leave = response.stream((text) => res.write(text));
  res.on('close', leave);
}

/** What is beyond the limit is read and dropped, so that whoever sends it gets to see the answer. */
function bodyOf(req: IncomingMessage): Promise<Buffer | 'too-large' | 'cut-off'> {
  return new Promise((resolve) => {
    let chunks: Buffer[] = [];
    let bytes = 0;
    req.on('data', (chunk: Buffer) => {
      bytes += chunk.byteLength;
      if (bytes <= LIMIT_BYTES) chunks.push(chunk);
      else {
        chunks = [];
        resolve('too-large');
        if (bytes > LIMIT_BYTES * DROPPED_AT_MOST) req.destroy();
      }
    });
    req.on('end', () => resolve(Buffer.concat(chunks)));
    req.on('error', () => resolve('cut-off'));
    req.on('close', () => resolve('cut-off'));
  });
}

/** Names in lower case; what was sent several times is joined by commas, as the HTTP API does. */
const headersOf = (req: IncomingMessage): Record<string, string> =>
  Object.fromEntries(
    Object.entries(req.headers).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.join(',') : (value ?? ''),
    ]),
  );

function send(res: ServerResponse, { statusCode, headers, body }: OutgoingResponse): void {
  res.writeHead(statusCode, { 'cache-control': 'no-store', 'x-content-type-options': 'nosniff', ...headers });
  res.end(body);
}
