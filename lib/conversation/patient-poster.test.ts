import { describe, expect, test } from '@jest/globals';
import { patientPoster } from './patient-poster.ts';
import { PostError, type Poster } from './poster.ts';

const message = { text: 'hello', blocks: [] };
const place = { channelId: 'C1', key: 'k' };
const limited = (retryAfterSeconds: number, mayHaveArrived = false): PostError =>
  new PostError('rate-limited', { detail: 'limited', retryAfterSeconds, mayHaveArrived });

/** A poster whose posts fail as told, one after the other, and then succeed. */
function stage(...failures: PostError[]) {
  let posts = 0;
  const slept: number[] = [];
  const unused = (): never => {
    throw new Error('not part of this stage');
  };
  const poster: Poster = {
    async post() {
      posts += 1;
      const failure = failures.shift();
      if (failure) throw failure;
      return { channelId: 'C1', ts: '1.0' };
    },
    update: unused,
    find: unused,
    whisper: unused,
  };
  const patient = patientPoster(poster, async (ms) => {
    slept.push(ms);
  });
  return { patient, slept, posts: () => posts };
}

describe('a post that Slack limits', () => {
  test('is made after the seconds that Slack asks for', async () => {
    const { patient, slept } = stage(limited(2), limited(1));
    expect(await patient.post(message, place)).toEqual({ channelId: 'C1', ts: '1.0' });
    expect(slept).toEqual([2000, 1000]);
  });

  test('goes back to the queue when Slack asks for long', async () => {
    const { patient, slept, posts } = stage(limited(30));
    await expect(patient.post(message, place)).rejects.toThrow('rate-limited');
    expect(slept).toEqual([]);
    expect(posts()).toBe(1);
  });

  test('goes back to the queue when the waits add up', async () => {
    const { patient, slept } = stage(...Array.from({ length: 9 }, () => limited(4)));
    await expect(patient.post(message, place)).rejects.toThrow('rate-limited');
    expect(slept).toEqual([4000, 4000, 4000]);
  });

  test('is never made again where it may have arrived, or was refused for another reason', async () => {
    for (const failure of [limited(1, true), new PostError('archived', { detail: 'is_archived' })]) {
      const { patient, posts } = stage(failure);
      await expect(patient.post(message, place)).rejects.toBe(failure);
      expect(posts()).toBe(1);
    }
  });
});
