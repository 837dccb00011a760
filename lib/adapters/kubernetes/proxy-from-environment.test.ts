import { describe, expect, test } from '@jest/globals';
import { proxyFromEnvironment } from './proxy-from-environment.ts';

const server = (address: string) => new URL(address);
const HTTPS_PROXY = 'http://proxy.example.com:3128';

describe('proxyFromEnvironment', () => {
  test('takes the proxy of the scheme, in either case, with or without a scheme of its own', () => {
    expect(proxyFromEnvironment(server('https://api.example.com'), { HTTPS_PROXY })).toBe(HTTPS_PROXY);
    expect(proxyFromEnvironment(server('https://api.example.com'), { https_proxy: 'proxy:3128' })).toBe(
      'http://proxy:3128',
    );
    expect(proxyFromEnvironment(server('http://api.example.com'), { HTTPS_PROXY })).toBeUndefined();
    expect(proxyFromEnvironment(server('https://api.example.com'), {})).toBeUndefined();
  });

  test.each([
    ['https://api.example.com', 'api.example.com'],
    ['https://api.example.com', 'example.com'],
    ['https://api.example.com', '.example.com'],
    ['https://api.example.com', 'other.org, *.example.com'],
    ['https://api.example.com:6443', 'api.example.com:6443'],
    ['https://api.example.com', '*'],
    ['https://10.1.2.3:6443', '10.0.0.0/8'],
    ['https://10.1.2.3:6443', '10.1.2.3'],
    ['https://[fd00::1]:6443', 'fd00::/8'],
    ['https://[fd00::1]:6443', 'fd00::1'],
  ])('goes to %s directly when NO_PROXY is %s', (address, NO_PROXY) => {
    expect(proxyFromEnvironment(server(address), { HTTPS_PROXY, NO_PROXY })).toBeUndefined();
  });

  test.each([
    ['https://api.example.com', 'pi.example.com'],
    ['https://example.com', '.example.com'],
    ['https://api.example.com:6443', 'api.example.com:443'],
    ['https://11.1.2.3:6443', '10.0.0.0/8'],
    ['https://10.1.2.3:6443', '10.0.0.0/99'],
    ['https://api.example.com', '10.0.0.0/8,,'],
  ])('goes to %s through the proxy although NO_PROXY is %s', (address, NO_PROXY) => {
    expect(proxyFromEnvironment(server(address), { HTTPS_PROXY, NO_PROXY })).toBe(HTTPS_PROXY);
  });

  test.each(['https://localhost:6443', 'https://127.0.0.1:6443', 'https://[::1]:6443'])(
    'never goes through a proxy to %s',
    (address) => {
      expect(proxyFromEnvironment(server(address), { HTTPS_PROXY })).toBeUndefined();
    },
  );
});
