import { PostError, type Poster } from './poster.ts';

/** Slack's own pace is about one message a second and channel; who asks for more than this means an outage. */
const LONGEST_WAIT_SECONDS = 5;
/** For one call all told: a few calls of one delivery must fit into its invocation. */
const MOST_WAITED_SECONDS = 12;

/**
 * Waits where Slack asks for a few seconds, instead of giving the message back to the queue: a delivery is one of five
 * tries, and an alert storm would use them up on Slack's pace alone. Longer waits go back to the queue.
 */
export function patientPoster(poster: Poster, sleep: (ms: number) => Promise<void>): Poster {
  const patiently = async <T>(call: () => Promise<T>): Promise<T> => {
    for (let waitedSeconds = 0; ; ) {
      try {
        return await call();
      } catch (error) {
        const seconds = error instanceof PostError ? shortWait(error) : undefined;
        if (seconds === undefined || waitedSeconds + seconds > MOST_WAITED_SECONDS) throw error;
        await sleep(seconds * 1000);
        waitedSeconds += seconds;
      }
    }
  };
  return {
    post: (message, place) => patiently(() => poster.post(message, place)),
    update: (message, at) => patiently(() => poster.update(message, at)),
    find: (place) => patiently(() => poster.find(place)),
    whisper: (message, to) => patiently(() => poster.whisper(message, to)),
  };
}

/** Only what was refused for certain is asked again here. */
function shortWait({ problem, mayHaveArrived, retryAfterSeconds }: PostError): number | undefined {
  if (problem !== 'rate-limited' || mayHaveArrived || retryAfterSeconds === undefined) return undefined;
  return retryAfterSeconds <= LONGEST_WAIT_SECONDS ? Math.max(1, retryAfterSeconds) : undefined;
}
