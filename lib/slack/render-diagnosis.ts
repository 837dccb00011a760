import type { Diagnosis } from '../diagnosis/diagnosis.ts';
import { describeTarget } from '../evidence/target.ts';
import { render, say } from '../messages/message.ts';
import { type Block, plainText, type SlackMessage } from './blocks.ts';
import {
  consequencesPart,
  costPart,
  cutPart,
  leadPart,
  leadSentence,
  notesPart,
  othersPart,
  tagPart,
  todoPart,
  unknownsPart,
  whyPart,
} from './diagnosis-parts.ts';
import { limits, notificationText } from './limits.ts';
import { plain, prose } from './mrkdwn.ts';
import { joinParts, noPart, type Part } from './parts.ts';
import { reportFilename, reportOf } from './report-text.ts';

export interface RenderOptions {
  /** The name of the cluster, where several are configured. */
  readonly cluster?: string;
}

/**
 * A diagnosis as a message: the cause, then why, then what to do; what follows from it, what else was found and what was
 * not learnt come after. It keeps every limit of Slack for any input. Where something had to be left out, the message
 * says so, and `overflow` holds the whole text.
 */
export function renderDiagnosis(diagnosis: Diagnosis, { cluster }: RenderOptions = {}): SlackMessage {
  const [first, ...others] = diagnosis.causes;
  const title = plain(titleOf(diagnosis, cluster), limits.headerText);
  const parts: Part[] = [
    { blocks: [{ type: 'header', text: plainText(title.text) }], cut: title.cut },
    leadPart(diagnosis),
    ...(first ? [tagPart(first), whyPart(first), todoPart(first), consequencesPart(first)] : []),
    othersPart(others),
    unknownsPart(diagnosis.unknowns),
    diagnosis.notes.length > 0 ? notesPart(diagnosis.notes) : noPart,
  ];
  const cost = costPart(diagnosis).blocks;
  const notice = cutPart(reportFilename(diagnosis)).blocks;
  const body = joinParts(parts, [...notice, ...cost]);
  const blocks: Block[] = [...body.blocks, ...(body.cut ? notice : []), ...cost];
  const text = fallbackOf(diagnosis, cluster);
  return body.cut ? { text, blocks, overflow: reportOf(diagnosis, cluster) } : { text, blocks };
}

function titleOf({ verdict, target }: Diagnosis, cluster: string | undefined): string {
  return render(say('slack.title', { verdict, target: describeTarget(target), cluster }));
}

/** What a phone shows before the message is opened: the verdict and the cause, in Slack's markup. */
export function fallbackOf(diagnosis: Diagnosis, cluster: string | undefined): string {
  return prose(`${titleOf(diagnosis, cluster)}. ${leadSentence(diagnosis)}`, notificationText).text;
}
