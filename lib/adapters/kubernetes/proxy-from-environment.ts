import { BlockList, isIP } from 'node:net';

type Variables = Readonly<Record<string, string | undefined>>;

/**
 * The proxy that the environment names for a server, by the rules of Go's HTTP client, which are kubectl's:
 * https://pkg.go.dev/golang.org/x/net/http/httpproxy#Config
 */
export function proxyFromEnvironment(server: URL, variables: Variables): string | undefined {
  const read = (name: string) => variables[name] || variables[name.toLowerCase()] || undefined;
  const proxy = read(server.protocol === 'https:' ? 'HTTPS_PROXY' : 'HTTP_PROXY');
  if (proxy === undefined || goesDirect(server, read('NO_PROXY') ?? '')) return undefined;
  return proxy.includes('://') ? proxy : `http://${proxy}`;
}

/** Whether a host is this machine. */
export function isLoopback(hostname: string): boolean {
  const host = bare(hostname);
  return host === 'localhost' || host === '::1' || (isIP(host) === 4 && host.startsWith('127.'));
}

/** A URL writes an IPv6 address in brackets. */
const bare = (hostname: string): string => hostname.replace(/^\[|\]$/g, '').toLowerCase();

function goesDirect(server: URL, noProxy: string): boolean {
  const host = bare(server.hostname);
  if (isLoopback(host)) return true;
  const port = server.port || (server.protocol === 'https:' ? '443' : '80');
  return noProxy
    .split(',')
    .map((entry) => entry.trim().toLowerCase())
    .some((entry) => entry !== '' && matches(entry, host, port));
}

function matches(entry: string, host: string, port: string): boolean {
  if (entry === '*') return true;
  const [network = '', prefix] = entry.split('/');
  if (prefix !== undefined) return inNetwork(host, network, Number(prefix));
  const withPort = /^(.*[^:]):(\d+)$/.exec(entry);
  const name = isIP(entry) ? entry : (withPort?.[1] ?? entry);
  if (!isIP(entry) && withPort && withPort[2] !== port) return false;
  if (name.startsWith('.')) return host.endsWith(name);
  const plain = name.replace(/^\*\./, '');
  return host === bare(plain) || (!isIP(host) && host.endsWith(`.${plain}`));
}

function inNetwork(host: string, network: string, prefix: number): boolean {
  const family = isIP(network) === 6 ? 'ipv6' : 'ipv4';
  const longest = family === 'ipv6' ? 128 : 32;
  if (!isIP(network) || isIP(host) !== isIP(network)) return false;
  if (!Number.isInteger(prefix) || prefix < 0 || prefix > longest) return false;
  const list = new BlockList();
  list.addSubnet(network, prefix, family);
  return list.check(host, family);
}
