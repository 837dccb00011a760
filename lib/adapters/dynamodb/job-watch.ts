import { DeleteCommand, QueryCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { type Job, job as jobSchema } from '../../jobs/job.ts';
import type { JobWatch } from '../../jobs/job-watch.ts';
import { type Table, ttlSeconds } from './table.ts';

const KEPT_DAYS = 15;
export const JOB_WATCH_PARTITION = 'watch';
/** Pages that one call reads: more jobs than those never run at once. */
const PAGES = 5;

const keyOf = (id: string): { pk: string; sk: string } => ({ pk: JOB_WATCH_PARTITION, sk: id });

/** Jobs under way, all in one partition: there are as many as work at once, and a minute reads them all. */
export function jobWatch({ client, name: TableName }: Table): JobWatch {
  return {
    async begin(job, deadlineMs) {
      await client.send(
        new UpdateCommand({
          TableName,
          Key: keyOf(job.id),
          UpdateExpression: 'SET job = :job, deadline = if_not_exists(deadline, :deadline), #ttl = :ttl',
          ExpressionAttributeNames: { '#ttl': 'ttl' },
          ExpressionAttributeValues: {
            ':job': JSON.stringify(job),
            ':deadline': deadlineMs,
            ':ttl': ttlSeconds(deadlineMs, KEPT_DAYS),
          },
        }),
      );
    },
    async end(id) {
      await client.send(new DeleteCommand({ TableName, Key: keyOf(id) }));
    },
    async overdue(now, most) {
      const jobs: Job[] = [];
      let from: Record<string, unknown> | undefined;
      for (let page = 0; page < PAGES && jobs.length < most; page += 1) {
        const { Items = [], LastEvaluatedKey } = await client.send(
          new QueryCommand({
            TableName,
            KeyConditionExpression: 'pk = :pk',
            FilterExpression: 'deadline < :now',
            ExpressionAttributeValues: { ':pk': JOB_WATCH_PARTITION, ':now': now },
            ...(from ? { ExclusiveStartKey: from } : {}),
          }),
        );
        jobs.push(...Items.map(({ job }) => jobSchema.parse(JSON.parse(String(job)))));
        from = LastEvaluatedKey;
        if (!from) break;
      }
      return jobs.slice(0, most);
    },
  };
}
