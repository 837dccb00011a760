import { afterEach, describe, expect, test } from '@jest/globals';
import type { Fault } from '../fakes/api-server/api-server.ts';
import { json, statusReply, text } from '../fakes/api-server/replies.ts';
import { makeNode } from '../fakes/api-server/sample-cluster.ts';
import { CANARY, Stage } from './live-reader-setup.ts';

const stage = new Stage();
afterEach(() => stage.end());

const objects = [makeNode('node-1')];
const always = (reply: ReturnType<typeof text>) => (): Fault => ({ kind: 'reply', reply });
const get = { verb: 'get', group: '', resource: 'nodes', name: 'node-1' };

describe('an answer that refuses', () => {
  test('401 is unauthorized', async () => {
    const { reader } = await stage.start({ objects, token: 'another-token' });
    expect(await reader.get('Node', 'node-1')).toEqual({ status: 'unauthorized' });
  });

  test('403 names the exact permission', async () => {
    const { reader } = await stage.start({ objects, denied: ['get nodes', 'list pods', 'get leases'] });
    expect(await reader.get('Node', 'node-1')).toEqual({ status: 'forbidden', permission: get });
    expect(await reader.list('Pod', { namespace: 'kube-system', limit: 5 })).toEqual({
      status: 'forbidden',
      permission: { verb: 'list', group: '', resource: 'pods', namespace: 'kube-system' },
    });
    expect(await reader.get('Lease', 'node-1', 'kube-node-lease')).toEqual({
      status: 'forbidden',
      permission: {
        verb: 'get',
        group: 'coordination.k8s.io',
        resource: 'leases',
        namespace: 'kube-node-lease',
        name: 'node-1',
      },
    });
  });

  test('403 of the anonymous user is unauthorized: no role is missing', async () => {
    const { reader } = await stage.start({ objects, denied: ['get nodes'], user: 'system:anonymous' });
    expect(await reader.get('Node', 'node-1')).toEqual({ status: 'unauthorized' });
  });

  test('403 of a proxy on the way, in HTML, is no missing permission', async () => {
    const { reader } = await stage.start({ fault: always(text('<html>', 403, 'text/html')) });
    expect(await reader.get('Node', 'node-1')).toEqual({
      status: 'failed',
      httpStatus: 403,
      detail: 'text/html',
    });
  });

  test('404 without a NotFound is no absent node', async () => {
    const { reader } = await stage.start({ fault: always(text('404 page not found\n', 404)) });
    expect(await reader.get('Node', 'node-1')).toEqual({
      status: 'failed',
      httpStatus: 404,
      detail: 'text/plain',
    });
    expect(await reader.list('Node', { limit: 5 })).toMatchObject({ status: 'failed', httpStatus: 404 });
  });

  test('404 that does not name the node is no absent node', async () => {
    const message = 'the server could not find the requested resource';
    const { reader } = await stage.start({ fault: always(statusReply(404, 'NotFound', message)) });
    expect(await reader.get('Node', 'node-1')).toEqual({
      status: 'failed',
      httpStatus: 404,
      detail: message,
    });
  });

  test('404 in HTML is no API that is not served', async () => {
    const { reader } = await stage.start({ fault: always(text('<html>', 404, 'text/html')) });
    expect(await reader.list('DaemonSet', { limit: 5 })).toMatchObject({ status: 'failed', httpStatus: 404 });
  });

  test('400 says what the server says, masked', async () => {
    const message = `field label not supported: spec.x, token=${CANARY}`;
    const { reader } = await stage.start({ fault: always(statusReply(400, 'BadRequest', message)) });
    expect(await reader.list('Node', { limit: 5 })).toEqual({
      status: 'failed',
      httpStatus: 400,
      detail: 'field label not supported: spec.x, token=[redacted]',
    });
  });
});

describe('a server that has enough', () => {
  const busy = (headers: Record<string, string>) => statusReply(429, 'TooManyRequests', 'slow down', headers);

  test('429 is asked again after Retry-After', async () => {
    const { reader, waits } = await stage.start({
      objects,
      fault: ({ number }) =>
        number === 1 ? { kind: 'reply', reply: busy({ 'Retry-After': '3' }) } : undefined,
    });
    expect(await reader.get('Node', 'node-1')).toMatchObject({ status: 'collected' });
    expect(waits).toEqual([3000]);
  });

  test('429 with a date is asked again then', async () => {
    const { reader, waits } = await stage.start({
      objects,
      fault: ({ number }) =>
        number === 1
          ? { kind: 'reply', reply: busy({ 'Retry-After': 'Fri, 02 Jan 2026 00:00:07 GMT' }) }
          : undefined,
    });
    expect(await reader.get('Node', 'node-1')).toMatchObject({ status: 'collected' });
    expect(waits).toEqual([7000]);
  });

  test('429 for the third time is rate-limited', async () => {
    const { reader, server, waits } = await stage.start({ fault: always(busy({ 'Retry-After': '2' })) });
    expect(await reader.get('Node', 'node-1')).toEqual({ status: 'rate-limited', retryAfterSeconds: 2 });
    expect(server.requests).toHaveLength(3);
    expect(waits).toEqual([2000, 2000]);
  });

  test('429 that asks for more than the deadline leaves is not waited for', async () => {
    const { reader, server, waits } = await stage.start({ fault: always(busy({ 'Retry-After': '3600' })) });
    expect(await reader.get('Node', 'node-1')).toEqual({ status: 'rate-limited', retryAfterSeconds: 3600 });
    expect(server.requests).toHaveLength(1);
    expect(waits).toEqual([]);
  });
});

describe('a server that is ill', () => {
  test.each([500, 502, 503, 504])('%i is asked once more, with jitter', async (code) => {
    const { reader, waits } = await stage.start({
      objects,
      fault: ({ number }) =>
        number === 1
          ? { kind: 'reply', reply: statusReply(code, 'InternalError', 'etcd leader changed') }
          : undefined,
    });
    expect(await reader.get('Node', 'node-1')).toMatchObject({ status: 'collected' });
    expect(waits).toEqual([350]);
  });

  test.each([500, 502, 503, 504])('%i twice is failed', async (code) => {
    const { reader, server } = await stage.start({
      fault: always(statusReply(code, 'InternalError', 'etcd leader changed')),
    });
    expect(await reader.get('Node', 'node-1')).toEqual({
      status: 'failed',
      httpStatus: code,
      detail: 'etcd leader changed',
    });
    expect(server.requests).toHaveLength(2);
  });

  test('HTML instead of JSON is failed', async () => {
    const { reader } = await stage.start({ fault: always(text('<html>login</html>', 200, 'text/html')) });
    expect(await reader.get('Node', 'node-1')).toEqual({
      status: 'failed',
      httpStatus: 200,
      detail: 'text/html instead of JSON',
    });
  });

  test('half a JSON is failed', async () => {
    const reply = { ...json({}), body: '{"kind":"Node","metadata":{"na' };
    const { reader } = await stage.start({ fault: always(reply) });
    expect(await reader.get('Node', 'node-1')).toEqual({
      status: 'failed',
      httpStatus: 200,
      detail: 'not valid JSON (30 bytes)',
    });
  });

  test('JSON of something else is failed', async () => {
    const { reader } = await stage.start({
      fault: always(json({ kind: 'Secret', metadata: { name: 'node-1' } })),
    });
    expect(await reader.get('Node', 'node-1')).toMatchObject({
      status: 'failed',
      detail: 'the answer is no Node',
    });
    expect(await reader.list('Node', { limit: 1 })).toMatchObject({ detail: 'the answer is no NodeList' });
    expect(await reader.nodeNames(1)).toMatchObject({ detail: 'the answer is no Table of nodes' });
  });

  test('a connection cut in the middle of the answer is failed', async () => {
    const { reader } = await stage.start({ objects, fault: () => ({ kind: 'cut', afterBytes: 20 }) });
    expect(await reader.get('Node', 'node-1')).toEqual({
      status: 'failed',
      httpStatus: 200,
      detail: 'the connection ended after 20 bytes of the answer',
    });
  });

  test('a redirect is failed, and the token goes nowhere else', async () => {
    const elsewhere = await stage.serve({ objects });
    const headers = { Location: `${elsewhere.url}/login?state=${CANARY}` };
    const { reader } = await stage.start({ fault: always({ status: 302, headers, body: '' }) });
    expect(await reader.get('Node', 'node-1')).toEqual({
      status: 'failed',
      httpStatus: 302,
      detail: `redirect to 127.0.0.1:${elsewhere.port}`,
    });
    expect(elsewhere.requests).toHaveLength(0);
  });

  test('no answer is timed-out', async () => {
    const { reader } = await stage.start({ fault: () => ({ kind: 'hang' }) }, { limits: { timeoutMs: 20 } });
    expect(await reader.get('Node', 'node-1')).toEqual({ status: 'timed-out', afterMs: 20 });
  });

  test('half an answer and then silence is timed-out', async () => {
    const fault = (): Fault => ({ kind: 'stall', afterBytes: 10 });
    const { reader } = await stage.start({ objects, fault }, { limits: { timeoutMs: 50 } });
    expect(await reader.get('Node', 'node-1')).toEqual({ status: 'timed-out', afterMs: 50 });
  });

  test('nothing is asked after the deadline', async () => {
    let nowMs = 0;
    const timing = { now: () => nowMs };
    const { reader, server } = await stage.start({ objects }, { timing, limits: { deadlineMs: 5000 } });
    expect(await reader.get('Node', 'node-1')).toMatchObject({ status: 'collected' });
    nowMs = 5000;
    expect(await reader.get('Node', 'node-1')).toEqual({ status: 'timed-out', afterMs: 5000 });
    expect(server.requests).toHaveLength(1);
  });
});

describe('a budget', () => {
  test('of requests ends in over-budget', async () => {
    const { reader, server } = await stage.start({ objects }, { limits: { limitRequests: 2 } });
    const readings = await Promise.all([1, 2, 3].map(() => reader.get('Node', 'node-1')));
    expect(readings.map(({ status }) => status)).toEqual(['collected', 'collected', 'over-budget']);
    expect(server.requests).toHaveLength(2);
    expect(reader.cost().requests).toBe(2);
  });

  test('of bytes cuts an answer as it comes in', async () => {
    const reply = { ...json({}), body: ' '.repeat(5_000_000) };
    const limits = { limitBytes: 100_000 };
    const { reader } = await stage.start({ fault: always(reply) }, { limits });
    expect(await reader.get('Node', 'node-1')).toEqual({ status: 'over-budget', what: 'bytes' });
    expect(reader.cost().bytes).toBeLessThan(1_000_000);
    expect(await reader.get('Node', 'node-1')).toEqual({ status: 'over-budget', what: 'bytes' });
    expect(reader.cost().requests).toBe(1);
  });

  test('of one answer leaves the others theirs', async () => {
    const fault = ({ number }: { number: number }): Fault | undefined =>
      number === 1 ? { kind: 'reply', reply: { ...json({}), body: ' '.repeat(50_000) } } : undefined;
    const { reader } = await stage.start({ objects, fault }, { limits: { limitAnswerBytes: 10_000 } });
    expect(await reader.get('Node', 'node-1')).toEqual({
      status: 'over-budget',
      what: 'bytes of one answer',
    });
    expect(await reader.get('Node', 'node-1')).toMatchObject({ status: 'collected' });
  });

  test('of one answer is met with smaller pages', async () => {
    const nodes = Array.from({ length: 90 }, (_, index) => makeNode(`node-${index}`));
    const { reader, server } = await stage.start(
      { objects: nodes },
      { limits: { limitAnswerBytes: 16_000 } },
    );
    const listing = await reader.list('Node', { limit: 1000 });
    expect(listing).toMatchObject({ status: 'collected', value: { complete: true } });
    expect(listing.status === 'collected' && listing.value.items).toHaveLength(90);
    expect(server.requests.map(({ query }) => query.get('limit')).slice(0, 3)).toEqual(['500', '100', '20']);
  });
});
