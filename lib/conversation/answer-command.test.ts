import { describe, expect, test } from '@jest/globals';
import { causeIds } from '../causes/catalogue.ts';
import type { Job } from '../jobs/job.ts';
import { validateBlocks } from '../local/slack/validate-blocks.ts';
import type { LogCode } from '../log/codes.ts';
import type { SlackMessage } from '../slack/blocks.ts';
import { type AnswerCommandDeps, answerCommand } from './answer-command.ts';

const NOW = Date.UTC(2026, 10, 24, 9);
const TEAM = 'T0001';

function conversation(deps: Partial<AnswerCommandDeps> = {}) {
  const jobs: Job[] = [];
  const codes: LogCode[] = [];
  const answer = answerCommand({
    queue: { send: async (sent) => void jobs.push(...sent) },
    clusters: [{ name: 'prod' }, { name: 'staging' }],
    defaultCluster: 'prod',
    homeTeam: TEAM,
    now: () => NOW,
    log: (code) => codes.push(code),
    ...deps,
  });
  const say = (text: string, asker: { teamId?: string; channelId?: string; userTeamId?: string } = {}) =>
    answer({
      requestId: 'a1b2c3d4e5f6',
      text,
      asker: { teamId: TEAM, channelId: 'C0001', userId: 'U0001', ...asker },
    });
  return { jobs, codes, say };
}

const wordsOf = ({ blocks }: SlackMessage): string => JSON.stringify(blocks);

describe('a look', () => {
  test('is in the queue before it is promised, as one job with the id of its request', async () => {
    const { say, jobs, codes } = conversation();
    expect(wordsOf(await say('diagnose node-3'))).toContain('Looking at node node-3 in prod');
    expect(jobs).toEqual([
      {
        id: 'a1b2c3d4e5f6',
        at: NOW,
        kind: 'look',
        cluster: 'prod',
        target: 'node node-3',
        asker: { teamId: TEAM, channelId: 'C0001', userId: 'U0001' },
      },
    ]);
    expect(codes).toEqual(['slack.acked']);
  });

  test('that the queue refuses is not promised', async () => {
    const refusing = { send: () => Promise.reject(new Error('no')) };
    const { say, codes } = conversation({ queue: refusing });
    const words = wordsOf(await say('diagnose dns'));
    expect(words).toContain('could not be put into the queue');
    expect(words).toContain('try again');
    expect(words).not.toContain('Looking at');
    expect(codes).toEqual(['slack.not-queued']);
  });

  test.each([
    ['diagnose dns staging', 'dns', 'staging'],
    ['diagnose node-3 Staging', 'node node-3', 'staging'],
    ['diagnose service shop/cart staging', 'service shop/cart', 'staging'],
    ['  diagnose   node dns  ', 'node dns', 'prod'],
    ['diagnose node staging', 'node staging', 'prod'],
  ])('%s', async (text, target, cluster) => {
    const { say, jobs } = conversation();
    await say(text);
    expect(jobs).toEqual([expect.objectContaining({ target, cluster })]);
  });

  test.each([
    ['a mistyped cluster', 'diagnose dns stagin', 'Did you mean staging?'],
    ['a cluster that is not there', 'diagnose dns nowhere', 'There are: prod and staging'],
    ['too many words', 'diagnose dns prod now', 'too much'],
    ['a mistyped target', 'diagnose dsn', 'Did you mean dns?'],
    ['a mistyped command', 'diagnoze dns', 'Did you mean diagnose?'],
    ['nothing', '', '/k8s help'],
    ['a novel', `diagnose ${'x'.repeat(700)}`, 'at most 600 are read'],
  ])('is not begun for %s', async (_, text, words) => {
    const { say, jobs } = conversation();
    expect(wordsOf(await say(text))).toContain(words);
    expect(jobs).toEqual([]);
  });

  test('needs a cluster where none is the default', async () => {
    const { say, jobs } = conversation({ defaultCluster: undefined });
    expect(wordsOf(await say('diagnose node-3'))).toContain('/k8s diagnose node node-3 prod');
    expect(jobs).toEqual([]);
  });
});

describe('who may look where', () => {
  const clusters = [
    { name: 'open' },
    { name: 'ops-only', channels: ['C0009'] },
    { name: 'partners', teams: [TEAM, 'T0002'] },
    { name: 'nobody', teams: [] },
  ];

  test('a cluster that may not be looked at from here is neither named nor looked at', async () => {
    const { say, jobs } = conversation({ clusters, defaultCluster: 'open' });
    const words = wordsOf(await say('diagnose dns ops-only'));
    expect(words).toContain('There are: open and partners.');
    expect(wordsOf(await say('diagnose dns nobody'))).not.toMatch(/There are:.*nobody/);
    expect(jobs).toEqual([]);
    await say('diagnose dns ops-only', { channelId: 'C0009' });
    expect(jobs).toHaveLength(1);
  });

  test('another workspace has what names it, and nothing else', async () => {
    const { say, jobs } = conversation({ clusters, defaultCluster: 'open' });
    await say('diagnose dns', { teamId: 'T0002' });
    expect(jobs).toEqual([]);
    await say('diagnose dns partners', { teamId: 'T0002' });
    expect(jobs).toEqual([expect.objectContaining({ cluster: 'partners' })]);
    expect(wordsOf(await say('diagnose dns', { teamId: 'T0003' }))).toContain('No cluster may be looked at');
  });

  test('a stranger in a shared channel has none', async () => {
    const { say, jobs } = conversation({ clusters, defaultCluster: 'open' });
    expect(wordsOf(await say('diagnose dns', { userTeamId: 'T0666' }))).toContain(
      'No cluster may be looked at',
    );
    expect(jobs).toEqual([]);
  });
});

describe('what is answered at once', () => {
  test('help: what there is, with the clusters', async () => {
    const { say, jobs } = conversation();
    const words = wordsOf(await say('help'));
    for (const part of ['/k8s diagnose cluster', '/k8s why', 'prod and staging', 'Without one: prod'])
      expect(words).toContain(part);
    expect(jobs).toEqual([]);
  });

  test.each(causeIds)('why %s: what it is, within every limit of Slack', async (id) => {
    const { say } = conversation();
    const answer = await say(`why ${id}`);
    expect(validateBlocks(answer.blocks)).toEqual([]);
    expect(wordsOf(answer)).toContain(id);
    expect(wordsOf(answer)).toContain('https://');
  });

  test.each(['<!channel> <@U1>', 'why <!channel>', 'diagnose dns <!here>', 'diagnose service <https://x|y>'])(
    'what is repeated of %s mentions nobody',
    async (text) => {
      const { say } = conversation();
      const { blocks, text: fallback } = await say(text);
      expect(validateBlocks(blocks)).toEqual([]);
      expect(blocks.map((block) => ('text' in block ? block.text.type : block.type))).toEqual(['plain_text']);
      expect(fallback).not.toMatch(/<[!@]/);
    },
  );
});
