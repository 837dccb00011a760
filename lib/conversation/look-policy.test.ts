import { describe, expect, test } from '@jest/globals';
import { lookPolicy } from './look-policy.ts';

const member = { isGuest: false, isStranger: false, isBot: false };
const asker = { teamId: 'T1', channelId: 'C1', userId: 'U1' };
const mayLook = lookPolicy(
  [
    { name: 'prod' },
    { name: 'ops', channels: ['C9'] },
    { name: 'shared', teams: ['T1', 'T2'] },
    { name: 'shut', channels: [] },
  ],
  'T1',
);

describe('may look', () => {
  test.each([
    ['a member of the workspace, where nothing is said', asker, 'prod'],
    ['in the channel that is named', { ...asker, channelId: 'C9' }, 'ops'],
    ['from the workspace that is named', { ...asker, teamId: 'T2' }, 'shared'],
  ])('%s', (_, who, cluster) => {
    expect(mayLook({ asker: who, person: member, cluster })).toEqual({ allowed: true });
  });
});

describe('may not look', () => {
  test.each([
    ['a guest', asker, { ...member, isGuest: true }, 'prod', 'policy.not-member'],
    ['a stranger of Slack Connect', asker, { ...member, isStranger: true }, 'prod', 'policy.not-member'],
    ['a bot', asker, { ...member, isBot: true }, 'prod', 'policy.not-member'],
    [
      'somebody whose team is another one',
      { ...asker, userTeamId: 'T7' },
      member,
      'prod',
      'policy.not-member',
    ],
    ['another workspace', { ...asker, teamId: 'T2' }, member, 'prod', 'policy.other-team'],
    ['another channel', asker, member, 'ops', 'policy.other-channel'],
    ['anybody, where the list is empty', asker, member, 'shut', 'policy.other-channel'],
    ['at a cluster that is no longer configured', asker, member, 'gone', 'policy.unknown-cluster'],
  ])('%s', (_, who, person, cluster, reason) => {
    expect(mayLook({ asker: who, person, cluster })).toMatchObject({
      allowed: false,
      reason: { id: reason },
    });
  });
});

test('without a known workspace of its own, a cluster that names none is open to the installation', () => {
  const open = lookPolicy([{ name: 'prod' }], undefined);
  expect(open({ asker, person: member, cluster: 'prod' })).toEqual({ allowed: true });
});
