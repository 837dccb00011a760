import { setTimeout } from 'node:timers/promises';
import { incidentStore } from '../../lib/adapters/dynamodb/incident-store.ts';
import { jobLedger } from '../../lib/adapters/dynamodb/job-ledger.ts';
import { jobWatch } from '../../lib/adapters/dynamodb/job-watch.ts';
import { outbox } from '../../lib/adapters/dynamodb/outbox.ts';
import { openTable } from '../../lib/adapters/dynamodb/table.ts';
import { slackPeople } from '../../lib/adapters/slack/people.ts';
import { slackPoster } from '../../lib/adapters/slack/poster.ts';
import { botToken } from '../../lib/config/slack-secrets.ts';
import { patientPoster } from '../../lib/conversation/patient-poster.ts';
import { errorFields } from '../../lib/log/log.ts';
import { config, variable } from './config.ts';
import { log } from './log.ts';
import { secrets } from './secrets.ts';

const access = { token: botToken(config, secrets) };
const table = openTable({ name: variable('TABLE_NAME') });

/** What those functions share that speak in Slack and remember what they did. */
export const worker = {
  incidents: incidentStore(table),
  ledger: jobLedger(table),
  outbox: outbox(table),
  watch: jobWatch(table),
  poster: patientPoster(
    slackPoster({
      ...access,
      onUploadFailed: (error) => log('slack.upload-failed', errorFields(error)),
    }),
    setTimeout,
  ),
  people: slackPeople(access),
  now: Date.now,
  leaseMs: Number(variable('LEASE_SECONDS')) * 1000,
  log,
};
