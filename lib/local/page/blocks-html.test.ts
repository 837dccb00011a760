import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { escapeMrkdwn } from '../../slack/mrkdwn.ts';
import { messageToHtml } from './blocks-html.ts';
import { mrkdwnToHtml } from './mrkdwn-html.ts';

const nameOf = (id: string): string | undefined => (id === 'U1' ? 'ward' : undefined);
const markup = (text: string): string => mrkdwnToHtml(text, nameOf).html;

describe("Slack's markup on the page", () => {
  test.each([
    ['*bold* and _slanted_ and ~gone~', '<strong>bold</strong> and <em>slanted</em> and <s>gone</s>'],
    ['a * b * c and snake_case_name', 'a * b * c and snake_case_name'],
    ['`kubectl get *`', '<code>kubectl get *</code>'],
    ['```\nx *y* &lt;z&gt;\n```', '<pre><code>x *y* &lt;z&gt;</code></pre>'],
    ['&lt;!channel&gt; &amp; more', '&lt;!channel&gt; &amp; more'],
    ['<@U1> <@U2>', '<span class="mention">@ward</span> <span class="mention">@U2</span>'],
    [
      '<https://a.example/?b=1&amp;c=2|here>',
      '<a href="https://a.example/?b=1&amp;c=2" rel="noreferrer noopener" target="_blank">here</a>',
    ],
    ['<javascript:alert(1)|here>', 'here'],
  ])('%s', (text, html) => {
    expect(markup(text)).toBe(html);
  });

  test('lets no text become an element of its own', () => {
    const hostile = fc.array(
      fc.oneof(
        fc.constantFrom('<', '>', '"', "'", '&', '*', '_', '`', '```', '<script>', '|', '<https://x', '\n'),
        fc.string(),
      ),
    );
    fc.assert(
      fc.property(hostile, (pieces) => {
        for (const text of [pieces.join(''), escapeMrkdwn(pieces.join(''))]) {
          const rest = markup(text).replace(
            /<\/?(?:strong|em|s|code|pre)>|<\/?span(?: class="mention")?>|<a href="https?:[^"<>]*" rel="noreferrer noopener" target="_blank">|<\/a>/g,
            '',
          );
          expect(rest).not.toMatch(/[<>]/);
        }
      }),
    );
  });
});

describe('blocks on the page', () => {
  test('show what this project posts, plain text as it stands', () => {
    const { html } = messageToHtml(
      {
        text: 'fallback',
        blocks: [
          { type: 'header', text: { type: 'plain_text', text: 'A <b> & *c*' } },
          { type: 'section', text: { type: 'mrkdwn', text: '*why*' } },
          { type: 'divider' },
          {
            type: 'context',
            elements: [
              { type: 'mrkdwn', text: 'one' },
              { type: 'plain_text', text: '_two_' },
            ],
          },
        ],
      },
      nameOf,
    );
    expect(html).toContain('<h3><span>A &lt;b&gt; &amp; *c*</span></h3>');
    expect(html).toContain('<strong>why</strong>');
    expect(html).toContain('<hr>');
    expect(html).toContain('<span>_two_</span>');
    expect(html).not.toContain('fallback');
  });

  test('name a kind that cannot be shown rather than leaving it out', () => {
    expect(messageToHtml({ text: '', blocks: [{ type: 'actions' }] }, nameOf).html).toContain('[actions]');
  });
});
