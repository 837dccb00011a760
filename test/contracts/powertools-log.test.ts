import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from '@jest/globals';

const MODULE = fileURLToPath(new URL('../../lib/adapters/powertools/powertools-log.ts', import.meta.url));
/** Secrets in each form in which one may reach a log; none of them is real. */
const CANARIES = {
  slackToken: `xoxb-${'1'.repeat(12)}-${'Ab3'.repeat(8)}`,
  webToken: `eyJhbGciOiJIUzI1NiJ9.${'eyJzdWIiOiJ4In0'}.${'c2ln'.repeat(8)}`,
  password: 'correct-horse-battery',
} as const;

/** Runs lines of a program with a log, and gives what it wrote. */
function written(program: string): string {
  const source = `import { powertoolsLog } from ${JSON.stringify(MODULE)};
    const { log, logger } = powertoolsLog({ service: 'diagnose', level: 'info' });
    ${program}`;
  const { stdout, stderr, status } = spawnSync(
    process.execPath,
    ['--import', 'tsx', '--input-type=module', '--eval', source],
    { encoding: 'utf8', env: { PATH: process.env['PATH'] } },
  );
  if (status !== 0) throw new Error(stderr);
  return stdout + stderr;
}

describe('a log line', () => {
  test('is JSON with its code, its meaning, its level and what goes with it', () => {
    const out = written(`log('job.failed', { job: 'j1', cluster: 'prod', error: 'PostError' });`);
    const lines = out
      .trim()
      .split('\n')
      .map((text) => JSON.parse(text) as Record<string, unknown>);
    const line = lines.find((written) => 'level' in written);
    const metric = lines.find((written) => '_aws' in written);
    expect(line).toMatchObject({
      level: 'ERROR',
      service: 'diagnose',
      code: 'job.failed',
      job: 'j1',
      cluster: 'prod',
    });
    expect(line?.['message']).toMatch(/delivers it again/);
    expect(metric).toMatchObject({ service: 'diagnose', code: 'job.failed', Outcomes: 1 });
  });

  test('never carries a secret, whatever field, error or text it stands in', () => {
    const out = written(`
      const c = ${JSON.stringify(CANARIES)};
      log('job.failed', { detail: 'POST with Bearer ' + c.webToken, cluster: c.slackToken, password: c.password });
      log('slack.fault', { detail: 'https://user:' + c.password + '@example.com/' });
      logger.error('boom ' + c.slackToken, new Error('password=' + c.password, { cause: new Error(c.webToken) }));
      logger.info('nested', { request: { headers: { authorization: 'Bearer ' + c.webToken }, list: [c.slackToken] } });
      logger.appendKeys({ signingSecret: c.password });
      logger.info('appended');
    `);
    for (const canary of Object.values(CANARIES)) expect(out).not.toContain(canary);
    expect(out.match(/\[redacted\]/g)?.length).toBeGreaterThanOrEqual(7);
  });
});
