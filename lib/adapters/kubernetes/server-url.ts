import { redact } from '../../evidence/redaction.ts';
import type { Access } from './access.ts';
import { ConnectError } from './connect-error.ts';
import { isLoopback } from './proxy-from-environment.ts';

/** @throws ConnectError server-invalid, server-not-encrypted */
export function serverUrl(access: Access): URL {
  const shown = redact(access.server);
  const url = URL.canParse(access.server) ? new URL(access.server) : undefined;
  if (!url || !/^https?:$/.test(url.protocol) || url.username !== '' || url.search !== '') {
    throw new ConnectError({ problem: 'server-invalid', server: shown });
  }
  // `kubectl proxy` speaks HTTP on this machine; anywhere else it would give the credentials away.
  if (url.protocol === 'http:' && !isLoopback(url.hostname) && !access.skipTlsVerify) {
    throw new ConnectError({ problem: 'server-not-encrypted', server: shown });
  }
  return url;
}

/** @throws ConnectError proxy-invalid */
export function checkProxy(proxyUrl: string | undefined): void {
  if (proxyUrl === undefined) return;
  if (!URL.canParse(proxyUrl) || !/^(https?|socks[45]?[ah]?):$/.test(new URL(proxyUrl).protocol)) {
    throw new ConnectError({ problem: 'proxy-invalid', proxy: redact(proxyUrl) });
  }
}
