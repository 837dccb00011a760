import { injectLambdaContext } from '@aws-lambda-powertools/logger/middleware';
import { Tracer } from '@aws-lambda-powertools/tracer';
import { captureLambdaHandler } from '@aws-lambda-powertools/tracer/middleware';
import middy from '@middy/core';
import sqsPartialBatchFailure from '@middy/sqs-partial-batch-failure';
import { lookAtClusters } from '../lib/access/look-at-clusters.ts';
import { postponeIn } from '../lib/adapters/sqs/postpone.ts';
import { channelOfAlerts } from '../lib/config/alert-channel.ts';
import { lookRules } from '../lib/config/look-rules.ts';
import { lookPolicy } from '../lib/conversation/look-policy.ts';
import { diagnoseHandler } from '../lib/handlers/diagnose.ts';
import { work } from '../lib/incidents/work.ts';
import { config, variable } from './composed/config.ts';
import { logger } from './composed/log.ts';
import { secrets } from './composed/secrets.ts';
import { worker } from './composed/worker.ts';

const look = lookAtClusters({
  clusters: config.clusters,
  secrets,
  timeoutMs: config.limits.lookTimeoutSeconds * 1000,
  now: Date.now,
  elapsedMs: () => performance.now(),
});
const mayLook = lookPolicy(lookRules(config), config.slack?.teamId);

/** What the queue delivers. */
export const handler = middy(
  diagnoseHandler({
    ...worker,
    work: (job) => work(job, { ...worker, look, mayLook, channelOf: channelOfAlerts(config) }),
    postpone: postponeIn({ url: variable('QUEUE_URL') }),
    lostAfterMs: Number(variable('LOST_AFTER_SECONDS')) * 1000,
  }),
)
  .use(injectLambdaContext(logger))
  .use(captureLambdaHandler(new Tracer({ serviceName: 'diagnose' }), { captureResponse: false }))
  .use(sqsPartialBatchFailure());
