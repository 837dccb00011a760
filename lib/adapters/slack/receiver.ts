import { App, AwsLambdaReceiver } from '@slack/bolt';
import type { IncomingCommand } from '../../conversation/incoming-command.ts';
import { answer, bodyText, type IncomingRequest, type OutgoingResponse } from '../../ingress/request.ts';
import { verifySlackSignature } from '../../ingress/slack-signature.ts';
import type { SlackMessage } from '../../slack/blocks.ts';
import { onSlashCommands } from './on-slash-commands.ts';
import { quietLogger } from './quiet-logger.ts';

/** Slack's own payloads stay far below this; anything larger is not from Slack. */
const LIMIT_BYTES = 1024 * 1024;
const FORM = 'application/x-www-form-urlencoded';
const JSON_TYPE = 'application/json';
/** Carries the request's id through Bolt to the listeners; set after the caller's headers were dropped. */
const REQUEST_ID_HEADER = 'x-wardround-request-id';

export interface SlackReceiverDeps {
  /** The signing secrets accepted now: the present one, and the one before while it is being rotated. */
  readonly signingSecrets: () => Promise<readonly string[]>;
  /** What to answer to whoever gave a command, seen by them alone. Everything that takes time is enqueued in it. */
  readonly onCommand: (command: IncomingCommand) => Promise<SlackMessage>;
  readonly onFault: (error: unknown) => void;
  readonly now: () => number;
}

/**
 * Receives what Slack sends, through Bolt. Bolt's Lambda receiver parses before it verifies, takes requests of any time to
 * come, reads base64 as ASCII and matches content types to the letter; so the request is verified, bounded and put into
 * plain form before Bolt sees it.
 */
export function slackReceiver(
  deps: SlackReceiverDeps,
): (request: IncomingRequest) => Promise<OutgoingResponse> {
  const receiver = new AwsLambdaReceiver({
    signingSecret: 'verified-before-bolt',
    signatureVerification: false,
    logger: quietLogger(deps.onFault),
    customPropertiesExtractor: (event) => ({ requestId: event.headers[REQUEST_ID_HEADER] ?? '' }),
  });
  const app = new App({
    receiver,
    // Answers without a call to auth.test; listeners here say nothing through Bolt's client.
    authorize: async () => ({}),
    logger: quietLogger(deps.onFault),
  });
  onSlashCommands(app, {
    onCommand: deps.onCommand,
    requestIdOf: (_, context) => String(context['requestId']),
  });
  app.error(async (error) => {
    deps.onFault(error);
    throw error;
  });
  const handle = receiver.toHandler();

  return async (request) => {
    if (request.body.byteLength > LIMIT_BYTES) return answer(413, 'The body is too large.');
    const verified = verifySlackSignature(request, await deps.signingSecrets(), deps.now());
    if (!verified.ok) return answer(401, `The request is not signed by Slack: ${verified.problem}.`);
    const plain = plainForm(request);
    if (plain === 'malformed') return answer(400, 'The body is not what Slack sends.');
    if (plain === 'ssl-check') return answer(200, '');
    const response = await handle(
      {
        version: '2.0',
        routeKey: '',
        rawPath: request.path,
        rawQueryString: '',
        requestContext: {},
        isBase64Encoded: false,
        body: plain.body,
        headers: {
          'Content-Type': plain.contentType,
          [REQUEST_ID_HEADER]: verified.requestId,
          ...plain.retry,
        },
      },
      {},
    );
    return {
      statusCode: response.statusCode,
      body: response.body,
      headers: Object.fromEntries(
        Object.entries(response.headers ?? {}).map(([name, value]) => [name, String(value)]),
      ),
    };
  };
}

interface PlainForm {
  readonly body: string;
  readonly contentType: string;
  readonly retry: Record<string, string>;
}

/** The body as Bolt can read it for certain, or what it is instead. */
function plainForm(request: IncomingRequest): PlainForm | 'malformed' | 'ssl-check' {
  const body = bodyText(request);
  const contentType = (request.headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase();
  if (body === undefined) return 'malformed';
  if (contentType === JSON_TYPE) {
    if (!isJsonObject(body)) return 'malformed';
  } else if (contentType === FORM) {
    const fields = new URLSearchParams(body);
    if (fields.has('ssl_check')) return 'ssl-check';
    const payload = fields.get('payload');
    if (payload === null ? !fields.get('command') : !isJsonObject(payload)) return 'malformed';
  } else return 'malformed';
  const { 'x-slack-retry-num': retryNum, 'x-slack-retry-reason': retryReason } = request.headers;
  return {
    body,
    contentType,
    retry: {
      ...(retryNum ? { 'X-Slack-Retry-Num': retryNum } : {}),
      ...(retryReason ? { 'X-Slack-Retry-Reason': retryReason } : {}),
    },
  };
}

function isJsonObject(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value);
  } catch {
    return false; // answered as malformed, which names the fault
  }
}
