import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingRequest } from '../ingress/request.ts';

/** Why a request for the page is refused. */
export type Refusal = 'wrong-host' | 'wrong-origin' | 'wrong-token';

export interface GuardOptions {
  readonly port: number;
  /** Made anew at each start. */
  readonly token: string;
}

type Facts = Pick<IncomingRequest, 'method' | 'headers'>;

const cookieName = (port: number): string => `wardround-${port}`;

/** The names by which a browser may call this machine. Any other is somebody's domain that was pointed here. */
const ownHosts = (port: number): readonly string[] =>
  ['127.0.0.1', 'localhost', '[::1]'].flatMap((name) =>
    port === 80 ? [name, `${name}:80`] : [`${name}:${port}`],
  );

/**
 * Whether a request comes to this machine by its own name: against pages that have their domain resolve to 127.0.0.1
 * (DNS rebinding), which the browser then takes for the same origin.
 */
export function refusedHost(
  { headers }: Pick<Facts, 'headers'>,
  { port }: Pick<GuardOptions, 'port'>,
): Refusal | undefined {
  return ownHosts(port).includes((headers['host'] ?? '').toLowerCase()) ? undefined : 'wrong-host';
}

/**
 * Whether a request is refused that reads or changes what the page shows: by its host, by its origin (any website can send
 * requests here), or because it does not carry the token of this start, by cookie or as a bearer. What changes something
 * by cookie must also name its origin, as every browser does.
 */
export function refused(request: Facts, options: GuardOptions): Refusal | undefined {
  const { headers, method } = request;
  const host = refusedHost(request, options);
  if (host) return host;
  const origin = headers['origin'];
  if (origin !== undefined && origin !== `http://${headers['host']}`) return 'wrong-origin';
  const site = headers['sec-fetch-site'];
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return 'wrong-origin';
  const bearer = /^Bearer (\S+)$/i.exec(headers['authorization'] ?? '')?.[1];
  if (bearer !== undefined) return isSame(bearer, options.token) ? undefined : 'wrong-token';
  const cookie = cookieOf(headers['cookie'] ?? '', cookieName(options.port));
  if (cookie === undefined || !isSame(cookie, options.token)) return 'wrong-token';
  return method !== 'GET' && origin === undefined ? 'wrong-origin' : undefined;
}

/** A cookie that scripts cannot read and that no other site's request carries. */
export const cookieOfToken = ({ port, token }: GuardOptions): string =>
  `${cookieName(port)}=${token}; Path=/; HttpOnly; SameSite=Strict`;

function cookieOf(header: string, name: string): string | undefined {
  for (const pair of header.split(';')) {
    const [key, value] = pair.trim().split('=', 2);
    if (key === name) return value;
  }
  return undefined;
}

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
const isSame = (given: string, wanted: string): boolean => timingSafeEqual(digest(given), digest(wanted));
