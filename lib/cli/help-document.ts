import { verbs } from '../grammar/command.ts';
import { withoutColour } from './text/paint.ts';
import { writeHelp } from './text/write-help.ts';

const layout = { width: 80, paint: withoutColour, verbose: false };

/** The help of the command line as a page of the documentation. */
export function helpDocument(): string {
  const about = verbs.filter((verb) => verb !== 'help');
  const sections = about.map((verb) => `## wardround ${verb}\n\n${fenced(writeHelp(verb, layout))}`);
  return ['# The command line', fenced(writeHelp(undefined, layout)), ...sections].join('\n\n').concat('\n');
}

const fenced = (text: string): string => `\`\`\`text\n${text}\`\`\``;
