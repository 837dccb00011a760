import { parseArgs } from 'node:util';
import { didYouMean } from '../grammar/did-you-mean.ts';
import { type Trouble, trouble } from '../report/trouble.ts';
import { isOptionName, type OptionName, optionEntry, optionNames } from './options.ts';

/** A command line taken apart: words, and options with their values. Nothing is checked but that the options exist. */
export interface Scanned {
  readonly words: readonly string[];
  readonly values: ReadonlyMap<OptionName, readonly string[]>;
  readonly switches: ReadonlySet<OptionName>;
  /** The first thing that is wrong, in the order of the command line. */
  readonly trouble: Trouble | undefined;
}

const configuration = Object.fromEntries(
  optionNames.map((name) => {
    const { short, value } = optionEntry(name);
    return [
      name,
      {
        type: value === undefined ? ('boolean' as const) : ('string' as const),
        multiple: true,
        ...(short ? { short } : {}),
      },
    ];
  }),
);

/** Names of options by which people would give a token; the command line is no place for one. */
const TOKEN_OPTIONS: readonly string[] = ['token', 'bearer-token', 'password'];

export function scanOptions(argv: readonly string[]): Scanned {
  const { tokens } = parseArgs({
    args: [...argv],
    options: configuration,
    strict: false,
    allowPositionals: true,
    tokens: true,
  });
  const words: string[] = [];
  const values = new Map<OptionName, readonly string[]>();
  const switches = new Set<OptionName>();
  let first: Trouble | undefined;
  for (const token of tokens) {
    if (token.kind === 'positional') words.push(token.value);
    if (token.kind !== 'option') continue;
    const { name, rawName, value, inlineValue } = token;
    if (!isOptionName(name)) {
      first ??= unknownOption(name, rawName);
      continue;
    }
    const entry = optionEntry(name);
    if (entry.value === undefined) {
      if (value !== undefined) first ??= trouble('usage.option-takes-no-value', { option: rawName });
      switches.add(name);
    } else if (
      value === undefined ||
      value === '' ||
      (!inlineValue && value.length > 1 && value.startsWith('-'))
    ) {
      first ??= trouble('usage.option-needs-value', { option: rawName, value: entry.value });
    } else {
      if (values.has(name) && !entry.repeatable)
        first ??= trouble('usage.option-given-twice', { option: rawName });
      values.set(name, [...(values.get(name) ?? []), value]);
    }
  }
  return { words, values, switches, trouble: first };
}

function unknownOption(name: string, rawName: string): Trouble {
  if (TOKEN_OPTIONS.includes(name)) return trouble('usage.token-on-command-line', {});
  const meant = didYouMean(name, optionNames).map((close) => `--${close}`);
  return trouble('usage.unknown-option', { option: rawName, meant });
}
