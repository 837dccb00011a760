import { isMember, visibleChannel } from './access.ts';
import { type Method, special, tier2, tier3, tier4 } from './method.ts';
import { Refusal } from './refusal.ts';

/** https://docs.slack.dev/reference/methods/auth.test */
const test: Method = {
  scopes: [],
  perMinute: special,
  run(_args, { world, installation }) {
    return {
      url: `https://${installation.teamDomain}.slack.com/`,
      team: installation.teamDomain,
      team_id: installation.teamId,
      user: world.users.get(installation.botUserId)?.name,
      user_id: installation.botUserId,
      bot_id: installation.botId,
      is_enterprise_install: false,
    };
  },
};

/** https://docs.slack.dev/reference/methods/users.info */
const info: Method = {
  scopes: ['users:read'],
  perMinute: tier4,
  run(args, { world, installation }) {
    const user = world.users.get(args.required('user'));
    if (!user) throw new Refusal('user_not_found');
    const isForeign = user.teamId !== installation.teamId;
    const isKnown = [...world.channels.values()].some(
      (channel) => channel.members.has(user.id) && isMember(channel, installation),
    );
    if (isForeign && !isKnown) throw new Refusal('user_not_visible');
    return {
      user: {
        id: user.id,
        team_id: user.teamId,
        name: user.name,
        deleted: user.deleted ?? false,
        is_bot: user.isBot ?? false,
        is_restricted: user.guest !== undefined,
        is_ultra_restricted: user.guest === 'single-channel',
        is_stranger: isForeign,
      },
    };
  },
};

/** https://docs.slack.dev/reference/methods/usergroups.users.list */
const groupUsers: Method = {
  scopes: ['usergroups:read'],
  perMinute: tier2,
  run(args, { world }) {
    const users = world.groups.get(args.required('usergroup'));
    if (!users) throw new Refusal('no_such_subteam');
    return { users };
  },
};

/** https://docs.slack.dev/reference/methods/reactions.add */
const addReaction: Method = {
  scopes: ['reactions:write'],
  perMinute: tier3,
  run(args, caller) {
    const channel = visibleChannel(caller, args.required('channel'));
    const name = args.required('name').replace(/^:|:$/g, '');
    if (!/^[a-z0-9_+'-]{1,100}$/.test(name)) throw new Refusal('invalid_name');
    const message = caller.world.message(channel.id, args.required('timestamp'));
    if (!message || message.isTombstone) throw new Refusal('message_not_found');
    if (channel.isArchived) throw new Refusal('is_archived');
    if (!isMember(channel, caller.installation)) throw new Refusal('not_in_channel');
    const users = message.reactions.get(name) ?? new Set<string>();
    if (users.has(caller.installation.botUserId)) throw new Refusal('already_reacted');
    message.reactions.set(name, users.add(caller.installation.botUserId));
    return {};
  },
};

export const peopleMethods = {
  'auth.test': test,
  'users.info': info,
  'usergroups.users.list': groupUsers,
  'reactions.add': addReaction,
} as const;
