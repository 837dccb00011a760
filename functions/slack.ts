import { injectLambdaContext } from '@aws-lambda-powertools/logger/middleware';
import middy from '@middy/core';
import { sqsQueue } from '../lib/adapters/sqs/sqs-queue.ts';
import { defaultCluster } from '../lib/config/default-cluster.ts';
import { lookRules } from '../lib/config/look-rules.ts';
import { signingSecrets } from '../lib/config/slack-secrets.ts';
import { slackHandler } from '../lib/handlers/slack.ts';
import { config, variable } from './composed/config.ts';
import { log, logger } from './composed/log.ts';
import { secrets } from './composed/secrets.ts';

/** POST /slack/events */
export const handler = middy(
  slackHandler({
    signingSecrets: signingSecrets(config, secrets),
    queue: sqsQueue({ url: variable('QUEUE_URL') }),
    clusters: lookRules(config),
    defaultCluster: defaultCluster(config)?.name,
    homeTeam: config.slack?.teamId,
    now: Date.now,
    log,
  }),
).use(injectLambdaContext(logger));
