import { Arguments } from './arguments.ts';
import { blocksOf, checkedView, textOf } from './content.ts';
import type { Attempt } from './deliver.ts';
import type { Outgoing } from './payloads.ts';
import { isObject, type Json } from './schema.ts';
import type { Installation, World } from './world.ts';

/** What a person sees of an interaction that the app did not take. */
function failureOf(attempt: Attempt): string | undefined {
  switch (attempt.outcome) {
    case 'timed-out':
      return 'operation_timeout';
    case 'connection-failed':
      return 'dispatch_failed';
    case 'answered':
      return attempt.status === 200 ? undefined : 'dispatch_failed';
  }
}

/** Lets an acknowledgement take effect: what it says is shown, and a failure is shown as Slack shows it. */
export function acknowledge(
  outgoing: Outgoing,
  attempt: Attempt,
  world: World,
  installation: Installation,
): void {
  const failure = failureOf(attempt);
  const { kind, channelId, userId, viewId } = outgoing;
  if (failure !== undefined) {
    if (kind === 'slash' && channelId !== undefined && userId !== undefined)
      show(world, channelId, userId, { text: `The command failed with the error "${failure}"`, blocks: [] });
    return;
  }
  if (attempt.outcome !== 'answered') return;
  const payload = payloadOf(attempt.body);
  if (kind === 'slash' && channelId !== undefined && userId !== undefined)
    answerSlash(payload, attempt.body, world, installation, { channelId, userId });
  if (kind === 'submission' && viewId !== undefined) answerSubmission(payload, world, viewId);
}

function show(
  world: World,
  channelId: string,
  userId: string,
  content: { text: string; blocks: readonly Json[] },
): void {
  world.ephemerals.push({ channelId, userId, threadTs: undefined, ...content });
}

function payloadOf(body: string): Json | undefined {
  try {
    const parsed: unknown = JSON.parse(body);
    return isObject(parsed) ? parsed : undefined;
  } catch {
    return undefined;
  }
}

function answerSlash(
  payload: Json | undefined,
  body: string,
  world: World,
  { botUserId, botId }: Installation,
  { channelId, userId }: { channelId: string; userId: string },
): void {
  const args = new Arguments(payload ?? { text: body });
  const content = { text: textOf(args, 40_000) ?? '', blocks: blocksOf(args, world) ?? [] };
  if (content.text === '' && content.blocks.length === 0) return;
  if (args.text('response_type') === 'in_channel')
    world.addMessage({ channelId, userId: botUserId, botId, ...content });
  else show(world, channelId, userId, content);
}

/** https://docs.slack.dev/surfaces/modals#updating_response; a view with errors stays, any other answer closes it. */
function answerSubmission(payload: Json | undefined, world: World, viewId: string): void {
  const view = world.views.get(viewId);
  if (!view) return;
  switch (payload?.['response_action']) {
    case 'errors':
      return;
    case 'update':
      view.body = checkedView(payload['view'], world, 'modal');
      view.hash = world.nextTs();
      return;
    default:
      view.isOpen = false;
  }
}
