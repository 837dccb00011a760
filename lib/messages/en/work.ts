import { quote } from './words.ts';

/** What is told of work that came to nothing. */
export const work = {
  'work.lost-look': (p: { target: string; cluster: string }) =>
    `The look at ${p.target} in ${p.cluster} was begun several times and never came to an end. This says nothing about its health.`,
  'work.lost-look.fix': (p: { target: string; job: string }) =>
    `Ask again: /k8s diagnose ${p.target}. If that fails too, look for the job ${p.job} in the logs of the diagnose function.`,
  'work.lost-alerts': (p: { object: string; cluster: string; alerts: string }) =>
    `Alerts about ${p.object} in ${p.cluster} could not be worked on: ${p.alerts}. Their thread is missing, or does not say all.`,
  'work.lost-alerts.fix': (p: { job: string }) =>
    `Look at it by a command, and for the job ${p.job} in the logs of the diagnose function.`,
  'work.lost-problem': (p: { summary: string }) => quote(p.summary, 300),
  /** Words that were made elsewhere in this catalogue. */
  'work.told': (p: { text: string }) => p.text,
  'work.look-at-log': (_: object) =>
    'Ask again; if that fails too, look into the log of the diagnose function.',
  'work.no-file': (p: { filename: string; problem: string }) =>
    `The file ${p.filename} could not be uploaded (${p.problem}). The same diagnosis in a terminal: wardround diagnose`,
  'package.look-too-long': (p: { seconds: number; most: number }) =>
    `limits.lookTimeoutSeconds is ${p.seconds}, and the diagnose function has time for ${p.most}. Lower it, or raise custom.worker in serverless.yml.`,
  'package.no-slack': (p: { path: string }) =>
    `${p.path} has no slack.botToken and slack.signingSecrets; without them the functions can neither hear nor speak.`,
};
