import { randomBytes } from 'node:crypto';
import { SlackRefusal } from '../adapters/slack/slack-refusal.ts';
import type { Config } from '../config/schema.ts';
import type { SecretSource } from '../config/secret-source.ts';
import { botToken, signingSecrets } from '../config/slack-secrets.ts';
import type { IncomingCommand } from '../conversation/incoming-command.ts';
import { say } from '../messages/message.ts';
import type { SlackMessage } from '../slack/blocks.ts';
import type { Documents } from './documents.ts';
import { LocalError } from './local-error.ts';
import type { SlackLink } from './local-functions.ts';
import { type LocalSlack, localIds, startLocalSlack } from './local-slack.ts';

interface ConnectionBase {
  readonly link: SlackLink;
  /** Begins to take commands, where they come over a connection from here. */
  listen(
    onCommand: (command: IncomingCommand) => Promise<SlackMessage>,
    onFault: (error: unknown) => void,
  ): Promise<void>;
  stop(): Promise<void>;
}

/** The Slack that is spoken to. */
export type SlackConnection =
  | (ConnectionBase & { readonly kind: 'page'; readonly local: LocalSlack })
  | (ConnectionBase & { readonly kind: 'http' | 'socket'; readonly team: string; readonly bot: string });

const SECRET_BYTES = 32;
const secret = (): string => randomBytes(SECRET_BYTES).toString('hex');

/**
 * Reaches the Slack of the configuration, or starts the local one where there is none.
 * @throws LocalError, SecretError
 */
export async function connectSlack(options: {
  readonly config: Config;
  readonly secrets: SecretSource;
  readonly documents: Documents;
}): Promise<SlackConnection> {
  const { config, secrets } = options;
  if (!config.slack) return connectPage(options.documents);
  const { appToken, teamId } = config.slack;
  const token = botToken(config, secrets);
  const { whoAmI } = await import('../adapters/slack/who-am-i.ts');
  const identity = await whoAmI(await token()).catch((error: unknown) => {
    throw error instanceof SlackRefusal
      ? new LocalError(say('local.error.slack', { code: error.code }), { cause: error })
      : error;
  });
  const link = {
    token,
    signingSecrets: signingSecrets(config, secrets),
    homeTeam: teamId ?? identity.teamId,
  };
  let stop = (): Promise<void> => Promise.resolve();
  return {
    kind: appToken === undefined ? 'http' : 'socket',
    team: identity.team,
    bot: identity.bot,
    link,
    async listen(onCommand, onFault) {
      if (appToken === undefined) return;
      const { startSocketMode } = await import('../adapters/slack/socket-mode.ts');
      try {
        const socket = await startSocketMode({ appToken: await secrets.read(appToken), onCommand, onFault });
        stop = () => socket.stop();
      } catch (error) {
        if (!(error instanceof SlackRefusal)) throw error;
        throw new LocalError(say('local.error.app-token', { code: error.code }), { cause: error });
      }
    },
    stop: () => stop(),
  };
}

async function connectPage(documents: Documents): Promise<SlackConnection> {
  const local = await startLocalSlack({
    documents,
    now: Date.now,
    token: `xoxb-local-${secret()}`,
    signingSecret: secret(),
  });
  return {
    kind: 'page',
    local,
    link: {
      token: async () => local.token,
      signingSecrets: async () => [local.signingSecret],
      homeTeam: localIds.teamId,
      apiUrl: local.apiUrl,
      responseUrlPrefix: local.responseUrlPrefix,
    },
    listen: async () => undefined,
    stop: () => local.stop(),
  };
}
