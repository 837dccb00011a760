import type { CaptureProblem, Skip } from '../evidence/capture/capture-error.ts';
import { type Message, render, say } from '../messages/message.ts';
import { type Trouble, trouble } from './trouble.ts';

/** One line of what a capture passed over. */
export const skipMessage = ({ path, reason, count, kind, field, at }: Skip): Message =>
  say('capture.skip', { path, reason, count, kind, field, at });

/** Why a capture cannot be read, in words. */
export function captureTrouble(problem: CaptureProblem): Trouble {
  switch (problem.kind) {
    case 'no-such-path':
      return trouble('capture.no-such-path', problem);
    case 'not-readable':
      return trouble('capture.not-readable', { path: problem.path, reason: problem.code });
    case 'empty':
      return trouble('capture.empty', problem);
    case 'nothing-recognised': {
      const skipped = problem.skipped.map((skip) => render(skipMessage(skip)));
      return trouble('capture.nothing-recognised', { paths: problem.paths, skipped });
    }
    case 'malformed':
      return trouble('capture.malformed', problem);
    case 'too-large':
      return trouble('capture.too-large', problem);
    case 'too-many-files':
      return trouble('capture.too-many-files', problem);
    case 'archive-ratio':
      return trouble('capture.archive-ratio', problem);
    case 'archive-unsafe-path':
      return trouble('capture.archive-unsafe-path', problem);
  }
}
