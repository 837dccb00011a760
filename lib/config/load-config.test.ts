import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { compileConfig, parseCompiledConfig } from './compile-config.ts';
import { ConfigError } from './config-problem.ts';
import { defaultCluster } from './default-cluster.ts';
import { exampleConfig } from './docs/example-config.ts';
import { loadConfig } from './load-config.ts';
import { type Config, config } from './schema.ts';

const load = (text: string, env: Record<string, string> = {}) =>
  loadConfig({ file: { path: 'wardround.yml', text }, env, hasKubeconfig: true });

const defaults = {
  limits: { lookTimeoutSeconds: 60, maxJobs: 4, bodyBytes: 1_048_576 },
  local: { port: 3000, dataFolder: '.wardround' },
  logLevel: 'info',
  locale: 'en',
};

describe('without a file', () => {
  test.each([
    ['the cluster of the kubeconfig', true, {}, {}],
    ['the kubeconfig, even in a pod', true, { KUBERNETES_SERVICE_HOST: '10.0.0.1' }, {}],
    ['the cluster of the pod', false, { KUBERNETES_SERVICE_HOST: '10.0.0.1' }, { inCluster: true }],
    ['the recorded cluster', false, {}, { recording: 'examples/broken-cluster' }],
  ])('%s is looked at', (_, hasKubeconfig, env, access) => {
    expect(loadConfig({ env: env as Record<string, string>, hasKubeconfig })).toEqual({
      ...defaults,
      clusters: [{ name: 'default', default: false, access, look: {} }],
    });
  });

  test.each(['', '# only a comment\n', 'clusters:\nslack:\nlimits:\n'])('%j means the same', (text) => {
    expect(load(text)).toEqual(loadConfig({ env: {}, hasKubeconfig: true }));
  });
});

describe('the environment', () => {
  const env = {
    SLACK_BOT_TOKEN: 'xoxb-canary-1',
    SLACK_SIGNING_SECRET: 'canary-2',
    SLACK_SIGNING_SECRET_PREVIOUS: 'canary-3',
    SLACK_APP_TOKEN: 'xapp-canary-4',
    WARDROUND_PORT: '8080',
    WARDROUND_DATA: '/var/lib/wardround',
  };

  test('gives references to its secrets, never the secrets', () => {
    const loaded = loadConfig({ env, hasKubeconfig: true });
    expect(loaded.slack).toEqual({
      botToken: 'env:SLACK_BOT_TOKEN',
      signingSecrets: ['env:SLACK_SIGNING_SECRET', 'env:SLACK_SIGNING_SECRET_PREVIOUS'],
      appToken: 'env:SLACK_APP_TOKEN',
    });
    expect(loaded.local).toEqual({ port: 8080, dataFolder: '/var/lib/wardround' });
    expect(JSON.stringify(loaded)).not.toContain('canary');
  });

  test('wins over the file and leaves what it does not set', () => {
    const text =
      'slack: {teamId: T123, botToken: ssm:/a, signingSecrets: [ssm:/b, ssm:/c]}\nlocal: {port: 1}\n';
    const loaded = load(text, { SLACK_SIGNING_SECRET: 'x', WARDROUND_DATA: 'data' });
    expect(loaded.slack).toEqual({
      teamId: 'T123',
      botToken: 'ssm:/a',
      signingSecrets: ['env:SLACK_SIGNING_SECRET'],
    });
    expect(loaded.local).toEqual({ port: 1, dataFolder: 'data' });
  });

  test('an empty variable counts as not set', () => {
    const empty = Object.fromEntries(Object.keys(env).map((name) => [name, '']));
    expect(loadConfig({ env: empty, hasKubeconfig: true })).toEqual({
      ...defaults,
      clusters: [{ name: 'default', default: false, access: {}, look: {} }],
    });
  });
});

describe('the cluster that a command means which names none', () => {
  const clusters = (marks: readonly string[]) =>
    load(
      `clusters:\n${marks.map((mark, i) => `  - {name: c${i}, access: {context: c${i}}${mark}}\n`).join('')}`,
    );

  test('is the only one, else the marked one, else nobody knows', () => {
    expect(defaultCluster(clusters(['']))?.name).toBe('c0');
    expect(defaultCluster(clusters(['', ', default: true']))?.name).toBe('c1');
    expect(defaultCluster(clusters(['', '']))).toBeUndefined();
  });
});

describe('the compiled configuration', () => {
  test('reads back as what was compiled', () => {
    const example = config.parse(exampleConfig);
    expect(parseCompiledConfig(compileConfig(example))).toEqual(example);
  });

  test('is the same text in whatever order the fields were written', () => {
    const a = load('locale: en\nclusters: [{name: a, access: {context: x, kubeconfig: y}}]\n');
    const b = load('clusters:\n  - access: {kubeconfig: y, context: x}\n    name: a\n');
    expect(compileConfig(a)).toBe(compileConfig(b));
    expect(compileConfig(load('clusters: [{name: a, access: {context: z}}]\n'))).not.toBe(compileConfig(a));
  });

  test.each([
    ['{', 'compiled configuration: The compiled configuration is no JSON. Package the functions again.'],
    ['{}', 'compiled configuration: clusters is missing. Expected a list of at least one cluster.'],
    ['[]', 'The configuration is an empty list. Expected fields such as clusters: and slack:.'],
  ])('%s is refused', (text, told) => {
    expect(() => parseCompiledConfig(text)).toThrow(ConfigError);
    expect(() => parseCompiledConfig(text)).toThrow(told);
  });
});

/** Loads and gives what is said, whether it is a configuration or an error; anything else is thrown on. */
function outcome(
  text: string,
  env: Record<string, string> = {},
): { said: string; config: Config | undefined } {
  try {
    return { said: '', config: load(text, env) };
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return { said: `${error.message}${JSON.stringify(error.problems)}`, config: undefined };
  }
}

/** Words of which rubbish is made that gets past the first check. */
const words = [
  ...['clusters', 'name', 'access', 'server', 'token', 'alerts', 'tokenHashes', 'look', 'slack', 'botToken'],
  ...['signingSecrets', 'limits', 'local', ':', ': ', '- ', '\n', '\n  ', '\n    ', '\t', '{', '}', '[', ']'],
  ...[
    ',',
    '"',
    "'",
    '|',
    '>',
    '&a ',
    '*a',
    '!!binary ',
    '? ',
    '#',
    '%YAML 1.1\n',
    '---\n',
    '<<',
    '__proto__',
  ],
  ...[
    'constructor',
    'null',
    '~',
    'true',
    '1e999',
    '0x1',
    '2020-01-01',
    'env:X',
    'ssm:/x',
    'https://a',
    '\uFEFF',
  ],
];

describe('rubbish', () => {
  test('of any kind gives a configuration or an error with problems, and nothing else', () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 200 }),
      fc.array(fc.constantFrom(...words), { maxLength: 60 }).map((parts) => parts.join('')),
      fc.json(),
    );
    fc.assert(
      fc.property(text, (rubbish) => {
        const { said, config: loaded } = outcome(rubbish);
        expect(loaded === undefined).toBe(said !== '');
        if (loaded) expect(config.parse(loaded)).toEqual(loaded);
      }),
      { numRuns: 2000 },
    );
  });

  test('in any field of a full configuration gives the same', () => {
    fc.assert(
      fc.property(fc.constantFrom(...leafPaths(exampleConfig)), fc.jsonValue(), (path, value) => {
        const { said, config: loaded } = outcome(JSON.stringify(withValue(exampleConfig, path, value)));
        expect(loaded === undefined).toBe(said !== '');
      }),
      { numRuns: 1000 },
    );
  });
});

describe('a secret that strayed into the file', () => {
  const canaries = [
    ['xoxb', '123456789012', 'CANARYcanary'].join('-'),
    `-----BEGIN ${'RSA PRIVATE'} KEY-----\nCANARYcanary\n-----END RSA PRIVATE KEY-----`,
    'wra_CANARYcanary0123456789_abcdefghijklmnopqrstuvwx',
    'https://user:CANARYcanary@example.com',
    '0123456789canary0123456789abcdef',
  ];

  test.each(canaries)('%j is in no error, in whatever field or key it stands', (canary) => {
    for (const path of leafPaths(exampleConfig)) {
      const asValue = outcome(JSON.stringify(withValue(exampleConfig, path, canary)));
      const asKey = outcome(JSON.stringify(withValue(exampleConfig, path, { [canary]: canary })));
      const asItem = outcome(JSON.stringify(withValue(exampleConfig, path, [canary])));
      for (const { said } of [asValue, asKey, asItem]) expect(said).not.toMatch(/canary/i);
    }
  });

  test.each(canaries)('%j is in no error about what is no YAML', (canary) => {
    const broken = [
      canary,
      `a: "${canary}`,
      `\t${canary}`,
      `${canary}: ${canary}: x`,
      `!${canary} x`,
      `*${canary}`,
    ];
    for (const text of broken) expect(outcome(text).said).not.toMatch(/canary/i);
  });

  test('opaque words are in no error about the fields of secrets and the variables of Slack', () => {
    const secrets = leafPaths(exampleConfig).filter((path) => /token|secret/i.test(path.join('.')));
    expect(secrets.length).toBeGreaterThan(5);
    for (const path of secrets) {
      expect(outcome(JSON.stringify(withValue(exampleConfig, path, 'canary word'))).said).toMatch(
        /redacted|not shown/,
      );
      expect(outcome(JSON.stringify(withValue(exampleConfig, path, 'env:canary word'))).said).not.toMatch(
        /canary/,
      );
    }
    const env = { SLACK_BOT_TOKEN: 'canary', SLACK_SIGNING_SECRET: 'canary x', SLACK_APP_TOKEN: 'canary' };
    const { said } = outcome('', env);
    expect(said).toContain('SLACK_APP_TOKEN is [redacted]');
    expect(said).not.toContain('canary');
  });
});

type Step = string | number;

function leafPaths(value: unknown, path: readonly Step[] = []): readonly (readonly Step[])[] {
  if (typeof value !== 'object' || value === null) return [path];
  return Object.entries(value).flatMap(([key, child]) =>
    leafPaths(child, [...path, Array.isArray(value) ? Number(key) : key]),
  );
}

function withValue(root: unknown, [step, ...rest]: readonly Step[], value: unknown): unknown {
  if (step === undefined) return value;
  if (Array.isArray(root)) return root.map((item, i) => (i === step ? withValue(item, rest, value) : item));
  return Object.fromEntries(
    Object.entries(root ?? {}).map(([key, child]) => [
      key,
      key === step ? withValue(child, rest, value) : child,
    ]),
  );
}
