import { DeleteCommand, GetCommand, PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
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
    async begin(key, now) {
      try {
        await client.send(
          new PutCommand({
            TableName,
            Item: { ...keyOf(key), begunAt: now, ttl: ttlSeconds(now, KEPT_DAYS) },
            ConditionExpression: 'attribute_not_exists(pk)',
          }),
        );
        return { state: 'mine' };
      } catch (error) {
        if (!wasRefused(error)) throw error;
        const { Item } = await client.send(
          new GetCommand({ TableName, Key: keyOf(key), ConsistentRead: true }),
        );
        // Abandoned by another worker between the two requests.
        if (!Item) return { state: 'in-doubt', sinceMs: now };
        const { begunAt, posted } = entry.parse(Item);
        return posted ? { state: 'sent', posted } : { state: 'in-doubt', sinceMs: begunAt };
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
