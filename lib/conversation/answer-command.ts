import { describeTarget, type Target } from '../evidence/target.ts';
import { didYouMean } from '../grammar/did-you-mean.ts';
import { parseCommand } from '../grammar/parse-command.ts';
import type { JobQueue } from '../jobs/job.ts';
import { errorFields, type Log } from '../log/log.ts';
import { causeTexts } from '../messages/en/causes/index.ts';
import { type Message, say } from '../messages/message.ts';
import type { SlackMessage } from '../slack/blocks.ts';
import { renderCause } from '../slack/render-cause.ts';
import { renderWords } from '../slack/render-words.ts';
import { problemOf } from './command-problem.ts';
import type { IncomingCommand } from './incoming-command.ts';
import { type LookRules, mayLookFrom, withHome } from './look-policy.ts';

export interface AnswerCommandDeps {
  readonly queue: JobQueue;
  readonly clusters: readonly LookRules[];
  /** The one that is meant where none is named. */
  readonly defaultCluster: string | undefined;
  /** The workspace of the installation. */
  readonly homeTeam: string | undefined;
  readonly now: () => number;
  readonly log: Log;
}

const LONGEST = 600;

/**
 * Answers a command at once: help and explanations in full, a diagnosis by putting it into the queue first. What is
 * answered is true by then: a queue that refuses is said.
 */
export function answerCommand(deps: AnswerCommandDeps): (command: IncomingCommand) => Promise<SlackMessage> {
  return async (command) => {
    const { text } = command;
    if (text.length > LONGEST)
      return refuse(deps, say('chat.too-long', { characters: text.length, most: LONGEST }));
    const parsed = parseCommand(text.split(/\s+/).filter((word) => word !== ''));
    if (!parsed.ok) return refuse(deps, problemOf(parsed.problem));
    const { rest, command: asked } = parsed;
    switch (asked.verb) {
      case 'help':
        deps.log('slack.acked', { verb: 'help' });
        return renderWords(helpLines(deps, command));
      case 'why':
        if (rest.length > 0) return refuse(deps, say('chat.too-many-words', { words: rest }));
        deps.log('slack.acked', { verb: 'why' });
        return renderCause(asked.cause, causeTexts[asked.cause]);
      case 'diagnose':
        return diagnose(deps, command, asked.target, rest);
    }
  };
}

function refuse({ log }: AnswerCommandDeps, why: Message): SlackMessage {
  log('slack.acked', { verb: 'none', reason: why.id });
  return renderWords([why]);
}

async function diagnose(
  deps: AnswerCommandDeps,
  { requestId, asker }: IncomingCommand,
  target: Target,
  rest: readonly string[],
): Promise<SlackMessage> {
  const chosen = chooseCluster(deps, asker, target, rest);
  if ('id' in chosen) return refuse(deps, chosen);
  const words = { target: describeTarget(target), cluster: chosen.name };
  try {
    const job = { id: requestId, at: deps.now(), kind: 'look', ...words, asker } as const;
    await deps.queue.send([job]);
  } catch (error) {
    deps.log('slack.not-queued', { cluster: chosen.name, job: requestId, ...errorFields(error) });
    return renderWords([say('chat.not-queued', words)]);
  }
  deps.log('slack.acked', { verb: 'diagnose', cluster: chosen.name, job: requestId });
  return renderWords([say('chat.accepted', words)]);
}

/** The clusters that may be looked at from here: names of others are not given away. */
function clustersFor(
  { clusters, homeTeam }: AnswerCommandDeps,
  asker: IncomingCommand['asker'],
): LookRules[] {
  return clusters.filter((cluster) => mayLookFrom(asker, withHome(cluster, homeTeam)).allowed);
}

function chooseCluster(
  deps: AnswerCommandDeps,
  asker: IncomingCommand['asker'],
  target: Target,
  rest: readonly string[],
): { readonly name: string } | Message {
  const [word, ...more] = rest;
  if (more.length > 0) return say('chat.too-many-words', { words: more });
  const here = clustersFor(deps, asker).map(({ name }) => name);
  if (here.length === 0) return say('chat.no-cluster-here', {});
  if (word === undefined) return byDefault(deps, here, target);
  const name = here.find((known) => known === word.toLowerCase());
  return name
    ? { name }
    : say('chat.unknown-cluster', { word, meant: didYouMean(word, here), clusters: here });
}

function byDefault(
  { defaultCluster, clusters }: AnswerCommandDeps,
  here: readonly string[],
  target: Target,
): { readonly name: string } | Message {
  const wanted = defaultCluster ?? (clusters.length === 1 ? clusters[0]?.name : undefined);
  if (wanted !== undefined && here.includes(wanted)) return { name: wanted };
  return say('chat.no-default-cluster', { clusters: here, command: `diagnose ${describeTarget(target)}` });
}

function helpLines(deps: AnswerCommandDeps, { asker }: IncomingCommand): Message[] {
  const clusters = clustersFor(deps, asker).map(({ name }) => name);
  const { defaultCluster } = deps;
  return [
    say('chat.help', {}),
    say('chat.help.diagnose', {}),
    clusters.length === 0
      ? say('chat.no-cluster-here', {})
      : say('chat.help.clusters', {
          clusters,
          byDefault: defaultCluster && clusters.includes(defaultCluster) ? defaultCluster : undefined,
        }),
    say('chat.help.why', {}),
    say('chat.help.help', {}),
  ];
}
