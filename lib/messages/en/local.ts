import { plural } from './words.ts';

type Refusal = 'wrong-host' | 'wrong-origin' | 'wrong-token';

const refusals: Readonly<Record<Refusal, string>> = {
  'wrong-host': 'This page answers to 127.0.0.1 and localhost only, so that no website can pose as it.',
  'wrong-origin': 'This came from another website, or does not say where from. Use the page itself.',
  'wrong-token':
    'The token of this start is missing or wrong. Open the address that the terminal shows, or send it as a bearer token.',
};

/** The words of the local default: its terminal and its page. */
export const local = {
  'local.refused': (p: { refusal: Refusal }) => refusals[p.refusal],
  'local.not-found': (p: { paths: readonly string[] }) =>
    `There is nothing here. What there is: ${p.paths.join(', ')}.`,
  'local.method': (p: { allowed: string }) => `Only ${p.allowed} is answered here.`,
  'local.no-page': (_: object) => 'Wardround talks to Slack, so there is no page here.',
  'local.no-text': (p: { most: number }) =>
    `Send the command as the form field "text", with 1 to ${p.most} characters.`,
  'local.from-a-browser': (_: object) => 'This is for programs; a website has no business here.',

  'local.page.title': (p: { channel: string }) => `#${p.channel} · Wardround`,
  'local.page.skip': (_: object) => 'Skip to the command field',
  'local.page.cluster': (p: { clusters: readonly string[] }) => `Looks at ${p.clusters.join(', ')}`,
  'local.page.channel': (p: { channel: string }) => `Channel #${p.channel}`,
  'local.page.empty': (_: object) => 'Nothing has happened yet.',
  'local.page.empty.hint': (_: object) =>
    'Ask for a diagnosis, or have Alertmanager post an alert: each gets a thread here.',
  'local.page.try': (_: object) => 'Try one of these:',
  'local.page.field': (_: object) => 'Command',
  'local.page.placeholder': (_: object) => '/k8s diagnose cluster',
  'local.page.send': (_: object) => 'Send',
  'local.page.private': (_: object) => 'Only visible to you',
  'local.page.replies': (p: { count: number }) => (p.count === 1 ? '1 reply' : `${p.count} replies`),
  'local.page.no-replies': (_: object) => 'No replies yet',
  'local.page.edited': (_: object) => 'edited',
  'local.page.deleted': (_: object) => 'This message was deleted.',
  'local.page.app': (_: object) => 'App',
  'local.page.offline': (_: object) =>
    'The connection is lost. It comes back by itself once Wardround runs again.',
  'local.page.stale': (_: object) => 'Wardround was started anew. Load this page again.',
  'local.page.failed': (_: object) => 'The command was not sent. Try again.',

  'local.start.starting': (p: { what: 'table' | 'slack' }) =>
    ({ table: 'Opening the data folder', slack: 'Reaching Slack' })[p.what],
  'local.start.ready': (p: { ms: number }) => `Wardround is ready (${(p.ms / 1000).toFixed(1)} s).`,
  'local.start.page': (p: { url: string }) => `Page      ${p.url}`,
  'local.start.cluster': (p: { lines: readonly string[] }) => `Cluster   ${p.lines.join('\n          ')}`,
  'local.start.cluster-of': (p: { name: string; from: string }) => `${p.name}: ${p.from}`,
  'local.start.recording': (p: { folder: string }) => `recorded, ${p.folder}`,
  'local.start.kubeconfig': (p: { path: string | undefined; context: string | undefined }) =>
    `kubeconfig ${p.path ?? 'of this machine'}${p.context ? `, context ${p.context}` : ''}`,
  'local.start.in-cluster': (_: object) => 'the one that this runs in',
  'local.start.server': (p: { server: string }) => p.server,
  'local.start.slack-page': (_: object) =>
    'Slack     none: the page stands in for it (set SLACK_BOT_TOKEN for the real one)',
  'local.start.slack-socket': (p: { team: string; bot: string }) =>
    `Slack     ${p.team}, as @${p.bot}, over Socket Mode: no public address is needed`,
  'local.start.slack-http': (p: { team: string; bot: string; path: string }) =>
    `Slack     ${p.team}, as @${p.bot}; have its requests come to ${p.path} here`,
  'local.start.data': (p: { folder: string; waiting: number }) =>
    `Data      ${p.folder}${p.waiting > 0 ? `, with ${plural(p.waiting, 'job')} left from before` : ''}`,
  'local.start.alerts': (p: { url: string; clusters: readonly string[] }) =>
    `Alerts    POST ${p.url}, for ${p.clusters.join(', ')}`,
  'local.start.no-channel': (_: object) =>
    'Alerts    none: give a cluster `alerts` in wardround.yml, with its channel and the hash of a token',
  'local.start.try-page': (_: object) => 'Try next: open the page and send   /k8s diagnose cluster',
  'local.start.try-slack': (_: object) => 'Try next: in Slack, send   /k8s diagnose cluster',
  'local.start.try-alert': (p: { command: string }) =>
    `Or post an alert (the token is shown this once; only its hash is kept):\n${p.command}`,
  'local.start.token-hint': (_: object) =>
    'Alerts are taken with the token of the first start; `npm start -- --new-alert-token` makes a new one.',
  'local.start.stop': (_: object) => 'Ctrl-C stops it; nothing is lost.',
  'local.stop': (_: object) => 'Stopping …',
  'local.stopped': (p: { waiting: number }) =>
    p.waiting === 0 ? 'Stopped.' : `Stopped. ${plural(p.waiting, 'job')} will be taken up at the next start.`,

  'local.error.folder-in-use': (p: { folder: string }) =>
    `Wardround already runs on the data in ${p.folder}. Stop it, or set WARDROUND_DATA to another folder.`,
  'local.error.folder': (p: { folder: string; code: string }) =>
    `The data folder ${p.folder} cannot be used (${p.code}). Set WARDROUND_DATA to a folder that can be written to.`,
  'local.error.port-in-use': (p: { port: number }) =>
    `Port ${p.port} is taken by another program. Set WARDROUND_PORT to a free one, or to 0 for any.`,
  'local.error.port': (p: { port: number; code: string }) =>
    `Port ${p.port} cannot be listened on (${p.code}). Set WARDROUND_PORT to another one.`,
  'local.error.slack': (p: { code: string }) => slackAdvice(p.code),
  'local.error.app-token': (p: { code: string }) =>
    `Slack refused the token of Socket Mode (${p.code}). SLACK_APP_TOKEN must be an app-level token (xapp-…) with the scope connections:write, and Socket Mode must be on in the settings of the app.`,
  'local.error.fault': (p: { what: string; detail: string }) => `fault in ${p.what}: ${p.detail}`,
  'local.error.argument': (p: { arguments: readonly string[] }) =>
    `Not understood: ${p.arguments.join(' ')}. See: npm start -- --help`,

  'local.help': (_: object) => `Runs Wardround on this machine: npm start -- [--new-alert-token]

Without a Slack token a page on 127.0.0.1 stands in for Slack; without a kubeconfig a recorded cluster is looked at.

  --new-alert-token  makes a new bearer token for Alertmanager; the one before is no longer taken
  -h, --help         this text

Environment, or the same in wardround.yml (docs/configuration.md):
  KUBECONFIG            the cluster to look at
  SLACK_BOT_TOKEN       the real Slack, with either of:
    SLACK_APP_TOKEN         Socket Mode: no public address is needed
    SLACK_SIGNING_SECRET    requests of Slack over HTTP
  WARDROUND_PORT        default 3000; 0 for any free port
  WARDROUND_DATA        default .wardround
  WARDROUND_CONFIG      default wardround.yml, where it is there

Exit codes: 0 stopped, 2 could not start.`,
};

function slackAdvice(code: string): string {
  const advice: Readonly<Record<string, string>> = {
    invalid_auth:
      'invalid_auth: Slack does not know SLACK_BOT_TOKEN. Copy the Bot User OAuth Token (xoxb-…) from OAuth & Permissions of the app; install the app to the workspace first.',
    token_revoked:
      'token_revoked: SLACK_BOT_TOKEN was revoked. Install the app to the workspace again and copy the new token.',
    account_inactive:
      'account_inactive: the app was removed from the workspace. Install it again and copy the new SLACK_BOT_TOKEN.',
    not_authed: 'not_authed: SLACK_BOT_TOKEN is empty. Set it, or take it away for the local page.',
  };
  return (
    advice[code] ??
    `Slack cannot be reached or refuses (${code}). Check the network and SLACK_BOT_TOKEN, or take the token away for the local page.`
  );
}
