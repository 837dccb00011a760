import type { Target } from '../evidence/target.ts';
import { parseCommand } from '../grammar/parse-command.ts';

/** Reads the words of a job as a target; undefined where they are none, or say more than one. */
export function targetOf(words: string): Target | undefined {
  const parsed = parseCommand(['diagnose', ...words.split(/\s+/).filter((word) => word !== '')]);
  if (!parsed.ok || parsed.command.verb !== 'diagnose' || parsed.rest.length > 0) return undefined;
  return parsed.command.target;
}
