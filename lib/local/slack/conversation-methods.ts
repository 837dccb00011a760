import { type Caller, isMember, requireScope, scopeFor, visibleChannel } from './access.ts';
import type { Arguments } from './arguments.ts';
import { toWire } from './content.ts';
import { type Method, tier3 } from './method.ts';
import { Refusal } from './refusal.ts';
import type { Json } from './schema.ts';
import type { Channel, Message } from './world.ts';

/** https://docs.slack.dev/reference/objects/conversation-object */
function describe(channel: Channel, { installation }: Caller): Json {
  const isIm = channel.kind === 'im';
  return {
    id: channel.id,
    ...(isIm
      ? { user: [...channel.members].find((id) => id !== installation.botUserId) }
      : { name: channel.name }),
    is_channel: channel.kind === 'public',
    is_group: channel.kind === 'private',
    is_im: isIm,
    is_mpim: channel.kind === 'mpim',
    is_private: channel.kind !== 'public',
    is_archived: channel.isArchived,
    is_member: isMember(channel, installation),
    is_shared: channel.teamIds.length > 1,
    is_ext_shared: channel.teamIds.length > 1,
    shared_team_ids: channel.teamIds,
    context_team_id: installation.teamId,
  };
}

/** https://docs.slack.dev/reference/methods/conversations.info */
const info: Method = {
  scopes: [],
  perMinute: tier3,
  run(args, caller) {
    const channel = visibleChannel(caller, args.required('channel'));
    requireScope(caller.installation, [scopeFor(channel, 'read')]);
    return { channel: describe(channel, caller) };
  },
};

/** https://docs.slack.dev/reference/methods/conversations.join */
const join: Method = {
  scopes: ['channels:join'],
  perMinute: tier3,
  run(args, caller) {
    const channel = visibleChannel(caller, args.required('channel'));
    if (channel.kind !== 'public') throw new Refusal('method_not_supported_for_channel_type');
    if (channel.isArchived) throw new Refusal('is_archived');
    const wasMember = isMember(channel, caller.installation);
    channel.members.add(caller.installation.botUserId);
    const warning = 'already_in_channel';
    return {
      channel: describe(channel, caller),
      ...(wasMember ? { warning, response_metadata: { warnings: [warning] } } : {}),
    };
  },
};

/** https://docs.slack.dev/reference/methods/conversations.open */
const open: Method = {
  scopes: ['im:write', 'mpim:write'],
  perMinute: tier3,
  run(args, caller) {
    const { world, installation } = caller;
    const ids = (args.text('users') ?? '').split(',').filter(Boolean);
    const [only] = ids;
    if (only === undefined) throw new Refusal('users_list_not_supplied');
    if (ids.length > 1) throw new Refusal('too_many_users');
    const user = world.users.get(only);
    if (!user) throw new Refusal('user_not_found');
    if (user.deleted) throw new Refusal('user_disabled');
    if (user.teamId !== installation.teamId && !sharesChannel(caller, only))
      throw new Refusal('user_not_visible');
    const channel = world.openDm(installation, only);
    return { channel: args.flag('return_im') ? describe(channel, caller) : { id: channel.id } };
  },
};

function sharesChannel({ world, installation }: Caller, userId: string): boolean {
  return [...world.channels.values()].some(
    (channel) => channel.members.has(userId) && isMember(channel, installation),
  );
}

function readable(args: Arguments, caller: Caller): Channel {
  const channel = visibleChannel(caller, args.required('channel'));
  requireScope(caller.installation, [scopeFor(channel, 'history')]);
  if (!isMember(channel, caller.installation)) throw new Refusal('not_in_channel');
  return channel;
}

/** Cuts a list to one page, of which the cursor names the first item. */
function page(messages: readonly Message[], args: Arguments, caller: Caller): Json {
  const limit = Math.min(args.number('limit') ?? 100, 999);
  const cursor = args.text('cursor');
  const start =
    cursor === undefined
      ? 0
      : messages.findIndex(({ ts }) => ts === Buffer.from(cursor, 'base64').toString());
  if (start < 0) throw new Refusal('invalid_cursor');
  const next = messages[start + limit];
  const shown = messages.slice(start, start + limit);
  return {
    messages: shown.map((message) => toWire(message, caller.world, args.flag('include_all_metadata'))),
    has_more: next !== undefined,
    ...(next ? { response_metadata: { next_cursor: Buffer.from(next.ts).toString('base64') } } : {}),
  };
}

function isWithin({ ts }: Message, args: Arguments): boolean {
  const oldest = args.text('oldest') ?? '0';
  const latest = args.text('latest');
  if (args.flag('inclusive') && (ts === oldest || ts === latest)) return true;
  return Number(ts) > Number(oldest) && (latest === undefined || Number(ts) < Number(latest));
}

/** https://docs.slack.dev/reference/methods/conversations.history: newest first, without replies. */
const history: Method = {
  scopes: [],
  perMinute: tier3,
  run(args, caller) {
    const channel = readable(args, caller);
    const messages = caller.world.channelMessages(channel.id).filter((message) => isWithin(message, args));
    return page([...messages].reverse(), args, caller);
  },
};

/** https://docs.slack.dev/reference/methods/conversations.replies: the head, then its replies, oldest first. */
const replies: Method = {
  scopes: [],
  perMinute: tier3,
  run(args, caller) {
    const channel = readable(args, caller);
    const message = caller.world.message(channel.id, args.required('ts'));
    if (!message) throw new Refusal('thread_not_found');
    const headTs = message.threadTs ?? message.ts;
    const [head, ...rest] = caller.world.thread(channel.id, headTs);
    const within = rest.filter((reply) => isWithin(reply, args));
    return page(head ? [head, ...within] : within, args, caller);
  },
};

export const conversationMethods = {
  'conversations.info': info,
  'conversations.join': join,
  'conversations.open': open,
  'conversations.history': history,
  'conversations.replies': replies,
} as const;
