import { type Message, render, say } from '../messages/message.ts';
import { clusterWords } from './cluster-words.ts';
import type { LocalWardround } from './start-local.ts';

/** What is running and what to try next, in a few lines. */
export function announce(running: LocalWardround, tookMs: number): string {
  const lines = [
    say('local.start.ready', { ms: tookMs }),
    ...pageLines(running),
    say('local.start.cluster', { lines: running.config.clusters.map(clusterWords) }),
    slackLine(running),
    say('local.start.data', { folder: running.dataFolder, waiting: running.waiting }),
    alertsLine(running),
  ];
  return ['', ...lines.map(render), '', ...nextSteps(running).map(render), ''].join('\n');
}

const baseUrl = ({ port }: LocalWardround): string => `http://127.0.0.1:${port}`;

function pageLines(running: LocalWardround): Message[] {
  if (running.slack.kind !== 'page') return [];
  return [say('local.start.page', { url: `${baseUrl(running)}/?token=${running.pageToken}` })];
}

function slackLine({ slack, slackPath }: LocalWardround): Message {
  switch (slack.kind) {
    case 'page':
      return say('local.start.slack-page', {});
    case 'socket':
      return say('local.start.slack-socket', slack);
    case 'http':
      return say('local.start.slack-http', { team: slack.team, bot: slack.bot, path: slackPath });
  }
}

function alertsLine(running: LocalWardround): Message {
  const clusters = running.config.clusters.filter(({ alerts }) => alerts).map(({ name }) => name);
  if (clusters.length === 0) return say('local.start.no-channel', {});
  return say('local.start.alerts', { url: `${baseUrl(running)}${running.alertsPath}`, clusters });
}

function nextSteps(running: LocalWardround): Message[] {
  const { alertTokens, slack, alertsPath } = running;
  const [made] = alertTokens;
  return [
    say(slack.kind === 'page' ? 'local.start.try-page' : 'local.start.try-slack', {}),
    ...(made?.token
      ? [say('local.start.try-alert', { command: curl(`${baseUrl(running)}${alertsPath}`, made.token) })]
      : []),
    ...(made && !made.token ? [say('local.start.token-hint', {})] : []),
    say('local.start.stop', {}),
  ];
}

/** An alert such as kube-prometheus sends, of a node of the recorded cluster. */
function curl(url: string, token: string): string {
  const payload = {
    version: '4',
    groupKey: '{}:{alertname="KubeNodeNotReady"}',
    status: 'firing',
    receiver: 'wardround',
    alerts: [
      {
        status: 'firing',
        labels: { alertname: 'KubeNodeNotReady', node: 'node-3', severity: 'warning' },
        annotations: { summary: 'Node is not ready.' },
        startsAt: '2026-01-01T00:00:00Z',
        endsAt: '0001-01-01T00:00:00Z',
      },
    ],
  };
  return `curl -sS -H 'Authorization: Bearer ${token}' -H 'Content-Type: application/json' \\\n  -d '${JSON.stringify(payload)}' \\\n  ${url}`;
}
