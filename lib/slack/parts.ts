import { render, say } from '../messages/message.ts';
import { type Block, mrkdwn, plainText } from './blocks.ts';
import { limits } from './limits.ts';
import { bold, type Fitted } from './mrkdwn.ts';

/** A stretch of a message, and whether something of it had to be left out. */
export interface Part {
  readonly blocks: readonly Block[];
  readonly cut: boolean;
}

export const noPart: Part = { blocks: [], cut: false };

/** As many lines as `limit` holds, the rest counted. */
export function joinLines(lines: readonly Fitted[], limit: number, most: number): Fitted {
  const whole = lines.map((line) => line.text).join('\n');
  if (lines.length <= most && whole.length <= limit)
    return { text: whole, cut: lines.some((line) => line.cut) };
  const counted = (left: number): string => render(say('slack.more-items', { count: left }));
  let room = limit - counted(lines.length).length;
  const kept: string[] = [];
  for (const line of lines.slice(0, most)) {
    room -= line.text.length + 1;
    if (room < 0) break;
    kept.push(line.text);
  }
  return { text: [...kept, counted(lines.length - kept.length)].join('\n'), cut: true };
}

type Heading = Parameters<typeof heading>[0];

/** The title of a part, in bold. */
export function heading(part: 'why' | 'todo' | 'consequences' | 'others' | 'unknowns' | 'notes'): string {
  return bold(render(say('slack.heading', { part })));
}

/** A section of our own markup under a title. */
export function titledSection(part: Heading, body: Fitted): Part {
  return { blocks: [{ type: 'section', text: mrkdwn(`${heading(part)}\n${body.text}`) }], cut: body.cut };
}

/** A section that shows a text of any origin as it is. */
export function plainSection({ text, cut }: Fitted): Part {
  return { blocks: [{ type: 'section', text: plainText(text) }], cut };
}

export function contextOf({ text, cut }: Fitted): Part {
  return { blocks: [{ type: 'context', elements: [mrkdwn(text)] }], cut };
}

/** The length by which Slack measures all blocks of a message together. */
const lengthOf = (blocks: readonly Block[]): number => JSON.stringify(blocks).length;

/**
 * Joins parts in their order as far as one message holds them, with room left for `closing`. A part that does not fit is
 * left out as a whole.
 */
export function joinParts(parts: readonly Part[], closing: readonly Block[]): Part {
  const blocks: Block[] = [];
  let cut = false;
  for (const part of parts) {
    const candidate = [...blocks, ...part.blocks, ...closing];
    if (candidate.length > limits.blocksPerMessage || lengthOf(candidate) > limits.allBlocks) {
      cut = true;
      continue;
    }
    blocks.push(...part.blocks);
    cut ||= part.cut;
  }
  return { blocks, cut };
}
