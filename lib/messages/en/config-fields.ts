/** What the documentation and an error say of one field of the configuration. */
export interface FieldText {
  readonly meaning: string;
  /** Completes "expected …". */
  readonly expects: string;
  readonly unit?: string;
  /** As it is written in YAML. */
  readonly example?: string;
  /** What holds where the field is left out and the schema has no value for it. */
  readonly whenMissing?: string;
}

const reference =
  'a reference to a secret: env:NAME, file:/path, secretsmanager:NAME-OR-ARN#json-key or ssm:/name';

/** Every field of wardround.yml by its path; `[]` stands for each item of a list. */
export const configFields = {
  clusters: {
    meaning: 'The clusters that Wardround looks at.',
    expects: 'a list of at least one cluster',
    whenMissing:
      'one cluster named default: that of the kubeconfig if there is one, else the one whose pod this is, else the recorded cluster',
  },
  'clusters[]': { meaning: 'One cluster.', expects: 'a cluster with a name and an access' },
  'clusters[].name': {
    meaning: 'What people call it in commands, and what every message calls it. Unique.',
    expects:
      'a name of at most 63 lower-case letters, digits, - and ., a letter or digit at both ends, in quotes if it is a number',
    example: 'production',
  },
  'clusters[].default': {
    meaning:
      'Whether a command that names no cluster means this one. At most one cluster is the default; a single one always is.',
    expects: 'true or false',
    example: 'true',
  },
  'clusters[].access': {
    meaning:
      'The way in: a kubeconfig (kubeconfig, context), the pod that this runs in (inCluster), an API server (server, token and its authority), or a recording.',
    expects: 'one way in: kubeconfig and context, or inCluster, or server with token, or recording',
  },
  'clusters[].access.kubeconfig': {
    meaning: 'A kubeconfig file, relative to the working directory.',
    expects: 'the path of a file, with the home directory written out instead of ~',
    example: '/home/operator/.kube/config',
    whenMissing: 'the files of KUBECONFIG, else .kube/config in the home directory',
  },
  'clusters[].access.context': {
    meaning: 'The context of the kubeconfig.',
    expects: 'the name of a context',
    example: 'production-admin',
    whenMissing: 'the current one',
  },
  'clusters[].access.inCluster': {
    meaning: 'Uses the service account of the pod that Wardround runs in.',
    expects: 'true, or no inCluster at all',
    example: 'true',
  },
  'clusters[].access.server': {
    meaning: 'The address of the API server.',
    expects: 'an https:// URL without user, password or query (http:// on this machine only)',
    example: 'https://k8s.example.com:6443',
  },
  'clusters[].access.caFile': {
    meaning: 'The certificate authority of the API server, as a PEM file.',
    expects: 'the path of a file, with the home directory written out instead of ~',
    example: '/etc/wardround/ca.pem',
    whenMissing: "the system's own authorities, unless caData is there",
  },
  'clusters[].access.caData': {
    meaning:
      'The certificate authority of the API server: a PEM certificate, the same in base64 as a kubeconfig has it, or a reference.',
    expects: 'a PEM certificate, the same in base64, or a reference such as ssm:/wardround/staging/ca',
    example: 'ssm:/wardround/staging/ca',
    whenMissing: "the system's own authorities, unless caFile is there",
  },
  'clusters[].access.token': {
    meaning: 'The bearer token of the reading service account.',
    expects: reference,
    example: 'secretsmanager:wardround/staging#token',
  },
  'clusters[].access.tlsServerName': {
    meaning: "The name in the API server's certificate, where it differs from the address.",
    expects: 'a host name',
    example: 'kubernetes.default',
    whenMissing: 'the host of server',
  },
  'clusters[].access.recording': {
    meaning: 'A captured cluster: a file, folder or tarball, relative to the working directory.',
    expects: 'the path of a capture, with the home directory written out instead of ~',
    example: 'examples/broken-cluster',
  },
  'clusters[].alerts': {
    meaning: "What lets Alertmanager report this cluster's alerts.",
    expects: 'tokenHashes and a channel',
    whenMissing: 'no alerts of this cluster are accepted',
  },
  'clusters[].alerts.tokenHashes': {
    meaning:
      'SHA-256 hashes of the bearer tokens that Alertmanager may send. Two while one replaces the other. The cluster follows from the token, so that each token belongs to one cluster.',
    expects: 'one or two hashes',
  },
  'clusters[].alerts.tokenHashes[]': {
    meaning: 'One hash; never the token itself.',
    expects: 'the SHA-256 of a token as 64 lower-case hexadecimal digits, in quotes',
    example: '"9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"',
  },
  'clusters[].alerts.channel': {
    meaning: "The Slack channel of this cluster's incidents, by its ID.",
    expects: 'the ID of a channel, not its name (Slack shows it at the end of the channel details)',
    example: 'C0123456789',
  },
  'clusters[].look': {
    meaning: 'Who may look at this cluster from Slack. Guests and strangers of Slack Connect never may.',
    expects: 'teams, channels or both',
    whenMissing: "everybody of the installation's own workspace, in every channel where the bot is",
  },
  'clusters[].look.teams': {
    meaning: 'The workspaces whose members may look. An empty list means nobody.',
    expects: 'a list of workspace IDs',
    whenMissing: "the installation's own workspace",
  },
  'clusters[].look.teams[]': {
    meaning: 'One workspace.',
    expects: 'the ID of a workspace (T…) or organisation (E…)',
    example: 'T0123456789',
  },
  'clusters[].look.channels': {
    meaning: 'The channels where looking is allowed. An empty list means nowhere.',
    expects: 'a list of channel IDs',
    whenMissing: 'every channel where the bot is',
  },
  'clusters[].look.channels[]': {
    meaning: 'One channel.',
    expects: 'the ID of a channel (C…, G… or D…), not its name',
    example: 'C0123456789',
  },
  slack: {
    meaning: 'The Slack app.',
    expects: 'botToken, with signingSecrets or an appToken',
    whenMissing: 'no Slack; on one machine the local page takes its place',
  },
  'slack.teamId': {
    meaning: 'The workspace where the app is installed.',
    expects: 'the ID of a workspace (T…) or organisation (E…)',
    example: 'T0123456789',
    whenMissing: 'Slack is asked for it',
  },
  'slack.botToken': {
    meaning: 'The token that the bot speaks with.',
    expects: reference,
    example: 'secretsmanager:wardround/slack#bot-token',
  },
  'slack.signingSecrets': {
    meaning:
      'What Slack signs its requests with: the current secret, and the previous one during a rotation.',
    expects: 'one or two references',
    whenMissing: 'no request over HTTP is accepted, so that appToken is needed',
  },
  'slack.signingSecrets[]': {
    meaning: 'One signing secret.',
    expects: reference,
    example: 'secretsmanager:wardround/slack#signing-secret',
  },
  'slack.appToken': {
    meaning: 'The app-level token for Socket Mode, which needs no public URL.',
    expects: reference,
    example: 'env:SLACK_APP_TOKEN',
    whenMissing: 'Slack reaches the app over HTTP',
  },
  limits: { meaning: 'Bounds on what one installation does.', expects: 'a map of limits' },
  'limits.lookTimeoutSeconds': {
    meaning: 'How long one look at a cluster may take.',
    expects: 'a whole number from 5 to 600',
    unit: 'seconds',
  },
  'limits.maxJobs': {
    meaning: 'Jobs that run at the same time.',
    expects: 'a whole number from 1 to 100',
  },
  'limits.bodyBytes': {
    meaning: 'The largest request body; a larger one is answered with 413.',
    expects: 'a whole number from 1024 to 6291456, what AWS Lambda accepts',
    unit: 'bytes',
  },
  local: { meaning: 'How it runs on one machine.', expects: 'a map with port and dataFolder' },
  'local.port': {
    meaning: 'The port on 127.0.0.1. 0 takes any that is free.',
    expects: 'a port from 0 to 65535',
  },
  'local.dataFolder': {
    meaning: 'Where the queue and the tables are kept, relative to the working directory.',
    expects: 'the path of a folder, with the home directory written out instead of ~',
  },
  logLevel: {
    meaning: 'The least important log line that is written.',
    expects: 'debug, info, warn or error',
  },
  locale: { meaning: 'The language of every text for people.', expects: 'en' },
} as const satisfies Record<string, FieldText>;

export type ConfigFieldPath = keyof typeof configFields;

/** Every variable of the environment that is read. */
export const configVariables = {
  WARDROUND_CONFIG: {
    meaning: 'The configuration file.',
    expects: 'the path of a file',
    example: '/etc/wardround/wardround.yml',
    whenMissing: 'wardround.yml of the working directory, if it is there',
  },
  SLACK_BOT_TOKEN: {
    meaning: 'The token that the bot speaks with.',
    expects: 'a bot token of Slack, which begins with xoxb-',
    whenMissing: 'slack.botToken of the file',
  },
  SLACK_SIGNING_SECRET: {
    meaning: 'What Slack signs its requests with. Takes the place of all signing secrets of the file.',
    expects: 'the signing secret of the app, without spaces',
    whenMissing: 'slack.signingSecrets of the file',
  },
  SLACK_SIGNING_SECRET_PREVIOUS: {
    meaning: 'The signing secret before it, accepted as well during a rotation.',
    expects: 'a signing secret without spaces, beside SLACK_SIGNING_SECRET',
    whenMissing: 'only SLACK_SIGNING_SECRET is accepted',
  },
  SLACK_APP_TOKEN: {
    meaning: 'The app-level token for Socket Mode, which needs no public URL.',
    expects: 'an app-level token of Slack, which begins with xapp-',
    whenMissing: 'slack.appToken of the file',
  },
  WARDROUND_PORT: {
    meaning: 'The port on 127.0.0.1 where it runs on one machine. 0 takes any that is free.',
    expects: 'a port from 0 to 65535',
    example: '3000',
    whenMissing: 'local.port of the file',
  },
  WARDROUND_DATA: {
    meaning: 'Where the queue and the tables are kept when it runs on one machine.',
    expects: 'the path of a folder',
    example: '.wardround',
    whenMissing: 'local.dataFolder of the file',
  },
  KUBECONFIG: {
    meaning: 'The kubeconfig files, for clusters whose access names none.',
    expects: 'paths of files, separated as in PATH',
    example: '/home/operator/.kube/config',
    whenMissing: '.kube/config in the home directory',
  },
} as const satisfies Record<string, FieldText>;

export type ConfigVariable = keyof typeof configVariables;
