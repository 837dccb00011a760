import { DeleteCommand, GetCommand, PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import type { JobLedger } from '../../jobs/job.ts';
import { type Table, ttlSeconds, wasRefused } from './table.ts';

/** Longer than anything stays in a queue (14 days), so that no redelivery outlives its record. */
const KEPT_DAYS = 15;

const entry = z.object({ done: z.boolean() });

const keyOf = (id: string): { pk: string; sk: string } => ({ pk: `job#${id}`, sk: '-' });

/** Which jobs were done, one item each. */
export function jobLedger({ client, name: TableName }: Table): JobLedger {
  return {
    async claim(id, now, leaseMs) {
      try {
        await client.send(
          new PutCommand({
            TableName,
            Item: { ...keyOf(id), done: false, leasedUntil: now + leaseMs, ttl: ttlSeconds(now, KEPT_DAYS) },
            ConditionExpression: 'attribute_not_exists(pk) OR (done = :no AND leasedUntil < :now)',
            ExpressionAttributeValues: { ':no': false, ':now': now },
          }),
        );
        return 'mine';
      } catch (error) {
        if (!wasRefused(error)) throw error;
        const { Item } = await client.send(
          new GetCommand({ TableName, Key: keyOf(id), ConsistentRead: true }),
        );
        return Item && entry.parse(Item).done ? 'done' : 'taken';
      }
    },
    async finish(id, now) {
      await client.send(
        new UpdateCommand({
          TableName,
          Key: keyOf(id),
          UpdateExpression: 'SET done = :yes, finishedAt = :now',
          ExpressionAttributeValues: { ':yes': true, ':now': now },
        }),
      );
    },
    async release(id) {
      try {
        await client.send(
          new DeleteCommand({
            TableName,
            Key: keyOf(id),
            ConditionExpression: 'attribute_not_exists(pk) OR done = :no',
            ExpressionAttributeValues: { ':no': false },
          }),
        );
      } catch (error) {
        if (!wasRefused(error)) throw error;
      }
    },
  };
}
