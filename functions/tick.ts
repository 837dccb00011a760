import { injectLambdaContext } from '@aws-lambda-powertools/logger/middleware';
import middy from '@middy/core';
import { channelOfAlerts } from '../lib/config/alert-channel.ts';
import { tickHandler } from '../lib/handlers/tick.ts';
import { config } from './composed/config.ts';
import { logger } from './composed/log.ts';
import { worker } from './composed/worker.ts';

/** Once a minute. */
export const handler = middy(tickHandler({ ...worker, channelOf: channelOfAlerts(config) })).use(
  injectLambdaContext(logger),
);
