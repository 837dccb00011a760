import { SendMessageBatchCommand, SQSClient, type SQSClientConfig } from '@aws-sdk/client-sqs';
import type { Job, JobQueue } from '../../jobs/job.ts';

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessageBatch.html */
const BATCH_MESSAGES = 10;
const BATCH_BYTES = 240 * 1024;
const REQUEST_TIMEOUT_MS = 1_500;
const ATTEMPTS = 2;

export interface SqsQueueOptions {
  readonly url: string;
  readonly client?: Pick<SQSClientConfig, 'endpoint' | 'region' | 'credentials'>;
}

/** Amazon SQS, a standard queue. The time-outs leave room for an answer within the three seconds that Slack waits. */
export function sqsQueue({ url, client }: SqsQueueOptions): JobQueue {
  const sqs = new SQSClient({
    ...client,
    maxAttempts: ATTEMPTS,
    requestHandler: {
      requestTimeout: REQUEST_TIMEOUT_MS,
      connectionTimeout: REQUEST_TIMEOUT_MS,
      // Without it a request that takes longer is only warned of, and waited for.
      throwOnRequestTimeout: true,
    },
  });
  return {
    async send(jobs) {
      for (const batch of inBatches(jobs)) {
        const { Failed = [] } = await sqs.send(
          new SendMessageBatchCommand({
            QueueUrl: url,
            Entries: batch.map((body, index) => ({ Id: String(index), MessageBody: body })),
          }),
        );
        const [first] = Failed;
        if (first)
          throw new Error(
            `${Failed.length} of ${batch.length} messages were refused: ${first.Code ?? 'no code'}`,
          );
      }
    },
  };
}

function* inBatches(jobs: readonly Job[]): Generator<readonly string[]> {
  let batch: string[] = [];
  let bytes = 0;
  for (const job of jobs) {
    const body = JSON.stringify(job);
    const size = Buffer.byteLength(body);
    if (batch.length === BATCH_MESSAGES || (batch.length > 0 && bytes + size > BATCH_BYTES)) {
      yield batch;
      batch = [];
      bytes = 0;
    }
    batch.push(body);
    bytes += size;
  }
  if (batch.length > 0) yield batch;
}
