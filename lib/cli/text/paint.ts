/** Emphasis for a terminal. What it marks is said in words as well. */
export interface Paint {
  bold(text: string): string;
  dim(text: string): string;
  red(text: string): string;
  green(text: string): string;
  yellow(text: string): string;
}

const plain = (text: string): string => text;

/** https://www.ecma-international.org/publications-and-standards/standards/ecma-48/ (Select Graphic Rendition) */
const graphic =
  (on: number, off: number) =>
  (text: string): string =>
    text === '' ? '' : `\u001b[${on}m${text}\u001b[${off}m`;

const inColour: Paint = {
  bold: graphic(1, 22),
  dim: graphic(2, 22),
  red: graphic(31, 39),
  green: graphic(32, 39),
  yellow: graphic(33, 39),
};

export const withoutColour: Paint = { bold: plain, dim: plain, red: plain, green: plain, yellow: plain };

export interface ColourWish {
  /** `--no-color` was given. */
  readonly isOff: boolean;
  readonly isTerminal: boolean;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/**
 * The option wins over FORCE_COLOR, that over NO_COLOR, and that over what the terminal is.
 * https://no-color.org, https://force-color.org
 */
export function choosePaint({ isOff, isTerminal, env }: ColourWish): Paint {
  if (isOff) return withoutColour;
  const force = env['FORCE_COLOR'];
  if (force !== undefined && force !== '')
    return force === '0' || force === 'false' ? withoutColour : inColour;
  if (env['NO_COLOR']) return withoutColour;
  return isTerminal && env['TERM'] !== 'dumb' ? inColour : withoutColour;
}
