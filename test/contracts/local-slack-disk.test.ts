import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { type EmbeddedTable, embeddedTable } from '../../lib/adapters/dynalite/embedded-table.ts';
import { documents } from '../../lib/adapters/dynamodb/documents.ts';
import { slackPoster } from '../../lib/adapters/slack/poster.ts';
import { type LocalSlack, localIds, startLocalSlack } from '../../lib/local/local-slack.ts';
import type { SlackMessage } from '../../lib/slack/blocks.ts';

let embedded: EmbeddedTable;
let slack: LocalSlack;

const start = (): Promise<LocalSlack> =>
  startLocalSlack({
    documents: documents(embedded.table, 'local-slack'),
    now: Date.now,
    token: 'xoxb-test',
    signingSecret: 'secret',
  });

/** What a crash leaves: nothing but the table. */
async function startAnew(): Promise<void> {
  await slack.stop();
  slack = await start();
}

const posterOf = ({ apiUrl, token, responseUrlPrefix }: LocalSlack) =>
  slackPoster({
    token: async () => token,
    apiUrl,
    responseUrlPrefix,
    onUploadFailed: (error) => {
      throw error;
    },
  });

const message = (text: string): SlackMessage => ({
  text,
  blocks: [{ type: 'section', text: { type: 'plain_text', text, emoji: false } }],
});
const { channelId } = localIds;

beforeEach(async () => {
  embedded = await embeddedTable({ name: 'local-slack' });
  slack = await start();
});

afterEach(async () => {
  await slack.stop();
  await embedded.close();
});

describe('the local Slack', () => {
  test('has after a start what it answered for before: heads, threads, edits and keys', async () => {
    const head = await posterOf(slack).post(message('Looking'), { channelId, key: 'head' });
    await posterOf(slack).post(message('The answer'), { channelId, threadTs: head.ts, key: 'answer' });
    await posterOf(slack).update(message('Unhealthy'), head);
    const before = slack.threads();
    expect(before.map(({ head: { text }, replies }) => [text, replies.map((reply) => reply.text)])).toEqual([
      ['Unhealthy', ['The answer']],
    ]);
    await startAnew();
    expect(slack.threads()).toEqual(before);
    const sinceMs = Date.now() - 1_000;
    expect(await posterOf(slack).find({ channelId, key: 'head', sinceMs })).toEqual(head);
    expect(
      await posterOf(slack).find({ channelId, threadTs: head.ts, key: 'answer', sinceMs }),
    ).toBeDefined();
    expect(await posterOf(slack).find({ channelId, key: 'another', sinceMs })).toBeUndefined();
  });

  test('goes on in a thread of before, and edits its head', async () => {
    const head = await posterOf(slack).post(message('Looking'), { channelId, key: 'head' });
    await startAnew();
    await posterOf(slack).post(message('Later'), { channelId, threadTs: head.ts, key: 'later' });
    await posterOf(slack).update(message('Done'), head);
    await startAnew();
    const [thread] = slack.threads();
    expect([thread?.head.text, thread?.replies.map(({ text }) => text)]).toEqual(['Done', ['Later']]);
  });

  test('keeps a file that is larger than an item of the table', async () => {
    const content = 'line of evidence\n'.repeat(60_000);
    const long = { ...message('Cut'), overflow: { filename: 'diagnosis.txt', content } };
    await posterOf(slack).post(long, { channelId, key: 'long' });
    await startAnew();
    const files = slack
      .threads()
      .flatMap(({ head, replies }) => [head, ...replies].flatMap((shown) => shown.files));
    expect(files.map(({ filename }) => filename)).toEqual(['diagnosis.txt']);
    expect(slack.file(files[0]?.id ?? '')?.content.toString()).toBe(content);
  });

  test('does not answer for what the disk did not take', async () => {
    await embedded.close();
    await expect(posterOf(slack).post(message('Lost'), { channelId, key: 'lost' })).rejects.toMatchObject({
      problem: 'unavailable',
      mayHaveArrived: true,
    });
    embedded = await embeddedTable({ name: 'local-slack' });
  });

  test('answers no website', async () => {
    const response = await fetch(`${slack.apiUrl}chat.postMessage`, {
      method: 'POST',
      headers: { origin: 'http://evil.example', authorization: `Bearer ${slack.token}` },
      body: new URLSearchParams({ channel: channelId, text: 'hello' }),
    });
    expect(response.status).toBe(403);
    expect(slack.threads()).toEqual([]);
  });
});
