import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import type { Incident, IncidentStore } from '../../incidents/incident.ts';
import { alert } from '../../jobs/job.ts';
import { type Table, ttlSeconds, wasRefused } from './table.ts';

const KEPT_DAYS = 400;

const optionalNumber = z
  .number()
  .optional()
  .transform((value) => value);

/** An incident as it is stored; a field added later needs a default here. */
const stored = z.object({
  cluster: z.string(),
  object: z.string(),
  target: z.string().optional(),
  state: z.enum(['open', 'resolved', 'closed']),
  opening: z.number(),
  channelId: z.string(),
  alerts: z.array(alert.extend({ deliveries: z.number() })),
  openedAt: z.number(),
  changedAt: z.number(),
  resolvedAt: optionalNumber,
  lastLookAt: optionalNumber,
  truncated: z.number(),
  version: z.number(),
});

/** Incidents, a partition for each cluster. */
export function incidentStore({ client, name: TableName }: Table): IncidentStore {
  return {
    async load(cluster, object) {
      const { Item } = await client.send(
        new GetCommand({ TableName, Key: { pk: `incident#${cluster}`, sk: object }, ConsistentRead: true }),
      );
      if (!Item) return undefined;
      const { target, resolvedAt, lastLookAt, ...rest } = stored.parse(Item);
      return { ...rest, target, resolvedAt, lastLookAt } satisfies Incident;
    },
    async save(incident) {
      try {
        await client.send(
          new PutCommand({
            TableName,
            Item: {
              ...incident,
              pk: `incident#${incident.cluster}`,
              sk: incident.object,
              ttl: ttlSeconds(incident.changedAt, KEPT_DAYS),
            },
            ConditionExpression: incident.version === 1 ? 'attribute_not_exists(pk)' : 'version = :before',
            ...(incident.version === 1
              ? {}
              : { ExpressionAttributeValues: { ':before': incident.version - 1 } }),
          }),
        );
        return 'saved';
      } catch (error) {
        if (wasRefused(error)) return 'changed-meanwhile';
        throw error;
      }
    },
  };
}
