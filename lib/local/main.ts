import { homedir } from 'node:os';
import { parseArgs } from 'node:util';
import { ConfigError } from '../config/config-problem.ts';
import { SecretError } from '../config/secret-source.ts';
import { render, say } from '../messages/message.ts';
import { oneLine } from '../slack/mrkdwn.ts';
import { announce } from './announce.ts';
import { LocalError } from './local-error.ts';
import { type LocalWardround, startLocal } from './start-local.ts';
import { terminalLog } from './terminal-log.ts';

/** After it a stop that hangs is no longer waited for: what is on disk stays. */
const STOP_LIMIT_MS = 15_000;

const out = (text: string): void => {
  process.stdout.write(text);
};
const err = (text: string): void => {
  process.stderr.write(text);
};

/**
 * Runs the embedded default until it is told to stop. Exit codes: 0 stopped, 2 could not start.
 * @param rootFolder the clone, which holds serverless.yml
 */
export async function main(rootFolder: string): Promise<void> {
  const startedAt = performance.now();
  const asked = readArguments(process.argv.slice(2));
  if (typeof asked === 'string') {
    (asked === 'help' ? out : err)(`${asked === 'help' ? render(say('local.help', {})) : asked}\n`);
    process.exitCode = asked === 'help' ? 0 : 2;
    return;
  }
  const onFault = (what: string, error: unknown): void => {
    const detail = oneLine(error instanceof Error ? error.message : String(error));
    err(`${render(say('local.error.fault', { what, detail }))}\n`);
  };
  let running: LocalWardround;
  try {
    running = await startLocal({
      env: process.env,
      rootFolder,
      workFolder: process.cwd(),
      homeFolder: homedir(),
      isTokenRenewed: asked.isTokenRenewed,
      onFault,
      onStep: (what) => err(`${render(say('local.start.starting', { what }))} …\n`),
      log: (level) => terminalLog({ write: err, level, now: Date.now }),
    });
  } catch (error) {
    if (!(error instanceof LocalError || error instanceof ConfigError || error instanceof SecretError))
      throw error;
    err(`${error.message}\n`);
    process.exitCode = 2;
    return;
  }
  out(announce(running, performance.now() - startedAt));
  stopOnSignal(running, onFault);
}

function readArguments(args: readonly string[]): { readonly isTokenRenewed: boolean } | string {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: { help: { type: 'boolean', short: 'h' }, 'new-alert-token': { type: 'boolean' } },
    });
    return values.help ? 'help' : { isTokenRenewed: values['new-alert-token'] === true };
  } catch {
    return render(say('local.error.argument', { arguments: args }));
  }
}

function stopOnSignal(running: LocalWardround, onFault: (what: string, error: unknown) => void): void {
  let isStopping = false;
  const stop = async (): Promise<void> => {
    if (isStopping) process.exit(1);
    isStopping = true;
    out(`${render(say('local.stop', {}))}\n`);
    setTimeout(() => process.exit(1), STOP_LIMIT_MS).unref();
    try {
      const waiting = await running.stop();
      out(`${render(say('local.stopped', { waiting }))}\n`);
      process.exit(0);
    } catch (error) {
      onFault('stop', error);
      process.exit(1);
    }
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void stop());
}
