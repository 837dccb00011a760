import { render, say } from '../../messages/message.ts';
import type { ShownThread } from '../local-slack.ts';
import type { Ephemeral } from '../slack/world.ts';
import { channelToHtml, whispersToHtml } from './channel-html.ts';
import { type Html, html, nothing } from './html.ts';

export interface PageContent {
  readonly channel: string;
  readonly clusters: readonly string[];
  readonly threads: readonly ShownThread[];
  readonly whispers: readonly Ephemeral[];
}

/** Said to the person at the bottom; what is older was answered long ago. */
const WHISPERS_SHOWN = 3;
/** The longest command that the field takes. */
export const LONGEST_COMMAND = 1_000;

const suggestions = ['/k8s diagnose cluster', '/k8s diagnose dns', '/k8s help'];

/** The part of the page that changes; the script of the page puts it in place of the one before. */
export function changingPart({ threads, whispers }: PageContent): Html {
  const latest = whispers.slice(-WHISPERS_SHOWN);
  return html`<section id="channel" aria-label="${render(say('local.page.channel', { channel: 'wardround' }))}">
${threads.length === 0 ? emptyState() : channelToHtml(threads)}</section>
<section id="whispers" role="status">${whispersToHtml(latest)}</section>`;
}

function emptyState(): Html {
  return html`<div class="empty" data-key="empty"><h2>${render(say('local.page.empty', {}))}</h2>
<p>${render(say('local.page.empty.hint', {}))}</p>
<form method="post" action="/page/command"><p>${render(say('local.page.try', {}))}</p>
<p class="suggestions">${suggestions.map(
    (command) => html`<button name="text" value="${command}">${command}</button> `,
  )}</p></form></div>`;
}

/** The whole page. Nothing in it comes from elsewhere, and no script or style stands in it. */
export function pageDocument(content: PageContent): string {
  const { channel, clusters } = content;
  const page = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${render(say('local.page.title', { channel }))}</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/page/style.css">
<script src="/page/script.js" defer></script>
</head>
<body data-offline="${render(say('local.page.offline', {}))}" data-stale="${render(say('local.page.stale', {}))}" data-failed="${render(say('local.page.failed', {}))}">
<a class="skip" href="#command">${render(say('local.page.skip', {}))}</a>
<header><h1>#${channel}</h1>${
    clusters.length > 0 ? html`<p>${render(say('local.page.cluster', { clusters }))}</p>` : nothing
  }</header>
<main id="main">
${changingPart(content)}
</main>
<footer>
<p id="problem" role="alert" hidden></p>
<form id="composer" method="post" action="/page/command" autocomplete="off">
<label for="command">${render(say('local.page.field', {}))}</label>
<input id="command" name="text" type="text" required maxlength="${LONGEST_COMMAND}" placeholder="${render(say('local.page.placeholder', {}))}" autocapitalize="off" spellcheck="false" enterkeyhint="send">
<button type="submit">${render(say('local.page.send', {}))}</button>
</form>
</footer>
</body>
</html>
`;
  return page.html;
}
