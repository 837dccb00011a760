import { lookAtClusters } from '../access/look-at-clusters.ts';
import { incidentStore } from '../adapters/dynamodb/incident-store.ts';
import { jobLedger } from '../adapters/dynamodb/job-ledger.ts';
import { jobWatch } from '../adapters/dynamodb/job-watch.ts';
import { outbox } from '../adapters/dynamodb/outbox.ts';
import type { Table } from '../adapters/dynamodb/table.ts';
import { slackPeople } from '../adapters/slack/people.ts';
import { slackPoster } from '../adapters/slack/poster.ts';
import { channelOfAlerts } from '../config/alert-channel.ts';
import { clusterOfToken } from '../config/alert-token.ts';
import { defaultCluster } from '../config/default-cluster.ts';
import { lookRules } from '../config/look-rules.ts';
import type { Config } from '../config/schema.ts';
import type { SecretSource } from '../config/secret-source.ts';
import { type AnswerCommandDeps, answerCommand } from '../conversation/answer-command.ts';
import { lookPolicy } from '../conversation/look-policy.ts';
import { patientPoster } from '../conversation/patient-poster.ts';
import { alertsHandler } from '../handlers/alerts.ts';
import { deadLetterHandler } from '../handlers/dead-letter.ts';
import { type BatchHandler, diagnoseHandler } from '../handlers/diagnose.ts';
import type { HttpHandler } from '../handlers/http.ts';
import { slackHandler } from '../handlers/slack.ts';
import { tickHandler } from '../handlers/tick.ts';
import { work } from '../incidents/work.ts';
import type { JobQueue } from '../jobs/job.ts';
import { errorFields, type Log } from '../log/log.ts';

/** How the functions reach Slack: the real one, or the one of this machine. */
export interface SlackLink {
  readonly token: () => Promise<string>;
  readonly signingSecrets: () => Promise<readonly string[]>;
  readonly homeTeam: string | undefined;
  readonly apiUrl?: string;
  readonly responseUrlPrefix?: string;
  readonly timeoutMs?: number;
}

export interface LocalFunctionsDeps {
  readonly config: Config;
  readonly secrets: SecretSource;
  readonly table: Table;
  readonly queue: JobQueue;
  readonly postpone: (messageId: string, delayMs: number) => void;
  readonly slack: SlackLink;
  readonly leaseMs: number;
  readonly now: () => number;
  readonly sleep: (ms: number) => Promise<void>;
  readonly log: Log;
}

/** The functions of serverless.yml, by their names there. */
export interface LocalFunctions {
  readonly http: Readonly<Record<string, HttpHandler>>;
  readonly diagnose: BatchHandler;
  readonly deadLetter: BatchHandler;
  readonly tick: () => Promise<void>;
  /** What a command over Socket Mode is answered by: the same as one over HTTP. */
  readonly onCommand: ReturnType<typeof answerCommand>;
}

/** Longer than five tries with all their waits. */
const LOST_AFTER_MS = 30 * 60_000;

/** Composes the same handlers as functions/ does for AWS, over what this machine has in place of AWS. */
export function localFunctions(deps: LocalFunctionsDeps): LocalFunctions {
  const { config, table, queue, slack, secrets, leaseMs, now, sleep, log } = deps;
  const access = {
    token: slack.token,
    ...(slack.apiUrl ? { apiUrl: slack.apiUrl } : {}),
    ...(slack.timeoutMs ? { timeoutMs: slack.timeoutMs } : {}),
  };
  const rules = lookRules(config);
  const worker = {
    incidents: incidentStore(table),
    ledger: jobLedger(table),
    outbox: outbox(table),
    watch: jobWatch(table),
    poster: patientPoster(
      slackPoster({
        ...access,
        ...(slack.responseUrlPrefix ? { responseUrlPrefix: slack.responseUrlPrefix } : {}),
        onUploadFailed: (error: unknown) => log('slack.upload-failed', errorFields(error)),
      }),
      sleep,
    ),
    people: slackPeople(access),
    channelOf: channelOfAlerts(config),
    now,
    leaseMs,
    log,
  };
  const look = lookAtClusters({
    clusters: config.clusters,
    secrets,
    timeoutMs: config.limits.lookTimeoutSeconds * 1000,
    now,
    elapsedMs: () => performance.now(),
  });
  const mayLook = lookPolicy(rules, slack.homeTeam);
  const commands: AnswerCommandDeps = {
    queue,
    clusters: rules,
    defaultCluster: defaultCluster(config)?.name,
    homeTeam: slack.homeTeam,
    now,
    log,
  };
  return {
    http: {
      alerts: alertsHandler({
        clusterOf: (token) => clusterOfToken(config, token)?.name,
        queue,
        limitBytes: config.limits.bodyBytes,
        now,
        log,
      }),
      slack: slackHandler({ ...commands, signingSecrets: slack.signingSecrets }),
    },
    diagnose: diagnoseHandler({
      ...worker,
      work: (job) => work(job, { ...worker, look, mayLook }),
      postpone: async (messageId, afterSeconds) => deps.postpone(messageId, afterSeconds * 1000),
      lostAfterMs: LOST_AFTER_MS,
    }),
    deadLetter: deadLetterHandler(worker),
    tick: tickHandler(worker),
    onCommand: answerCommand(commands),
  };
}
