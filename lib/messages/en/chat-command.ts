import { didYouMeanPhrase } from './errors/error-text.ts';
import { enumerate, quote } from './words.ts';

const targets = 'node NAME, dns, proxy, network, service NAMESPACE/NAME or cluster';
const word = (text: string): string => quote(text, 80);

const ofClusters = (clusters: readonly string[]): string =>
  clusters.length === 1 ? `There is ${clusters[0]}.` : `There are: ${enumerate(clusters, 8)}.`;

/** What the bot answers to a command at once, seen by whoever gave it alone. */
export const chatCommand = {
  'chat.accepted': (p: { target: string; cluster: string }) =>
    `Looking at ${p.target} in ${p.cluster}. The answer comes into this channel, with its details in a thread.`,
  'chat.not-queued': (p: { target: string; cluster: string }) =>
    `The look at ${p.target} in ${p.cluster} could not be put into the queue, so nothing will happen. Please try again in a moment.`,
  'chat.no-command': (_: object) => 'What shall be done? Try: /k8s diagnose cluster, or /k8s help',
  'chat.unknown-command': (p: { word: string; meant: readonly string[] }) =>
    `There is no command ${word(p.word)}.${didYouMeanPhrase(p.meant)} The commands are diagnose, why and help: /k8s help`,
  'chat.no-target': (_: object) => `What shall be diagnosed? Say ${targets}: /k8s diagnose dns`,
  'chat.unknown-target': (p: { word: string; meant: readonly string[] }) =>
    `${word(p.word)} is nothing that can be diagnosed.${didYouMeanPhrase(p.meant)} Say ${targets}. For a node of that name: /k8s diagnose node ${p.word.slice(0, 80)}`,
  'chat.no-node-name': (_: object) => 'Which node? Its name is missing: /k8s diagnose node node-3',
  'chat.no-service-name': (_: object) =>
    'Which Service? Its namespace and name are missing: /k8s diagnose service shop/cart',
  'chat.bad-service-name': (p: { word: string }) =>
    `${word(p.word)} is no NAMESPACE/NAME of a Service: /k8s diagnose service shop/cart`,
  'chat.no-cause': (_: object) =>
    'Which cause? Its id is missing; ids stand in every diagnosis: /k8s why dns.forwarding-loop',
  'chat.unknown-cause': (p: { word: string; meant: readonly string[] }) =>
    p.meant.length > 3
      ? `${word(p.word)} stands for several causes: ${p.meant.join(', ')}.`
      : `There is no cause ${word(p.word)}.${didYouMeanPhrase(p.meant)} An area lists its own: /k8s why dns`,
  'chat.unknown-help-topic': (p: { word: string; meant: readonly string[] }) =>
    `There is no help about ${word(p.word)}.${didYouMeanPhrase(p.meant)} Try: /k8s help`,
  'chat.too-many-words': (p: { words: readonly string[] }) =>
    `${enumerate(p.words.map(word), 5)} ${p.words.length === 1 ? 'is' : 'are'} too much: the command was complete before. Look at one thing at a time.`,
  'chat.too-long': (p: { characters: number; most: number }) =>
    `That command has ${p.characters} characters, and at most ${p.most} are read.`,
  'chat.unknown-cluster': (p: { word: string; meant: readonly string[]; clusters: readonly string[] }) =>
    `There is no cluster ${word(p.word)} that may be looked at from here.${didYouMeanPhrase(p.meant)} ${ofClusters(p.clusters)}`,
  'chat.no-default-cluster': (p: { clusters: readonly string[]; command: string }) =>
    `Which cluster? None is the default. ${ofClusters(p.clusters)} Say it last: /k8s ${p.command} ${p.clusters[0] ?? 'CLUSTER'}`,
  'chat.no-cluster-here': (_: object) =>
    'No cluster may be looked at from this channel. Who may look where is set by clusters[].look in wardround.yml.',
  'chat.help': (_: object) =>
    'Wardround finds out what is wrong with a Kubernetes cluster, and says what to do. It only ever reads.',
  'chat.help.diagnose': (_: object) =>
    [
      '/k8s diagnose node-3 - one node, by its name, the beginning of its name, or its address',
      '/k8s diagnose node dns - a node that is called like something else',
      '/k8s diagnose dns - cluster DNS',
      '/k8s diagnose proxy - kube-proxy on all nodes',
      '/k8s diagnose network - the pod network',
      '/k8s diagnose service shop/cart - a Service that does not answer',
      '/k8s diagnose cluster - all of the above, except single Services',
    ].join('\n'),
  'chat.help.clusters': (p: { clusters: readonly string[]; byDefault: string | undefined }) =>
    p.byDefault && p.clusters.length === 1
      ? `The cluster is ${p.byDefault}.`
      : `A cluster is named last: /k8s diagnose dns ${p.clusters[0] ?? 'CLUSTER'}. ${ofClusters(p.clusters)}${
          p.byDefault ? ` Without one: ${p.byDefault}.` : ''
        }`,
  'chat.help.why': (_: object) =>
    '/k8s why dns.forwarding-loop - what a cause means, how to confirm it, how to mend it\n/k8s why dns - the causes of an area',
  'chat.help.help': (_: object) => '/k8s help - this',
  'policy.not-member': (_: object) =>
    'Only members of this workspace may look at clusters: you are a guest, or belong to another organization.',
  'policy.other-team': (p: { cluster: string }) =>
    `${p.cluster} may not be looked at from this workspace. Who may is set by clusters[].look.teams in wardround.yml.`,
  'policy.other-channel': (p: { cluster: string }) =>
    `${p.cluster} may not be looked at from this channel. Where it may is set by clusters[].look.channels in wardround.yml.`,
  'policy.unknown-cluster': (p: { cluster: string }) => `There is no cluster ${word(p.cluster)} any more.`,
};
