import { isObject, type Json } from '../slack/schema.ts';
import { type Html, html, nothing } from './html.ts';
import { mrkdwnToHtml } from './mrkdwn-html.ts';

type NameOf = (userId: string) => string | undefined;

/** A message's blocks, or its text where it has none, as HTML. A kind of block that this page cannot show is named. */
export function messageToHtml(
  message: { readonly text: string; readonly blocks: readonly Json[] },
  nameOf: NameOf,
): Html {
  if (message.blocks.length === 0)
    return html`<div class="section">${mrkdwnToHtml(message.text, nameOf)}</div>`;
  return html`${message.blocks.map((block) => blockToHtml(block, nameOf))}`;
}

function blockToHtml(block: Json, nameOf: NameOf): Html {
  switch (block['type']) {
    case 'header':
      return html`<h3>${textToHtml(block['text'], nameOf)}</h3>`;
    case 'section':
      return html`<div class="section">${textToHtml(block['text'], nameOf)}${fieldsToHtml(block['fields'], nameOf)}</div>`;
    case 'context':
      return html`<div class="context">${listOf(block['elements']).map((element) => html`<span>${textToHtml(element, nameOf)}</span> `)}</div>`;
    case 'divider':
      return html`<hr>`;
    default:
      return html`<p class="context">[${String(block['type'])}]</p>`;
  }
}

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

function fieldsToHtml(fields: unknown, nameOf: NameOf): Html {
  const list = listOf(fields);
  if (list.length === 0) return nothing;
  return html`<ul class="fields">${list.map((field) => html`<li>${textToHtml(field, nameOf)}</li>`)}</ul>`;
}

function textToHtml(value: unknown, nameOf: NameOf): Html {
  if (!isObject(value) || typeof value['text'] !== 'string') return nothing;
  const text = value['text'];
  return value['type'] === 'mrkdwn' ? mrkdwnToHtml(text, nameOf) : html`<span>${text}</span>`;
}
