import type * as z from 'zod';
import type { config } from '../schema.ts';

/** A configuration in which every field appears. The hashes are those of the words test and password. */
export const exampleConfig: z.input<typeof config> = {
  clusters: [
    {
      name: 'production',
      default: true,
      access: { kubeconfig: '/home/operator/.kube/config', context: 'production-admin' },
      alerts: {
        tokenHashes: [
          '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
          '5e884898da28047151d0e56f8dc6292773603d0d6aabbdd62a11ef721d1542d8',
        ],
        channel: 'C0123456789',
      },
      look: { teams: ['T0123456789'], channels: ['C0123456789'] },
    },
    {
      name: 'staging',
      access: {
        server: 'https://k8s.example.com:6443',
        caData: 'ssm:/wardround/staging/ca',
        token: 'secretsmanager:wardround/staging#token',
        tlsServerName: 'kubernetes.default',
      },
    },
    {
      name: 'lab',
      access: {
        server: 'https://lab.example.com:6443',
        caFile: '/etc/wardround/lab-ca.pem',
        token: 'file:/run/secrets/lab-token',
      },
    },
    { name: 'here', access: { inCluster: true } },
    { name: 'recorded', access: { recording: 'examples/broken-cluster' } },
  ],
  slack: {
    teamId: 'T0123456789',
    botToken: 'secretsmanager:wardround/slack#bot-token',
    signingSecrets: [
      'secretsmanager:wardround/slack#signing-secret',
      'secretsmanager:wardround/slack#previous-signing-secret',
    ],
    appToken: 'env:SLACK_APP_TOKEN',
  },
  limits: { lookTimeoutSeconds: 60, maxJobs: 4, bodyBytes: 1_048_576 },
  local: { port: 3000, dataFolder: '.wardround' },
  logLevel: 'info',
  locale: 'en',
};
