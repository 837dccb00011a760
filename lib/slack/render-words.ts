import { type Message, render } from '../messages/message.ts';
import { plainText, type SlackMessage } from './blocks.ts';
import { limits, notificationText } from './limits.ts';
import { clean, cutTo, prose } from './mrkdwn.ts';

/** Says a few things, a section each, as plain text: nothing in it becomes a mention or a link. */
export function renderWords(messages: readonly Message[]): SlackMessage {
  const texts = messages.map(render);
  return {
    text: prose(texts.join(' '), notificationText).text,
    blocks: texts.map((text) => ({
      type: 'section',
      text: plainText(cutTo(clean(text), limits.sectionText).text),
    })),
  };
}
