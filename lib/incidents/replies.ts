import { type Message, render, say } from '../messages/message.ts';
import { plainText, type SlackMessage } from '../slack/blocks.ts';
import { limits, notificationText } from '../slack/limits.ts';
import { plain, prose } from '../slack/mrkdwn.ts';
import type { Incident } from './incident.ts';
import { subjectOf } from './incident-head.ts';
import type { LookResult } from './ports.ts';

/** A reply of some sentences, each a block of its own. */
export function sayLines(...lines: readonly string[]): SlackMessage {
  const [first = ''] = lines;
  return {
    text: prose(first, notificationText).text,
    blocks: lines.map((line) => ({ type: 'section', text: plainText(plain(line, limits.sectionText).text) })),
  };
}

export const sayMessages = (...messages: readonly Message[]): SlackMessage =>
  sayLines(...messages.map(render));

/** Says in the thread why there is no diagnosis, and what to do. */
export function renderLookFailure(
  { why, fix }: Extract<LookResult, { status: 'failed' }>,
  where: { what: string; cluster: string },
): SlackMessage {
  return sayMessages(
    say('look.failed', { ...where, why: render(why) }),
    say('look.failed.todo', { fix: render(fix) }),
  );
}

export function renderReopened({ alerts, resolvedAt }: Incident): SlackMessage {
  const firing = alerts.filter(({ status }) => status === 'firing');
  const heardAt = Math.max(0, ...firing.map((alert) => alert.heardAt));
  const names = [...new Set(firing.map(({ name }) => name))].sort();
  const afterMs = resolvedAt === undefined ? undefined : heardAt - resolvedAt;
  return sayMessages(say('incident.reopened', { alerts: names, afterMs }));
}

/** The answer to a resolution: the alerts' word, and what the cluster says to it. */
export function renderResolved(incident: Incident): SlackMessage {
  return sayMessages(resolvedMessage(incident));
}

function resolvedMessage(incident: Incident): Message {
  const where = subjectOf(incident);
  const { target, lastLook } = incident;
  if (target === undefined || !lastLook) return say('incident.resolved.unlookable', where);
  switch (lastLook.verdict) {
    case 'healthy':
      return say('incident.resolved.healed', { ...where, lead: lastLook.lead });
    case 'unhealthy':
      return say('incident.resolved.not-healed', { ...where, lead: lastLook.lead });
    case 'unknown':
    case 'not-looked':
      return say('incident.resolved.not-verified', { ...where, lead: lastLook.lead });
  }
}
