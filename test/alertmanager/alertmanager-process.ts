import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

/** Debian's package, then the name that upstream's own archive uses. */
const places = ['/usr/bin/prometheus-alertmanager', '/usr/bin/alertmanager', '/usr/local/bin/alertmanager'];
export const alertmanagerPath = places.find((path) => existsSync(path));

const START_LIMIT_MS = 30_000;

export interface AlertToFire {
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
  readonly startsAt: Date;
  /** In the past for one that is over. */
  readonly endsAt?: Date;
}

export interface Alertmanager {
  /** As Prometheus tells it. */
  fire(alerts: readonly AlertToFire[]): Promise<void>;
  log(): string;
  stop(): Promise<void>;
}

/** Starts an Alertmanager of its own on loopback, without a cluster, that posts to one webhook. */
export async function startAlertmanager(webhook: {
  readonly url: string;
  readonly token: string;
}): Promise<Alertmanager> {
  if (!alertmanagerPath) throw new Error('Alertmanager is not installed');
  const folder = await mkdtemp(join(tmpdir(), 'alertmanager-'));
  const configFile = join(folder, 'alertmanager.yml');
  await writeFile(configFile, configOf(webhook), { mode: 0o600 });
  const port = await freePort();
  const child = spawn(
    alertmanagerPath,
    [
      `--config.file=${configFile}`,
      `--storage.path=${join(folder, 'data')}`,
      `--web.listen-address=127.0.0.1:${port}`,
      '--cluster.listen-address=',
      '--log.level=debug',
    ],
    { stdio: ['ignore', 'pipe', 'pipe'] },
  );
  let log = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => {
      log += chunk.toString();
    });
  const base = `http://127.0.0.1:${port}`;
  const giveUpAt = Date.now() + START_LIMIT_MS;
  for (;;) {
    const isReady = await fetch(`${base}/-/ready`).then(
      ({ ok }) => ok,
      () => false, // not listening yet
    );
    if (isReady) break;
    if (child.exitCode !== null || Date.now() > giveUpAt)
      throw new Error(`Alertmanager did not start: ${log}`);
    await pause(50);
  }
  return {
    async fire(alerts) {
      const response = await fetch(`${base}/api/v2/alerts`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(alerts),
      });
      if (!response.ok) throw new Error(`Alertmanager refuses: ${response.status} ${await response.text()}`);
    },
    log: () => log,
    async stop() {
      if (child.exitCode === null) {
        child.kill('SIGKILL');
        await once(child, 'exit');
      }
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Groups as the usual route does, by namespace, which makes one webhook of many nodes; only faster. */
const configOf = ({ url, token }: { url: string; token: string }): string => `
route:
  receiver: wardround
  group_by: [namespace]
  group_wait: 1s
  group_interval: 1s
  repeat_interval: 1h
receivers:
  - name: wardround
    webhook_configs:
      - url: ${url}
        send_resolved: true
        max_alerts: 100
        http_config:
          authorization:
            type: Bearer
            credentials: ${token}
`;

/** A port that was free a moment ago: Alertmanager does not say which it took of its own. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}
