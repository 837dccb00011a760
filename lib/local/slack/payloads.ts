import { toWire } from './content.ts';
import { Refusal } from './refusal.ts';
import { isObject, type Json } from './schema.ts';
import { viewToWire } from './view-methods.ts';
import type { Channel, Installation, Message, User, World } from './world.ts';

/** A request that Slack makes to the app, not signed yet: each attempt is signed with its own time. */
export interface Outgoing {
  readonly kind: 'slash' | 'click' | 'submission' | 'event';
  readonly contentType: 'application/x-www-form-urlencoded' | 'application/json';
  readonly body: string;
  readonly channelId?: string;
  readonly userId?: string;
  readonly viewId?: string;
}

/** The old way to prove an origin, still in every payload: nothing may rest on it. */
const verificationToken = 'legacy-verification-token';

export interface Occasion {
  readonly world: World;
  readonly installation: Installation;
  readonly user: User;
}

const form = (values: Readonly<Record<string, string>>): string => new URLSearchParams(values).toString();

export interface SlashWords {
  readonly command: string;
  readonly text: string;
  readonly channel: Channel;
  readonly responseUrl: string;
}

/** https://docs.slack.dev/interactivity/implementing-slash-commands#app_command_handling */
export function slashCommand({ world, installation, user }: Occasion, words: SlashWords): Outgoing {
  const body = form({
    token: verificationToken,
    team_id: user.teamId,
    team_domain: installation.teamDomain,
    channel_id: words.channel.id,
    channel_name: nameShown(words.channel),
    user_id: user.id,
    user_name: user.name,
    command: words.command,
    text: words.text,
    api_app_id: installation.appId,
    is_enterprise_install: 'false',
    response_url: words.responseUrl,
    trigger_id: world.issueTrigger(user.id),
  });
  const contentType = 'application/x-www-form-urlencoded';
  return { kind: 'slash', contentType, body, channelId: words.channel.id, userId: user.id };
}

/** A private channel and direct messages do not tell their names to an app. */
const nameShown = ({ kind, name }: Channel): string =>
  kind === 'im' ? 'directmessage' : kind === 'public' ? name : 'privategroup';

/** The button or menu of a message under an action id; a person cannot click what is not there. */
function elementOf(blocks: readonly Json[], actionId: string): { element: Json; blockId: string } {
  for (const block of blocks) {
    const elements = Array.isArray(block['elements']) ? block['elements'] : [block['accessory']];
    const element = elements.filter(isObject).find((entry) => entry['action_id'] === actionId);
    if (element) return { element, blockId: String(block['block_id']) };
  }
  throw new Refusal(`no element with action_id ${actionId}`);
}

const personOf = (user: User): Json => ({
  id: user.id,
  username: user.name,
  name: user.name,
  team_id: user.teamId,
});

const interaction = (kind: Outgoing['kind'], payload: Json, rest: Partial<Outgoing>): Outgoing => ({
  kind,
  contentType: 'application/x-www-form-urlencoded',
  body: form({ payload: JSON.stringify(payload) }),
  ...rest,
});

const frame = ({ world, installation, user }: Occasion): Json => ({
  team: { id: installation.teamId, domain: installation.teamDomain },
  user: personOf(user),
  api_app_id: installation.appId,
  token: verificationToken,
  trigger_id: world.issueTrigger(user.id),
  enterprise: null,
  is_enterprise_install: false,
});

export interface Click {
  readonly channel: Channel;
  readonly message: Message;
  readonly actionId: string;
  readonly responseUrl: string;
}

/** https://docs.slack.dev/reference/interaction-payloads/block_actions-payload */
export function blockAction(
  occasion: Occasion,
  { channel, message, actionId, responseUrl }: Click,
): Outgoing {
  const { element, blockId } = elementOf(message.blocks, actionId);
  const thread = message.threadTs === undefined ? {} : { thread_ts: message.threadTs };
  const payload: Json = {
    type: 'block_actions',
    ...frame(occasion),
    container: {
      type: 'message',
      message_ts: message.ts,
      channel_id: channel.id,
      is_ephemeral: false,
      ...thread,
    },
    channel: { id: channel.id, name: nameShown(channel) },
    message: toWire(message, occasion.world, true),
    state: { values: {} },
    response_url: responseUrl,
    actions: [{ ...element, block_id: blockId, action_ts: occasion.world.nextTs() }],
  };
  return interaction('click', payload, { channelId: channel.id, userId: occasion.user.id });
}

/** https://docs.slack.dev/reference/interaction-payloads/view-interactions-payload#view_submission */
export function viewSubmission(occasion: Occasion, viewId: string, values: Json): Outgoing {
  const view = occasion.world.views.get(viewId);
  if (!view?.isOpen) throw new Refusal(`no open view ${viewId}`);
  const shown = viewToWire(view, { installation: occasion.installation });
  const payload = {
    type: 'view_submission',
    ...frame(occasion),
    view: { ...shown, state: { values } },
    response_urls: [],
  };
  return interaction('submission', payload, { userId: occasion.user.id, viewId });
}

/** https://docs.slack.dev/apis/events-api#callback-field */
export function eventCallback(
  { world, installation }: Pick<Occasion, 'world' | 'installation'>,
  event: Json,
): Outgoing {
  const envelope = {
    token: verificationToken,
    team_id: installation.teamId,
    context_team_id: installation.teamId,
    api_app_id: installation.appId,
    event: { event_ts: world.nextTs(), ...event },
    type: 'event_callback',
    event_id: world.mint('Ev'),
    event_time: Math.floor(world.now() / 1000),
    authorizations: [
      {
        enterprise_id: null,
        team_id: installation.teamId,
        user_id: installation.botUserId,
        is_bot: true,
        is_enterprise_install: false,
      },
    ],
    is_ext_shared_channel: false,
  };
  return { kind: 'event', contentType: 'application/json', body: JSON.stringify(envelope) };
}

/** https://docs.slack.dev/reference/events/url_verification */
export function urlVerification(challenge: string): Outgoing {
  const body = JSON.stringify({ token: verificationToken, challenge, type: 'url_verification' });
  return { kind: 'event', contentType: 'application/json', body };
}
