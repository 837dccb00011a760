import { Refusal, refusalOf } from './refusal.ts';
import { isObject, type Json } from './schema.ts';

/** The arguments of a call, whichever way they came: form values are text, JSON bodies carry their own types. */
export class Arguments {
  readonly #values: Json;

  constructor(values: Json) {
    this.#values = values;
  }

  all(): Json {
    return this.#values;
  }

  text(name: string): string | undefined {
    const value = this.#values[name];
    if (value === undefined || value === null || value === '') return undefined;
    return typeof value === 'string'
      ? value
      : typeof value === 'object'
        ? JSON.stringify(value)
        : String(value);
  }

  required(name: string): string {
    const value = this.text(name);
    if (value === undefined) throw refusalOf('invalid_arguments', [`missing required field: ${name}`]);
    return value;
  }

  flag(name: string): boolean {
    return ['true', '1'].includes(this.text(name) ?? '');
  }

  number(name: string): number | undefined {
    const value = this.text(name);
    if (value === undefined) return undefined;
    if (!/^\d+$/.test(value))
      throw refusalOf('invalid_arguments', [`must be a number [json-pointer:/${name}]`]);
    return Number(value);
  }

  /** A structured argument: JSON in a text, or already parsed. `undefined` where it is missing. */
  json(name: string, refusalCode: string): unknown {
    const value = this.#values[name];
    if (typeof value !== 'string') return value ?? undefined;
    if (value === '') return undefined;
    try {
      const parsed: unknown = JSON.parse(value);
      return parsed;
    } catch {
      throw new Refusal(refusalCode);
    }
  }
}

/** Reads the body of a Web API call: https://docs.slack.dev/apis/web-api#basics */
export async function readArguments(contentType: string, body: Buffer): Promise<Arguments> {
  const type = contentType.split(';')[0]?.trim().toLowerCase() ?? '';
  if (type === 'application/json') return new Arguments(parseJson(body.toString('utf8')));
  if (type === 'multipart/form-data') {
    const form = await new Response(new Uint8Array(body), {
      headers: { 'content-type': contentType },
    }).formData();
    return new Arguments(Object.fromEntries([...form].filter(([, value]) => typeof value === 'string')));
  }
  if (type === 'application/x-www-form-urlencoded' || body.length === 0)
    return new Arguments(Object.fromEntries(new URLSearchParams(body.toString('utf8'))));
  throw new Refusal('invalid_post_type');
}

function parseJson(text: string): Json {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    throw new Refusal('invalid_json');
  }
  if (!isObject(parsed)) throw new Refusal('json_not_object');
  return parsed;
}
