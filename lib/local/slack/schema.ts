/** One thing that Slack would refuse, in its words, and the JSON pointer at which it points. */
export interface Problem {
  readonly message: string;
  readonly pointer: string;
}

export type Json = Readonly<Record<string, unknown>>;

/** Looks at one value and reports what Slack would refuse of it. */
export type Check = (value: unknown, pointer: string, report: (problem: Problem) => void) => void;

export const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Lengths in UTF-16 code units: Slack does not say what it counts, and this is the strictest reading but bytes. */
export function string(most: number, least = 1): Check {
  return (value, pointer, report) => {
    if (typeof value !== 'string') report({ message: 'must provide a string', pointer });
    else if (value.length < least) report({ message: `must be more than ${least - 1} characters`, pointer });
    else if (value.length > most) report({ message: `must be less than ${most + 1} characters`, pointer });
  };
}

export const boolean: Check = (value, pointer, report) => {
  if (typeof value !== 'boolean') report({ message: 'must provide a boolean', pointer });
};

export function integer(least: number, most: number): Check {
  return (value, pointer, report) => {
    if (typeof value !== 'number' || !Number.isInteger(value) || value < least || value > most)
      report({ message: `must provide a number between ${least} and ${most}`, pointer });
  };
}

export function oneOf(...allowed: readonly string[]): Check {
  return (value, pointer, report) => {
    if (typeof value !== 'string' || !allowed.includes(value))
      report({ message: `must be one of the allowed values: ${allowed.join(', ')}`, pointer });
  };
}

export function url(most: number): Check {
  const length = string(most);
  return (value, pointer, report) => {
    length(value, pointer, report);
    if (typeof value === 'string' && value !== '' && !/^https?:\/\/[^\s]+$/i.test(value))
      report({ message: 'must be a valid url', pointer });
  };
}

/** A list of `least` to `most` items, each of which passes `item`. */
export function list(item: Check, most: number, least = 1): Check {
  return (value, pointer, report) => {
    if (!Array.isArray(value)) {
      report({ message: 'must provide an array', pointer });
      return;
    }
    if (value.length > most) report({ message: `no more than ${most} items allowed`, pointer });
    if (value.length < least) report({ message: `no fewer than ${least} items allowed`, pointer });
    for (const [index, entry] of value.entries()) item(entry, `${pointer}/${index}`, report);
  };
}

export interface Fields {
  readonly required?: Readonly<Record<string, Check>>;
  readonly optional?: Readonly<Record<string, Check>>;
}

/** An object with these fields beside `type` and no others: one unknown field makes Slack refuse the whole message. */
export function fields({ required = {}, optional = {} }: Fields): Check {
  return (value, pointer, report) => {
    if (!isObject(value)) {
      report({ message: 'must provide an object', pointer });
      return;
    }
    for (const name of Object.keys(required))
      if (value[name] === undefined) report({ message: `missing required field: ${name}`, pointer });
    for (const [name, entry] of Object.entries(value)) {
      if (name === 'type' || entry === undefined) continue;
      const check = required[name] ?? optional[name];
      if (check) check(entry, `${pointer}/${name}`, report);
      else report({ message: `invalid additional property: ${name}`, pointer });
    }
  };
}

/** An object whose `type` chooses what else it must be. */
export function byType(kinds: Readonly<Record<string, Check>>): Check {
  return (value, pointer, report) => {
    if (!isObject(value)) {
      report({ message: 'must provide an object', pointer });
      return;
    }
    const type = value['type'];
    if (type === undefined) {
      report({ message: 'missing required field: type', pointer });
      return;
    }
    const check = typeof type === 'string' && Object.hasOwn(kinds, type) ? kinds[type] : undefined;
    if (check) check(value, pointer, report);
    else report({ message: `unsupported type: ${String(type)}`, pointer: `${pointer}/type` });
  };
}

/** Slack names the object as well as the field where a value inside it does not match: two lines for one mistake. */
export function nested(check: Check): Check {
  return (value, pointer, report) => {
    const problems: Problem[] = [];
    check(value, pointer, (problem) => problems.push(problem));
    if (problems.length > 0) report({ message: 'failed to match all allowed schemas', pointer });
    for (const problem of problems) report(problem);
  };
}

export function all(...checks: readonly Check[]): Check {
  return (value, pointer, report) => {
    for (const check of checks) check(value, pointer, report);
  };
}
