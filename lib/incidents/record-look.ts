import { stableHash } from '../alerts/label-hash.ts';
import { render } from '../messages/message.ts';
import { leadSentence } from '../slack/diagnosis-parts.ts';
import type { Effect, Incident, LastLook } from './incident.ts';
import type { LookResult } from './ports.ts';

/** What is remembered of a sentence. */
const LEAD_LENGTH = 400;

export function summarizeLook(result: LookResult, at: number): LastLook {
  if (result.status === 'failed') {
    const lead = render(result.why);
    return { at, verdict: 'not-looked', lead: lead.slice(0, LEAD_LENGTH), answer: stableHash([lead]) };
  }
  const { verdict, causes } = result.diagnosis;
  const answer = causes.map(
    ({ id, object }) => `${id} ${object.kind} ${object.namespace ?? ''} ${object.name}`,
  );
  return {
    at,
    verdict,
    lead: leadSentence(result.diagnosis).slice(0, LEAD_LENGTH),
    answer: stableHash([verdict, ...answer]),
  };
}

/** Whether the incident still waits for this look: a later change of its state asks for one of its own. */
export const isAwaited = ({ pending }: Incident, look: Effect): boolean =>
  pending.some(({ kind, number }) => kind === 'look' && number === look.number);

/** Whether what was found is worth a message in the thread. */
export function isWorthTelling(incident: Incident, { reason }: Effect, found: LastLook): boolean {
  const isSameAnswer = incident.lastLook?.answer === found.answer;
  switch (reason) {
    case 'opened':
    case 'reopened':
      return true;
    // Healthy is said by the answer to the resolution.
    case 'resolved':
      return found.verdict !== 'healthy' && !isSameAnswer;
    case 'new-alert':
    case 'repeat':
    case undefined:
      return !isSameAnswer;
  }
}

/** Takes what a look found into its incident. Only a healthy verdict closes one, and only once its alerts have ended. */
export function recordLook(incident: Incident, look: Effect, found: LastLook): Incident {
  if (!isAwaited(incident, look)) return incident;
  return {
    ...incident,
    state: incident.state === 'resolved' && found.verdict === 'healthy' ? 'closed' : incident.state,
    lastLook: found,
    lastLookAt: found.at,
    pending: incident.pending.filter(({ kind, number }) => kind !== 'look' || number !== look.number),
    changedAt: found.at,
    version: incident.version + 1,
  };
}
