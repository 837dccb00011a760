import { type CauseId, catalogue } from '../causes/catalogue.ts';
import type { CauseText } from '../messages/en/causes/cause-text.ts';
import { render, say } from '../messages/message.ts';
import { type Block, mrkdwn, type SlackMessage } from './blocks.ts';
import { limits, notificationText } from './limits.ts';
import { bold, codeBlock, codeSpan, type Fitted, prose } from './mrkdwn.ts';
import { joinLines, joinParts } from './parts.ts';

const LINE = 700;
const COMMAND = 480;
const MOST_STEPS = 12;

/** Everything that is known of a cause: the answer to `why`. */
export function renderCause(
  id: CauseId,
  { title, meaning, impact, confirm, mend, sources }: CauseText,
): SlackMessage {
  const { severity, generic } = catalogue[id];
  const head = `${bold(prose(`${title}.`, LINE).text)}\n${codeSpan(id, 80).text} · ${
    prose(render(say('why.severity', { severity, generic })), LINE).text
  }`;
  const { blocks } = joinParts(
    [
      section(head),
      titled('meaning', [prose(meaning, LINE * 2)]),
      titled('impact', [prose(impact, LINE * 2)]),
      titled(
        'confirm',
        confirm.map(({ command, expect }, index) => step(index, expect, command)),
      ),
      titled(
        'mend',
        mend.map(({ text, command }, index) => step(index, text, command)),
      ),
      titled(
        'sources',
        sources.map((source) => prose(source, LINE)),
      ),
    ].map((block) => ({ blocks: [block], cut: false })),
    [],
  );
  return { text: prose(`${id}: ${title}.`, notificationText).text, blocks };
}

const section = (text: string): Block => ({ type: 'section', text: mrkdwn(text) });

function titled(
  part: 'meaning' | 'impact' | 'confirm' | 'mend' | 'sources',
  lines: readonly Fitted[],
): Block {
  const title = bold(render(say(`why.${part}`, {})));
  const body = joinLines(lines, limits.sectionText - title.length - 1, MOST_STEPS);
  return section(`${title}\n${body.text}`);
}

function step(index: number, text: string, command: string | undefined): Fitted {
  const words = prose(`${index + 1}. ${text}`, LINE);
  if (command === undefined) return words;
  return { text: `${words.text}\n${codeBlock(command, COMMAND).text}`, cut: words.cut };
}
