import type { Arguments } from './arguments.ts';
import { Refusal, refusalOf } from './refusal.ts';
import { isObject, type Json } from './schema.ts';
import { areTooLongTogether, validateBlocks, validateView } from './validate-blocks.ts';
import type { Message, World } from './world.ts';

/** Blocks as Slack keeps them: each with an id, each element with one. `undefined` where none were given. */
export function blocksOf(args: Arguments, world: World): readonly Json[] | undefined {
  const given = args.json('blocks', 'invalid_blocks_format');
  if (given === undefined) return undefined;
  if (!Array.isArray(given)) throw new Refusal('invalid_blocks_format');
  const errors = validateBlocks(given);
  if (errors.length > 0) throw refusalOf('invalid_blocks', errors);
  if (areTooLongTogether(given)) throw new Refusal('msg_blocks_too_long');
  return withIds(given, world);
}

const nameable = new Set(['button', 'static_select', 'plain_text_input']);

function withIds(blocks: readonly unknown[], world: World): Json[] {
  return blocks.filter(isObject).map((block) => {
    const named: Record<string, unknown> = { block_id: world.mint('b'), ...block };
    if (Array.isArray(named['elements']))
      named['elements'] = named['elements'].map((entry) => elementWithId(entry, world));
    if (named['accessory'] !== undefined) named['accessory'] = elementWithId(named['accessory'], world);
    if (named['element'] !== undefined) named['element'] = elementWithId(named['element'], world);
    return named;
  });
}

function elementWithId(element: unknown, world: World): unknown {
  return isObject(element) && nameable.has(String(element['type']))
    ? { action_id: world.mint('a'), ...element }
    : element;
}

/** The text of a message, no longer than `most`. Whether it may be missing is for the caller to say. */
export function textOf(args: Arguments, most: number): string | undefined {
  const text = args.text('text');
  if (text !== undefined && text.length > most) throw new Refusal('msg_too_long');
  return text;
}

/** https://docs.slack.dev/messaging/message-metadata: a type and a flat object. */
export function metadataOf(args: Arguments): Json | undefined {
  const metadata = args.json('metadata', 'invalid_metadata_format');
  if (metadata === undefined) return undefined;
  if (!isObject(metadata)) throw new Refusal('invalid_metadata_format');
  const { event_type: type, event_payload: payload } = metadata;
  if (typeof type !== 'string' || type === '' || !isObject(payload))
    throw new Refusal('invalid_metadata_schema');
  if (JSON.stringify(metadata).length > 8000) throw new Refusal('metadata_too_large');
  return metadata;
}

/** A view as Slack keeps it, or `invalid_arguments` with what is wrong. */
export function viewBody(args: Arguments, world: World, type: 'modal' | 'home'): Json {
  const view = args.json('view', 'invalid_arguments');
  if (view === undefined) throw refusalOf('invalid_arguments', ['missing required field: view']);
  return checkedView(view, world, type);
}

export function checkedView(view: unknown, world: World, type: 'modal' | 'home'): Json {
  const errors = validateView(view);
  if (errors.length > 0 || !isObject(view)) throw refusalOf('invalid_arguments', errors);
  if (view['type'] !== type)
    throw refusalOf('invalid_arguments', ['unsupported type [json-pointer:/view/type]']);
  if (JSON.stringify(view).length > 250_000) throw new Refusal('view_too_large');
  const blocks = Array.isArray(view['blocks']) ? view['blocks'] : [];
  return { ...view, blocks: withIds(blocks, world) };
}

/** A message in the form of the Web API. */
export function toWire(message: Message, world: World, withMetadata: boolean): Json {
  const { ts, threadTs, userId, botId, text, blocks, metadata, editedTs, isTombstone, channelId } = message;
  const replies = threadTs === undefined ? world.thread(channelId, ts).length - 1 : 0;
  return {
    type: 'message',
    ...(isTombstone ? { subtype: 'tombstone' } : {}),
    user: userId,
    ...(botId ? { bot_id: botId } : {}),
    text,
    ts,
    ...(threadTs !== undefined
      ? { thread_ts: threadTs }
      : replies > 0
        ? { thread_ts: ts, reply_count: replies }
        : {}),
    ...(blocks.length > 0 ? { blocks } : {}),
    ...(metadata && withMetadata ? { metadata } : {}),
    ...(editedTs ? { edited: { user: userId, ts: editedTs } } : {}),
    ...(message.fileIds.length > 0 ? { files: message.fileIds.map((id) => ({ id })) } : {}),
    ...(message.reactions.size > 0
      ? {
          reactions: [...message.reactions].map(([name, users]) => ({
            name,
            users: [...users],
            count: users.size,
          })),
        }
      : {}),
  };
}
