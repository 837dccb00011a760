import { Agent, request } from 'node:https';

/** Writes many objects quickly as one client; connections are kept and at most `MOST_AT_ONCE` requests are under way. */
export interface ApiWriter {
  /** Creates an object at an API path; one that is there already is left as it is. */
  readonly create: (path: string, object: object) => Promise<void>;
  readonly close: () => void;
}

const MOST_AT_ONCE = 64;
const REQUEST_LIMIT_MS = 60_000;

/** Takes server, CA and client certificate from a kubeconfig of kubeadm's. */
export function apiWriter(kubeconfig: string): ApiWriter {
  const field = (name: string): string => {
    const found = new RegExp(`^\\s*${name}: (.+)$`, 'm').exec(kubeconfig)?.[1];
    if (found === undefined) throw new Error(`the kubeconfig has no ${name}`);
    return found;
  };
  const decoded = (name: string) => Buffer.from(field(name), 'base64');
  const agent = new Agent({
    keepAlive: true,
    maxSockets: MOST_AT_ONCE,
    ca: decoded('certificate-authority-data'),
    cert: decoded('client-certificate-data'),
    key: decoded('client-key-data'),
  });
  const server = new URL(field('server'));
  const create = (path: string, object: object): Promise<void> =>
    new Promise((resolve, reject) => {
      const body = JSON.stringify(object);
      const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) };
      const sent = request(
        {
          agent,
          hostname: server.hostname,
          port: server.port,
          path,
          method: 'POST',
          headers,
          timeout: REQUEST_LIMIT_MS,
        },
        (answer) => {
          let text = '';
          answer.setEncoding('utf8').on('data', (chunk: string) => {
            text += chunk;
          });
          answer.on('end', () => {
            if (answer.statusCode === 201 || answer.statusCode === 409) resolve();
            else reject(new Error(`POST ${path}: ${answer.statusCode} ${text.slice(0, 300)}`));
          });
        },
      );
      sent.on('timeout', () =>
        sent.destroy(new Error(`POST ${path}: no answer in ${REQUEST_LIMIT_MS / 1000} s`)),
      );
      sent.on('error', reject);
      sent.end(body);
    });
  return { create, close: () => agent.destroy() };
}

/** Does `work` for 0 … count-1, as many at once as the writer has connections. */
export async function each(count: number, work: (index: number) => Promise<void>): Promise<void> {
  let next = 0;
  const lane = async () => {
    while (next < count) {
      const index = next;
      next += 1;
      await work(index);
    }
  };
  await Promise.all(Array.from({ length: MOST_AT_ONCE }, lane));
}
