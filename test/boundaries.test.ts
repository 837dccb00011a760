import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, test } from '@jest/globals';
import * as z from 'zod';

const configPath = fileURLToPath(new URL('../.dependency-cruiser.cjs', import.meta.url));
const cruiserPath = fileURLToPath(
  new URL('../node_modules/dependency-cruiser/bin/dependency-cruise.mjs', import.meta.url),
);

const Config = z.object({ forbidden: z.array(z.object({ name: z.string(), comment: z.string().min(20) })) });
const rules = Config.parse(createRequire(import.meta.url)(configPath)).forbidden;

const Report = z.object({
  summary: z.object({
    violations: z.array(z.object({ from: z.string(), rule: z.object({ name: z.string() }) })),
  }),
});

/** Path to content. */
type Tree = Readonly<Record<string, string>>;

const imports = (...specifiers: readonly string[]) =>
  specifiers.map((specifier) => `import '${specifier}';\n`).join('');

const vendorSdks = [
  '@kubernetes/client-node',
  '@slack/bolt',
  '@aws-sdk/client-sqs',
  '@aws-lambda-powertools/logger',
  'ssh2',
  'dynalite',
];

/** What a tree needs to stand on its own: a manifest and packages that resolve. */
const ground: Tree = {
  'package.json': JSON.stringify({
    dependencies: Object.fromEntries(vendorSdks.map((name) => [name, '1.0.0'])),
    devDependencies: { 'dev-only': '1.0.0' },
  }),
  ...Object.fromEntries(
    [...vendorSdks, 'dev-only'].flatMap((name) => [
      [`node_modules/${name}/package.json`, JSON.stringify({ name, version: '1.0.0', main: 'index.js' })],
      [`node_modules/${name}/index.js`, 'module.exports = {};'],
    ]),
  ),
  'lib/causes/catalogue.ts': 'export type CauseId = string;\nexport const causeIds = [];\n',
  'lib/evidence/evidence.ts': imports('../causes/catalogue.ts'),
  'lib/adapters/kubernetes/reader.ts': imports('@kubernetes/client-node'),
  'lib/evidence/capture/read.ts': imports('node:fs/promises', 'node:zlib'),
  'lib/cli/main.ts': imports('../adapters/kubernetes/reader.ts', '../evidence/capture/read.ts'),
  'functions/diagnose.ts': imports('../lib/adapters/kubernetes/reader.ts', '@aws-lambda-powertools/logger'),
  'test/fakes/api-server.ts': imports('node:http'),
};

/** Files that break a rule, by rule. */
const breaches: Readonly<Record<string, Tree>> = {
  'vendor-sdks-stay-in-adapters': Object.fromEntries(
    vendorSdks.map((name, index) => [`lib/evidence/vendor-${index}.ts`, imports(name)]),
  ),
  'pure-core-does-no-io': {
    'lib/checks/a/check.ts': imports('node:fs'),
    'lib/diagnosis/run.ts': imports('node:http'),
    'lib/messages/en/files.ts': imports('fs/promises'),
    'lib/causes/fetch.ts': imports('node:net'),
    'lib/remediations/a/plan.ts': imports('node:child_process'),
    'lib/approvals/policy.ts': imports('node:https'),
    'lib/incidents/key.ts': imports('node:os'),
    'lib/alerts/webhook.ts': imports('node:dns'),
    'lib/slack/grammar.ts': imports('node:readline'),
    'lib/slack/render/card.ts': imports('node:fs'),
    'lib/evidence/sources/nodes.ts': imports('node:fs'),
    'lib/evidence/objects/node.ts': imports('node:worker_threads'),
  },
  'pure-core-knows-no-outside': {
    'lib/checks/b/check.ts': imports('../../adapters/kubernetes/reader.ts'),
    'lib/checks/c/check.ts': "import type { Capture } from '../../evidence/capture/read.ts';\n",
    'lib/diagnosis/print.ts': imports('../cli/main.ts'),
  },
  'messages-stand-alone': {
    'lib/messages/en/evidence.ts': imports('../../causes/catalogue.ts'),
  },
  'functions-are-entries': { 'lib/local/server.ts': imports('../../functions/diagnose.ts') },
  'the-command-line-is-an-entry': {
    'lib/local/start.ts': imports('../cli/main.ts'),
    'functions/slack.ts': imports('../lib/cli/main.ts'),
  },
  'product-imports-no-tests': {
    'lib/local/fake.ts': imports('../../test/fakes/api-server.ts'),
    'functions/tick.ts': imports('../lib/local/start.test.ts'),
  },
  'product-needs-no-dev-dependency': { 'lib/local/dev.ts': imports('dev-only') },
  'no-cycles': { 'lib/local/one.ts': "import type { Two } from './two.ts';\n" },
  'no-orphans': { 'lib/local/orphan.ts': 'export const unused = 1;\n' },
  'imports-resolve': { 'lib/local/typo.ts': imports('./does-not-exist.ts') },
};

/** What the breaches import. */
const accomplices: Tree = {
  'lib/local/two.ts': imports('./one.ts'),
  'lib/local/start.test.ts': imports('./start.ts'),
};

const lawful: Tree = {
  'lib/checks/a/check.ts': imports('../../evidence/evidence.ts', 'node:crypto'),
  'lib/checks/a/check.test.ts': imports(
    'node:fs',
    'dev-only',
    '../../../test/fakes/api-server.ts',
    './check.ts',
  ),
  'lib/checks/registry.ts': imports('./a/check.ts'),
  'lib/messages/en/causes.ts': "import type { CauseId } from '../../causes/catalogue.ts';\n",
  'lib/local/page.ts': imports('node:fs', '../messages/en/causes.ts'),
  'lib/adapters/slack/post.ts': imports('@slack/bolt', '../../local/page.ts'),
  'lib/adapters/dynamodb/table.ts': imports('dynalite', '@aws-sdk/client-sqs', 'ssh2'),
  'test/contracts/diagnose.test.ts': imports(
    '../../functions/diagnose.ts',
    '../../lib/cli/main.ts',
    'dev-only',
  ),
};

/** Cruises a tree with the project's own rules: each violation as `rule: file`. */
async function violationsOf(tree: Tree): Promise<string[]> {
  const root = await mkdtemp(join(tmpdir(), 'boundaries-'));
  try {
    for (const [path, content] of Object.entries(tree)) {
      await mkdir(dirname(join(root, path)), { recursive: true });
      await writeFile(join(root, path), content);
    }
    const args = [
      cruiserPath,
      '--config',
      configPath,
      '--output-type',
      'json',
      '{lib,functions,test}/**/*.ts',
    ];
    const { stdout } = await promisify(execFile)(process.execPath, args, { cwd: root });
    const { violations } = Report.parse(JSON.parse(stdout)).summary;
    return violations.map(({ from, rule }) => `${rule.name}: ${from}`);
  } finally {
    await rm(root, { recursive: true, force: true });
  }
}

describe('the boundaries between modules', () => {
  let found: string[] = [];

  beforeAll(async () => {
    found = await violationsOf(Object.assign({}, ground, accomplices, ...Object.values(breaches)));
  }, 60_000);

  test.each(rules.map(({ name }) => name))('%s is broken by every file that should break it', (name) => {
    const culprits = Object.keys(breaches[name] ?? {});
    expect(culprits).not.toEqual([]);
    expect(found).toEqual(expect.arrayContaining(culprits.map((path) => `${name}: ${path}`)));
  });

  test('a tree that keeps the rules has no violation', async () => {
    expect(await violationsOf({ ...ground, ...lawful })).toEqual([]);
  }, 60_000);
});
