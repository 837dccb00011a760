import { type Message, render } from '../messages/message.ts';
import { plainText } from '../report/plain-text.ts';
import type { Terminal } from './terminal.ts';

const FIRST_AFTER_MS = 1000;
const EVERY_MS = 5000;

/** Tells now and then what takes so long. */
export interface Progress {
  /** What to tell from now on; it is asked only when there is something to tell. */
  tell(message: (seconds: number) => Message): void;
  stop(): void;
}

export const silent: Progress = { tell: () => undefined, stop: () => undefined };

/** Progress on a terminal, from the first second on. */
export function startProgress(terminal: Terminal): Progress {
  let current: ((seconds: number) => Message) | undefined;
  let seconds = 0;
  const report = (): void => {
    if (current) terminal.write(`wardround: ${plainText(render(current(seconds)))}\n`);
  };
  let interval: NodeJS.Timeout | undefined;
  const first = setTimeout(() => {
    seconds += FIRST_AFTER_MS / 1000;
    report();
    interval = setInterval(() => {
      seconds += EVERY_MS / 1000;
      report();
    }, EVERY_MS);
  }, FIRST_AFTER_MS);
  return {
    tell: (message) => {
      current = message;
    },
    stop: () => {
      clearTimeout(first);
      clearInterval(interval);
    },
  };
}
