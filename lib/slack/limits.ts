/**
 * Every limit of Slack that this project keeps to. Slack refuses a whole message for one field that is too long
 * (`invalid_blocks`), so nothing is sent that was not measured. Lengths are in UTF-16 code units, which are never fewer
 * than the characters that Slack counts.
 */
export const limits = {
  /** https://docs.slack.dev/reference/block-kit/blocks */
  blocksPerMessage: 50,
  blocksPerView: 100,
  /** https://docs.slack.dev/reference/block-kit/blocks/section-block */
  sectionText: 3000,
  sectionFields: 10,
  sectionFieldText: 2000,
  /** https://docs.slack.dev/reference/block-kit/blocks/header-block */
  headerText: 150,
  /** https://docs.slack.dev/reference/block-kit/blocks/context-block; its texts are text objects. */
  contextElements: 10,
  /** https://docs.slack.dev/reference/block-kit/composition-objects/text-object */
  textObject: 3000,
  /** https://docs.slack.dev/reference/block-kit/blocks/actions-block */
  actionsElements: 25,
  /** https://docs.slack.dev/reference/block-kit/block-elements/button-element */
  buttonText: 75,
  buttonValue: 2000,
  buttonUrl: 3000,
  /** https://docs.slack.dev/reference/block-kit/blocks and .../block-elements */
  blockId: 255,
  actionId: 255,
  /** https://docs.slack.dev/reference/block-kit/composition-objects/confirmation-dialog-object */
  confirmTitle: 100,
  confirmText: 300,
  confirmButton: 30,
  /** https://docs.slack.dev/reference/block-kit/blocks/image-block */
  imageUrl: 3000,
  imageAltText: 2000,
  imageTitle: 2000,
  /** https://docs.slack.dev/reference/block-kit/blocks/input-block */
  inputLabel: 2000,
  inputHint: 2000,
  /** https://docs.slack.dev/reference/block-kit/block-elements/plain-text-input-element */
  inputText: 3000,
  placeholder: 150,
  /** https://docs.slack.dev/reference/block-kit/composition-objects/option-object */
  optionText: 75,
  optionValue: 150,
  /** https://docs.slack.dev/reference/block-kit/block-elements/select-menu-element */
  selectOptions: 100,
  /** https://docs.slack.dev/reference/views/modal-views */
  viewTitle: 24,
  viewButton: 24,
  viewPrivateMetadata: 3000,
  viewCallbackId: 255,
  viewExternalId: 255,
  /** https://docs.slack.dev/reference/methods/views.open (`view_too_large`) */
  viewBytes: 250_000,
  /** Slack cuts or refuses beyond it: https://docs.slack.dev/reference/methods/chat.postMessage */
  text: 40_000,
  /** What the same page recommends, and the most that chat.update takes: https://docs.slack.dev/reference/methods/chat.update */
  recommendedText: 4000,
  /**
   * All blocks of a message together, as JSON. Not documented: `msg_blocks_too_long` was seen from about 13,200
   * characters on, a few hundred earlier where blocks of other types are among them.
   * https://github.com/slackapi/bolt-js/issues/2509
   */
  allBlocks: 12_500,
} as const;

/** The most characters of the text that a phone's notification shows of a message: what follows is not seen there. */
export const notificationText = 300;

/** The most bytes of a text file that goes with a message: enough for any diagnosis, and still quick to open on a phone. */
export const attachmentBytes = 500_000;
