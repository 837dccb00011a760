import { DeleteCommand, GetCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import type { Outbox } from '../../conversation/outbox.ts';
import { type Table, ttlSeconds, wasRefused } from './table.ts';

const KEPT_DAYS = 90;

const entry = z.object({
  begunAt: z.number(),
  posted: z.object({ channelId: z.string(), ts: z.string() }).optional(),
});

const keyOf = (key: string): { pk: string; sk: string } => ({ pk: `outbox#${key}`, sk: '-' });

/** Which messages were posted and where they stand, one item each. */
export function outbox({ client, name: TableName }: Table): Outbox {
  return {
    async begin(key, now, leaseMs) {
      try {
        const { Attributes } = await client.send(
          new UpdateCommand({
            TableName,
            Key: keyOf(key),
            UpdateExpression: 'SET begunAt = if_not_exists(begunAt, :now), leasedUntil = :until, #ttl = :ttl',
            ConditionExpression:
              'attribute_not_exists(pk) OR (attribute_not_exists(posted) AND leasedUntil < :now)',
            ExpressionAttributeNames: { '#ttl': 'ttl' },
            ExpressionAttributeValues: {
              ':now': now,
              ':until': now + leaseMs,
              ':ttl': ttlSeconds(now, KEPT_DAYS),
            },
            ReturnValues: 'ALL_OLD',
          }),
        );
        return Attributes
          ? { state: 'in-doubt', sinceMs: entry.parse(Attributes).begunAt }
          : { state: 'mine' };
      } catch (error) {
        if (!wasRefused(error)) throw error;
        const { Item } = await client.send(
          new GetCommand({ TableName, Key: keyOf(key), ConsistentRead: true }),
        );
        // Without an item another worker abandoned it between the two requests: it is free for the next try.
        const posted = Item && entry.parse(Item).posted;
        return posted ? { state: 'sent', posted } : { state: 'taken' };
      }
    },
    async sent(key, posted) {
      await client.send(
        new UpdateCommand({
          TableName,
          Key: keyOf(key),
          UpdateExpression: 'SET posted = :posted, begunAt = if_not_exists(begunAt, :zero)',
          ExpressionAttributeValues: { ':posted': posted, ':zero': 0 },
        }),
      );
    },
    async abandon(key) {
      await client.send(new DeleteCommand({ TableName, Key: keyOf(key) }));
    },
  };
}
