import { randomBytes, randomUUID } from 'node:crypto';
import { mkdir, readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { type EmbeddedTable, embeddedTable, FolderError } from '../adapters/dynalite/embedded-table.ts';
import { documents } from '../adapters/dynamodb/documents.ts';
import { freeLeases } from '../adapters/dynamodb/free-leases.ts';
import { environmentSecrets } from '../config/environment-secrets.ts';
import { fileSecrets } from '../config/file-secrets.ts';
import { readConfig } from '../config/read-config.ts';
import type { Config } from '../config/schema.ts';
import { cacheSecrets } from '../config/secret-cache.ts';
import { secretSource } from '../config/secret-source.ts';
import { errorFields, type Log } from '../log/log.ts';
import { say } from '../messages/message.ts';
import { type AlertToken, alertTokenOf } from './alert-tokens.ts';
import { clusterWords } from './cluster-words.ts';
import { dispatch } from './dispatch.ts';
import { startServer } from './http-server.ts';
import { forLocalSlack } from './local-config.ts';
import { LocalError } from './local-error.ts';
import { localFunctions } from './local-functions.ts';
import { type LocalQueue, localQueue } from './local-queue.ts';
import { pageRoutes } from './page/page-routes.ts';
import { deliverTo } from './queue-event.ts';
import { routesOf } from './routes.ts';
import { connectSlack, type SlackConnection } from './slack-connection.ts';

export interface StartOptions {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The clone: serverless.yml is there. */
  readonly rootFolder: string;
  readonly workFolder: string;
  readonly homeFolder: string | undefined;
  readonly isTokenRenewed: boolean;
  readonly log: (level: Config['logLevel']) => Log;
  readonly onFault: (what: string, error: unknown) => void;
  readonly onStep: (step: 'table' | 'slack') => void;
  /** The waits between tries of a job. */
  readonly retryDelaysMs?: readonly number[];
}

/** Wardround, running on this machine. */
export interface LocalWardround {
  readonly port: number;
  readonly config: Config;
  readonly dataFolder: string;
  readonly slack: SlackConnection;
  /** Where Alertmanager posts to, and by which tokens of this machine. */
  readonly alertsPath: string;
  readonly alertTokens: readonly AlertToken[];
  readonly slackPath: string;
  /** The token of this start, for the page. */
  readonly pageToken: string;
  /** Jobs that an earlier run left. */
  readonly waiting: number;
  stop(): Promise<number>;
}

const TABLE = 'wardround';
/** Longer than a look may take with its messages; a restart ends every lease anyway. */
const LEASE_MARGIN_MS = 60_000;
const RETRY_DELAYS_MS = [2_000, 10_000, 30_000, 60_000];
const TICK_MS = 60_000;
const GRACE_MS = 10_000;
const TOKEN_BYTES = 24;

/**
 * Starts the embedded default: the handlers of the functions, with a table on disk, a queue in it, and Slack or a local
 * page in its place.
 * @throws ConfigError, LocalError
 */
export async function startLocal(options: StartOptions): Promise<LocalWardround> {
  const { env, onFault } = options;
  const given = await readConfig(options);
  const routes = routesOf(await readFile(join(options.rootFolder, 'serverless.yml'), 'utf8'));
  const dataFolder = resolve(options.workFolder, given.local.dataFolder);
  options.onStep('table');
  const embedded = await openFolder(dataFolder, given.local.dataFolder);
  const opened: (() => Promise<unknown>)[] = [() => embedded.close()];
  const closeAll = async (): Promise<void> => {
    for (const close of opened.reverse()) await close();
  };
  try {
    const { table } = embedded;
    await freeLeases(table);
    const secrets = cacheSecrets({
      source: secretSource({ env: environmentSecrets(env), file: fileSecrets }),
      now: Date.now,
      onStale: ({ reference }) => onFault('secret', new Error(`${reference} could not be read again`)),
    });
    options.onStep('slack');
    const pageToken = randomBytes(TOKEN_BYTES).toString('base64url');
    const slack = await connectSlack({ config: given, secrets, documents: documents(table, 'local-slack') });
    opened.push(() => slack.stop());
    const alertTokens = slack.kind === 'page' ? await tokensFor(given, table, options) : [];
    const config = slack.kind === 'page' ? forLocalSlack(given, alertTokens) : given;
    const log = options.log(config.logLevel);

    const leaseMs = config.limits.lookTimeoutSeconds * 1000 + LEASE_MARGIN_MS;
    const queue: LocalQueue = localQueue({
      documents: documents(table, 'local-queue'),
      deliver: {
        jobs: (records) => deliverTo(functions.diagnose, onFault)(records),
        dead: (records) => deliverTo(functions.deadLetter, onFault)(records),
      },
      now: Date.now,
      newId: randomUUID,
      onFault,
      concurrency: config.limits.maxJobs,
      batchSize: 1,
      visibilityMs: leaseMs,
      retryDelaysMs: options.retryDelaysMs ?? RETRY_DELAYS_MS,
    });
    const functions = localFunctions({
      config,
      secrets,
      table,
      queue,
      postpone: queue.postpone,
      slack: slack.link,
      leaseMs,
      now: Date.now,
      sleep: setTimeout,
      log,
    });

    const pathOf = (name: string): string =>
      routes.find(({ functionName }) => functionName === name)?.path ?? '/';
    let port = given.local.port;
    const guard = {
      get port() {
        return port;
      },
      token: pageToken,
    };
    const server = await listen(port, {
      onFault,
      handle: dispatch({
        routes,
        functions: functions.http,
        port: () => port,
        now: Date.now,
        page:
          slack.kind === 'page'
            ? pageRoutes({
                slack: slack.local,
                guard,
                clusters: config.clusters.map(clusterWords),
                waiting: queue.depth,
                slackUrl: () => `http://127.0.0.1:${port}${pathOf('slack')}`,
              })
            : undefined,
      }),
    });
    port = server.port;
    opened.push(() => server.close());
    await slack.listen(functions.onCommand, (error) => log('slack.fault', errorFields(error)));
    await queue.start();
    const waiting = queue.depth();
    opened.push(() => queue.stop(GRACE_MS));
    const ticking = setInterval(() => {
      functions.tick().catch((error: unknown) => onFault('tick', error));
    }, TICK_MS);
    return {
      port,
      config,
      dataFolder,
      slack,
      alertsPath: pathOf('alerts'),
      slackPath: pathOf('slack'),
      alertTokens,
      pageToken,
      waiting,
      async stop() {
        clearInterval(ticking);
        await closeAll();
        return queue.depth();
      },
    };
  } catch (error) {
    await closeAll();
    throw error;
  }
}

async function openFolder(folder: string, shown: string): Promise<EmbeddedTable> {
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    return await embeddedTable({ folder: join(folder, 'table'), name: TABLE });
  } catch (error) {
    const code = error instanceof FolderError ? error.code : (error as NodeJS.ErrnoException).code; // of node:fs
    if (code === undefined) throw error;
    throw new LocalError(
      code === 'in-use'
        ? say('local.error.folder-in-use', { folder: shown })
        : say('local.error.folder', { folder: shown, code }),
      { cause: error },
    );
  }
}

async function listen(port: number, options: Omit<Parameters<typeof startServer>[0], 'port'>) {
  try {
    return await startServer({ port, ...options });
  } catch (error) {
    const { code = 'unknown' } = error as NodeJS.ErrnoException; // of node:net
    throw new LocalError(
      code === 'EADDRINUSE'
        ? say('local.error.port-in-use', { port })
        : say('local.error.port', { port, code }),
      { cause: error },
    );
  }
}

/** Clusters that the configuration gives a token have theirs. */
async function tokensFor(
  { clusters }: Config,
  table: EmbeddedTable['table'],
  { isTokenRenewed }: StartOptions,
): Promise<readonly AlertToken[]> {
  const store = documents(table, 'local-alert-token');
  const tokens: AlertToken[] = [];
  for (const { name, alerts } of clusters) {
    if (alerts) continue;
    tokens.push(await alertTokenOf(name, { documents: store, randomBytes, isRenewed: isTokenRenewed }));
  }
  return tokens;
}
