import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { whoAmI } from '../../lib/adapters/slack/who-am-i.ts';
import { type FakeSlack, startFakeSlack } from '../../lib/local/slack/fake-slack.ts';

let slack: FakeSlack;

beforeEach(async () => {
  slack = await startFakeSlack({ now: Date.now });
});

afterEach(() => slack.stop());

test('tells the workspace and the name of a token', async () => {
  const { teamId } = slack.installation;
  expect(await whoAmI(slack.installation.token, slack.apiUrl)).toEqual({
    teamId,
    team: 'example',
    bot: 'wardround',
  });
});

test("tells Slack's own name for why it refuses", async () => {
  await expect(whoAmI('xoxb-unknown', slack.apiUrl)).rejects.toMatchObject({ code: 'invalid_auth' });
  slack.installation.state = 'revoked';
  await expect(whoAmI(slack.installation.token, slack.apiUrl)).rejects.toMatchObject({
    code: 'token_revoked',
  });
});

test('tells that Slack cannot be reached', async () => {
  slack.failNext('auth.test', { kind: 'cut' });
  await expect(whoAmI(slack.installation.token, slack.apiUrl)).rejects.toMatchObject({
    name: 'SlackRefusal',
  });
});
