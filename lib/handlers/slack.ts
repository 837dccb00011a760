import { slackReceiver } from '../adapters/slack/receiver.ts';
import { type AnswerCommandDeps, answerCommand } from '../conversation/answer-command.ts';
import { errorFields } from '../log/log.ts';
import { type HttpHandler, httpHandler } from './http.ts';

export interface SlackHandlerDeps extends AnswerCommandDeps {
  /** The signing secrets accepted now. */
  readonly signingSecrets: () => Promise<readonly string[]>;
}

/** POST /slack/events: everything that Slack sends. */
export function slackHandler(deps: SlackHandlerDeps): HttpHandler {
  const receive = slackReceiver({
    signingSecrets: deps.signingSecrets,
    onCommand: answerCommand(deps),
    onFault: (error) => deps.log('slack.fault', errorFields(error)),
    now: deps.now,
  });
  return httpHandler(async (request) => {
    const response = await receive(request);
    if (response.statusCode >= 400 && response.statusCode < 500)
      deps.log('slack.refused', { status: response.statusCode, reason: response.body });
    return response;
  }, deps.log);
}
