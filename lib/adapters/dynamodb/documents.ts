import { DeleteCommand, PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import type { Documents, StoredDocument } from '../../local/documents.ts';
import type { Table } from './table.ts';

const item = z.object({ sk: z.string(), json: z.string() });

/** Documents of one partition, as JSON: what DynamoDB would not take as a value of its own stays as it is. */
export function documents({ client, name: TableName }: Table, partition: string): Documents {
  return {
    async put(key, value) {
      await client.send(
        new PutCommand({ TableName, Item: { pk: partition, sk: key, json: JSON.stringify(value) } }),
      );
    },
    async remove(key) {
      await client.send(new DeleteCommand({ TableName, Key: { pk: partition, sk: key } }));
    },
    async all() {
      const found: StoredDocument[] = [];
      let from: Record<string, unknown> | undefined;
      do {
        const { Items = [], LastEvaluatedKey } = await client.send(
          new QueryCommand({
            TableName,
            KeyConditionExpression: 'pk = :pk',
            ExpressionAttributeValues: { ':pk': partition },
            ConsistentRead: true,
            ...(from ? { ExclusiveStartKey: from } : {}),
          }),
        );
        for (const raw of Items) {
          const { sk, json } = item.parse(raw);
          found.push({ key: sk, value: JSON.parse(json) });
        }
        from = LastEvaluatedKey;
      } while (from);
      return found;
    },
  };
}
