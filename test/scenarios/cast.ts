import { createHash } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { type Config, config } from '../../lib/config/schema.ts';
import type { FakeSlack } from '../../lib/local/slack/fake-slack.ts';
import type { Channel, User } from '../../lib/local/slack/world.ts';

export const alertToken = 'wra_the-token-of-the-alertmanager-of-prod';

const recording = fileURLToPath(new URL('../../examples/broken-cluster', import.meta.url));
/** The discard port: nothing listens there, and a connection is refused at once. */
const NOBODY = 'http://127.0.0.1:9';

export interface Cast {
  readonly by: Readonly<Record<'operator' | 'guest' | 'stranger', User>>;
  readonly places: Readonly<
    Record<'ops' | 'outside' | 'private' | 'privateWithout' | 'dm' | 'dmOfOthers' | 'archived', Channel>
  >;
}

/** Who there is, and where they can talk: a workspace with the bot, and one that shares its ops channel. */
export function castOf({ world, installation }: FakeSlack): Cast {
  const { teamId, botUserId } = installation;
  const otherTeam = world.mint('T');
  const by = {
    operator: world.addUser({ name: 'operator', teamId }),
    guest: world.addUser({ name: 'guest', teamId, guest: 'single-channel' }),
    stranger: world.addUser({ name: 'stranger', teamId: otherTeam }),
  };
  const people = Object.values(by).map(({ id }) => id);
  const open = (name: string, kind: Channel['kind'], members: readonly string[]): Channel =>
    world.addChannel({ name, kind, teamIds: [teamId], members });
  const archived = open('old-ops', 'public', [botUserId, ...people]);
  archived.isArchived = true;
  return {
    by,
    places: {
      ops: world.addChannel({
        name: 'ops',
        kind: 'public',
        teamIds: [teamId, otherTeam],
        members: [botUserId, ...people],
      }),
      outside: open('random', 'public', people),
      private: open('war-room', 'private', [botUserId, ...people]),
      privateWithout: open('board', 'private', people),
      dm: world.openDm(installation, by.operator.id),
      dmOfOthers: open('', 'im', [by.operator.id, by.guest.id]),
      archived,
    },
  };
}

/** The recorded cluster, one that is down, and one that may be looked at from the private channel alone. */
export function configOf({ ops, private: warRoom }: Cast['places']): Config {
  return config.parse({
    clusters: [
      {
        name: 'prod',
        default: true,
        access: { recording },
        alerts: { tokenHashes: [createHash('sha256').update(alertToken).digest('hex')], channel: ops.id },
      },
      { name: 'down', access: { server: NOBODY, token: 'env:TOKEN_OF_DOWN' } },
      { name: 'vault', access: { recording }, look: { channels: [warRoom.id] } },
    ],
    limits: { lookTimeoutSeconds: 5 },
  });
}
