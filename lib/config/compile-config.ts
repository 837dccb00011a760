import { say } from '../messages/message.ts';
import { checkConfig } from './check-config.ts';
import { ConfigError } from './config-problem.ts';
import type { Config } from './schema.ts';
import { stableJson } from './stable-json.ts';

/**
 * A configuration as the functions carry it: the same text for the same configuration, on whatever machine it was
 * packaged. Load it with an empty environment, or the variables of whoever packages go into it.
 */
export function compileConfig(config: Config): string {
  return `${stableJson(config, 2)}\n`;
}

/**
 * Reads what `compileConfig` wrote, and checks it again. Loads no YAML parser: this runs at each cold start.
 * @throws ConfigError
 */
export function parseCompiledConfig(text: string): Config {
  const checked = checkConfig(parseJson(text), () => ({ in: 'compiled' }));
  if (checked.ok) return checked.config;
  throw new ConfigError(checked.problems);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw new ConfigError([
      { field: '', place: { in: 'compiled' }, message: say('config.compiled-unreadable', {}) },
    ]);
  }
}
