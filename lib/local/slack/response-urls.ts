import { Arguments } from './arguments.ts';
import { blocksOf, textOf } from './content.ts';
import { Refusal } from './refusal.ts';
import { isObject, type Json } from './schema.ts';
import type { Installation, World } from './world.ts';

/** https://docs.slack.dev/interactivity/handling-user-interaction#message_responses */
const mostUses = 5;
const lifeMs = 30 * 60_000;

interface ResponseUrl {
  readonly installation: Installation;
  readonly channelId: string;
  readonly userId: string;
  /** The message whose element was used, for `replace_original` and `delete_original`. */
  readonly messageTs: string | undefined;
  readonly issuedAtMs: number;
  uses: number;
}

/** Addresses at which an app may answer an interaction without a token, even where it is no member. */
export class ResponseUrls {
  readonly #known = new Map<string, ResponseUrl>();
  readonly #world: World;

  constructor(world: World) {
    this.#world = world;
  }

  /** The path of a new address. */
  issue(url: Pick<ResponseUrl, 'installation' | 'channelId' | 'userId' | 'messageTs'>): string {
    const path = `/commands/${url.installation.teamId}/${this.#world.mint('')}/${this.#world.mint('r')}`;
    this.#known.set(path, { ...url, issuedAtMs: this.#world.now(), uses: 0 });
    return path;
  }

  /** Answers a POST with the status and the text that Slack gives. */
  take(path: string, body: Buffer): [number, string] {
    const url = this.#known.get(path);
    if (!url) return [404, 'no_service'];
    if (this.#world.now() - url.issuedAtMs > lifeMs) return [404, 'expired_url'];
    if (url.uses >= mostUses) return [404, 'used_url'];
    try {
      this.#apply(url, payloadOf(body));
    } catch (error) {
      if (error instanceof Refusal) return [400, error.code];
      throw error;
    }
    url.uses += 1;
    return [200, 'ok'];
  }

  #apply({ installation, channelId, userId, messageTs }: ResponseUrl, payload: Json): void {
    const args = new Arguments(payload);
    const original = messageTs === undefined ? undefined : this.#world.message(channelId, messageTs);
    if (args.flag('delete_original')) {
      if (original) this.#world.deleteMessage(original);
      return;
    }
    const text = textOf(args, 40_000);
    const blocks = blocksOf(args, this.#world) ?? [];
    if (text === undefined && blocks.length === 0) throw new Refusal('no_text');
    const content = { text: text ?? '', blocks };
    const threadTs = args.text('thread_ts');
    if (args.flag('replace_original') && original) {
      Object.assign(original, content, { editedTs: this.#world.nextTs() });
    } else if (args.text('response_type') === 'in_channel') {
      const { botUserId, botId } = installation;
      this.#world.addMessage({ channelId, userId: botUserId, botId, threadTs, ...content });
    } else {
      this.#world.ephemerals.push({ channelId, userId, threadTs, ...content });
    }
  }
}

function payloadOf(body: Buffer): Json {
  try {
    const parsed: unknown = JSON.parse(body.toString('utf8'));
    if (isObject(parsed)) return parsed;
  } catch {
    throw new Refusal('invalid_payload');
  }
  throw new Refusal('invalid_payload');
}
