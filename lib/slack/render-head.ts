import type { Diagnosis } from '../diagnosis/diagnosis.ts';
import { describeTarget, type Target } from '../evidence/target.ts';
import { type Message, render, say } from '../messages/message.ts';
import { plainText, type SlackMessage } from './blocks.ts';
import { leadSentence } from './diagnosis-parts.ts';
import { notificationText } from './limits.ts';
import { type Fitted, plain, prose } from './mrkdwn.ts';
import { contextOf } from './parts.ts';
import { fallbackOf } from './render-diagnosis.ts';

interface HeadBase {
  readonly cluster?: string;
  /** The id of whoever asked; nobody for an alert. */
  readonly askedBy?: string;
}

/** What the head of a thread says of the look that the thread is about. */
export type HeadState =
  | (HeadBase & { readonly state: 'looking'; readonly target: Target; readonly sinceMs: number })
  | (HeadBase & { readonly state: 'verdict'; readonly diagnosis: Diagnosis })
  | (HeadBase & { readonly state: 'failed'; readonly target: Target });

/** The most characters of the head's one line: it must not fill a channel. */
const lineLength = 400;

/** The head message of a thread: one line and a context, edited as the look goes on. */
export function renderHead(head: HeadState): SlackMessage {
  const { line, detail, text } = wordsOf(head);
  const asked = mentionOf(head.askedBy);
  const context: Fitted = {
    text: [...(asked ? [render(say('slack.head.asked-by', { mention: asked }))] : []), detail].join(' · '),
    cut: false,
  };
  return {
    text,
    blocks: [
      { type: 'section', text: plainText(plain(line, lineLength).text) },
      ...contextOf(context).blocks,
    ],
  };
}

interface HeadWords {
  readonly line: string;
  /** In Slack's markup. */
  readonly detail: string;
  /** In Slack's markup. */
  readonly text: string;
}

function wordsOf(head: HeadState): HeadWords {
  switch (head.state) {
    case 'looking':
      return sayAll(
        say('slack.head.looking', where(head.target, head.cluster)),
        say('slack.head.looking.detail', { sinceMs: head.sinceMs }),
      );
    case 'failed':
      return sayAll(
        say('slack.head.failed', where(head.target, head.cluster)),
        say('slack.head.failed.detail', {}),
      );
    case 'verdict': {
      const { diagnosis, cluster } = head;
      const title = say('slack.title', { verdict: diagnosis.verdict, ...where(diagnosis.target, cluster) });
      const detail = say('slack.head.verdict.detail', {
        at: diagnosis.at,
        warnings: diagnosis.causes.filter(({ severity }) => severity === 'warning').length,
        gaps: diagnosis.unknowns.length,
      });
      return {
        line: `${render(title)}. ${leadSentence(diagnosis)}`,
        detail: prose(render(detail), notificationText).text,
        text: fallbackOf(diagnosis, cluster),
      };
    }
  }
}

const where = (target: Target, cluster: string | undefined) => ({ target: describeTarget(target), cluster });

function sayAll(line: Message, detail: Message): HeadWords {
  return {
    line: render(line),
    detail: prose(render(detail), notificationText).text,
    text: prose(render(line), notificationText).text,
  };
}

/** Ids of users begin with U or W: https://docs.slack.dev/messaging/formatting-message-text#mentioning-users */
function mentionOf(userId: string | undefined): string | undefined {
  return userId && /^[UW][A-Z0-9]{2,20}$/.test(userId) ? `<@${userId}>` : undefined;
}
