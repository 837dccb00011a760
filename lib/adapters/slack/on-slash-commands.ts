import type { App, Context, SlashCommand } from '@slack/bolt';
import type { IncomingCommand } from '../../conversation/incoming-command.ts';
import type { SlackMessage } from '../../slack/blocks.ts';

/** Has every slash command of an app answered, whichever way it came; the answer is for whoever gave it. */
export function onSlashCommands(
  app: App,
  options: {
    readonly onCommand: (command: IncomingCommand) => Promise<SlackMessage>;
    readonly requestIdOf: (command: SlashCommand, context: Context) => string;
  },
): void {
  app.command(/.*/, async ({ command, ack, context }) => {
    const { text, blocks } = await options.onCommand({
      requestId: options.requestIdOf(command, context),
      text: command.text,
      asker: {
        teamId: command.team_id,
        channelId: command.channel_id,
        userId: command.user_id,
        ...(command.response_url ? { responseUrl: command.response_url } : {}),
      },
    });
    await ack({ response_type: 'ephemeral', text, blocks: [...blocks] });
  });
}
