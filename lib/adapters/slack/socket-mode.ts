import { createHash } from 'node:crypto';
import { App, SocketModeReceiver } from '@slack/bolt';
import type { IncomingCommand } from '../../conversation/incoming-command.ts';
import type { SlackMessage } from '../../slack/blocks.ts';
import { onSlashCommands } from './on-slash-commands.ts';
import { quietLogger } from './quiet-logger.ts';
import { SlackRefusal } from './slack-refusal.ts';

export interface SocketMode {
  stop(): Promise<void>;
}

const START_TIMEOUT_MS = 15_000;

/**
 * Receives commands over a connection that goes out from here, so that no public address is needed. What comes over it
 * is from Slack: the connection is made with the app's own token, over TLS. https://docs.slack.dev/apis/events-api/using-socket-mode
 * @throws SlackRefusal
 */
export async function startSocketMode(options: {
  readonly appToken: string;
  readonly onCommand: (command: IncomingCommand) => Promise<SlackMessage>;
  readonly onFault: (error: unknown) => void;
  /** Only for a server that is not Slack's own. */
  readonly slackApiUrl?: string;
}): Promise<SocketMode> {
  const logger = quietLogger(options.onFault);
  const receiver = new SocketModeReceiver({
    appToken: options.appToken,
    logger,
    ...(options.slackApiUrl
      ? { installerOptions: { clientOptions: { slackApiUrl: options.slackApiUrl } } }
      : {}),
  });
  const app = new App({ receiver, authorize: async () => ({}), logger });
  onSlashCommands(app, {
    onCommand: options.onCommand,
    // Every giving of a command has a trigger of its own.
    requestIdOf: ({ trigger_id: triggerId }) => createHash('sha256').update(triggerId).digest('hex'),
  });
  app.error(async (error) => options.onFault(error));
  try {
    await withinTime(app.start(), START_TIMEOUT_MS);
  } catch (error) {
    await app.stop().catch(options.onFault);
    throw SlackRefusal.of(error);
  }
  return { stop: async () => void (await app.stop()) };
}

async function withinTime<T>(work: Promise<T>, limitMs: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new SlackRefusal('timeout')), limitMs);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
