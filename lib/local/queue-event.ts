import type { SQSEvent } from 'aws-lambda';
import type { BatchHandler } from '../handlers/diagnose.ts';
import type { Deliver, QueueRecord } from './local-queue.ts';

/** Hands records to a function as SQS does. The message's id serves as its receipt: there is one taker. */
export function deliverTo(handler: BatchHandler, onFault: (what: string, error: unknown) => void): Deliver {
  return async (records) => {
    const settled = await handler(toSqsEvent(records));
    const failed = new Set<string>();
    for (const [index, { messageId }] of records.entries()) {
      const outcome = settled[index];
      if (outcome?.status === 'fulfilled') continue;
      failed.add(messageId);
      // The handler has logged it with its job; here only what it could not know.
      if (!outcome) onFault('queue', new Error('the function answered nothing for a message'));
    }
    return failed;
  };
}

/** https://docs.aws.amazon.com/lambda/latest/dg/with-sqs.html#example-standard-queue-message-event */
const toSqsEvent = (records: readonly QueueRecord[]): SQSEvent => ({
  Records: records.map(({ messageId, body, tries, sentAt }) => ({
    messageId,
    receiptHandle: messageId,
    body,
    attributes: {
      ApproximateReceiveCount: String(tries),
      SentTimestamp: String(sentAt),
      SenderId: 'local',
      ApproximateFirstReceiveTimestamp: String(sentAt),
    },
    messageAttributes: {},
    md5OfBody: '',
    eventSource: 'aws:sqs',
    eventSourceARN: 'local',
    awsRegion: 'local',
  })),
});
