/** Text that Slack shows as it is. What comes from a cluster goes here wherever the layout allows. */
export interface PlainText {
  readonly type: 'plain_text';
  readonly text: string;
  /** Whether `:fire:` becomes a picture. */
  readonly emoji: false;
}

/** Text in Slack's own markup. `verbatim` keeps Slack from making links and mentions of what only looks like them. */
export interface Mrkdwn {
  readonly type: 'mrkdwn';
  readonly text: string;
  readonly verbatim: true;
}

export interface HeaderBlock {
  readonly type: 'header';
  readonly text: PlainText;
}

export interface SectionBlock {
  readonly type: 'section';
  readonly text: PlainText | Mrkdwn;
}

export interface ContextBlock {
  readonly type: 'context';
  readonly elements: readonly (PlainText | Mrkdwn)[];
}

/** The blocks that this project posts: https://docs.slack.dev/reference/block-kit/blocks */
export type Block = HeaderBlock | SectionBlock | ContextBlock;

/** A text file that belongs to a message and is uploaded into its thread. */
export interface Attachment {
  readonly filename: string;
  readonly content: string;
}

/** A message ready to be posted. */
export interface SlackMessage {
  /** What a notification and a screen reader say; in Slack's markup, escaped. */
  readonly text: string;
  readonly blocks: readonly Block[];
  /** The whole text, where the blocks could not hold all of it. The blocks say that it was cut and name this file. */
  readonly overflow?: Attachment;
}

export const plainText = (text: string): PlainText => ({ type: 'plain_text', text, emoji: false });

export const mrkdwn = (text: string): Mrkdwn => ({ type: 'mrkdwn', text, verbatim: true });
