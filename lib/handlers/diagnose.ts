import type { SQSEvent } from 'aws-lambda';
import { TryLater } from '../jobs/try-later.ts';
import { type WorkMessageDeps, workMessage } from '../jobs/work-message.ts';

export interface DiagnoseHandlerDeps extends WorkMessageDeps {
  /** Has a message delivered again after a while rather than after the queue's own time-out. */
  readonly postpone: (receiptHandle: string, afterSeconds: number) => Promise<void>;
}

/** How each message of a batch ended, in its order: what `@middy/sqs-partial-batch-failure` turns into an answer. */
export type BatchHandler = (event: SQSEvent) => Promise<PromiseSettledResult<void>[]>;

/** Works on what the queue delivers. One message that fails does not bring back the others. */
export function diagnoseHandler(deps: DiagnoseHandlerDeps): BatchHandler {
  return ({ Records }) =>
    Promise.allSettled(
      Records.map(async ({ body, receiptHandle }) => {
        try {
          await workMessage(body, deps);
        } catch (error) {
          // Where even this is refused, the queue's own time-out brings the message back.
          if (error instanceof TryLater)
            await deps.postpone(receiptHandle, error.afterSeconds).catch(() => undefined);
          throw error;
        }
      }),
    );
}
