import type { CauseId } from '../causes/catalogue.ts';
import type { Target } from '../evidence/target.ts';

/** What can be asked for, in a terminal as in a chat. */
export const verbs = ['diagnose', 'why', 'help'] as const;
export type Verb = (typeof verbs)[number];

export const targetWords = ['node', 'dns', 'proxy', 'network', 'service', 'cluster'] as const;
export type TargetWord = (typeof targetWords)[number];

export type Command =
  | { readonly verb: 'diagnose'; readonly target: Target }
  | { readonly verb: 'why'; readonly cause: CauseId }
  /** About one command, or about all of them. */
  | { readonly verb: 'help'; readonly about: Verb | undefined };

/** Why words are no command. `meant` are the words that were probably meant, the likeliest first. */
export type CommandProblem =
  | { readonly problem: 'no-command' }
  | { readonly problem: 'unknown-command'; readonly word: string; readonly meant: readonly string[] }
  | { readonly problem: 'no-target' }
  | { readonly problem: 'unknown-target'; readonly word: string; readonly meant: readonly string[] }
  | { readonly problem: 'no-node-name' }
  | { readonly problem: 'no-service-name' }
  /** `NAMESPACE/NAME` is asked for, and this is something else. */
  | { readonly problem: 'bad-service-name'; readonly word: string }
  | { readonly problem: 'no-cause' }
  | { readonly problem: 'unknown-cause'; readonly word: string; readonly meant: readonly CauseId[] }
  | { readonly problem: 'unknown-help-topic'; readonly word: string; readonly meant: readonly string[] };

export type ParsedCommand =
  /** `rest` are the words behind the command: a chat may read a cluster's name there, a terminal refuses them. */
  | { readonly ok: true; readonly command: Command; readonly rest: readonly string[] }
  /** `verb` is the command that was begun, so that its help can be offered. */
  | { readonly ok: false; readonly problem: CommandProblem; readonly verb: Verb | undefined };
