import { render, say } from '../../messages/message.ts';
import { localIds, type ShownMessage, type ShownThread } from '../local-slack.ts';
import type { Ephemeral } from '../slack/world.ts';
import { messageToHtml } from './blocks-html.ts';
import { type Html, html, nothing } from './html.ts';

const names: Readonly<Record<string, string>> = {
  [localIds.userId]: 'you',
  [localIds.botUserId]: 'wardround',
};
const nameOf = (userId: string): string | undefined => names[userId];

/** What stands in the channel: threads, oldest first, the newest one open. */
export function channelToHtml(threads: readonly ShownThread[]): Html {
  return html`${threads.map((thread, index) => threadToHtml(thread, index === threads.length - 1))}`;
}

function threadToHtml({ head, replies }: ShownThread, isOpen: boolean): Html {
  const count = replies.length;
  const body =
    count === 0
      ? html`<p class="count">${render(say('local.page.no-replies', {}))}</p>`
      : html`<details${isOpen ? html` open` : nothing}><summary>${render(say('local.page.replies', { count }))}</summary>${replies.map(shownToHtml)}</details>`;
  return html`<article class="thread" id="t${head.ts}" data-key="${head.ts}">${shownToHtml(head)}${body}</article>
`;
}

function shownToHtml(message: ShownMessage): Html {
  const { author, isBot, isEdited, isDeleted, ts, files } = message;
  const app = isBot ? html` <span class="badge">${render(say('local.page.app', {}))}</span>` : nothing;
  const edited = isEdited
    ? html` <span class="edited">(${render(say('local.page.edited', {}))})</span>`
    : nothing;
  const content = isDeleted
    ? html`<p class="context">${render(say('local.page.deleted', {}))}</p>`
    : messageToHtml(message, nameOf);
  return html`<div class="message"><p class="by"><b>${author}</b>${app} ${timeToHtml(ts)}${edited}</p>${content}${files.map(
    ({ id, filename }) => html`<p class="file"><a href="/page/file/${id}" download>${filename}</a></p>`,
  )}</div>`;
}

function timeToHtml(ts: string): Html {
  const moment = new Date(Number(ts) * 1000);
  const iso = Number.isNaN(moment.getTime()) ? '' : moment.toISOString();
  return html`<time datetime="${iso}">${iso.slice(0, 16).replace('T', ' ')} UTC</time>`;
}

/** What was said to the person alone. */
export function whispersToHtml(whispers: readonly Ephemeral[]): Html {
  return html`${whispers.map(
    (whisper) =>
      html`<div class="whisper"><p class="by">${render(say('local.page.private', {}))}</p>${messageToHtml(whisper, nameOf)}</div>
`,
  )}`;
}
