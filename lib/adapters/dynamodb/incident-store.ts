import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { type Incident, type IncidentStore, incident as stored } from '../../incidents/incident.ts';
import { type Table, ttlSeconds, wasRefused } from './table.ts';

const KEPT_DAYS = 400;

/** Incidents, a partition for each cluster. */
export function incidentStore({ client, name: TableName }: Table): IncidentStore {
  return {
    async load(cluster, object) {
      const { Item } = await client.send(
        new GetCommand({ TableName, Key: { pk: `incident#${cluster}`, sk: object }, ConsistentRead: true }),
      );
      return Item ? (stored.parse(Item) satisfies Incident) : undefined;
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
