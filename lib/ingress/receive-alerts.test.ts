import { describe, expect, test } from '@jest/globals';
import type { Job } from '../jobs/job.ts';
import type { LogCode } from '../log/codes.ts';
import type { LogFields } from '../log/log.ts';
import { receiveAlerts } from './receive-alerts.ts';
import type { IncomingRequest } from './request.ts';

const NOW = Date.UTC(2026, 10, 24, 9);
const TOKEN = 'wra_0123456789abcdefghijklmnopqrstuvwxyzABCDEFG';

const alert = (labels: Record<string, string> = { alertname: 'KubeNodeNotReady', node: 'node-3' }) => ({
  status: 'firing',
  labels,
  annotations: {},
  startsAt: '2026-11-24T08:59:00Z',
  endsAt: '0001-01-01T00:00:00Z',
});

function ingress(options: { limitBytes?: number; queueRefuses?: boolean } = {}) {
  const jobs: Job[] = [];
  const lines: { code: LogCode; fields: LogFields }[] = [];
  const receive = receiveAlerts({
    clusterOf: (token) => (token === TOKEN ? 'prod' : undefined),
    queue: {
      async send(sent) {
        if (options.queueRefuses) throw new Error('AccessDenied');
        jobs.push(...sent);
      },
    },
    limitBytes: options.limitBytes ?? 100_000,
    now: () => NOW,
    log: (code, fields = {}) => lines.push({ code, fields }),
  });
  const post = (body: unknown, headers: Record<string, string> = { authorization: `Bearer ${TOKEN}` }) =>
    receive({ method: 'POST', path: '/alerts', headers, body: bytesOf(body) } satisfies IncomingRequest);
  return { jobs, lines, post };
}

const bytesOf = (body: unknown): Uint8Array =>
  body instanceof Uint8Array ? body : Buffer.from(typeof body === 'string' ? body : JSON.stringify(body));

describe('alerts are taken', () => {
  test('once they are in the queue, for the cluster that the token belongs to', async () => {
    const { post, jobs, lines } = ingress();
    const response = await post({ version: '4', alerts: [alert()], status: 'firing' });
    expect(response.statusCode).toBe(200);
    expect(jobs).toEqual([
      expect.objectContaining({
        kind: 'alerts',
        cluster: 'prod',
        object: 'node/node-3',
        target: 'node node-3',
      }),
    ]);
    expect(lines.map(({ code }) => code)).toEqual(['alerts.accepted']);
  });

  test('whatever the case of the scheme', async () => {
    const { post } = ingress();
    expect((await post({ alerts: [alert()] }, { authorization: `bearer ${TOKEN}` })).statusCode).toBe(200);
  });

  test('except one that is bad, of which the channel is told; the others are not lost', async () => {
    const { post, jobs, lines } = ingress();
    const response = await post({
      alerts: [alert(), { status: 'firing', startsAt: '2026-11-24T08:59:00Z' }],
    });
    expect(response.statusCode).toBe(200);
    expect(response.body).toContain('1 alert could not be read');
    expect(jobs.map(({ kind }) => kind)).toEqual(['alerts', 'problem']);
    expect(lines.map(({ code }) => code)).toEqual(['alerts.partly-bad']);
  });

  test('500 of them in a group', async () => {
    const { post, jobs } = ingress({ limitBytes: 1_000_000 });
    const alerts = Array.from({ length: 500 }, (_, index) =>
      alert({ alertname: 'KubeNodeNotReady', node: `node-${index}` }),
    );
    expect((await post({ alerts })).statusCode).toBe(200);
    expect(jobs).toHaveLength(500);
  });

  test('a group without alerts brings no work', async () => {
    const { post, jobs } = ingress();
    expect((await post({ alerts: [] })).statusCode).toBe(200);
    expect(jobs).toEqual([]);
  });
});

describe('alerts are refused for good', () => {
  test.each([
    ['without a token', {}],
    ['with the token of no cluster', { authorization: 'Bearer wrong' }],
    ['with another scheme', { authorization: `Basic ${TOKEN}` }],
    ['with an empty token', { authorization: 'Bearer ' }],
  ])('%s: 401 with a challenge, whatever the body', async (_, headers) => {
    const { post, jobs, lines } = ingress({ limitBytes: 5 });
    const response = await post({ alerts: [alert()] }, headers);
    expect(response.statusCode).toBe(401);
    expect(response.headers?.['www-authenticate']).toMatch(/^Bearer /);
    expect(jobs).toEqual([]);
    expect(JSON.stringify(lines)).not.toContain(TOKEN);
  });

  test.each([
    ['too large', 413, 'x'.repeat(2_001)],
    ['cut off', 400, '{"alerts":[{"status":"fir'],
    ['empty', 400, ''],
    ['not UTF-8', 400, Uint8Array.from([0x7b, 0xff, 0xfe, 0x7d])],
    ['a list', 400, []],
    ['null', 400, 'null'],
    ['without alerts', 400, { version: '4' }],
    ['of alerts that are no list', 400, { alerts: 'all' }],
  ])('%s', async (_, status, body) => {
    const { post, jobs, lines } = ingress({ limitBytes: 2_000 });
    expect((await post(body)).statusCode).toBe(status);
    expect(jobs).toEqual([]);
    expect(lines).toEqual([
      { code: 'alerts.refused', fields: expect.objectContaining({ status, cluster: 'prod' }) },
    ]);
  });

  test('compressed, since that is not read', async () => {
    const { post } = ingress();
    const headers = { authorization: `Bearer ${TOKEN}`, 'content-encoding': 'gzip' };
    expect((await post('x', headers)).statusCode).toBe(415);
  });

  test('where all are bad: the answer names the field, and the channel is told', async () => {
    const { post, jobs } = ingress();
    const response = await post({ alerts: [{ ...alert(), startsAt: 'yesterday' }] });
    expect(response.statusCode).toBe(400);
    expect(response.body).toContain('alerts[0].startsAt');
    expect(jobs.map(({ kind }) => kind)).toEqual(['problem']);
  });
});

test('where the queue refuses, the sender is asked to send again', async () => {
  const { post, lines } = ingress({ queueRefuses: true });
  const response = await post({ alerts: [alert()] });
  expect(response.statusCode).toBe(503);
  expect(response.headers?.['retry-after']).toBeDefined();
  expect(lines).toEqual([
    { code: 'alerts.not-queued', fields: expect.objectContaining({ detail: 'AccessDenied' }) },
  ]);
});
