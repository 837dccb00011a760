import { type Caller, channelToPostIn, isMember, visibleChannel } from './access.ts';
import type { Arguments } from './arguments.ts';
import { blocksOf, metadataOf, textOf, toWire } from './content.ts';
import { type Method, special, tier3, tier4 } from './method.ts';
import { Refusal } from './refusal.ts';
import type { Message } from './world.ts';

/** Messages are cut or refused beyond 40,000 characters; an edit beyond 4,000. */
const longestText = 40_000;
const longestEdit = 4000;

/** The head of the thread that `thread_ts` names. A reply, a deleted message or a number is none. */
export function threadHead(
  { world }: Caller,
  channelId: string,
  threadTs: string | undefined,
): string | undefined {
  if (threadTs === undefined) return undefined;
  const head = world.message(channelId, threadTs);
  if (!head || head.threadTs !== undefined) throw new Refusal('thread_not_found');
  return head.ts;
}

/** https://docs.slack.dev/reference/methods/chat.postMessage */
const postMessage: Method = {
  scopes: ['chat:write'],
  perMinute: special,
  run(args, caller) {
    const { world, installation } = caller;
    const channel = channelToPostIn(caller, args.required('channel'));
    const { text, blocks } = body(args, caller);
    const metadata = metadataOf(args);
    const threadTs = threadHead(caller, channel.id, args.text('thread_ts'));
    const message = world.addMessage({
      channelId: channel.id,
      userId: installation.botUserId,
      botId: installation.botId,
      text,
      blocks,
      metadata,
      threadTs,
      unfurls: args.text('unfurl_links') !== 'false' || args.text('unfurl_media') !== 'false',
    });
    return { channel: channel.id, ts: message.ts, message: toWire(message, world, true) };
  },
};

function body(args: Arguments, { world }: Caller) {
  const text = textOf(args, longestText);
  const blocks = blocksOf(args, world) ?? [];
  if (text === undefined && blocks.length === 0) throw new Refusal('no_text');
  return { text: text ?? '', blocks };
}

function ownMessage(args: Arguments, caller: Caller, refusal: string): Message {
  const channel = visibleChannel(caller, args.required('channel'));
  const message = caller.world.message(channel.id, args.required('ts'));
  if (!message || message.isTombstone) throw new Refusal('message_not_found');
  if (message.botId !== caller.installation.botId) throw new Refusal(refusal);
  if (channel.isArchived) throw new Refusal('is_archived');
  return message;
}

/** https://docs.slack.dev/reference/methods/chat.update */
const update: Method = {
  scopes: ['chat:write'],
  perMinute: tier3,
  run(args, caller) {
    const { world } = caller;
    const message = ownMessage(args, caller, 'cant_update_message');
    const text = textOf(args, longestEdit);
    const blocks = blocksOf(args, world);
    const metadata = metadataOf(args);
    if (text === undefined && (blocks?.length ?? 0) === 0) throw new Refusal('no_text');
    if (text !== undefined) message.text = text;
    // A text without blocks takes the old blocks away; blocks without a text leave the old text.
    message.blocks = blocks ?? [];
    if (metadata) message.metadata = metadata;
    message.editedTs = world.nextTs();
    return {
      channel: message.channelId,
      ts: message.ts,
      text: message.text,
      message: toWire(message, world, true),
    };
  },
};

/** https://docs.slack.dev/reference/methods/chat.delete */
const remove: Method = {
  scopes: ['chat:write'],
  perMinute: tier3,
  run(args, caller) {
    const message = ownMessage(args, caller, 'cant_delete_message');
    caller.world.deleteMessage(message);
    return { channel: message.channelId, ts: message.ts };
  },
};

/** https://docs.slack.dev/reference/methods/chat.postEphemeral */
const postEphemeral: Method = {
  scopes: ['chat:write'],
  perMinute: tier4,
  run(args, caller) {
    const { world, installation } = caller;
    const channel = visibleChannel(caller, args.required('channel'));
    const userId = args.required('user');
    if (channel.isArchived) throw new Refusal('is_archived');
    if (!isMember(channel, installation)) throw new Refusal('not_in_channel');
    if (!channel.members.has(userId)) throw new Refusal('user_not_in_channel');
    const threadTs = threadHead(caller, channel.id, args.text('thread_ts'));
    world.ephemerals.push({ channelId: channel.id, userId, threadTs, ...body(args, caller) });
    return { message_ts: world.nextTs() };
  },
};

/** https://docs.slack.dev/reference/methods/chat.getPermalink */
const getPermalink: Method = {
  scopes: [],
  perMinute: special,
  run(args, caller) {
    const channel = visibleChannel(caller, args.required('channel'));
    const message = caller.world.message(channel.id, args.required('message_ts'));
    if (!message) throw new Refusal('message_not_found');
    const base = `https://${caller.installation.teamDomain}.slack.com/archives/${channel.id}/p${message.ts.replace('.', '')}`;
    const thread = message.threadTs === undefined ? '' : `?thread_ts=${message.threadTs}&cid=${channel.id}`;
    return { channel: channel.id, permalink: `${base}${thread}` };
  },
};

export const chatMethods = {
  'chat.postMessage': postMessage,
  'chat.update': update,
  'chat.delete': remove,
  'chat.postEphemeral': postEphemeral,
  'chat.getPermalink': getPermalink,
} as const;
