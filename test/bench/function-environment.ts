import { compileConfig } from '../../lib/config/compile-config.ts';
import { loadConfig } from '../../lib/config/load-config.ts';

export const SIGNING_SECRET = 'signing-secret-of-the-bench';

/** A configuration of one cluster, as it is packaged. */
export const benchConfig = compileConfig(
  loadConfig({
    file: {
      path: 'wardround.yml',
      text: `
clusters: [{ name: prod, access: { inCluster: true } }]
slack: { teamId: T0000001, botToken: 'env:BENCH_TOKEN', signingSecrets: ['env:BENCH_SIGNING_SECRET'] }
`,
    },
    env: {},
    hasKubeconfig: false,
  }),
);

/** The variables of a function on Lambda. Node's advice about its own version would be measured too, so it is off. */
export function functionEnvironment(name: string, queueUrl = 'http://127.0.0.1:9/0/jobs'): NodeJS.ProcessEnv {
  return {
    PATH: process.env['PATH'],
    NODE_NO_WARNINGS: '1',
    AWS_REGION: 'eu-central-1',
    AWS_ACCESS_KEY_ID: 'bench',
    AWS_SECRET_ACCESS_KEY: 'bench',
    QUEUE_URL: queueUrl,
    TABLE_NAME: 'wardround',
    LEASE_SECONDS: '150',
    LOST_AFTER_SECONDS: '5400',
    WARDROUND_FUNCTION: name,
    BENCH_SIGNING_SECRET: SIGNING_SECRET,
  };
}
