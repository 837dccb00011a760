interface CodeMeaning {
  readonly level: 'info' | 'warn' | 'error';
  /** What has happened, for whoever reads the log. */
  readonly meaning: string;
}

/** Every outcome that is logged: each line has one of these codes, and each code one meaning. */
export const logCodes = {
  'alerts.accepted': { level: 'info', meaning: 'The alerts of a webhook are in the queue.' },
  'alerts.partly-bad': {
    level: 'warn',
    meaning: 'Some alerts of a webhook could not be read; the others are in the queue.',
  },
  'alerts.refused': { level: 'warn', meaning: 'A webhook was refused for good; its sender got a 4xx.' },
  'alerts.not-queued': {
    level: 'error',
    meaning: 'The queue did not take the alerts of a webhook; its sender got a 503 and sends them again.',
  },
  'slack.acked': { level: 'info', meaning: 'A command got its answer, or was put into the queue.' },
  'slack.not-queued': {
    level: 'error',
    meaning: 'The queue did not take a command; whoever gave it was told to try again.',
  },
  'slack.refused': { level: 'warn', meaning: 'A request to the endpoint of Slack was refused.' },
  'slack.fault': { level: 'error', meaning: 'Something went wrong while a request of Slack was handled.' },
  'slack.upload-failed': {
    level: 'warn',
    meaning: 'A message was posted, and the file that belongs to it was refused; the thread was told.',
  },
  'ingress.failed': {
    level: 'error',
    meaning: 'Something unexpected went wrong; the sender got a 500 and may send it again.',
  },
  'job.done': { level: 'info', meaning: 'A job was done.' },
  'job.already-done': { level: 'info', meaning: 'A job was delivered again after it had been done.' },
  'job.postponed': {
    level: 'info',
    meaning: 'A job was put off: another worker is at it, or Slack limits us.',
  },
  'job.failed': { level: 'error', meaning: 'A job failed; the queue delivers it again, five times in all.' },
  'job.unreadable': {
    level: 'error',
    meaning: 'A message of the queue is no job; after five times it goes to the dead-letter queue.',
  },
  'dead-letter.told': { level: 'error', meaning: 'A job failed five times; its channel was told.' },
  'dead-letter.untold': {
    level: 'error',
    meaning: 'A job failed five times, and its channel could not be told: nobody knows but this line.',
  },
  'tick.done': { level: 'info', meaning: 'The minute was seen to.' },
  'tick.job-lost': { level: 'error', meaning: 'A job was begun and never ended; its channel was told.' },
  'tick.failed': {
    level: 'error',
    meaning: 'Something of a minute could not be seen to; the next minute tries again.',
  },
  'secret.stale': {
    level: 'warn',
    meaning: 'A secret could not be refreshed; its old value is served for a while.',
  },
} as const satisfies Readonly<Record<string, CodeMeaning>>;

export type LogCode = keyof typeof logCodes;
