import { describe, expect, test } from '@jest/globals';
import { ConfigError } from './config-problem.ts';
import { loadConfig } from './load-config.ts';

/** Everything that is said of a file and an environment, as `place: text`, and the fields that it speaks of. */
function problemsOf(text: string | undefined, env: Record<string, string> = {}): string[] {
  const file = text === undefined ? {} : { file: { path: 'wardround.yml', text } };
  try {
    loadConfig({ ...file, env, hasKubeconfig: true });
  } catch (error) {
    if (error instanceof ConfigError) return error.message.split('\n- ').slice(1);
    throw error;
  }
  return [];
}

const oneCluster = (fields: string) => `clusters:\n  - name: a\n    access: {}\n${fields}`;
const twoClusters = (a: string, b: string) =>
  `clusters:\n  - name: a\n    access: {context: a}\n${a}\n  - name: b\n    access: {context: b}\n${b}`;
const hash = 'a'.repeat(64);
const otherHash = 'b'.repeat(64);
const reference =
  'a reference to a secret: env:NAME, file:/path, secretsmanager:NAME-OR-ARN#json-key or ssm:/name';
const refusal =
  '(not shown here). No secret belongs into this file: put it into an environment variable, a file of its own, Secrets Manager or SSM Parameter Store, and write a reference, for example';

describe('a field that is not as expected', () => {
  test.each([
    [
      'a name with capitals',
      'clusters:\n  - name: Prod\n    access: {}\n',
      'wardround.yml:2:11: clusters[0].name is "Prod". Expected a name of at most 63 lower-case letters, digits, - and ., a letter or digit at both ends, in quotes if it is a number, for example production.',
    ],
    [
      'a name that YAML reads as a number',
      'clusters:\n  - name: 12\n    access: {}\n',
      'wardround.yml:2:11: clusters[0].name is 12. Expected a name of at most 63 lower-case letters, digits, - and ., a letter or digit at both ends, in quotes if it is a number, for example production.',
    ],
    [
      'no access, at the cluster that lacks it',
      'clusters:\n  - name: a\n',
      'wardround.yml:2:5: clusters[0].access is missing. Expected one way in: kubeconfig and context, or inCluster, or server with token, or recording.',
    ],
    [
      'an empty list of clusters',
      'clusters: []\n',
      'wardround.yml:1:11: clusters is an empty list. Expected a list of at least one cluster.',
    ],
    [
      'a cluster that is no map',
      'clusters:\n  - a\n',
      'wardround.yml:2:5: clusters[0] is "a". Expected a cluster with a name and an access.',
    ],
    [
      'an access that is text',
      'clusters:\n  - name: a\n    access: kubeconfig\n',
      'wardround.yml:3:13: clusters[0].access is "kubeconfig". Expected one way in: kubeconfig and context, or inCluster, or server with token, or recording.',
    ],
    [
      'inCluster: false',
      'clusters:\n  - name: a\n    access:\n      inCluster: false\n',
      'wardround.yml:4:18: clusters[0].access.inCluster is false. Expected true, or no inCluster at all, for example true.',
    ],
    [
      'a server without encryption',
      'clusters:\n  - name: a\n    access: {server: "http://k8s.example.com", token: env:T}\n',
      'wardround.yml:3:22: clusters[0].access.server is "http://k8s.example.com". Expected an https:// URL without user, password or query (http:// on this machine only), for example https://k8s.example.com:6443.',
    ],
    [
      'a server without a token',
      'clusters:\n  - name: a\n    access:\n      server: https://k8s.example.com\n',
      `wardround.yml:4:7: clusters[0].access.token is missing. Expected ${reference}, for example secretsmanager:wardround/staging#token.`,
    ],
    [
      'a path that only a shell understands',
      'clusters:\n  - name: a\n    access:\n      kubeconfig: ~/.kube/config\n',
      'wardround.yml:4:19: clusters[0].access.kubeconfig is "~/.kube/config". Expected the path of a file, with the home directory written out instead of ~, for example /home/operator/.kube/config.',
    ],
    [
      'a field without a value, at its name',
      'clusters:\n  - name: a\n    access:\n      kubeconfig:\n',
      'wardround.yml:4:7: clusters[0].access.kubeconfig is empty. Expected the path of a file, with the home directory written out instead of ~, for example /home/operator/.kube/config.',
    ],
    [
      'a channel by its name',
      oneCluster(`    alerts:\n      tokenHashes: ["${hash}"]\n      channel: "#alerts"\n`),
      'wardround.yml:6:16: clusters[0].alerts.channel is "#alerts". Expected the ID of a channel, not its name (Slack shows it at the end of the channel details), for example C0123456789.',
    ],
    [
      'a token where its hash belongs, without showing it',
      oneCluster(
        `    alerts:\n      tokenHashes:\n        - "${hash}"\n        - my-plain-token\n      channel: C123\n`,
      ),
      'wardround.yml:7:11: clusters[0].alerts.tokenHashes[1] is [redacted] (14 characters). Expected the SHA-256 of a token as 64 lower-case hexadecimal digits, in quotes, for example "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08".',
    ],
    [
      'three hashes',
      oneCluster(
        `    alerts:\n      tokenHashes: ["${hash}", "${otherHash}", "${'c'.repeat(64)}"]\n      channel: C123\n`,
      ),
      'wardround.yml:5:20: clusters[0].alerts.tokenHashes is a list. Expected one or two hashes.',
    ],
    [
      'a user where a workspace belongs',
      oneCluster('    look:\n      teams: [T123, U123]\n'),
      'wardround.yml:5:21: clusters[0].look.teams[1] is "U123". Expected the ID of a workspace (T…) or organisation (E…), for example T0123456789.',
    ],
    [
      'a reference that names nothing, its rest unshown',
      'slack:\n  botToken: env:MY-TOKEN\n  appToken: env:APP\n',
      `wardround.yml:2:13: slack.botToken is env:[redacted] (12 characters). Expected ${reference}, for example secretsmanager:wardround/slack#bot-token.`,
    ],
    ['a section that is no map', 'limits: 5\n', 'wardround.yml:1:9: limits is 5. Expected a map of limits.'],
    [
      'a number with a unit',
      'limits:\n  lookTimeoutSeconds: 60s\n',
      'wardround.yml:2:23: limits.lookTimeoutSeconds is "60s". Expected a whole number from 5 to 600.',
    ],
    [
      'a port that is none',
      'local:\n  port: 70000\n',
      'wardround.yml:2:9: local.port is 70000. Expected a port from 0 to 65535.',
    ],
    [
      'an unknown level',
      'logLevel: verbose\n',
      'wardround.yml:1:11: logLevel is "verbose". Expected debug, info, warn or error.',
    ],
  ])('%s', (_, text, problem) => {
    expect(problemsOf(text)).toEqual([problem]);
  });
});

describe('a field that is not known', () => {
  test.each([
    ['slcak: {}\n', 'wardround.yml:1:1: slcak is not a known field. Did you mean slack?'],
    [
      'clusters:\n  - name: a\n    access:\n      servr: x\n      token: env:T\n',
      'wardround.yml:4:7: clusters[0].access.servr is not a known field. Did you mean server?',
    ],
    [
      'limits:\n  colour: red\n',
      'wardround.yml:2:3: limits.colour is not a known field. Known here: lookTimeoutSeconds, maxJobs and bodyBytes.',
    ],
    [
      '__proto__: 1\n',
      'wardround.yml:1:1: __proto__ is not a known field. Known here: clusters, slack, limits, local, logLevel and locale.',
    ],
  ])('%j', (text, problem) => {
    expect(problemsOf(text)).toContain(problem);
  });
});

describe('fields that contradict each other', () => {
  test.each([
    [
      'two clusters of one name',
      'clusters:\n  - name: a\n    access: {}\n  - name: a\n    access: {inCluster: true}\n',
      'wardround.yml:4:11: clusters[1].name is "a", as is clusters[0].name. Expected a name that no other cluster has.',
    ],
    [
      'two defaults',
      twoClusters('    default: true', '    default: true\n'),
      'wardround.yml:7:14: clusters[1].default is true, as is clusters[0].default. Expected at most one default.',
    ],
    [
      'one token for two clusters',
      twoClusters(
        `    alerts: {channel: C123, tokenHashes: ["${hash}"]}`,
        `    alerts: {channel: C123, tokenHashes: ["${otherHash}", "${hash}"]}\n`,
      ),
      'wardround.yml:7:111: clusters[1].alerts.tokenHashes[1] is the same hash as clusters[0].alerts.tokenHashes[0]. The cluster follows from the token, so expected a token of its own for each.',
    ],
    [
      'two names for one way in',
      'clusters:\n  - name: a\n    access: {context: x}\n  - name: b\n    access: {context: x}\n',
      'wardround.yml:5:13: clusters[1].access leads to the same cluster as clusters[0].access. Expected a way in of its own for each name.',
    ],
    [
      'two ways in for one name',
      'clusters:\n  - name: a\n    access: {context: x, inCluster: true}\n',
      'wardround.yml:3:13: clusters[0].access mixes ways in: context and inCluster. Keep one: kubeconfig and context, or inCluster, or server with token, or recording.',
    ],
    [
      'two authorities',
      'clusters:\n  - name: a\n    access: {server: "https://a", token: env:T, caFile: /ca, caData: ssm:/ca}\n',
      'wardround.yml:3:13: clusters[0].access has both caFile and caData. Keep one of them.',
    ],
    [
      'a bot that hears nothing',
      'slack:\n  botToken: env:B\n',
      'wardround.yml:2:3: slack.signingSecrets is missing, and slack.appToken too, so nothing that Slack sends could be accepted. Expected a signing secret (SLACK_SIGNING_SECRET) for HTTP or an app-level token (SLACK_APP_TOKEN) for Socket Mode.',
    ],
  ])('%s', (_, text, problem) => {
    expect(problemsOf(text)).toEqual([problem]);
  });
});

describe('a secret in the file', () => {
  const certificate = `-----BEGIN CERTIFICATE-----\n${'MIIB'.repeat(20)}\n-----END CERTIFICATE-----\n`;
  const base64 = (text: string) => Buffer.from(text).toString('base64');

  test.each([
    ['a Slack token', 'slack-token', ['xoxb', '12345', 'abcde'].join('-')],
    ['an app token', 'slack-token', ['xapp', '1', 'A1', 'abc'].join('-')],
    ['a rotated token', 'slack-token', ['xoxe.xoxb', '1', 'abc'].join('-')],
  ])('%s is refused at its line', (_, _form, token) => {
    expect(problemsOf(`slack:\n  appToken: env:A\n  botToken: ${token}\n`)).toEqual([
      `wardround.yml:3:13: slack.botToken holds a Slack token ${refusal} secretsmanager:wardround/slack#bot-token. If it was shared or committed, replace it.`,
    ]);
  });

  test.each([
    ['a private key', `-----BEGIN EC ${'PRIVATE'} KEY-----`, 'a private key'],
    [
      'a private key in base64',
      base64(`-----BEGIN ${'PRIVATE'} KEY-----\nabc`.padEnd(80, 'x')),
      'a private key',
    ],
    [
      'a key beside a certificate, in base64',
      base64(`${certificate}-----BEGIN ${'PRIVATE'} KEY-----\nabc`),
      'a private key',
    ],
    [
      'a service account token',
      ['eyJhbGciOiJSUzI1NiJ9', 'eyJpc3MiOiJrIn0', 'sig'].join('.'),
      'a bearer token',
    ],
    ['a URL with a password', 'https://user:hunter2@example.com', 'a URL with a password'],
    ['a long key', 'q8Jx0Zk3vN5mP7rT9wY2bD4fG6hK8lM0nQ1sU3xZ5A=', 'what looks like a key in base64'],
  ])('%s is refused in any field', (_, value, form) => {
    const problems = problemsOf(oneCluster(`    look: {channels: [${JSON.stringify(value)}]}\n`));
    expect(problems).toEqual([
      `wardround.yml:4:23: clusters[0].look.channels[0] holds ${form} ${refusal} env:NAME. If it was shared or committed, replace it.`,
    ]);
  });

  test('a text without a known form is refused where only references belong', () => {
    expect(problemsOf('slack:\n  botToken: env:B\n  signingSecrets: [hunter2]\n')).toEqual([
      `wardround.yml:3:20: slack.signingSecrets[0] holds something that is no reference ${refusal} secretsmanager:wardround/slack#signing-secret. If it was shared or committed, replace it.`,
    ]);
  });

  test('a certificate is no secret', () => {
    for (const caData of [certificate, base64(certificate)]) {
      const text = `clusters:\n  - name: a\n    access: {server: "https://a", token: env:T, caData: ${JSON.stringify(caData)}}\n`;
      expect(problemsOf(text)).toEqual([]);
    }
  });

  test('long paths, contexts and ARNs are no secrets', () => {
    const text = [
      'clusters:',
      '  - name: a',
      '    access: {kubeconfig: infra/Prod1/kubeconfigs/ProductionClusterEuropeWest, context: gke_my-Project-123456_europe-west1_cluster-one}',
      '  - name: b',
      '    access: {context: "arn:aws:eks:eu-west-1:123456789012:cluster/Production1Cluster"}',
    ].join('\n');
    expect(problemsOf(text)).toEqual([]);
  });
});

describe('a file that is not the YAML of a configuration', () => {
  test.each([
    [
      'a tab',
      'slack:\n\tbotToken: env:B\n',
      'wardround.yml:2:1: A tab indents this line. YAML wants spaces.',
    ],
    [
      'a field that stands twice',
      'locale: en\nlocale: en\n',
      'wardround.yml:2:1: This field stands here a second time. Keep one of them.',
    ],
    [
      'aliases',
      'clusters: &a [1]\nslack: *a\n',
      'wardround.yml:2:8: An alias (*name) is not allowed here, since it hides what holds where. Write the value out; in front of a plain * put quotes.',
    ],
    [
      'a tag',
      'locale: !!binary aGk=\n',
      'wardround.yml:1:9: A tag (!name) is not allowed here. Leave it out.',
    ],
    [
      'two documents',
      'locale: en\n---\nlocale: en\n',
      'wardround.yml:2:1: A second YAML document begins here (---). Expected one document.',
    ],
    [
      'an open quote',
      'locale: "en\n',
      'wardround.yml:2:1: Something is not closed or is cut off: a quote, a bracket, or the colon after a field.',
    ],
    [
      'a key that is a list',
      '? [a]\n: b\n',
      'wardround.yml:1:3: This key is not plain text. Expected the name of a field.',
    ],
    [
      'two fields on a line',
      'slack: botToken: x\n',
      'wardround.yml:1:8: This is not YAML (BLOCK_AS_IMPLICIT_KEY). Look at the indentation, at the quotes, and for a missing space after a colon or dash.',
    ],
    [
      'a list',
      '- a\n',
      'wardround.yml:1:1: The file holds a list. Expected fields such as clusters: and slack: at its left margin.',
    ],
    [
      'a text',
      'hello\n',
      'wardround.yml:1:1: The file holds [redacted] (5 characters). Expected fields such as clusters: and slack: at its left margin.',
    ],
    [
      'too many letters',
      `# ${'x'.repeat(1024 * 1024)}`,
      'wardround.yml:1:1: The file is larger than 1048576 bytes. Expected a configuration.',
    ],
  ])('%s', (_, text, problem) => {
    expect(problemsOf(text)).toEqual([problem]);
  });

  test.each(['- ', '[', '{a: ', '? ', '[\n'])('%j without end is too deep, and ends no process', (unit) => {
    const [problem, ...others] = problemsOf(unit.repeat(20_000));
    expect(problem).toMatch(/: The file is nested deeper than 32 levels\. Expected a configuration\.$/);
    expect(others).toEqual([]);
  });

  test('an alias bomb is refused before it is expanded', () => {
    const levels = Array.from(
      { length: 30 },
      (_, i) => `a${i}: &a${i} [${i ? `*a${i - 1}, *a${i - 1}` : 'x'}]`,
    );
    expect(problemsOf(levels.join('\n'))).toEqual([expect.stringMatching(/^wardround\.yml:2:\d+: An alias/)]);
  });
});

describe('the environment', () => {
  test.each([
    [
      { SLACK_BOT_TOKEN: 'nonsense-canary', SLACK_APP_TOKEN: 'xapp-1' },
      'environment variable SLACK_BOT_TOKEN: SLACK_BOT_TOKEN is [redacted] (15 characters). Expected a bot token of Slack, which begins with xoxb-.',
    ],
    [
      { WARDROUND_PORT: '70000' },
      'environment variable WARDROUND_PORT: local.port is 70000. Expected a port from 0 to 65535.',
    ],
    [
      { WARDROUND_PORT: 'http' },
      'environment variable WARDROUND_PORT: WARDROUND_PORT is "http". Expected a port from 0 to 65535.',
    ],
    [
      { WARDROUND_PROT: '1' },
      'environment variable WARDROUND_PROT: WARDROUND_PROT is not a known variable. Did you mean WARDROUND_PORT?',
    ],
    [
      { SLACK_SIGNING_SECRET_PREVIOUS: 'x' },
      'environment variable SLACK_SIGNING_SECRET_PREVIOUS: SLACK_SIGNING_SECRET_PREVIOUS is set without SLACK_SIGNING_SECRET. Expected both, or only SLACK_SIGNING_SECRET.',
    ],
    [
      { SLACK_SIGNING_SECRET: 'x' },
      `environment variable SLACK_BOT_TOKEN: slack.botToken is missing. Expected ${reference}, for example secretsmanager:wardround/slack#bot-token.`,
    ],
  ])('%j', (env, problem) => {
    expect(problemsOf(undefined, env as Record<string, string>)).toContain(problem); // a union of literals
  });

  test('variables of other programs are left alone', () => {
    expect(problemsOf(undefined, { SLACK_API_TOKEN: 'x', WARDROUND_TABLE: 'jobs', PATH: '/bin' })).toEqual(
      [],
    );
  });
});

test('all problems are told at once, in the order of the file, the environment last', () => {
  const text = [
    'clusters:',
    '  - name: A',
    '    acess: {}',
    '  - name: b',
    '    access: {context: x}',
    '    alerts: {channel: C123, tokenHashes: [short]}',
    '  - name: b',
    '    access: {context: y}',
    'limits: {maxJobs: 0}',
  ].join('\n');
  const places = problemsOf(text, { WARDROUND_PORT: 'x' }).map((problem) =>
    problem.split(' ').slice(0, 2).join(' '),
  );
  expect(places).toEqual([
    'wardround.yml:2:5: clusters[0].access',
    'wardround.yml:2:11: clusters[0].name',
    'wardround.yml:3:5: clusters[0].acess',
    'wardround.yml:6:43: clusters[1].alerts.tokenHashes[0]',
    'wardround.yml:7:11: clusters[2].name',
    'wardround.yml:9:19: limits.maxJobs',
    'environment variable',
  ]);
});
