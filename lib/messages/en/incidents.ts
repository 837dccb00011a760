import { enumerate, moment, plural, span } from './words.ts';

interface Where {
  /** What is looked at, or what the alerts are about, in words. */
  readonly what: string;
  readonly cluster: string;
}

const at = ({ what, cluster }: Where): string => `${what} in ${cluster}`;

const fires = (names: readonly string[]): string =>
  `${enumerate(names, 4)} ${names.length === 1 ? 'fires' : 'fire'}`;

const badAlerts: Readonly<Record<string, string>> = {
  'not-an-object': 'is not an object',
  'no-labels': 'has no labels, so nothing says what it is about',
  'bad-status': 'has a status that is neither firing nor resolved',
  'bad-time': 'holds something that is no time stamp (RFC 3339)',
  'bad-type': 'holds something of another type than the webhook has',
};

const unlookable: Readonly<Record<'nothing' | 'workload', string>> = {
  nothing: 'It names no node, Service or part of the cluster, so there is nothing to look at.',
  workload: 'It is about a workload of its own, which is not looked at.',
};

/** What the bot says about incidents, and why it will not or cannot do something. */
export const incidents = {
  'incident.what': (p: { alerts: readonly string[] }) => enumerate(p.alerts, 4),
  'incident.head.looking': (p: Where & { alerts: readonly string[] }) =>
    `${fires(p.alerts)}: looking at ${at(p)} …`,
  'incident.head.unhealthy': (p: Where & { lead: string }) => `Unhealthy: ${at(p)}. ${p.lead}`,
  'incident.head.healthy': (p: Where & { alerts: readonly string[]; lead: string }) =>
    `${fires(p.alerts)}, but ${at(p)} looks healthy. ${p.lead}`,
  'incident.head.unknown': (p: Where & { alerts: readonly string[]; lead: string }) =>
    `${fires(p.alerts)}; the state of ${at(p)} is unknown. ${p.lead}`,
  'incident.head.not-looked': (p: Where & { alerts: readonly string[]; lead: string }) =>
    `${fires(p.alerts)}; could not look at ${at(p)}. ${p.lead}`,
  'incident.head.unlookable': (p: Where & { alerts: readonly string[]; why: keyof typeof unlookable }) =>
    `${fires(p.alerts)} in ${p.cluster}${p.why === 'workload' ? ` (${p.what})` : ''}. ${unlookable[p.why]}`,
  'incident.head.resolved-looking': (p: Where) => `Resolved; looking whether ${at(p)} is healed …`,
  'incident.head.not-healed': (p: Where & { lead: string }) =>
    `Resolved, but not healed: ${at(p)}. ${p.lead}`,
  'incident.head.not-verified': (p: Where & { lead: string }) =>
    `Resolved, not verified: ${at(p)}. ${p.lead}`,
  'incident.head.healed': (p: Where & { lastedMs: number }) => `Healed: ${at(p)}, after ${span(p.lastedMs)}.`,
  'incident.head.over': (p: Where & { lastedMs: number }) => `Resolved: ${at(p)}, after ${span(p.lastedMs)}.`,
  'incident.context.firing': (p: { alerts: readonly string[] }) => `Firing: ${enumerate(p.alerts, 8)}`,
  'incident.context.since': (p: { at: number }) => `since ${moment(p.at)}`,
  'incident.context.ended': (p: { count: number }) => `${plural(p.count, 'alert')} ended`,
  'incident.context.repeated': (p: { deliveries: number }) => `delivered ${plural(p.deliveries, 'time')}`,
  'incident.context.truncated': (p: { count: number }) =>
    `Alertmanager left ${plural(p.count, 'further alert')} out of the group (max_alerts)`,
  'incident.context.forgotten': (p: { count: number }) => `${plural(p.count, 'older alert')} no longer kept`,
  'incident.context.summary': (p: { summary: string }) => p.summary,
  'incident.context.runbook': (p: { url: string }) => `Runbook: ${p.url}`,
  'incident.reopened': (p: { alerts: readonly string[]; afterMs: number | undefined }) =>
    `Firing again${p.afterMs === undefined ? '' : `, ${span(p.afterMs)} after it resolved`}: ${enumerate(p.alerts, 8)}.`,
  'incident.resolved.healed': (p: Where & { lead: string }) =>
    `Resolved, and ${at(p)} was found healthy. ${p.lead}`,
  'incident.resolved.not-healed': (p: Where & { lead: string }) =>
    `The alerts resolved, but ${at(p)} is not healed. ${p.lead}`,
  'incident.resolved.not-verified': (p: Where & { lead: string }) =>
    `The alerts resolved. Whether ${at(p)} is healed could not be verified: ${p.lead}`,
  'incident.resolved.unlookable': (p: Where) =>
    `Resolved: ${at(p)}. Only the alerts say so; there is nothing to look at.`,
  'incident.more': (p: { count: number }) => `… and ${p.count} more`,
  'incident.bad-alerts': (p: { bad: number; good: number }) =>
    `${plural(p.bad, 'alert')} of a webhook could not be read; ${plural(p.good, 'other')} of it went on.`,
  'incident.bad-alert': (p: { place: number; field: string; problem: string }) =>
    `Alert ${p.place}${p.field ? `, field ${p.field}` : ''}: ${badAlerts[p.problem] ?? p.problem}.`,
  'look.crashed': (p: { technical: string }) =>
    `Looking broke off by a fault of Wardround itself: ${p.technical}`,
  'look.crashed.fix': (_: object) =>
    'Ask again; if it breaks off again, the log of the diagnose function holds the details.',
  'look.no-target': (p: { words: string }) => `"${p.words}" is nothing that can be looked at.`,
  'look.no-target.fix': (_: object) =>
    'Ask for `node NAME`, `dns`, `proxy`, `network`, `service NAMESPACE/NAME` or `cluster`.',
  'look.failed': (p: Where & { why: string }) => `Could not look at ${at(p)}. ${p.why}`,
  'look.failed.todo': (p: { fix: string }) => `What to do: ${p.fix}`,
  'look.guest': (p: { cluster: string }) =>
    `Guests of this workspace may not look at ${p.cluster}. A full member can ask for you.`,
  'look.stranger': (p: { cluster: string }) =>
    `Only members of this workspace may look at ${p.cluster}, not those of a connected one.`,
  'look.bot': (p: { cluster: string }) => `Only people may look at ${p.cluster}, not other apps.`,
  'post.not-in-channel': (_: object) =>
    'I am not in this channel, so I cannot answer here. Invite me with `/invite @wardround`, then ask again.',
  'post.channel-not-found': (_: object) =>
    'I cannot see this conversation: it is a private channel or a direct message without me. Invite me with `/invite @wardround`, or ask in a channel where I am.',
  'post.archived': (_: object) =>
    'This channel is archived, so nothing can be posted in it. Ask in another one.',
  'post.message-gone': (_: object) => 'The message to answer was deleted. Ask again to get a new one.',
  'post.token-revoked': (_: object) =>
    "Slack no longer accepts Wardround's token. Whoever runs it has to install the app again and set the new token.",
  'post.missing-scope': (_: object) =>
    'Wardround lacks a permission (scope) in this workspace. Whoever runs it has to install the app again with the scopes of its manifest.',
  'post.invalid-message': (_: object) =>
    'Slack refused the form of the answer, which is a fault of Wardround. The command line gives the same answer: `wardround diagnose`.',
};
