import { type CauseId, catalogue } from '../../causes/catalogue.ts';
import { causeTexts } from '../../messages/en/causes/index.ts';
import { render, say } from '../../messages/message.ts';
import { item, type Layout, numbered, paragraph, section } from './sections.ts';
import { wrap } from './wrap.ts';

/** Everything that is known of one cause. */
export function writeWhy(id: CauseId, layout: Layout): string {
  const { title, meaning, impact, confirm, mend, sources } = causeTexts[id];
  const { severity, generic } = catalogue[id];
  const { width, paint } = layout;
  const heading = (name: 'meaning' | 'impact' | 'confirm' | 'mend' | 'sources'): string =>
    render(say(`why.${name}`, {}));
  const confirmSteps = confirm.map(({ command, expect }) => ({ text: expect, command }));
  const lines = [
    ...wrap(`${id}: ${title}.`, { width }).map(paint.bold),
    ...wrap(render(say('why.severity', { severity, generic })), { width, indent: 2, hang: 4 }),
    ...section(heading('meaning'), paragraph(meaning, layout), layout),
    ...section(heading('impact'), paragraph(impact, layout), layout),
    ...section(heading('confirm'), numbered(confirmSteps, layout), layout),
    ...section(heading('mend'), numbered(mend, layout), layout),
    ...section(
      heading('sources'),
      sources.flatMap((source) => item(source, layout)),
      layout,
    ),
  ];
  return `${lines.join('\n')}\n`;
}
