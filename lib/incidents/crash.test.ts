import { describe, expect, test } from '@jest/globals';
import { Ward } from '../../test/fakes/memory/ward.ts';
import type { Job } from '../jobs/job.ts';

const node = { node: 'node-3' };

/** More calls than any job makes; the loop ends where the worker outlives it. */
const MOST_CALLS = 200;

/** The job that the given deliveries would bring last, taken from a world of its own. */
async function lastJob(send: (ward: Ward) => Promise<unknown>): Promise<Job> {
  const ward = new Ward();
  await send(ward);
  const job = ward.jobs.at(-1);
  if (!job) throw new Error('nothing was sent');
  return job;
}

const opened = async (ward: Ward): Promise<void> => {
  await ward.alert('KubeNodeNotReady', node);
};

const resolvedLater = async (ward: Ward): Promise<void> => {
  await opened(ward);
  ward.pass({ minutes: 10 });
  ward.cluster = 'healthy';
  await ward.resolved('KubeNodeNotReady', node);
};

const firedAgain = async (ward: Ward): Promise<void> => {
  await resolvedLater(ward);
  ward.pass({ minutes: 10 });
  ward.cluster = 'unhealthy';
  await ward.alert('KubeNodeNotReady', node);
};

const quiet = async (ward: Ward): Promise<void> => {
  await ward.resolved('KubeNodeNotReady', node);
};

const asked = (ward: Ward): Promise<void> => ward.ask('node node-3');

const scene = (minutes: number, condition: Ward['cluster']) => (ward: Ward) => {
  ward.pass({ minutes });
  ward.cluster = condition;
};

describe.each([
  ['opens a thread', async () => undefined, opened, scene(0, 'unhealthy'), 'C-alerts'],
  ['resolves', opened, resolvedLater, scene(10, 'healthy'), 'C-alerts'],
  ['fires again', resolvedLater, firedAgain, scene(10, 'unhealthy'), 'C-alerts'],
  ['had resolved before, and is unwell', async () => undefined, quiet, scene(0, 'unhealthy'), 'C-alerts'],
  ['answers a command', async () => undefined, asked, scene(0, 'unhealthy'), 'C-asked'],
] as const)('a worker that dies while an incident %s', (_, prepare, send, setTheScene, channelId) => {
  test.each([['before' as const], ['after' as const]])(
    'leaves nothing undone and nothing twice, %s any call to the world',
    async (when) => {
      const undisturbed = new Ward();
      await send(undisturbed);
      const expected = undisturbed.threads(channelId);
      const job = await lastJob(send);
      let deaths = 0;
      for (let at = 1; at <= MOST_CALLS; at += 1) {
        const ward = new Ward();
        await prepare(ward);
        setTheScene(ward);
        const { died } = await ward.workAndDie(job, at, when);
        if (!died) break;
        deaths += 1;
        // The lease of whoever died lapses, and the queue delivers again.
        ward.pass({ minutes: 2 });
        await ward.work(job);
        await ward.work(job);
        expect({ at, threads: ward.threads(channelId) }).toEqual({ at, threads: expected });
        expect(ward.incidents.all().flatMap(({ pending }) => pending)).toEqual([]);
      }
      expect(deaths).toBeGreaterThan(8);
      expect(deaths).toBeLessThan(MOST_CALLS);
    },
  );
});

test('a worker that dies for good is not waited for by the next job about the same incident', async () => {
  const ward = new Ward();
  const job = await lastJob(opened);
  await ward.workAndDie(job, 4, 'after');
  ward.pass({ minutes: 15 });
  await ward.alert('KubeNodeUnreachable', node);
  expect(ward.thread()).toHaveLength(2);
  expect(ward.incidents.all()).toMatchObject([{ pending: [] }]);
});

test('two jobs about the same new incident at once open one thread', async () => {
  const ward = new Ward();
  ward.meanwhile = async () => {
    await ward.alert('KubeNodeUnreachable', node);
  };
  await ward.alert('KubeNodeNotReady', node);
  expect(ward.thread()).toHaveLength(2);
  expect(ward.looks).toHaveLength(1);
});
