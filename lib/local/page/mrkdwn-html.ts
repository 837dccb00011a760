import { escapeHtml, type Html, raw } from './html.ts';

const FENCED = /```\n?([\s\S]*?)\n?```/g;
const CODE = /`([^`\n]+)`/g;

/**
 * Slack's markup as HTML, as far as this project writes it: bold, italics, struck out, code, quotes, links and mentions.
 * Everything else is shown as it stands. https://docs.slack.dev/messaging/formatting-message-text
 */
export function mrkdwnToHtml(text: string, nameOf: (userId: string) => string | undefined): Html {
  return raw(
    splitBy(
      text,
      FENCED,
      (code) => `<pre><code>${literal(code)}</code></pre>`,
      (outside) =>
        splitBy(
          outside,
          CODE,
          (code) => `<code>${literal(code)}</code>`,
          (prose) => proseToHtml(prose, nameOf),
        ),
    ),
  );
}

function splitBy(
  text: string,
  pattern: RegExp,
  inside: (captured: string) => string,
  outside: (between: string) => string,
): string {
  let at = 0;
  let written = '';
  for (const match of text.matchAll(pattern)) {
    written += outside(text.slice(at, match.index)) + inside(match[1] ?? '');
    at = match.index + match[0].length;
  }
  return written + outside(text.slice(at));
}

/** The three characters that Slack wants escaped, as they were, and then as HTML wants them. */
const literal = (text: string): string =>
  escapeHtml(text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&'));

function proseToHtml(prose: string, nameOf: (userId: string) => string | undefined): string {
  return splitBy(prose, /<([^<>\n]+)>/g, (inner) => angleToHtml(inner, nameOf), stylesToHtml);
}

function angleToHtml(inner: string, nameOf: (userId: string) => string | undefined): string {
  const [target = '', label] = inner.split('|', 2);
  if (target.startsWith('@')) {
    const name = nameOf(target.slice(1));
    return `<span class="mention">@${literal(name ?? target.slice(1))}</span>`;
  }
  if (/^https?:\/\//.test(target))
    return `<a href="${literal(target)}" rel="noreferrer noopener" target="_blank">${literal(label ?? target)}</a>`;
  return literal(label ?? inner);
}

function stylesToHtml(text: string): string {
  return literal(text)
    .replace(/(^|[\s(])\*(\S(?:[^*\n]*\S)?)\*(?=$|[\s).,:;!?])/g, '$1<strong>$2</strong>')
    .replace(/(^|[\s(])_(\S(?:[^_\n]*\S)?)_(?=$|[\s).,:;!?])/g, '$1<em>$2</em>')
    .replace(/(^|[\s(])~(\S(?:[^~\n]*\S)?)~(?=$|[\s).,:;!?])/g, '$1<s>$2</s>');
}
