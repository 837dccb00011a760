import { Refusal } from './refusal.ts';
import type { Channel, Installation, World } from './world.ts';

/** Who calls, and what the call works on. */
export interface Caller {
  readonly world: World;
  readonly installation: Installation;
  /** Where the fake itself listens, for links that it hands out. */
  readonly origin: string;
}

/** Finds the installation of a token: https://docs.slack.dev/reference/methods/auth.test#errors */
export function authenticate(world: World, token: string | undefined): Installation {
  if (token === undefined) throw new Refusal('not_authed');
  const installation = world.installations.get(token);
  if (!installation) throw new Refusal('invalid_auth');
  switch (installation.state) {
    case 'valid':
      return installation;
    case 'revoked':
      throw new Refusal('token_revoked');
    case 'account-inactive':
      throw new Refusal('account_inactive');
  }
}

/** Any one of the scopes suffices. */
export function requireScope({ scopes }: Installation, needed: readonly string[]): void {
  if (needed.length === 0 || needed.some((scope) => scopes.includes(scope))) return;
  throw new Refusal('missing_scope', { needed: needed.join(','), provided: scopes.join(',') });
}

export const isMember = (channel: Channel, installation: Installation): boolean =>
  channel.members.has(installation.botUserId);

/** A channel that the app may know of: a private one or a conversation of others does not exist for it. */
export function visibleChannel({ world, installation }: Caller, id: string): Channel {
  const channel = world.channels.get(id);
  const isShared = channel?.teamIds.includes(installation.teamId) ?? false;
  if (!channel || !isShared || (channel.kind !== 'public' && !isMember(channel, installation)))
    throw new Refusal('channel_not_found');
  return channel;
}

/** The scope that reading a conversation of this kind needs. */
export const scopeFor = (channel: Channel, right: 'read' | 'history'): string =>
  `${{ public: 'channels', private: 'groups', im: 'im', mpim: 'mpim' }[channel.kind]}:${right}`;

/** A channel to post into: by id, by name, or by a user's id, which means their direct messages. */
export function channelToPostIn(caller: Caller, target: string): Channel {
  const { world, installation } = caller;
  if (/^[UW]/.test(target) && world.users.has(target)) {
    const user = world.users.get(target);
    if (user?.deleted) throw new Refusal('user_disabled');
    return world.openDm(installation, target);
  }
  const name = target.replace(/^#/, '');
  const named = [...world.channels.values()].find(
    (channel) =>
      channel.name === name && channel.name !== '' && channel.teamIds.includes(installation.teamId),
  );
  const channel = visibleChannel(caller, named?.id ?? target);
  if (channel.isArchived) throw new Refusal('is_archived');
  if (!isMember(channel, installation) && !installation.scopes.includes('chat:write.public'))
    throw new Refusal('not_in_channel');
  return channel;
}
