import { say } from '../messages/message.ts';
import type { Look, LookResult } from './ports.ts';
import { targetOf } from './target-of.ts';

/** Looks, and makes an answer of a look that broke off: the thread says so rather than waiting for ever. */
export async function lookSafely(look: Look, cluster: string, words: string): Promise<LookResult> {
  if (!targetOf(words))
    return { status: 'failed', why: say('look.no-target', { words }), fix: say('look.no-target.fix', {}) };
  try {
    return await look(cluster, words);
  } catch (error) {
    const technical = error instanceof Error ? error.message : String(error);
    return {
      status: 'failed',
      why: say('look.crashed', { technical: technical.slice(0, 300) }),
      fix: say('look.crashed.fix', {}),
    };
  }
}
