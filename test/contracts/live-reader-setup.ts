import type { ConnectOptions } from '../../lib/adapters/kubernetes/connect-cluster.ts';
import { connectCluster } from '../../lib/adapters/kubernetes/connect-cluster.ts';
import type { LiveReader } from '../../lib/adapters/kubernetes/live-reader.ts';
import { type ApiServer, type ApiServerOptions, startApiServer } from '../fakes/api-server/api-server.ts';

export const CANARY = 'canary-4f1d9b6e7a2c';

export interface Started {
  readonly server: ApiServer;
  readonly reader: LiveReader;
  /** What the reader would have waited for, in milliseconds. */
  readonly waits: number[];
}

/** Servers and readers of one test, ended together. */
export class Stage {
  readonly #ends: (() => Promise<void> | void)[] = [];

  /** A server, and a reader that knows its token. No wait is real: the clock goes on by it. */
  async start(options: ApiServerOptions = {}, connect: Partial<ConnectOptions> = {}): Promise<Started> {
    const server = await this.serve({ token: CANARY, ...options });
    const waits: number[] = [];
    let nowMs = Date.UTC(2026, 0, 2);
    const reader = await this.connect({
      wayIn: { via: 'server', server: server.url, token: CANARY },
      timing: {
        now: () => nowMs,
        random: () => 0.5,
        sleep: async (ms) => {
          waits.push(ms);
          nowMs += ms;
        },
      },
      ...connect,
    });
    return { server, reader, waits };
  }

  async serve(options: ApiServerOptions): Promise<ApiServer> {
    const server = await startApiServer(options);
    this.#ends.push(() => server.close());
    return server;
  }

  async connect(options: ConnectOptions): Promise<LiveReader> {
    const environment = { variables: {}, homeFolder: undefined };
    const reader = await connectCluster({ environment, ...options });
    this.#ends.unshift(() => reader.close());
    return reader;
  }

  async end(): Promise<void> {
    for (const end of this.#ends.splice(0)) await end();
  }
}
