import * as z from 'zod';

const text = z
  .string()
  .nullish()
  .transform((value) => value || undefined);

const cluster = z.object({
  server: text,
  'certificate-authority': text,
  'certificate-authority-data': text,
  'insecure-skip-tls-verify': z.boolean().nullish(),
  'tls-server-name': text,
  'proxy-url': text,
});

const exec = z.object({
  apiVersion: text,
  command: z.string().min(1),
  args: z.array(z.string()).nullish(),
  env: z.array(z.object({ name: z.string(), value: z.string() })).nullish(),
  installHint: text,
  provideClusterInfo: z.boolean().nullish(),
  interactiveMode: text,
});

const user = z.object({
  token: text,
  tokenFile: text,
  'client-certificate': text,
  'client-certificate-data': text,
  'client-key': text,
  'client-key-data': text,
  username: text,
  password: text,
  as: text,
  'as-uid': text,
  'as-groups': z.array(z.string()).nullish(),
  'as-user-extra': z.record(z.string(), z.array(z.string())).nullish(),
  exec: exec.nullish(),
  'auth-provider': z
    .object({ name: z.string(), config: z.record(z.string(), z.unknown()).nullish() })
    .nullish(),
});

const context = z.object({ cluster: text, user: text });

/** https://kubernetes.io/docs/reference/config-api/kubeconfig.v1/ — as far as a reader needs it. */
export const kubeconfig = z.object({
  'current-context': text,
  clusters: z.array(z.object({ name: z.string(), cluster: cluster.nullish() })).nullish(),
  users: z.array(z.object({ name: z.string(), user: user.nullish() })).nullish(),
  contexts: z.array(z.object({ name: z.string(), context: context.nullish() })).nullish(),
});

export type KubeconfigCluster = z.output<typeof cluster>;
export type KubeconfigUser = z.output<typeof user>;
export type ExecConfig = z.output<typeof exec>;
