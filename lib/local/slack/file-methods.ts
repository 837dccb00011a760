import { channelToPostIn } from './access.ts';
import { threadHead } from './chat-methods.ts';
import { type Method, tier4 } from './method.ts';
import { Refusal, refusalOf } from './refusal.ts';
import { isObject } from './schema.ts';
import type { UploadedFile, World } from './world.ts';

/** https://docs.slack.dev/reference/methods/files.getUploadURLExternal */
const getUploadUrl: Method = {
  scopes: ['files:write'],
  perMinute: tier4,
  run(args, { world, origin }) {
    const filename = args.required('filename');
    const length = Number(args.required('length'));
    if (!Number.isInteger(length) || length < 1)
      throw refusalOf('invalid_arguments', ['must be greater than 0 [json-pointer:/length]']);
    const id = world.mint('F');
    world.files.set(id, { id, filename, length, content: undefined, title: undefined, sharedIn: undefined });
    return { upload_url: `${origin}/upload/v1/${id}`, file_id: id };
  },
};

/** Takes the bytes that were sent to an upload URL, raw or as a form. Answers the status and the text that Slack gives. */
export async function takeUpload(
  world: World,
  id: string,
  contentType: string,
  body: Buffer,
): Promise<[number, string]> {
  const file = world.files.get(id);
  if (!file || file.content) return [404, 'not found'];
  const content = contentType.startsWith('multipart/form-data') ? await fileOfForm(contentType, body) : body;
  if (!content || content.length !== file.length) return [400, 'length mismatch'];
  file.content = content;
  return [200, `OK - ${content.length}`];
}

async function fileOfForm(contentType: string, body: Buffer): Promise<Buffer | undefined> {
  const form = await new Response(new Uint8Array(body), {
    headers: { 'content-type': contentType },
  }).formData();
  for (const [, value] of form) if (typeof value !== 'string') return Buffer.from(await value.arrayBuffer());
  return undefined;
}

/** https://docs.slack.dev/reference/methods/files.completeUploadExternal */
const complete: Method = {
  scopes: ['files:write'],
  perMinute: tier4,
  run(args, caller) {
    const { world, installation } = caller;
    const given = args.json('files', 'invalid_arguments');
    if (!Array.isArray(given) || given.length === 0)
      throw refusalOf('invalid_arguments', ['missing required field: files']);
    const chosen = given.map((entry): [UploadedFile, unknown] => {
      const file = isObject(entry) ? world.files.get(String(entry['id'])) : undefined;
      if (!file?.content || file.title !== undefined) throw new Refusal('file_not_found');
      return [file, isObject(entry) ? entry['title'] : undefined];
    });
    const target = args.text('channel_id');
    const channel = target === undefined ? undefined : channelToPostIn(caller, target);
    const threadTs = channel && threadHead(caller, channel.id, args.text('thread_ts'));
    for (const [file, title] of chosen) {
      file.title = typeof title === 'string' ? title : file.filename;
      file.sharedIn = channel?.id;
    }
    if (channel)
      world.addMessage({
        channelId: channel.id,
        userId: installation.botUserId,
        botId: installation.botId,
        text: args.text('initial_comment') ?? '',
        threadTs,
        fileIds: chosen.map(([file]) => file.id),
      });
    return { files: chosen.map(([file]) => ({ id: file.id, title: file.title })) };
  },
};

export const fileMethods = {
  'files.getUploadURLExternal': getUploadUrl,
  'files.completeUploadExternal': complete,
} as const;
