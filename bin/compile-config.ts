import { readFile } from 'node:fs/promises';
import process from 'node:process';
import { compileConfig } from '../lib/config/compile-config.ts';
import { loadConfig } from '../lib/config/load-config.ts';
import { render, say } from '../lib/messages/message.ts';

/**
 * Compiles a configuration for the functions, to standard output. The environment of whoever packages is left out: the
 * same file gives the same package on every machine.
 */
const [path = 'wardround.yml', longest = '600'] = process.argv.slice(2);

try {
  const config = loadConfig({
    file: { path, text: await readFile(path, 'utf8') },
    env: {},
    hasKubeconfig: false,
  });
  const most = Number(longest);
  if (config.limits.lookTimeoutSeconds > most)
    throw new Error(
      render(say('package.look-too-long', { seconds: config.limits.lookTimeoutSeconds, most })),
    );
  if (!config.slack?.signingSecrets.length) throw new Error(render(say('package.no-slack', { path })));
  process.stdout.write(compileConfig(config));
} catch (error) {
  const isKnown = error instanceof Error;
  process.stderr.write(`${isKnown ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
