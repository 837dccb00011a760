import { describe, expect, test } from '@jest/globals';
import { type Files, fileWith, opened, problemOf } from '../../../test/fakes/capture-on-disk.ts';
import { listOf, nodeNamed, podNamed, withoutKind } from '../../../test/fakes/captured-objects.ts';
import type { Reading } from '../reading.ts';

const frame = (text: string, container = 'dns', pod = 'dns-1'): string =>
  `==== START logs for container ${container} of pod kube-system/${pod} ====\n${text}\n` +
  `==== END logs for container ${container} of pod kube-system/${pod} ====\n`;

interface Wanted {
  readonly container?: string;
  readonly previous?: boolean;
  readonly tailLines?: number;
  readonly limitBytes?: number;
}

async function logOf(
  files: Files,
  { tailLines = 100, limitBytes = 10_000, ...wanted }: Wanted = {},
): Promise<Reading<string>> {
  const { reader } = await opened(files);
  return reader.log({ namespace: 'kube-system', pod: 'dns-1', tailLines, limitBytes, ...wanted });
}

describe('layouts of logs', () => {
  test.each([
    'pods/logs/kube-system/dns-1/dns.log',
    'kube-system/dns-1/dns.log',
    'kube-system/dns-1/dns/current.log',
    'must-gather/namespaces/kube-system/pods/dns-1/dns/dns/logs/current.log',
    'kube-system/dns-1/logs-dns.txt',
  ])('%s', async (path) => {
    expect(await logOf({ [path]: '[INFO] up\n' }, { container: 'dns' })).toEqual({
      status: 'collected',
      value: '[INFO] up',
    });
  });

  test.each([
    'kube-system/dns-1/dns/previous.log',
    'kube-system/dns-1/dns-previous.log',
    'kube-system/dns-1/logs-dns-previous.txt',
  ])('the run before: %s', async (path) => {
    const files = { [path]: 'last words\n', 'kube-system/dns-1/dns.log': 'now\n' };
    expect(await logOf(files, { container: 'dns', previous: true })).toMatchObject({ value: 'last words' });
    expect(await logOf(files, { container: 'dns' })).toMatchObject({ value: 'now' });
  });

  test('the present run stands in for the run before, never the other way round', async () => {
    expect(await logOf({ 'kube-system/dns-1/dns.log': 'now' }, { previous: true })).toMatchObject({
      value: 'now',
    });
    const before = { 'kube-system/dns-1/dns-previous.log': 'then' };
    expect(await logOf(before, { container: 'dns' })).toMatchObject({ status: 'not-captured' });
  });

  test('a log that looks like JSON stays a log', async () => {
    const lines = `${JSON.stringify(nodeNamed('x'))}\n`;
    const { summary } = await opened({ 'kube-system/dns-1/dns.log': lines });
    expect(summary).toMatchObject({ objects: {}, logs: 1 });
  });

  test('a log without folders that say whose it is is not recognised', async () => {
    expect(await problemOf([await fileWith('I0501 kubelet started\n', 'kubelet.log')])).toMatchObject({
      kind: 'nothing-recognised',
    });
  });
});

describe('frames of a dump', () => {
  test('are taken off, for each container its own', async () => {
    const files = { 'logs.txt': frame('one\n\n{"two": 2}') + frame('other', 'side') };
    expect(await logOf(files, { container: 'dns' })).toMatchObject({ value: 'one\n\n{"two": 2}' });
    expect(await logOf(files, { container: 'side' })).toMatchObject({ value: 'other' });
    expect(await logOf(files, { container: 'none' })).toMatchObject({ status: 'not-captured' });
  });

  test('that a log itself shows do not end it', async () => {
    const files = { 'logs.txt': frame(frame('inner', 'x', 'y')) };
    expect(await logOf(files)).toMatchObject({ value: expect.stringContaining('END logs for container x') });
  });

  test('stand between the lists of a dump on one stream', async () => {
    const stream = `${JSON.stringify(listOf('NodeList', [withoutKind(nodeNamed('n'))]))}\n${frame('a')}${JSON.stringify(
      listOf('PodList', [withoutKind(podNamed('p'))]),
      null,
      2,
    )}\n${frame('b', 'side')}Cluster info dumped to x\n`;
    const { summary } = await opened({ dump: stream });
    expect(summary).toMatchObject({ objects: { Node: 1, Pod: 1 }, logs: 2 });
  });
});

describe('a log that kubectl could not fetch is no log', () => {
  test.each([
    [
      'an error on the server ("unknown") has prevented the request from succeeding (get pods dns-1)',
      'failed',
    ],
    [
      'Get https://10.0.0.4:10250/containerLogs/kube-system/dns-1/dns: dial tcp 10.0.0.4:10250: i/o timeout',
      'failed',
    ],
    [
      'Get "https://10.0.0.1:6443/api/v1/namespaces/kube-system/pods/dns-1/log": dial tcp: connect: connection refused',
      'unreachable',
    ],
    ['pods "dns-1" is forbidden: User "x" cannot get resource "pods/log"', 'forbidden'],
    ['container "dns" in pod "dns-1" is waiting to start: ContainerCreating', 'absent'],
  ])('%s', async (detail, status) => {
    const log = await logOf({ 'logs.txt': frame(`Request log error: ${detail}`) });
    expect(log.status).toBe(status);
    if (log.status === 'failed') expect(log.detail).toBe(detail);
  });
});

describe('the end of a log', () => {
  const files = {
    'kube-system/dns-1/dns.log': Array.from({ length: 50 }, (_, index) => `line ${index}\n`).join(''),
  };

  test('is as many lines and bytes as were asked for, whole lines only', async () => {
    expect(await logOf(files, { tailLines: 2 })).toMatchObject({ value: 'line 48\nline 49' });
    expect(await logOf(files, { limitBytes: 18 })).toMatchObject({ value: 'line 48\nline 49' });
  });

  test('is all that is kept of a long one', async () => {
    const { reader } = await opened(files, { limits: { logBytes: 40 } });
    const log = await reader.log({
      namespace: 'kube-system',
      pod: 'dns-1',
      tailLines: 100,
      limitBytes: 9999,
    });
    expect(log).toMatchObject({ value: expect.stringMatching(/^line 4\d\n.*line 49$/s) });
  });

  test('does not show the rest of a key whose beginning was cut away', async () => {
    const key = `-----BEGIN PRIVATE KEY-----\n${'c4n4ryAAAA\n'.repeat(20)}-----END PRIVATE KEY-----\nafter\n`;
    for (const limits of [{ logBytes: 100 }, {}]) {
      const { reader } = await opened({ 'kube-system/dns-1/dns.log': key }, { limits });
      const log = await reader.log({ namespace: 'kube-system', pod: 'dns-1', tailLines: 5, limitBytes: 60 });
      expect(log).toMatchObject({ value: expect.stringContaining('after') });
      expect(JSON.stringify(log)).not.toContain('c4n4ry');
    }
  });
});

test('the time of a capture without objects is that of its logs', async () => {
  const { newestAt } = await opened({
    'kube-system/dns-1/dns.log': '2024-05-01T10:00:00Z up\n2024-05-01T11:00:00Z down\n',
  });
  expect(newestAt).toBe(Date.parse('2024-05-01T11:00:00Z'));
});
