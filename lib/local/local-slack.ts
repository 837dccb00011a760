import type { Documents } from './documents.ts';
import { type FakeSlack, startFakeSlack } from './slack/fake-slack.ts';
import type { Json } from './slack/schema.ts';
import type { Ephemeral, Message, World } from './slack/world.ts';
import { restoreWorld, worldSaver } from './world-on-disk.ts';

/** The one workspace, channel and person that there are; their ids stay the same, since incidents remember them. */
export const localIds = {
  teamId: 'T0LOCAL',
  channelId: 'C0LOCAL',
  userId: 'U0LOCAL',
  botUserId: 'U0WARDROUND',
  botId: 'B0WARDROUND',
  appId: 'A0WARDROUND',
} as const;

const CHANNEL_NAME = 'wardround';
const USER_NAME = 'you';
const MOST_EPHEMERALS = 20;
/** What stands in the channel, as the page shows it. */
export interface ShownMessage {
  readonly ts: string;
  readonly isBot: boolean;
  readonly author: string;
  readonly text: string;
  readonly blocks: readonly Json[];
  readonly isEdited: boolean;
  readonly isDeleted: boolean;
  readonly files: readonly { readonly id: string; readonly filename: string }[];
}

export interface ShownThread {
  readonly head: ShownMessage;
  readonly replies: readonly ShownMessage[];
}

/** A Slack of one channel on this machine. The product reaches it as it reaches Slack, over HTTP. */
export interface LocalSlack {
  readonly apiUrl: string;
  readonly responseUrlPrefix: string;
  readonly token: string;
  readonly signingSecret: string;
  readonly channelName: string;
  /** Gives a slash command, signed, to the app. Answers what it says to whoever gave it, and to nobody else. */
  command(text: string, appUrl: string): Promise<readonly Ephemeral[]>;
  /** Oldest first. */
  threads(): readonly ShownThread[];
  /** What was said to the person alone since the start, oldest first. */
  whispers(): readonly Ephemeral[];
  file(id: string): { readonly filename: string; readonly content: Buffer } | undefined;
  /** Calls back after each change that is on disk. Returns what ends it. */
  onChange(listener: () => void): () => void;
  stop(): Promise<void>;
}

/**
 * Starts the local Slack with what it held before. What a call changes is on disk before the call is answered: an app that
 * has an answer can rely on it, and one that has none looks it up, as with Slack itself.
 */
export async function startLocalSlack(options: {
  readonly documents: Documents;
  readonly now: () => number;
  readonly token: string;
  readonly signingSecret: string;
}): Promise<LocalSlack> {
  const listeners = new Set<() => void>();
  const changed = (): void => {
    for (const listener of listeners) listener();
  };
  let save = (): Promise<void> => Promise.resolve();
  const slack = await startFakeSlack({
    now: options.now,
    signingSecret: options.signingSecret,
    app: { ...localIds, token: options.token },
    // Seconds are more than ids are minted: none is given twice, whichever run gave it.
    firstNumber: Math.floor(options.now() / 1000),
    recordsCalls: false,
    beforeAnswer: () => save(),
    // Nobody is protected by limits here, and a storm of alerts would only crawl.
    rateLimits: { channelBurst: Number.POSITIVE_INFINITY, perMinute: 'unlimited' },
  });
  arrange(slack.world);
  const isSaved = await restoreWorld({
    world: slack.world,
    documents: options.documents,
    channelId: localIds.channelId,
  });
  save = worldSaver({
    world: slack.world,
    documents: options.documents,
    channelId: localIds.channelId,
    isSaved,
    changed,
  });
  return {
    apiUrl: slack.apiUrl,
    responseUrlPrefix: `${slack.origin}/commands/`,
    token: options.token,
    signingSecret: options.signingSecret,
    channelName: CHANNEL_NAME,
    command: async (text, appUrl) => {
      const answers = await giveCommand(slack, text, appUrl);
      await save();
      return answers;
    },
    threads: () => threadsOf(slack.world),
    whispers: () => slack.world.ephemerals.filter(({ userId }) => userId === localIds.userId),
    file: (id) => fileOf(slack.world, id),
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    stop: () => slack.stop(),
  };
}

function arrange(world: World): void {
  world.addUser({ id: localIds.userId, name: USER_NAME, teamId: localIds.teamId });
  world.addChannel({
    id: localIds.channelId,
    name: CHANNEL_NAME,
    kind: 'public',
    teamIds: [localIds.teamId],
    members: [localIds.userId, localIds.botUserId],
  });
}

async function giveCommand(slack: FakeSlack, text: string, appUrl: string): Promise<readonly Ephemeral[]> {
  const { world } = slack;
  const user = world.users.get(localIds.userId);
  if (!user) throw new Error('the local Slack has nobody to give a command');
  const before = new Set(world.ephemerals);
  await slack.deliver(slack.slash(user, localIds.channelId, text), appUrl);
  const added = world.ephemerals.filter((entry) => !before.has(entry));
  world.ephemerals.splice(0, world.ephemerals.length - MOST_EPHEMERALS);
  return added;
}

function threadsOf(world: World): readonly ShownThread[] {
  return world.channelMessages(localIds.channelId).map((head) => ({
    head: shown(world, head),
    replies: world
      .thread(localIds.channelId, head.ts)
      .filter((message) => message !== head)
      .map((message) => shown(world, message)),
  }));
}

const shown = (world: World, message: Message): ShownMessage => ({
  ts: message.ts,
  isBot: message.botId !== undefined,
  author: world.users.get(message.userId)?.name ?? message.userId,
  text: message.text,
  blocks: message.blocks,
  isEdited: message.editedTs !== undefined,
  isDeleted: message.isTombstone,
  files: message.fileIds.flatMap((id) => {
    const file = world.files.get(id);
    return file ? [{ id, filename: file.filename }] : [];
  }),
});

function fileOf(world: World, id: string): { filename: string; content: Buffer } | undefined {
  const file = world.files.get(id);
  return file?.content && file.sharedIn ? { filename: file.filename, content: file.content } : undefined;
}
