import * as z from 'zod';
import { type ConfigFieldPath, configFields } from '../messages/en/config-fields.ts';
import { plainSecretForm } from './plain-secret.ts';
import { parseSecretReference, secretReference } from './secret-reference.ts';

/** Puts the texts of a field beside its rules, for the documentation and the example. */
function field<T extends z.ZodType>(path: ConfigFieldPath, schema: T): T {
  return schema.meta({ ...configFields[path], path });
}

/** A label of a DNS name or several: https://datatracker.ietf.org/doc/html/rfc1123#section-2.1 */
const clusterName = z.string().regex(/^[a-z0-9](?:[a-z0-9.-]{0,61}[a-z0-9])?$/);
/** A shell expands `~`, a file does not. Control characters have no place in a path that is printed. */
const path = z.string().regex(/^(?!~)[^\p{Cc}]{1,4096}$/u);
/** Slack's ids: https://docs.slack.dev/reference/objects/conversation-object */
const postableChannelId = z.string().regex(/^[CG][A-Z0-9]{2,20}$/);
const channelId = z.string().regex(/^[CGD][A-Z0-9]{2,20}$/);
const teamId = z.string().regex(/^[TE][A-Z0-9]{2,20}$/);

const serverUrl = z.string().refine((text) => {
  if (!URL.canParse(text) || /[\s\p{Cc}]/u.test(text)) return false;
  const { protocol, hostname, username, password, search, hash } = new URL(text);
  if (username || password || search || hash) return false;
  const isOwnMachine = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/.test(hostname);
  return protocol === 'https:' || (protocol === 'http:' && isOwnMachine);
});

/** Certificates are public, so one may stand in the file. */
const certificate = z.string().refine((text) => {
  if (parseSecretReference(text)) return true;
  const pem = text.includes('-----BEGIN ') ? text : Buffer.from(text, 'base64').toString('latin1');
  return pem.trimStart().startsWith('-----BEGIN CERTIFICATE-----') && plainSecretForm(pem) === undefined;
});

const access = 'clusters[].access';

const kubeconfigAccess = z.strictObject({
  kubeconfig: field(`${access}.kubeconfig`, path.exactOptional()),
  context: field(`${access}.context`, z.string().min(1).max(1024).exactOptional()),
});
const inClusterAccess = z.strictObject({ inCluster: field(`${access}.inCluster`, z.literal(true)) });
const serverAccess = z.strictObject({
  server: field(`${access}.server`, serverUrl),
  caFile: field(`${access}.caFile`, path.exactOptional()),
  caData: field(`${access}.caData`, certificate.exactOptional()),
  token: field(`${access}.token`, secretReference),
  tlsServerName: field(
    `${access}.tlsServerName`,
    z
      .string()
      .regex(/^[A-Za-z0-9.-]{1,253}$/)
      .exactOptional(),
  ),
});
const recordingAccess = z.strictObject({ recording: field(`${access}.recording`, path) });

/** The ways in to a cluster; which one is meant shows in the fields that are there. */
export const waysIn = {
  kubeconfig: kubeconfigAccess,
  inCluster: inClusterAccess,
  server: serverAccess,
  recording: recordingAccess,
} as const;

const cluster = z.strictObject({
  name: field('clusters[].name', clusterName),
  default: field('clusters[].default', z.boolean().default(false)),
  access: field(access, z.union([serverAccess, inClusterAccess, recordingAccess, kubeconfigAccess])),
  alerts: field(
    'clusters[].alerts',
    z
      .strictObject({
        tokenHashes: field(
          'clusters[].alerts.tokenHashes',
          z
            .array(field('clusters[].alerts.tokenHashes[]', z.string().regex(/^[0-9a-f]{64}$/)))
            .min(1)
            .max(2),
        ),
        channel: field('clusters[].alerts.channel', postableChannelId),
      })
      .exactOptional(),
  ),
  look: field(
    'clusters[].look',
    z
      .strictObject({
        teams: field(
          'clusters[].look.teams',
          z.array(field('clusters[].look.teams[]', teamId)).exactOptional(),
        ),
        channels: field(
          'clusters[].look.channels',
          z.array(field('clusters[].look.channels[]', channelId)).exactOptional(),
        ),
      })
      .prefault({}),
  ),
});

const slack = z.strictObject({
  teamId: field('slack.teamId', teamId.exactOptional()),
  botToken: field('slack.botToken', secretReference),
  signingSecrets: field(
    'slack.signingSecrets',
    z.array(field('slack.signingSecrets[]', secretReference)).max(2).default([]),
  ),
  appToken: field('slack.appToken', secretReference.exactOptional()),
});

/** Lambda's limit of a request: https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html */
const LAMBDA_BODY_BYTES = 6 * 1024 * 1024;

const limits = z.strictObject({
  lookTimeoutSeconds: field('limits.lookTimeoutSeconds', z.int().min(5).max(600).default(60)),
  maxJobs: field('limits.maxJobs', z.int().min(1).max(100).default(4)),
  bodyBytes: field(
    'limits.bodyBytes',
    z
      .int()
      .min(1024)
      .max(LAMBDA_BODY_BYTES)
      .default(1024 * 1024),
  ),
});

const local = z.strictObject({
  port: field('local.port', z.int().min(0).max(65_535).default(3000)),
  dataFolder: field('local.dataFolder', path.default('.wardround')),
});

/** wardround.yml after the environment and the defaults. What it puts out is also what it takes in. */
export const config = z.strictObject({
  clusters: field('clusters', z.array(field('clusters[]', cluster)).min(1).max(1000)),
  slack: field('slack', slack.exactOptional()),
  limits: field('limits', limits.prefault({})),
  local: field('local', local.prefault({})),
  logLevel: field('logLevel', z.enum(['debug', 'info', 'warn', 'error']).default('info')),
  locale: field('locale', z.enum(['en']).default('en')),
});

/** What Wardround does, for whom and where. It holds references to secrets, never a secret. */
export type Config = z.output<typeof config>;
export type Cluster = Config['clusters'][number];
export type ClusterAccess = Cluster['access'];
