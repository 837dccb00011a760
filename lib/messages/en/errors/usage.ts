import { enumerate } from '../words.ts';
import { didYouMeanPhrase, type ErrorText, either } from './error-text.ts';

const targets = 'node NAME, dns, proxy, network, service NAMESPACE/NAME or cluster';

/** What is wrong with a command line. */
export const usageErrors = {
  'usage.no-command': (_: object): ErrorText => ({
    message: 'No command was given.',
    fix: 'Try: wardround diagnose cluster, or wardround --help',
  }),
  'usage.unknown-command': (p: { word: string; meant: readonly string[] }): ErrorText => ({
    message: `There is no command "${p.word}".${didYouMeanPhrase(p.meant)}`,
    fix: 'The commands are diagnose, why and help: wardround --help',
  }),
  'usage.no-target': (_: object): ErrorText => ({
    message: 'What shall be diagnosed?',
    fix: `Say ${targets}.`,
  }),
  'usage.unknown-target': (p: { word: string; meant: readonly string[] }): ErrorText => ({
    message: `"${p.word}" is nothing that can be diagnosed.${didYouMeanPhrase(p.meant)}`,
    fix: `Say ${targets}. For a node of that name: wardround diagnose node ${p.word}`,
  }),
  'usage.no-node-name': (_: object): ErrorText => ({
    message: 'Which node? Its name is missing.',
    fix: 'Give its name, the beginning of its name, or its IP address: wardround diagnose node node-3',
  }),
  'usage.no-service-name': (_: object): ErrorText => ({
    message: 'Which Service? Its namespace and name are missing.',
    fix: 'Give both: wardround diagnose service shop/cart',
  }),
  'usage.bad-service-name': (p: { word: string }): ErrorText => ({
    message: `"${p.word}" is no NAMESPACE/NAME of a Service.`,
    fix: p.word.includes('/')
      ? 'Give the namespace, one slash and the name: wardround diagnose service shop/cart'
      : `Give its namespace too: wardround diagnose service NAMESPACE/${p.word}`,
  }),
  'usage.no-cause': (_: object): ErrorText => ({
    message: 'Which cause? Its id is missing.',
    fix: 'Ids stand in every diagnosis: wardround why dns.forwarding-loop. An area lists its own: wardround why dns',
  }),
  'usage.unknown-cause': (p: { word: string; meant: readonly string[] }): ErrorText => ({
    message:
      p.meant.length > 3
        ? `"${p.word}" stands for several causes: ${p.meant.join(', ')}.`
        : `There is no cause "${p.word}".${didYouMeanPhrase(p.meant)}`,
    fix: 'Give one whole id, such as: wardround why dns.forwarding-loop',
  }),
  'usage.unknown-help-topic': (p: { word: string; meant: readonly string[] }): ErrorText => ({
    message: `There is no help about "${p.word}".${didYouMeanPhrase(p.meant)}`,
    fix: 'There is help about diagnose and why: wardround help diagnose',
  }),
  'usage.too-many-words': (p: { words: readonly string[] }): ErrorText => ({
    message: `${enumerate(p.words.map((word) => `"${word}"`))} ${p.words.length === 1 ? 'is' : 'are'} too much: the command was complete before.`,
    fix: 'Look at one thing at a time; for the whole cluster: wardround diagnose cluster',
  }),
  'usage.unknown-option': (p: { option: string; meant: readonly string[] }): ErrorText => ({
    message: `There is no option ${p.option}.${didYouMeanPhrase(p.meant)}`,
    fix: 'All options: wardround diagnose --help',
  }),
  'usage.token-on-command-line': (_: object): ErrorText => ({
    message: 'A token is not taken from the command line: every process on the machine could read it there.',
    fix: 'Write it to a file that only you can read, and give --token-file FILE',
  }),
  'usage.option-needs-value': (p: { option: string; value: string }): ErrorText => ({
    message: `${p.option} needs a value: ${p.option} ${p.value}`,
  }),
  'usage.option-takes-no-value': (p: { option: string }): ErrorText => ({
    message: `${p.option} takes no value.`,
  }),
  'usage.option-given-twice': (p: { option: string }): ErrorText => ({
    message: `${p.option} was given more than once.`,
    fix: 'Give it once; only --from may be repeated.',
  }),
  'usage.option-of-other-command': (p: { option: string; verb: string }): ErrorText => ({
    message: `${p.option} means nothing to wardround ${p.verb}.`,
    fix: `What it takes: wardround ${p.verb} --help`,
  }),
  'usage.bad-value': (p: {
    option: string;
    value: string;
    allowed: readonly string[];
    meant: readonly string[];
  }): ErrorText => ({
    message: `${p.option} cannot be "${p.value}".${didYouMeanPhrase(p.meant)}`,
    fix: `It can be ${either(p.allowed)}.`,
  }),
  'usage.bad-moment': (p: { value: string }): ErrorText => ({
    message: `--now cannot be "${p.value}": that is no moment.`,
    fix: 'Give a date and time with its zone, in ISO 8601: --now 2026-01-02T03:04:05Z',
  }),
  'usage.bad-timeout': (p: { value: string; most: number }): ErrorText => ({
    message: `--timeout cannot be "${p.value}".`,
    fix: `Give seconds, more than 0 and at most ${p.most}: --timeout 30`,
  }),
  'usage.options-conflict': (p: { one: string; other: string }): ErrorText => ({
    message: `${p.one} and ${p.other} exclude each other: they name different things to look at.`,
    fix: 'Give --from for a capture, --kubeconfig and --context for a cluster, or --server, --ca and --token-file for one without a kubeconfig.',
  }),
  'usage.option-needs-option': (p: { option: string; needs: string }): ErrorText => ({
    message: `${p.option} goes with ${p.needs}, which is missing.`,
  }),
};
