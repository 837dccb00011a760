import { stableHash } from '../alerts/label-hash.ts';
import { postOnce } from '../conversation/outbox.ts';
import { PostError, type Posted } from '../conversation/poster.ts';
import type { SlackMessage } from '../slack/blocks.ts';
import { changeIncident } from './change-incident.ts';
import type { Incident } from './incident.ts';
import { renderIncidentHead } from './incident-head.ts';
import type { WorkDeps } from './ports.ts';

type ThreadDeps = Pick<WorkDeps, 'incidents' | 'outbox' | 'poster' | 'now' | 'leaseMs'>;

/** Names a message of an incident's thread for good: the same one has the same key, whoever posts it. */
const keyOf = ({ cluster, object, opening }: Incident, part: string): string =>
  `i-${stableHash([cluster, object]).slice(0, 20)}:${opening}:${part}`;

/** Where the head of the thread stands; posts it if it does not yet. */
export function postHead(incident: Incident, deps: ThreadDeps): Promise<Posted> {
  return postOnce(deps, renderIncidentHead(incident), {
    channelId: incident.channelId,
    key: keyOf(incident, `head:${incident.head}`),
  });
}

/** Brings the head up to date. One that somebody deleted is posted anew, and its thread goes on there. */
export async function editHead(incident: Incident, deps: ThreadDeps): Promise<Incident> {
  const head = await postHead(incident, deps);
  try {
    await deps.poster.update(renderIncidentHead(incident), head);
    return incident;
  } catch (error) {
    if (!(error instanceof PostError) || error.problem !== 'message-gone') throw error;
    const renewed = await changeIncident(deps.incidents, incident, (now = incident) =>
      now.opening === incident.opening && now.head === incident.head
        ? { ...now, head: now.head + 1, version: now.version + 1 }
        : now,
    );
    await postHead(renewed, deps);
    return renewed;
  }
}

/** Says something in the thread, once for each `part`. */
export async function answerInIncident(
  incident: Incident,
  deps: ThreadDeps,
  { message, part }: { readonly message: SlackMessage; readonly part: string },
): Promise<void> {
  const head = await postHead(incident, deps);
  await postOnce(deps, message, {
    channelId: head.channelId,
    threadTs: head.ts,
    key: keyOf(incident, part),
  });
}
