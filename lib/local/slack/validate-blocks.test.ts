import { describe, expect, test } from '@jest/globals';
import { areTooLongTogether, validateBlocks, validateView } from './validate-blocks.ts';

const plain = (text: string) => ({ type: 'plain_text', text });
const section = (text: string) => ({ type: 'section', text: { type: 'mrkdwn', text } });
const button = (over: object = {}) => ({
  type: 'button',
  text: plain('Go'),
  action_id: 'go',
  value: 'id-1',
  ...over,
});
const actions = (...elements: object[]) => ({ type: 'actions', elements });

describe('blocks that Slack takes', () => {
  test.each([
    ['a header of 150', [{ type: 'header', text: plain('x'.repeat(150)) }]],
    ['a section of 3000', [section('x'.repeat(3000))]],
    ['50 blocks', Array.from({ length: 50 }, () => ({ type: 'divider' }))],
    ['fields and a button beside', [{ type: 'section', fields: [plain('a')], accessory: button() }]],
    ['a context', [{ type: 'context', elements: Array.from({ length: 10 }, () => plain('a')) }]],
    [
      '25 buttons',
      [actions(...Array.from({ length: 25 }, (_, index) => button({ action_id: `a${index}` })))],
    ],
    [
      'a confirmation',
      [
        actions(
          button({
            confirm: {
              title: plain('Sure?'),
              text: plain('It restarts.'),
              confirm: plain('Do'),
              deny: plain('No'),
            },
          }),
        ),
      ],
    ],
    ['an image', [{ type: 'image', image_url: 'https://example.com/a.png', alt_text: 'a' }]],
    [
      'rich text',
      [
        {
          type: 'rich_text',
          elements: [
            {
              type: 'rich_text_preformatted',
              elements: [{ type: 'text', text: 'a', style: { bold: true } }],
            },
          ],
        },
      ],
    ],
  ])('%s', (_, blocks) => {
    expect(validateBlocks(blocks)).toEqual([]);
  });
});

describe('blocks that Slack refuses', () => {
  test.each([
    [
      'a header of 151',
      [{ type: 'header', text: plain('x'.repeat(151)) }],
      'must be less than 151 characters [json-pointer:/blocks/0/text/text]',
    ],
    [
      'a header in mrkdwn',
      [{ type: 'header', text: { type: 'mrkdwn', text: 'a' } }],
      'unsupported type: mrkdwn [json-pointer:/blocks/0/text/type]',
    ],
    [
      'a section of 3001',
      [section('x'.repeat(3001))],
      'must be less than 3001 characters [json-pointer:/blocks/0/text/text]',
    ],
    ['an empty text', [section('')], 'must be more than 0 characters [json-pointer:/blocks/0/text/text]'],
    [
      'a section of nothing',
      [{ type: 'section' }],
      'must define either `text` or `fields` [json-pointer:/blocks/0/type]',
    ],
    [
      '51 blocks',
      Array.from({ length: 51 }, () => ({ type: 'divider' })),
      'no more than 50 items allowed [json-pointer:/blocks]',
    ],
    [
      '11 fields',
      [{ type: 'section', fields: Array.from({ length: 11 }, () => plain('a')) }],
      'no more than 10 items allowed [json-pointer:/blocks/0/fields]',
    ],
    [
      '11 elements of a context',
      [{ type: 'context', elements: Array.from({ length: 11 }, () => plain('a')) }],
      'no more than 10 items allowed [json-pointer:/blocks/0/elements]',
    ],
    ['no elements', [actions()], 'no fewer than 1 items allowed [json-pointer:/blocks/0/elements]'],
    [
      '26 buttons',
      [actions(...Array.from({ length: 26 }, (_, index) => button({ action_id: `a${index}` })))],
      'no more than 25 items allowed [json-pointer:/blocks/0/elements]',
    ],
    [
      'a button text of 76',
      [actions(button({ text: plain('x'.repeat(76)) }))],
      'must be less than 76 characters [json-pointer:/blocks/0/elements/0/text/text]',
    ],
    [
      'a button value of 2001',
      [actions(button({ value: 'x'.repeat(2001) }))],
      'must be less than 2001 characters [json-pointer:/blocks/0/elements/0/value]',
    ],
    [
      'an action id of 256',
      [actions(button({ action_id: 'x'.repeat(256) }))],
      'must be less than 256 characters [json-pointer:/blocks/0/elements/0/action_id]',
    ],
    [
      'an action id twice',
      [actions(button(), button())],
      '`action_id` "go" already exists for block [json-pointer:/blocks/0]',
    ],
    [
      'a block id twice',
      [
        { type: 'divider', block_id: 'b' },
        { type: 'divider', block_id: 'b' },
      ],
      'block_id "b" already exists [json-pointer:/blocks/1]',
    ],
    [
      'a style of its own',
      [actions(button({ style: 'warning' }))],
      'must be one of the allowed values: primary, danger [json-pointer:/blocks/0/elements/0/style]',
    ],
    [
      'half a confirmation',
      [actions(button({ confirm: { title: plain('Sure?') } }))],
      'missing required field: text [json-pointer:/blocks/0/elements/0/confirm]',
    ],
    [
      'an unknown field',
      [{ ...section('a'), color: 'red' }],
      'invalid additional property: color [json-pointer:/blocks/0]',
    ],
    ['an unknown block', [{ type: 'banner' }], 'unsupported type: banner [json-pointer:/blocks/0/type]'],
    [
      'a script as link',
      [actions(button({ url: 'javascript:alert(1)' }))],
      'must be a valid url [json-pointer:/blocks/0/elements/0/url]',
    ],
    ['no list at all', { type: 'divider' }, 'must provide an array [json-pointer:/blocks]'],
  ])('%s', (_, blocks, error) => {
    expect(validateBlocks(blocks)).toContain(error);
  });

  test('blocks that are too long only together', () => {
    const blocks = Array.from({ length: 5 }, () => section('x'.repeat(2900)));
    expect(validateBlocks(blocks)).toEqual([]);
    expect(areTooLongTogether(blocks)).toBe(true);
    expect(areTooLongTogether(blocks.slice(1))).toBe(false);
  });
});

describe('a modal', () => {
  const input = {
    type: 'input',
    label: plain('Why'),
    element: { type: 'plain_text_input', action_id: 'why' },
  };
  const modal = { type: 'modal', title: plain('Restart'), submit: plain('Do it'), blocks: [input] };

  test('is taken with its limits kept, and without a submit only where it has no input', () => {
    expect(validateView(modal)).toEqual([]);
    expect(validateView({ ...modal, submit: undefined })).toEqual([
      'missing required field: submit [json-pointer:/view]',
    ]);
    expect(validateView({ ...modal, submit: undefined, blocks: [] })).toEqual([]);
    expect(validateView({ ...modal, title: plain('x'.repeat(25)) })).toContain(
      'must be less than 25 characters [json-pointer:/view/title/text]',
    );
  });
});
