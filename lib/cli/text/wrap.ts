export interface Wrapping {
  /** Columns of a line at most. */
  readonly width: number;
  /** Spaces before the first line. */
  readonly indent?: number;
  /** Spaces before every further line; as many as before the first where it is missing. */
  readonly hang?: number;
}

/** Breaks text between words into lines of a width. Only a URL may be longer: broken, it could not be followed. */
export function wrap(text: string, { width, indent = 0, hang = indent }: Wrapping): string[] {
  const lines: string[] = [];
  let line = ' '.repeat(indent);
  let isEmpty = true;
  const push = (next: string): void => {
    lines.push(next);
    line = ' '.repeat(hang);
    isEmpty = true;
  };
  for (const word of text.split(/\s+/).filter((part) => part !== '')) {
    for (const piece of pieces(word, width - Math.max(indent, hang))) {
      if (!isEmpty && columns(line) + 1 + columns(piece) > width) push(line);
      line += isEmpty ? piece : ` ${piece}`;
      isEmpty = false;
    }
  }
  if (!isEmpty || lines.length === 0) push(line.trimEnd());
  return lines;
}

const columns = (text: string): number => [...text].length;

function pieces(word: string, room: number): string[] {
  const letters = [...word];
  if (letters.length <= room || word.includes('://')) return [word];
  const cut: string[] = [];
  for (let at = 0; at < letters.length; at += room) cut.push(letters.slice(at, at + room).join(''));
  return cut;
}

/**
 * Breaks a command into lines that a shell reads as one: at spaces outside quotes, each but the last ended by a
 * backslash. A word that is longer than the line stays whole.
 */
export function wrapCommand(command: string, { width, indent = 0 }: Wrapping): string[] {
  const lines: string[] = [];
  let line = ' '.repeat(indent);
  let isEmpty = true;
  for (const word of shellWords(command)) {
    const room = width - 2; // for the space and the backslash
    if (!isEmpty && columns(line) + 1 + columns(word) > room) {
      lines.push(`${line} \\`);
      line = ' '.repeat(indent + 2);
      isEmpty = true;
    }
    line += isEmpty ? word : ` ${word}`;
    isEmpty = false;
  }
  return [...lines, line];
}

/** Splits at spaces outside quotes, and keeps each word as it is written. */
function shellWords(command: string): string[] {
  return command.match(/(?:'[^']*'|"(?:\\.|[^"\\])*"|\\.|[^\s'"\\]|['"])+/g) ?? [];
}
