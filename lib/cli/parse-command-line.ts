import type { CauseId } from '../causes/catalogue.ts';
import type { EpochMs } from '../evidence/objects/fields.ts';
import type { Target } from '../evidence/target.ts';
import type { CommandProblem, Verb } from '../grammar/command.ts';
import { didYouMean } from '../grammar/did-you-mean.ts';
import { parseCommand } from '../grammar/parse-command.ts';
import { type Trouble, trouble } from '../report/trouble.ts';
import { type OptionName, type Output, optionEntry, outputs } from './options.ts';
import { parseMoment } from './parse-moment.ts';
import { type Scanned, scanOptions } from './scan-options.ts';

/** Where evidence comes from. */
export type Origin =
  | { readonly kind: 'capture'; readonly paths: readonly string[] }
  | { readonly kind: 'kubeconfig'; readonly path: string | undefined; readonly context: string | undefined }
  | {
      readonly kind: 'server';
      readonly server: string;
      readonly caPath: string | undefined;
      readonly tokenPath: string | undefined;
    };

export interface DiagnoseRequest {
  readonly target: Target;
  readonly from: Origin;
  readonly now: EpochMs | undefined;
  readonly timeoutMs: number;
}

export type Request =
  | { readonly verb: 'diagnose'; readonly diagnose: DiagnoseRequest }
  | { readonly verb: 'why'; readonly cause: CauseId }
  | { readonly verb: 'help'; readonly about: Verb | undefined }
  | { readonly verb: 'version' };

export interface CommandLine {
  /** What is asked for, or what is wrong with how it is asked. */
  readonly request: Request | Trouble;
  readonly output: Output;
  readonly verbose: boolean;
  readonly withoutColour: boolean;
}

/** A cluster answers soon or not at all; a capture of many gigabytes may be read for minutes. */
const DEFAULT_TIMEOUT_S = { live: 60, capture: 600 };
const LONGEST_TIMEOUT_S = 3600;

/** Reads a command line. Whatever is wrong, the wish for JSON is heard, so that a program gets its error as JSON. */
export function parseCommandLine(argv: readonly string[]): CommandLine {
  const scanned = scanOptions(argv);
  const wanted = outputs.find((output) => output === scanned.values.get('output')?.[0]);
  return {
    request: readRequest(scanned),
    output: wanted ?? 'text',
    verbose: scanned.switches.has('verbose'),
    withoutColour: scanned.switches.has('no-color'),
  };
}

function readRequest(scanned: Scanned): Request | Trouble {
  const { words, switches } = scanned;
  const parsed = parseCommand(words);
  if (switches.has('help')) {
    const about = parsed.ok ? parsed.command.verb : parsed.verb;
    return { verb: 'help', about: about === 'help' ? undefined : about };
  }
  if (scanned.trouble) return scanned.trouble;
  if (switches.has('version')) return { verb: 'version' };
  if (!parsed.ok) return commandTrouble(parsed.problem);
  if (parsed.rest.length > 0) return trouble('usage.too-many-words', { words: parsed.rest });
  const { command } = parsed;
  const foreign = optionOfOther(command.verb, scanned);
  if (foreign)
    return trouble('usage.option-of-other-command', { option: `--${foreign}`, verb: command.verb });
  return command.verb === 'diagnose' ? readDiagnose(command.target, scanned) : command;
}

function optionOfOther(verb: Verb, { values, switches }: Scanned): OptionName | undefined {
  return [...values.keys(), ...switches].find((name) => !(optionEntry(name).verbs?.includes(verb) ?? true));
}

function readDiagnose(target: Target, { values }: Scanned): Request | Trouble {
  const one = (name: OptionName): string | undefined => values.get(name)?.[0];
  const output = one('output');
  if (output !== undefined && !outputs.some((known) => known === output)) {
    const meant = didYouMean(output, outputs);
    return trouble('usage.bad-value', { option: '--output', value: output, allowed: outputs, meant });
  }
  const moment = one('now');
  const now = moment === undefined ? undefined : parseMoment(moment);
  if (moment !== undefined && now === undefined) return trouble('usage.bad-moment', { value: moment });
  const from = readOrigin(values.get('from') ?? [], one);
  if ('code' in from) return from;
  const timeout = one('timeout');
  const usual = from.kind === 'capture' ? DEFAULT_TIMEOUT_S.capture : DEFAULT_TIMEOUT_S.live;
  const seconds = timeout === undefined ? usual : secondsOf(timeout);
  if (seconds === undefined)
    return trouble('usage.bad-timeout', { value: timeout ?? '', most: LONGEST_TIMEOUT_S });
  return { verb: 'diagnose', diagnose: { target, from, now, timeoutMs: Math.ceil(seconds * 1000) } };
}

function secondsOf(text: string): number | undefined {
  const seconds = /^\d{1,6}(\.\d{1,3})?s?$/.test(text) ? Number.parseFloat(text) : 0;
  return seconds > 0 && seconds <= LONGEST_TIMEOUT_S ? seconds : undefined;
}

function readOrigin(
  paths: readonly string[],
  one: (name: OptionName) => string | undefined,
): Origin | Trouble {
  const kubeconfig = (['kubeconfig', 'context'] as const).find((name) => one(name) !== undefined);
  const details = (['ca', 'token-file'] as const).find((name) => one(name) !== undefined);
  const server = one('server');
  const given = [
    ...(paths.length > 0 ? ['--from'] : []),
    ...(kubeconfig ? [`--${kubeconfig}`] : []),
    ...(server ? ['--server'] : details ? [`--${details}`] : []),
  ];
  const [first, second] = given;
  if (first && second) return trouble('usage.options-conflict', { one: first, other: second });
  if (paths.length > 0) return { kind: 'capture', paths };
  if (server) return { kind: 'server', server, caPath: one('ca'), tokenPath: one('token-file') };
  if (details) return trouble('usage.option-needs-option', { option: `--${details}`, needs: '--server URL' });
  return { kind: 'kubeconfig', path: one('kubeconfig'), context: one('context') };
}

function commandTrouble(problem: CommandProblem): Trouble {
  switch (problem.problem) {
    case 'no-command':
      return trouble('usage.no-command', problem);
    case 'unknown-command':
      return trouble('usage.unknown-command', problem);
    case 'no-target':
      return trouble('usage.no-target', problem);
    case 'unknown-target':
      return trouble('usage.unknown-target', problem);
    case 'no-node-name':
      return trouble('usage.no-node-name', problem);
    case 'no-service-name':
      return trouble('usage.no-service-name', problem);
    case 'bad-service-name':
      return trouble('usage.bad-service-name', problem);
    case 'no-cause':
      return trouble('usage.no-cause', problem);
    case 'unknown-cause':
      return trouble('usage.unknown-cause', problem);
    case 'unknown-help-topic':
      return trouble('usage.unknown-help-topic', problem);
  }
}
