const { execFileSync } = require('node:child_process');
const { existsSync } = require('node:fs');
const { join } = require('node:path');
const bundleOptions = require('./bundle-options.cjs');

const root = join(__dirname, '..', '..');
const EXAMPLE = 'infra/aws/wardround.example.yml';

/** serverless-esbuild calls this: the configuration goes into each bundle, checked and compiled. */
module.exports = (serverless) => {
  const { worker } = serverless.service.custom;
  const { logLevel: _, ...options } = bundleOptions(compiled(configPath(serverless), worker.lookSeconds));
  // Node's own SDK is older than what is tested here, and slower to load than what is bundled.
  return { ...options, external: [], exclude: [] };
};

function configPath(serverless) {
  const named = process.env.WARDROUND_CONFIG ?? 'wardround.yml';
  if (existsSync(join(root, named))) return named;
  if (serverless.processedInput.commands[0] !== 'package')
    throw new Error(`There is no ${named}: copy ${EXAMPLE} and fill it in.`);
  process.stderr.write(`There is no ${named}: packaging ${EXAMPLE}, which is no configuration to deploy.\n`);
  return EXAMPLE;
}

function compiled(path, lookSeconds) {
  const compiler = join(root, 'bin', 'compile-config.ts');
  return execFileSync(process.execPath, ['--import', 'tsx', compiler, path, String(lookSeconds)], {
    cwd: root,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  });
}
