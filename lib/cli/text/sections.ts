import type { Paint } from './paint.ts';
import { wrap, wrapCommand } from './wrap.ts';

/** How text is laid out: columns, colour, and whether everything is shown. */
export interface Layout {
  readonly width: number;
  readonly paint: Paint;
  readonly verbose: boolean;
}

export interface Step {
  readonly text: string;
  readonly command?: string | undefined;
}

/** A heading and what stands below it, with an empty line before; nothing where there is nothing below. */
export function section(heading: string, lines: readonly string[], { width, paint }: Layout): string[] {
  if (lines.length === 0) return [];
  return ['', ...wrap(heading, { width }).map((line) => paint.bold(line)), ...lines];
}

export const paragraph = (text: string, { width }: Layout): string[] => wrap(text, { width, indent: 2 });

export const item = (text: string, { width }: Layout): string[] => wrap(text, { width, indent: 2, hang: 4 });

/** Steps with numbers; each command on lines of its own, to be copied. */
export function numbered(steps: readonly Step[], { width }: Layout): string[] {
  const hang = 4 + String(steps.length).length;
  return steps.flatMap(({ text, command }, index) => [
    ...wrap(`${index + 1}. ${text}`, { width, indent: 2, hang }),
    ...(command === undefined ? [] : wrapCommand(command, { width, indent: hang + 2 })),
  ]);
}
