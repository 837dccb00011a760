import { injectLambdaContext } from '@aws-lambda-powertools/logger/middleware';
import middy from '@middy/core';
import { sqsQueue } from '../lib/adapters/sqs/sqs-queue.ts';
import { clusterOfToken } from '../lib/config/alert-token.ts';
import { alertsHandler } from '../lib/handlers/alerts.ts';
import { config, variable } from './composed/config.ts';
import { log, logger } from './composed/log.ts';

/** POST /alerts */
export const handler = middy(
  alertsHandler({
    clusterOf: (token) => clusterOfToken(config, token)?.name,
    queue: sqsQueue({ url: variable('QUEUE_URL') }),
    limitBytes: config.limits.bodyBytes,
    now: Date.now,
    log,
  }),
).use(injectLambdaContext(logger));
