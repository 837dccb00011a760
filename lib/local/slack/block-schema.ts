import {
  all,
  boolean,
  byType,
  type Check,
  fields,
  integer,
  isObject,
  list,
  nested,
  oneOf,
  string,
  url,
} from './schema.ts';

// The numbers are written here once more, on purpose: a fake that took them from the product would share its mistakes.

/** https://docs.slack.dev/reference/block-kit/composition-objects/text-object */
const plainText = (most: number): Check =>
  nested(byType({ plain_text: fields({ required: { text: string(most) }, optional: { emoji: boolean } }) }));

const anyText = (most: number): Check =>
  nested(
    byType({
      plain_text: fields({ required: { text: string(most) }, optional: { emoji: boolean } }),
      mrkdwn: fields({ required: { text: string(most) }, optional: { verbatim: boolean } }),
    }),
  );

/** https://docs.slack.dev/reference/block-kit/composition-objects/confirmation-dialog-object */
const confirm = fields({
  required: { title: plainText(100), text: plainText(300), confirm: plainText(30), deny: plainText(30) },
  optional: { style: oneOf('primary', 'danger') },
});

const actionId = string(255);

/** https://docs.slack.dev/reference/block-kit/block-elements/button-element */
const button = fields({
  required: { text: plainText(75) },
  optional: {
    action_id: actionId,
    value: string(2000),
    url: url(3000),
    style: oneOf('primary', 'danger'),
    confirm,
    accessibility_label: string(75),
  },
});

/** https://docs.slack.dev/reference/block-kit/composition-objects/option-object */
const option = fields({
  required: { text: plainText(75), value: string(150) },
  optional: { description: plainText(75) },
});

/** https://docs.slack.dev/reference/block-kit/block-elements/select-menu-element */
const staticSelect = fields({
  required: { options: list(option, 100) },
  optional: { action_id: actionId, placeholder: plainText(150), initial_option: option, confirm },
});

/** https://docs.slack.dev/reference/block-kit/block-elements/plain-text-input-element */
const plainTextInput = fields({
  optional: {
    action_id: actionId,
    initial_value: string(3000, 0),
    multiline: boolean,
    min_length: integer(0, 3000),
    max_length: integer(1, 3000),
    placeholder: plainText(150),
    focus_on_load: boolean,
  },
});

/** https://docs.slack.dev/reference/block-kit/block-elements/image-element */
const imageElement = fields({ required: { image_url: url(3000), alt_text: string(2000) } });

const blockId = string(255);

const uniqueActionIds: Check = (value, pointer, report) => {
  if (!isObject(value) || !Array.isArray(value['elements'])) return;
  const seen = new Set<string>();
  for (const element of value['elements']) {
    const id: unknown = isObject(element) ? element['action_id'] : undefined;
    if (typeof id !== 'string') continue;
    if (seen.has(id)) report({ message: `\`action_id\` "${id}" already exists for block`, pointer });
    seen.add(id);
  }
};

/** https://docs.slack.dev/reference/block-kit/blocks/section-block */
const section: Check = all(
  fields({
    optional: {
      text: anyText(3000),
      fields: list(anyText(2000), 10),
      accessory: byType({ button, static_select: staticSelect, image: imageElement }),
      block_id: blockId,
      expand: boolean,
    },
  }),
  (value, pointer, report) => {
    if (isObject(value) && value['text'] === undefined && value['fields'] === undefined)
      report({ message: 'must define either `text` or `fields`', pointer: `${pointer}/type` });
  },
);

/** https://docs.slack.dev/reference/block-kit/blocks/rich-text-block; sections, code and quotes with text and links only. */
const richTextStyle = fields({
  optional: { bold: boolean, italic: boolean, strike: boolean, code: boolean },
});
const richTextElement = byType({
  text: fields({ required: { text: string(3000) }, optional: { style: richTextStyle } }),
  link: fields({ required: { url: url(3000) }, optional: { text: string(3000), style: richTextStyle } }),
  user: fields({ required: { user_id: string(50) }, optional: { style: richTextStyle } }),
});
const richTextRun = fields({
  required: { elements: list(richTextElement, 1000, 0) },
  optional: { border: integer(0, 1) },
});

/** https://docs.slack.dev/reference/block-kit/blocks */
const block: Check = byType({
  header: fields({ required: { text: plainText(150) }, optional: { block_id: blockId } }),
  section,
  context: fields({
    required: {
      elements: list(
        byType({
          image: imageElement,
          plain_text: anyText(3000),
          mrkdwn: anyText(3000),
        }),
        10,
      ),
    },
    optional: { block_id: blockId },
  }),
  divider: fields({ optional: { block_id: blockId } }),
  actions: all(
    fields({
      required: { elements: list(byType({ button, static_select: staticSelect }), 25) },
      optional: { block_id: blockId },
    }),
    uniqueActionIds,
  ),
  input: fields({
    required: {
      label: plainText(2000),
      element: byType({ plain_text_input: plainTextInput, static_select: staticSelect }),
    },
    optional: { hint: plainText(2000), optional: boolean, dispatch_action: boolean, block_id: blockId },
  }),
  image: fields({
    required: { image_url: url(3000), alt_text: string(2000) },
    optional: { title: plainText(2000), block_id: blockId },
  }),
  rich_text: fields({
    required: {
      elements: list(
        byType({
          rich_text_section: richTextRun,
          rich_text_preformatted: richTextRun,
          rich_text_quote: richTextRun,
          rich_text_list: fields({
            required: {
              elements: list(byType({ rich_text_section: richTextRun }), 1000),
              style: oneOf('bullet', 'ordered'),
            },
            optional: { indent: integer(0, 8), offset: integer(0, 1000), border: integer(0, 1) },
          }),
        }),
        1000,
      ),
    },
    optional: { block_id: blockId },
  }),
});

const uniqueBlockIds: Check = (value, pointer, report) => {
  if (!Array.isArray(value)) return;
  const seen = new Set<string>();
  for (const [index, entry] of value.entries()) {
    const id: unknown = isObject(entry) ? entry['block_id'] : undefined;
    if (typeof id !== 'string') continue;
    if (seen.has(id)) report({ message: `block_id "${id}" already exists`, pointer: `${pointer}/${index}` });
    seen.add(id);
  }
};

/** The blocks of a message (50) or of a view (100). */
export const blockList = (most: number, least: number): Check =>
  all(list(block, most, least), uniqueBlockIds);

/** https://docs.slack.dev/reference/views/modal-views */
export const modal: Check = all(
  fields({
    required: { title: plainText(24), blocks: blockList(100, 0) },
    optional: {
      submit: plainText(24),
      close: plainText(24),
      private_metadata: string(3000, 0),
      callback_id: string(255, 0),
      external_id: string(255, 0),
      clear_on_close: boolean,
      notify_on_close: boolean,
      submit_disabled: boolean,
    },
  }),
  (value, pointer, report) => {
    if (!isObject(value) || value['submit'] !== undefined || !Array.isArray(value['blocks'])) return;
    if (value['blocks'].some((entry) => isObject(entry) && entry['type'] === 'input'))
      report({ message: 'missing required field: submit', pointer });
  },
);

/** https://docs.slack.dev/reference/views/home-tab-views */
export const home: Check = fields({
  required: { blocks: blockList(100, 0) },
  optional: { private_metadata: string(3000, 0), callback_id: string(255, 0), external_id: string(255, 0) },
});
