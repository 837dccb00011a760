import { type Message, render, say } from '../messages/message.ts';
import { type Block, plainText, type SlackMessage } from '../slack/blocks.ts';
import { notificationText } from '../slack/limits.ts';
import { plain, prose } from '../slack/mrkdwn.ts';
import type { Incident, KnownAlert } from './incident.ts';

/** The most characters of the head's one line: it must not fill a channel. */
const lineLength = 400;
const contextLength = 1000;

/** The head of an incident's thread: its present state in one line, and what fires. */
export function renderIncidentHead(incident: Incident): SlackMessage {
  const line = render(stateOf(incident));
  const context = contextOf(incident).map((text) => plain(render(text), contextLength).text);
  const blocks: Block[] = [
    { type: 'section', text: plainText(plain(line, lineLength).text) },
    { type: 'context', elements: [plainText(plain(context.join(' · '), contextLength).text)] },
    ...detailsOf(incident).map(
      (text): Block => ({
        type: 'context',
        elements: [plainText(plain(render(text), contextLength).text)],
      }),
    ),
  ];
  return { text: prose(line, notificationText).text, blocks };
}

const firing = ({ alerts }: Incident): KnownAlert[] => alerts.filter(({ status }) => status === 'firing');

const namesOf = (alerts: readonly KnownAlert[]): string[] =>
  [...new Set(alerts.map(({ name }) => name))].sort();

/** What the incident is about, in words for people. */
export function subjectOf(incident: Incident): { what: string; cluster: string } {
  const { target, object, cluster } = incident;
  const isUnplaced = object.startsWith('alert/');
  const words = isUnplaced
    ? render(say('incident.what', { alerts: namesOf(incident.alerts) }))
    : object.replace('/', ' ');
  return { what: target ?? words, cluster };
}

function stateOf(incident: Incident): Message {
  switch (incident.state) {
    case 'open':
      return openState(incident);
    case 'resolved':
      return resolvedState(incident);
    case 'closed': {
      const where = { ...subjectOf(incident), lastedMs: lastedMs(incident) };
      return incident.target === undefined
        ? say('incident.head.over', where)
        : say('incident.head.healed', where);
    }
  }
}

const isLooking = ({ pending }: Incident): boolean => pending.some(({ kind }) => kind === 'look');

function openState(incident: Incident): Message {
  const where = { ...subjectOf(incident), alerts: namesOf(firing(incident)) };
  if (incident.target === undefined) {
    const why = incident.object.startsWith('workload/') ? 'workload' : 'nothing';
    return say('incident.head.unlookable', { ...where, why });
  }
  const { lastLook } = incident;
  // While a further look is under way, what is known stays on show.
  if (!lastLook) return say('incident.head.looking', where);
  const { verdict, lead } = lastLook;
  switch (verdict) {
    case 'unhealthy':
      return say('incident.head.unhealthy', { ...where, lead });
    case 'healthy':
    case 'unknown':
    case 'not-looked':
      return say(`incident.head.${verdict}`, { ...where, lead });
  }
}

function resolvedState(incident: Incident): Message {
  const where = subjectOf(incident);
  const { lastLook } = incident;
  if (isLooking(incident) || !lastLook) return say('incident.head.resolved-looking', where);
  return lastLook.verdict === 'unhealthy'
    ? say('incident.head.not-healed', { ...where, lead: lastLook.lead })
    : say('incident.head.not-verified', { ...where, lead: lastLook.lead });
}

const lastedMs = ({ openedAt, resolvedAt }: Incident): number =>
  Math.max(0, (resolvedAt ?? openedAt) - openedAt);

function contextOf(incident: Incident): Message[] {
  const alerts = firing(incident);
  const labelled = alerts.map(({ name, severity }) => (severity ? `${name} (${severity})` : name));
  const starts = alerts.map(({ startsAt }) => startsAt).filter((startsAt) => startsAt > 0);
  const ended = incident.alerts.length - alerts.length;
  const deliveries = Math.max(0, ...alerts.map((alert) => alert.deliveries));
  return [
    ...(alerts.length > 0 ? [say('incident.context.firing', { alerts: [...new Set(labelled)].sort() })] : []),
    ...(starts.length > 0 ? [say('incident.context.since', { at: Math.min(...starts) })] : []),
    ...(ended > 0 ? [say('incident.context.ended', { count: ended })] : []),
    ...(deliveries > 1 ? [say('incident.context.repeated', { deliveries })] : []),
    ...(incident.truncated > 0 ? [say('incident.context.truncated', { count: incident.truncated })] : []),
    ...(incident.forgotten > 0 ? [say('incident.context.forgotten', { count: incident.forgotten })] : []),
  ];
}

/** What whoever wrote the alert has to say, of the one that weighs most. */
function detailsOf(incident: Incident): Message[] {
  const [alert] = firing(incident);
  if (!alert) return [];
  return [
    ...(alert.summary ? [say('incident.context.summary', { summary: alert.summary })] : []),
    ...(alert.runbookUrl ? [say('incident.context.runbook', { url: alert.runbookUrl })] : []),
  ];
}
