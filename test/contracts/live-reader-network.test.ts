import { once } from 'node:events';
import net, { type AddressInfo } from 'node:net';
import { afterEach, describe, expect, test } from '@jest/globals';
import type { WayIn } from '../../lib/adapters/kubernetes/connect-cluster.ts';
import { makeCertificate } from '../fakes/api-server/certificate.ts';
import { makeNode } from '../fakes/api-server/sample-cluster.ts';
import { CANARY, Stage } from './live-reader-setup.ts';

const stage = new Stage();
afterEach(() => stage.end());

const authority = makeCertificate({ name: 'cluster-ca' });
const stranger = makeCertificate({ name: 'another-ca' });
const objects = [makeNode('node-1')];
const DAY_MS = 24 * 60 * 60 * 1000;

async function secure(hosts: readonly string[], validity: { notBefore?: Date; notAfter?: Date } = {}) {
  const certificate = makeCertificate({ name: 'kube-apiserver', issuer: authority, hosts, ...validity });
  return stage.serve({ objects, token: CANARY, tls: { cert: certificate.pem, key: certificate.keyPem } });
}

const read = async (wayIn: Omit<Extract<WayIn, { via: 'server' }>, 'via' | 'token'>) => {
  const reader = await stage.connect({ wayIn: { via: 'server', token: CANARY, ...wayIn } });
  return reader.get('Node', 'node-1');
};

describe('over TLS', () => {
  test('a server of the known authority is read, its data as PEM or as base64 of it', async () => {
    const { url } = await secure(['127.0.0.1']);
    const collected = { status: 'collected', value: { meta: { name: 'node-1' } } };
    expect(await read({ server: url, caData: authority.pem })).toMatchObject(collected);
    const base64 = Buffer.from(authority.pem).toString('base64');
    expect(await read({ server: url, caData: base64 })).toMatchObject(collected);
  });

  test('a server of an unknown authority is not trusted, and learns no token', async () => {
    const server = await secure(['127.0.0.1']);
    const untrusted = { status: 'unreachable', reason: 'tls-untrusted' };
    expect(await read({ server: server.url, caData: stranger.pem })).toMatchObject(untrusted);
    expect(await read({ server: server.url })).toMatchObject(untrusted);
    expect(server.requests).toHaveLength(0);
  });

  test('a certificate that has ended, or not begun, is expired', async () => {
    const now = Date.now();
    const ended = await secure(['127.0.0.1'], {
      notAfter: new Date(now - DAY_MS),
      notBefore: new Date(now - 2 * DAY_MS),
    });
    const early = await secure(['127.0.0.1'], {
      notBefore: new Date(now + DAY_MS),
      notAfter: new Date(now + 2 * DAY_MS),
    });
    const expired = { status: 'unreachable', reason: 'tls-expired' };
    expect(await read({ server: ended.url, caData: authority.pem })).toMatchObject(expired);
    expect(await read({ server: early.url, caData: authority.pem })).toMatchObject(expired);
  });

  test('a certificate for another name is a mismatch, unless that name is asked for', async () => {
    const { url } = await secure(['kubernetes.default.svc']);
    expect(await read({ server: url, caData: authority.pem })).toMatchObject({
      status: 'unreachable',
      reason: 'tls-name-mismatch',
    });
    const tlsServerName = 'kubernetes.default.svc';
    expect(await read({ server: url, caData: authority.pem, tlsServerName })).toMatchObject({
      status: 'collected',
    });
  });

  test('a port that does not speak TLS is told as that', async () => {
    const plain = await stage.serve({ objects });
    expect(await read({ server: `https://127.0.0.1:${plain.port}` })).toMatchObject({
      status: 'unreachable',
      reason: 'tls',
    });
  });
});

describe('without a server', () => {
  test('a port where nobody listens refuses', async () => {
    const server = net.createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo; // a server that listens on TCP has one
    server.close();
    await once(server, 'close');
    expect(await read({ server: `https://127.0.0.1:${port}` })).toMatchObject({
      status: 'unreachable',
      reason: 'refused',
    });
  });

  test('a name that cannot be looked up is not found', async () => {
    // A label of more than 63 letters is no name, which the resolver knows without asking anybody.
    expect(await read({ server: `https://${'a'.repeat(64)}.invalid` })).toMatchObject({
      status: 'unreachable',
      reason: 'name-not-found',
    });
  });

  test('a connection that ends before an answer is reset', async () => {
    const { reader } = await stage.start({ fault: () => ({ kind: 'reset' }) });
    expect(await reader.get('Node', 'node-1')).toMatchObject({ status: 'unreachable', reason: 'reset' });
  });

  test('a kept connection that the server has closed meanwhile is opened anew', async () => {
    const { reader, server } = await stage.start({
      objects,
      fault: ({ number }) => (number === 2 ? { kind: 'reset' } : undefined),
    });
    expect(await reader.get('Node', 'node-1')).toMatchObject({ status: 'collected' });
    expect(await reader.get('Node', 'node-1')).toMatchObject({ status: 'collected' });
    expect(server.requests).toHaveLength(3);
    expect(reader.cost().requests).toBe(3);
  });

  test('a server that takes the connection and does not speak TLS with it is timed-out', async () => {
    const silent = net.createServer().listen(0, '127.0.0.1');
    await once(silent, 'listening');
    const { port } = silent.address() as AddressInfo; // a server that listens on TCP has one
    const reader = await stage.connect({
      wayIn: { via: 'server', server: `https://127.0.0.1:${port}`, token: CANARY },
      limits: { timeoutMs: 30 },
    });
    expect(await reader.get('Node', 'node-1')).toEqual({ status: 'timed-out', afterMs: 30 });
    silent.close();
  });
});
