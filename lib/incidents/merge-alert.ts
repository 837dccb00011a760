import { boundedText } from '../alerts/bounded-text.ts';
import type { Alert } from '../jobs/job.ts';
import type { KnownAlert } from './incident.ts';
import { REPEAT_AFTER_MS } from './job-id.ts';

/** What is remembered of texts, so that an incident of many alerts stays within what a table holds of one item. */
const most = { name: 100, severity: 40, summary: 200, runbookUrl: 300 } as const;

/** What a delivery is to an alert: news, the same again after a long time, or nothing new. */
export type Novelty = 'first' | 'fires-again' | 'ended' | 'repeat' | 'nothing';

/**
 * Takes a delivery into what is known of its alert. The order comes from the alert's own times: an alert is over when its
 * latest end is not before its latest start. Both only grow, so any order of deliveries leads to the same state, and one
 * that comes late changes nothing.
 */
export function mergeAlert(
  known: KnownAlert | undefined,
  heard: Alert,
  heardAt: number,
): { alert: KnownAlert; novelty: Novelty } {
  const startsAt = Math.max(known?.startsAt ?? 0, heard.startsAt);
  const ends = [known?.endedAt, endOf(heard)].filter((end) => end !== undefined);
  const endedAt = ends.length > 0 ? Math.max(...ends) : undefined;
  const status = endedAt !== undefined && endedAt >= startsAt ? 'resolved' : 'firing';
  const novelty = noveltyOf(known, { heard, heardAt, startsAt, status });
  if (known && novelty === 'nothing' && endedAt === known.endedAt && startsAt === known.startsAt)
    return { alert: known, novelty };
  const isSameState = known?.status === status && known.startsAt === startsAt;
  const counts = novelty !== 'nothing';
  const newest = !known || heard.startsAt >= known.startsAt ? heard : known;
  return {
    novelty,
    alert: {
      fingerprint: heard.fingerprint,
      status,
      name: boundedText(newest.name, most.name),
      ...(newest.severity ? { severity: boundedText(newest.severity, most.severity) } : {}),
      ...(newest.summary ? { summary: boundedText(newest.summary, most.summary) } : {}),
      ...(newest.runbookUrl && newest.runbookUrl.length <= most.runbookUrl
        ? { runbookUrl: newest.runbookUrl }
        : {}),
      startsAt,
      ...(endedAt === undefined ? {} : { endedAt }),
      heardAt: counts ? heardAt : (known?.heardAt ?? heardAt),
      deliveries: isSameState ? known.deliveries + (counts ? 1 : 0) : 1,
    },
  };
}

/** An alert whose sender gives no end had ended by the time it started, as far as order goes. */
const endOf = ({ status, startsAt, endsAt }: Alert): number | undefined =>
  status === 'resolved' ? Math.max(endsAt ?? startsAt, startsAt) : undefined;

function noveltyOf(
  known: KnownAlert | undefined,
  now: { heard: Alert; heardAt: number; startsAt: number; status: KnownAlert['status'] },
): Novelty {
  if (!known) return 'first';
  if (known.status !== now.status) return now.status === 'firing' ? 'fires-again' : 'ended';
  if (now.status === 'firing' && now.startsAt > known.startsAt) return 'fires-again';
  // Heard of an earlier time of the same alert, or of an end that is known.
  if (now.heard.status !== now.status || now.heard.startsAt < now.startsAt) return 'nothing';
  return now.status === 'firing' && now.heardAt - known.heardAt >= REPEAT_AFTER_MS ? 'repeat' : 'nothing';
}
