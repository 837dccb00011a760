import { once } from 'node:events';
import { createServer, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { type LocalProcess, type Machine, newMachine, type Thread } from '../local/local-process.ts';
import {
  type Alertmanager,
  type AlertToFire,
  alertmanagerPath,
  startAlertmanager,
} from './alertmanager-process.ts';

jest.setTimeout(180_000);

if (!alertmanagerPath)
  process.stderr.write(
    'passed over: Alertmanager is not installed (apt-get install prometheus-alertmanager)\n',
  );
const withAlertmanager = alertmanagerPath ? describe : describe.skip;

let machine: Machine;
let running: LocalProcess;
let between: Between;
let alertmanager: Alertmanager;

withAlertmanager('a real Alertmanager', () => {
  beforeEach(async () => {
    machine = await newMachine();
    running = await machine.start();
    between = await standBetween(() => running.port);
    alertmanager = await startAlertmanager({ url: `${between.url}/alerts`, token: running.alertToken ?? '' });
  });

  afterEach(async () => {
    await alertmanager?.stop();
    await between?.stop();
    await machine?.remove();
  });

  test('has an alert that fires become a thread with a diagnosis, and its end an answer there', async () => {
    const startsAt = new Date(Date.now() - 60_000);
    await alertmanager.fire([notReady('node-2', startsAt)]);
    const [thread] = await running.until((threads) => threads.some(isTold));
    expect(thread?.head.text).toContain('node node-2');
    await alertmanager.fire([notReady('node-2', startsAt, new Date(Date.now() - 1_000))]);
    const threads = await running.until(([first]) => first !== undefined && first.replies.length > 1);
    expect(threads).toHaveLength(1);
    expect(threads[0]?.replies.at(-1)?.text).toContain('Resolved, and node node-2');
  });

  test('has a mixed group taken apart: a thread for each object, whatever becomes of the others', async () => {
    const startsAt = new Date(Date.now() - 60_000);
    const nodes = ['node-1', 'node-2', 'node-3'];
    await alertmanager.fire(nodes.map((node) => notReady(node, startsAt)));
    const fired = await running.until((threads) => threads.length === 3 && threads.every(isTold));
    expect(nodes.map((node) => fired.filter(isOf(node)).length)).toEqual([1, 1, 1]);
    // Two fire on and one has ended: Alertmanager sends all three in one webhook.
    await alertmanager.fire([notReady('node-1', startsAt, new Date(Date.now() - 1_000))]);
    const threads = await running.until((all) =>
      all.some((thread) => isOf('node-1')(thread) && thread.replies.length > 1),
    );
    expect(threads).toHaveLength(3);
    const others = threads.filter((thread) => !isOf('node-1')(thread));
    expect(others.map(({ replies }) => replies.length)).toEqual([1, 1]);
  });

  test('sends again what was answered with 5xx, and nothing is lost or said twice', async () => {
    between.failNext(2);
    await alertmanager.fire([notReady('node-3', new Date(Date.now() - 60_000))]);
    const threads = await running.until((all) => all.some(isTold));
    expect(threads).toHaveLength(1);
    expect(threads[0]?.replies).toHaveLength(1);
    expect(between.statuses()).toEqual([503, 503, 200]);
  });

  test('sends again what came while nothing ran here', async () => {
    await running.end('SIGKILL');
    await alertmanager.fire([notReady('node-3', new Date(Date.now() - 60_000))]);
    while (!between.statuses().includes(502)) await once(between.server, 'request');
    running = await machine.start();
    const threads = await running.until((all) => all.some(isTold));
    expect(threads).toHaveLength(1);
    expect(between.statuses().at(-1)).toBe(200);
  });
});

const isTold = ({ head, replies }: Thread): boolean => replies.length > 0 && !head.text.startsWith('Looking');

const isOf =
  (node: string) =>
  ({ head }: Thread): boolean =>
    head.text.includes(`node ${node}`);

const notReady = (node: string, startsAt: Date, endsAt?: Date): AlertToFire => ({
  labels: { alertname: 'KubeNodeNotReady', node, severity: 'warning', namespace: 'monitoring' },
  annotations: { summary: `${node} is not ready.` },
  startsAt,
  ...(endsAt ? { endsAt } : {}),
});

interface Between {
  readonly url: string;
  readonly server: Server;
  failNext(times: number): void;
  /** What Alertmanager was answered, in turn. */
  statuses(): readonly number[];
  stop(): Promise<void>;
}

/** Hands requests on, so that they can be made to fail, and so that a new start may have another port. */
async function standBetween(port: () => number): Promise<Between> {
  let failures = 0;
  const statuses: number[] = [];
  const server = createServer((req, res) => {
    const end = (status: number): void => {
      statuses.push(status);
      res.writeHead(status).end();
    };
    if (failures > 0) {
      failures -= 1;
      req.resume().on('end', () => end(503));
      return;
    }
    const headers = { ...req.headers, host: `127.0.0.1:${port()}` };
    const onward = request(
      { host: '127.0.0.1', port: port(), method: req.method, path: req.url, headers },
      (answered) => {
        answered.resume().on('end', () => end(answered.statusCode ?? 500));
      },
    );
    onward.on('error', () => end(502));
    req.pipe(onward);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address() as AddressInfo; // a TCP server that listens has an address of this form
  return {
    url: `http://127.0.0.1:${address.port}`,
    server,
    failNext: (times) => {
      failures = times;
    },
    statuses: () => statuses,
    stop: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
