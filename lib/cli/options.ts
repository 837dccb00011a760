import type { Verb } from '../grammar/command.ts';
import type { Message } from '../messages/message.ts';
import { say } from '../messages/message.ts';

export const outputs = ['text', 'json', 'slack'] as const;
export type Output = (typeof outputs)[number];

interface OptionEntry {
  readonly short?: string;
  /** What stands for its value in help; a switch has none. */
  readonly value?: string;
  readonly repeatable?: boolean;
  /** The commands that take it; all of them where it is missing. */
  readonly verbs?: readonly Verb[];
  readonly help: Message;
}

const diagnose: readonly Verb[] = ['diagnose'];

/** Every option. Help and the parser come from here. */
export const options = {
  from: { value: 'PATH', repeatable: true, verbs: diagnose, help: say('help.option.from', {}) },
  kubeconfig: { value: 'FILE', verbs: diagnose, help: say('help.option.kubeconfig', {}) },
  context: { value: 'NAME', verbs: diagnose, help: say('help.option.context', {}) },
  server: { value: 'URL', verbs: diagnose, help: say('help.option.server', {}) },
  ca: { value: 'FILE', verbs: diagnose, help: say('help.option.ca', {}) },
  'token-file': { value: 'FILE', verbs: diagnose, help: say('help.option.token-file', {}) },
  now: { value: 'MOMENT', verbs: diagnose, help: say('help.option.now', {}) },
  output: { short: 'o', value: 'FORMAT', verbs: diagnose, help: say('help.option.output', {}) },
  timeout: { value: 'SECONDS', verbs: diagnose, help: say('help.option.timeout', {}) },
  verbose: { short: 'v', help: say('help.option.verbose', {}) },
  'no-color': { help: say('help.option.no-color', {}) },
  help: { short: 'h', help: say('help.option.help', {}) },
  version: { help: say('help.option.version', {}) },
} as const satisfies Record<string, OptionEntry>;

export type OptionName = keyof typeof options;

export const optionNames = Object.keys(options).filter(isOptionName);

export function isOptionName(name: string): name is OptionName {
  return Object.hasOwn(options, name);
}

/** An option's entry, with the fields that not every entry has. */
export const optionEntry = (name: OptionName): OptionEntry => options[name];
