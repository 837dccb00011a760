import { DeleteCommand, ScanCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { JOB_WATCH_PARTITION } from './job-watch.ts';
import type { Table } from './table.ts';

const key = z.object({ pk: z.string(), sk: z.string() });

/**
 * Ends the leases of workers that are gone: for a table that one process has to itself, at its start. What they had begun
 * is free for the next try, and no longer watched, since the queue still has it.
 */
export async function freeLeases({ client, name: TableName }: Table): Promise<void> {
  let from: Record<string, unknown> | undefined;
  do {
    const { Items = [], LastEvaluatedKey } = await client.send(
      new ScanCommand({
        TableName,
        FilterExpression: 'leasedUntil > :zero OR pk = :watch',
        ProjectionExpression: 'pk, sk',
        ExpressionAttributeValues: { ':zero': 0, ':watch': JOB_WATCH_PARTITION },
        ConsistentRead: true,
        ...(from ? { ExclusiveStartKey: from } : {}),
      }),
    );
    for (const item of Items) {
      const { pk, sk } = key.parse(item);
      await client.send(
        pk === JOB_WATCH_PARTITION
          ? new DeleteCommand({ TableName, Key: { pk, sk } })
          : new UpdateCommand({
              TableName,
              Key: { pk, sk },
              UpdateExpression: 'SET leasedUntil = :zero',
              ExpressionAttributeValues: { ':zero': 0 },
            }),
      );
    }
    from = LastEvaluatedKey;
  } while (from);
}
