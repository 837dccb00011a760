import { causeIds, isCauseId } from '../causes/catalogue.ts';
import type { Target } from '../evidence/target.ts';
import {
  type Command,
  type CommandProblem,
  type ParsedCommand,
  type TargetWord,
  targetWords,
  type Verb,
  verbs,
} from './command.ts';
import { didYouMean } from './did-you-mean.ts';

const isVerb = (word: string): word is Verb => verbs.some((verb) => verb === word);
const isTargetWord = (word: string): word is TargetWord => targetWords.some((target) => target === word);

/** Causes listed where a word is the beginning of several ids (`dns.`). */
const MOST_CAUSES = 40;

const done = (command: Command, rest: readonly string[]): ParsedCommand => ({ ok: true, command, rest });
const wrong = (problem: CommandProblem, verb?: Verb): ParsedCommand => ({ ok: false, problem, verb });

/** Reads words as a command, or says what is wrong with them and what was probably meant. */
export function parseCommand(words: readonly string[]): ParsedCommand {
  const [word, ...rest] = words;
  if (word === undefined) return wrong({ problem: 'no-command' });
  const verb = word.toLowerCase();
  if (!isVerb(verb)) return wrong({ problem: 'unknown-command', word, meant: didYouMean(word, verbs) });
  switch (verb) {
    case 'diagnose':
      return parseDiagnose(rest);
    case 'why':
      return parseWhy(rest);
    case 'help':
      return parseHelp(rest);
  }
}

function parseDiagnose(words: readonly string[]): ParsedCommand {
  const [word, name, ...rest] = words;
  if (word === undefined) return wrong({ problem: 'no-target' }, 'diagnose');
  const kind = word.toLowerCase();
  if (!isTargetWord(kind)) return parseShorthand(word, words.slice(1));
  switch (kind) {
    case 'node':
      if (!name) return wrong({ problem: 'no-node-name' }, 'diagnose');
      return diagnosing({ kind, name: name.replace(/^nodes?\//, '') }, rest);
    case 'service': {
      if (!name) return wrong({ problem: 'no-service-name' }, 'diagnose');
      const target = serviceOf(name);
      return target
        ? diagnosing(target, rest)
        : wrong({ problem: 'bad-service-name', word: name }, 'diagnose');
    }
    case 'dns':
    case 'proxy':
    case 'network':
    case 'cluster':
      return diagnosing({ kind }, words.slice(1));
  }
}

const diagnosing = (target: Target, rest: readonly string[]): ParsedCommand =>
  done({ verb: 'diagnose', target }, rest);

/** No word of the grammar has a digit, dot, colon or hyphen; most names of nodes do. */
const looksLikeNodeName = (word: string): boolean =>
  /^[a-z0-9][a-z0-9.:-]*$/i.test(word) && /[0-9.:-]/.test(word);

/** `diagnose node-3` and `diagnose shop/cart` are understood. */
function parseShorthand(word: string, rest: readonly string[]): ParsedCommand {
  const service = serviceOf(word);
  if (service) return diagnosing(service, rest);
  if (looksLikeNodeName(word)) return diagnosing({ kind: 'node', name: word }, rest);
  return wrong({ problem: 'unknown-target', word, meant: didYouMean(word, targetWords) }, 'diagnose');
}

function serviceOf(word: string): Target | undefined {
  const [, namespace, name] = /^([^\s/]+)\/([^\s/]+)$/.exec(word) ?? [];
  return namespace && name ? { kind: 'service', namespace, name } : undefined;
}

function parseWhy([word, ...rest]: readonly string[]): ParsedCommand {
  if (word === undefined) return wrong({ problem: 'no-cause' }, 'why');
  const id = word.toLowerCase();
  if (isCauseId(id)) return done({ verb: 'why', cause: id }, rest);
  const begun = causeIds.filter((known) => known.startsWith(id) || known.split('.')[1] === id);
  const close = begun.length > 0 ? begun.slice(0, MOST_CAUSES) : didYouMean(id, causeIds).filter(isCauseId);
  return wrong({ problem: 'unknown-cause', word, meant: close }, 'why');
}

function parseHelp([word, ...rest]: readonly string[]): ParsedCommand {
  if (word === undefined) return done({ verb: 'help', about: undefined }, rest);
  const verb = word.toLowerCase();
  if (isVerb(verb)) return done({ verb: 'help', about: verb }, rest);
  return wrong({ problem: 'unknown-help-topic', word, meant: didYouMean(word, verbs) }, 'help');
}
