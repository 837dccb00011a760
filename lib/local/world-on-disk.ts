import * as z from 'zod';
import type { Documents } from './documents.ts';
import type { Message, UploadedFile, World } from './slack/world.ts';

/** More is taken out at the other end, thread by thread: the page is no archive. */
const MOST_MESSAGES = 2_000;
/** An item of the table holds 400 KB; base64 takes a third more. */
const PART_BYTES = 256 * 1024;

const json = z.record(z.string(), z.unknown());
const storedMessage = z.object({
  kind: z.literal('message'),
  ts: z.string(),
  threadTs: z.string().optional(),
  userId: z.string(),
  botId: z.string().optional(),
  text: z.string(),
  blocks: z.array(json),
  metadata: json.optional(),
  editedTs: z.string().optional(),
  isTombstone: z.boolean(),
  fileIds: z.array(z.string()),
});
const storedPart = z.object({
  kind: z.literal('file'),
  id: z.string(),
  filename: z.string(),
  title: z.string(),
  part: z.number(),
  base64: z.string(),
});
const stored = z.discriminatedUnion('kind', [storedMessage, storedPart]);

/** One channel of a world, and where it is kept. */
export interface WorldOnDisk {
  readonly world: World;
  readonly documents: Documents;
  readonly channelId: string;
}

/** What changes of a message shows in these; comparing them spares writing them all out. */
const fingerprint = ({ editedTs, isTombstone }: Message): string => `${editedTs ?? ''} ${isTombstone}`;

/** Puts back what an earlier run saved. Answers what is on disk, for the saver. */
export async function restoreWorld({
  world,
  documents,
  channelId,
}: WorldOnDisk): Promise<Map<string, string>> {
  const isSaved = new Map<string, string>();
  const parts = new Map<string, z.output<typeof storedPart>[]>();
  for (const { value } of await documents.all()) {
    const entry = stored.parse(value);
    if (entry.kind === 'file') {
      parts.set(entry.id, [...(parts.get(entry.id) ?? []), entry]);
      continue;
    }
    const { kind: _, threadTs, botId, metadata, editedTs, ...rest } = entry;
    const message = world.addMessage({
      ...rest,
      channelId: channelId,
      threadTs,
      botId,
      metadata,
      editedTs,
      unfurls: false,
    });
    isSaved.set(`message#${message.ts}`, fingerprint(message));
  }
  for (const [id, pieces] of parts) {
    const [first] = pieces;
    if (!first) continue;
    const content = Buffer.concat(pieces.map(({ base64 }) => Buffer.from(base64, 'base64')));
    const { filename, title } = first;
    world.files.set(id, { id, filename, title, content, length: content.length, sharedIn: channelId });
    for (const { part } of pieces) isSaved.set(fileKey(id, part), '');
  }
  return isSaved;
}

const fileKey = (id: string, part: number): string => `file#${id}#${String(part).padStart(4, '0')}`;

/** Writes what is not on disk yet, one save after the other, so that each has all that came before it on disk. */
export function worldSaver({
  world,
  documents,
  channelId,
  isSaved,
  changed,
}: WorldOnDisk & {
  readonly isSaved: Map<string, string>;
  readonly changed: () => void;
}): () => Promise<void> {
  let last: Promise<void> = Promise.resolve();
  const saveNow = async (): Promise<void> => {
    prune(world);
    const wanted = new Map<string, { print: string; value: () => unknown }>();
    for (const file of world.files.values()) addFile(wanted, file);
    for (const message of world.messages)
      if (message.channelId === channelId)
        wanted.set(`message#${message.ts}`, { print: fingerprint(message), value: () => toStored(message) });
    for (const [key, { print, value }] of wanted) {
      if (isSaved.get(key) === print) continue;
      await documents.put(key, value());
      isSaved.set(key, print);
    }
    for (const key of [...isSaved.keys()]) {
      if (wanted.has(key)) continue;
      await documents.remove(key);
      isSaved.delete(key);
    }
    changed();
  };
  return () => {
    last = last.then(saveNow, saveNow);
    return last;
  };
}

function addFile(
  wanted: Map<string, { print: string; value: () => unknown }>,
  { id, filename, title, content, sharedIn }: UploadedFile,
): void {
  if (!content || !sharedIn) return;
  for (let part = 0; part * PART_BYTES < content.length; part += 1) {
    const base64 = (): string =>
      content.subarray(part * PART_BYTES, (part + 1) * PART_BYTES).toString('base64');
    wanted.set(fileKey(id, part), {
      print: '',
      value: () => ({ kind: 'file', id, filename, title: title ?? filename, part, base64: base64() }),
    });
  }
}

const toStored = (message: Message): z.input<typeof storedMessage> => ({
  kind: 'message',
  ts: message.ts,
  threadTs: message.threadTs,
  userId: message.userId,
  botId: message.botId,
  text: message.text,
  blocks: message.blocks.map((block) => ({ ...block })),
  metadata: message.metadata && { ...message.metadata },
  editedTs: message.editedTs,
  isTombstone: message.isTombstone,
  fileIds: [...message.fileIds],
});

/** Takes out the oldest threads, whole, with their files. */
function prune(world: World): void {
  while (world.messages.length > MOST_MESSAGES) {
    const [oldest] = world.messages;
    if (!oldest) return;
    const headTs = oldest.threadTs ?? oldest.ts;
    const isGone = new Set(world.messages.filter(({ ts, threadTs }) => ts === headTs || threadTs === headTs));
    for (const { fileIds } of isGone) for (const id of fileIds) world.files.delete(id);
    const kept = world.messages.filter((message) => !isGone.has(message));
    world.messages.splice(0, world.messages.length, ...kept);
  }
}
