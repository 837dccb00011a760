import { ChangeMessageVisibilityCommand, SQSClient } from '@aws-sdk/client-sqs';
import type { SqsQueueOptions } from './sqs-queue.ts';

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_ChangeMessageVisibility.html */
const LONGEST_SECONDS = 43_200;
const REQUEST_TIMEOUT_MS = 2_000;

/** Sets when a message that is being worked on is delivered again. */
export function postponeIn({
  url,
  client,
}: SqsQueueOptions): (receiptHandle: string, afterSeconds: number) => Promise<void> {
  const sqs = new SQSClient({
    ...client,
    maxAttempts: 2,
    requestHandler: {
      requestTimeout: REQUEST_TIMEOUT_MS,
      connectionTimeout: REQUEST_TIMEOUT_MS,
      // Without it a request that takes longer is only warned of, and waited for.
      throwOnRequestTimeout: true,
    },
  });
  return async (receiptHandle, afterSeconds) => {
    await sqs.send(
      new ChangeMessageVisibilityCommand({
        QueueUrl: url,
        ReceiptHandle: receiptHandle,
        VisibilityTimeout: Math.min(Math.max(0, Math.ceil(afterSeconds)), LONGEST_SECONDS),
      }),
    );
  };
}
