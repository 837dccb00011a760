import { injectLambdaContext } from '@aws-lambda-powertools/logger/middleware';
import middy from '@middy/core';
import sqsPartialBatchFailure from '@middy/sqs-partial-batch-failure';
import { channelOfAlerts } from '../lib/config/alert-channel.ts';
import { deadLetterHandler } from '../lib/handlers/dead-letter.ts';
import { config } from './composed/config.ts';
import { logger } from './composed/log.ts';
import { worker } from './composed/worker.ts';

/** What the queue gave up after five deliveries. */
export const handler = middy(deadLetterHandler({ ...worker, channelOf: channelOfAlerts(config) }))
  .use(injectLambdaContext(logger))
  .use(sqsPartialBatchFailure());
