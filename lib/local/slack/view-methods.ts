import type { Caller } from './access.ts';
import type { Arguments } from './arguments.ts';
import { viewBody } from './content.ts';
import { type Method, tier4 } from './method.ts';
import { Refusal, refusalOf } from './refusal.ts';
import type { Json } from './schema.ts';
import type { View } from './world.ts';

/** How long a trigger lives: https://docs.slack.dev/interactivity/handling-user-interaction */
const triggerLifeMs = 3000;

export function viewToWire(view: View, { installation }: Pick<Caller, 'installation'>): Json {
  return {
    ...view.body,
    id: view.id,
    team_id: view.teamId,
    root_view_id: view.rootId,
    hash: view.hash,
    app_id: installation.appId,
    bot_id: installation.botId,
    state: { values: {} },
  };
}

function takeTrigger(args: Arguments, { world }: Caller): string {
  const trigger = world.triggers.get(args.required('trigger_id'));
  if (!trigger) throw new Refusal('invalid_trigger_id');
  if (trigger.used) throw new Refusal('exchanged_trigger_id');
  if (world.now() - trigger.issuedAtMs > triggerLifeMs) throw new Refusal('expired_trigger_id');
  return trigger.userId;
}

/** https://docs.slack.dev/reference/methods/views.open. A refused view uses no trigger up. */
const open: Method = {
  scopes: [],
  perMinute: tier4,
  run(args, caller) {
    const { world, installation } = caller;
    const userId = takeTrigger(args, caller);
    const body = viewBody(args, world, 'modal');
    refuseKnownExternalId(body, caller, undefined);
    const trigger = world.triggers.get(args.required('trigger_id'));
    if (trigger) trigger.used = true;
    const id = world.mint('V');
    const view: View = {
      id,
      teamId: installation.teamId,
      userId,
      rootId: id,
      hash: world.nextTs(),
      body,
      isOpen: true,
    };
    world.views.set(id, view);
    return { view: viewToWire(view, caller) };
  },
};

function refuseKnownExternalId(body: Json, { world }: Caller, own: View | undefined): void {
  const externalId = body['external_id'];
  if (externalId === undefined || externalId === '') return;
  for (const view of world.views.values())
    if (view !== own && view.body['external_id'] === externalId) throw new Refusal('duplicate_external_id');
}

/** https://docs.slack.dev/reference/methods/views.update */
const update: Method = {
  scopes: [],
  perMinute: tier4,
  run(args, caller) {
    const { world } = caller;
    const [id, externalId] = [args.text('view_id'), args.text('external_id')];
    if (id === undefined && externalId === undefined)
      throw refusalOf('invalid_arguments', ['missing required field: view_id']);
    const view = [...world.views.values()].find(
      (known) => known.id === id || known.body['external_id'] === externalId,
    );
    if (!view?.isOpen) throw new Refusal('not_found');
    const hash = args.text('hash');
    if (hash !== undefined && hash !== view.hash) throw new Refusal('hash_conflict');
    const body = viewBody(args, world, 'modal');
    refuseKnownExternalId(body, caller, view);
    view.body = body;
    view.hash = world.nextTs();
    return { view: viewToWire(view, caller) };
  },
};

/** https://docs.slack.dev/reference/methods/views.publish */
const publish: Method = {
  scopes: [],
  perMinute: tier4,
  run(args, caller) {
    const { world, installation } = caller;
    const userId = args.required('user_id');
    if (!world.users.has(userId)) throw new Refusal('user_not_found');
    const known = [...world.views.values()].find(
      (view) => view.userId === userId && view.body['type'] === 'home',
    );
    const hash = args.text('hash');
    if (hash !== undefined && known && hash !== known.hash) throw new Refusal('hash_conflict');
    const body = viewBody(args, world, 'home');
    const id = known?.id ?? world.mint('V');
    const view: View = {
      id,
      teamId: installation.teamId,
      userId,
      rootId: id,
      hash: world.nextTs(),
      body,
      isOpen: true,
    };
    world.views.set(id, view);
    return { view: viewToWire(view, caller) };
  },
};

export const viewMethods = { 'views.open': open, 'views.update': update, 'views.publish': publish } as const;
