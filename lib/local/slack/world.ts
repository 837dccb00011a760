import type { Json } from './schema.ts';

/** Who a user is to the workspace: https://docs.slack.dev/reference/objects/user-object */
export interface User {
  readonly id: string;
  readonly name: string;
  /** The user's own workspace; for a stranger of Slack Connect another one than the app's. */
  readonly teamId: string;
  readonly guest?: 'single-channel' | 'multi-channel';
  readonly isBot?: boolean;
  deleted?: boolean;
}

export interface Channel {
  readonly id: string;
  readonly name: string;
  readonly kind: 'public' | 'private' | 'im' | 'mpim';
  /** The workspaces that share it; more than one is Slack Connect. */
  readonly teamIds: readonly string[];
  readonly members: Set<string>;
  isArchived: boolean;
}

export interface Message {
  readonly channelId: string;
  readonly ts: string;
  readonly threadTs: string | undefined;
  readonly userId: string;
  /** Whether an app posted it. */
  readonly botId: string | undefined;
  text: string;
  blocks: readonly Json[];
  metadata: Json | undefined;
  editedTs: string | undefined;
  /** Deleted although it has replies: the thread stays. */
  isTombstone: boolean;
  readonly fileIds: readonly string[];
  readonly reactions: Map<string, Set<string>>;
  readonly unfurls: boolean;
}

/** Seen by one user only, and not to be found in any history. */
export interface Ephemeral {
  readonly channelId: string;
  readonly userId: string;
  readonly threadTs: string | undefined;
  readonly text: string;
  readonly blocks: readonly Json[];
}

export interface UploadedFile {
  readonly id: string;
  readonly filename: string;
  readonly length: number;
  content: Buffer | undefined;
  title: string | undefined;
  sharedIn: string | undefined;
}

export interface View {
  readonly id: string;
  readonly teamId: string;
  readonly userId: string;
  readonly rootId: string;
  hash: string;
  body: Json;
  /** A modal goes when it is submitted or closed. */
  isOpen: boolean;
}

export interface Trigger {
  readonly userId: string;
  readonly issuedAtMs: number;
  used: boolean;
}

/** The app in one workspace, under one bot token. */
export interface Installation {
  readonly token: string;
  readonly teamId: string;
  readonly teamDomain: string;
  readonly botId: string;
  readonly botUserId: string;
  readonly appId: string;
  scopes: readonly string[];
  state: 'valid' | 'revoked' | 'account-inactive';
}

/** All that a workspace holds. Tests arrange it and look at it directly; the app reaches it over HTTP only. */
export class World {
  readonly installations = new Map<string, Installation>();
  readonly users = new Map<string, User>();
  readonly channels = new Map<string, Channel>();
  readonly groups = new Map<string, readonly string[]>();
  readonly messages: Message[] = [];
  readonly ephemerals: Ephemeral[] = [];
  readonly files = new Map<string, UploadedFile>();
  readonly views = new Map<string, View>();
  readonly triggers = new Map<string, Trigger>();
  readonly #now: () => number;
  #lastMicros = 0;
  #counter = 0;

  /** `firstNumber` keeps what a world mints apart from what an earlier one minted for the same app. */
  constructor(now: () => number, firstNumber = 0) {
    this.#now = now;
    this.#counter = firstNumber;
  }

  now(): number {
    return this.#now();
  }

  /** A new id of a kind: `U0000001`. */
  mint(prefix: string): string {
    this.#counter += 1;
    return `${prefix}${String(this.#counter).padStart(8, '0')}`;
  }

  /** The next message's timestamp: never twice, always later than the one before. */
  nextTs(): string {
    this.#lastMicros = Math.max(this.#now() * 1000, this.#lastMicros + 1);
    return `${Math.floor(this.#lastMicros / 1e6)}.${String(this.#lastMicros % 1e6).padStart(6, '0')}`;
  }

  addUser(user: Omit<User, 'id'> & { readonly id?: string }): User {
    const added = { id: this.mint('U'), ...user };
    this.users.set(added.id, added);
    return added;
  }

  addChannel(
    channel: Pick<Channel, 'name' | 'kind' | 'teamIds'> & { id?: string; members?: readonly string[] },
  ): Channel {
    const id = channel.id ?? this.mint(channel.kind === 'im' ? 'D' : channel.kind === 'public' ? 'C' : 'G');
    const added: Channel = { ...channel, id, members: new Set(channel.members ?? []), isArchived: false };
    this.channels.set(id, added);
    return added;
  }

  addMessage(message: Pick<Message, 'channelId' | 'userId' | 'text'> & Partial<Message>): Message {
    const added: Message = {
      ts: this.nextTs(),
      threadTs: undefined,
      botId: undefined,
      blocks: [],
      metadata: undefined,
      editedTs: undefined,
      isTombstone: false,
      fileIds: [],
      reactions: new Map(),
      unfurls: true,
      ...message,
    };
    this.messages.push(added);
    this.#lastMicros = Math.max(this.#lastMicros, microsOf(added.ts));
    return added;
  }

  message(channelId: string, ts: string): Message | undefined {
    return this.messages.find((message) => message.channelId === channelId && message.ts === ts);
  }

  /** A thread's head and its replies, oldest first. */
  thread(channelId: string, headTs: string): readonly Message[] {
    return this.messages.filter(
      (message) => message.channelId === channelId && (message.ts === headTs || message.threadTs === headTs),
    );
  }

  /** What a channel shows outside of threads, oldest first. */
  channelMessages(channelId: string): readonly Message[] {
    return this.messages.filter(
      (message) => message.channelId === channelId && message.threadTs === undefined,
    );
  }

  /** Deletes a message as a person or its app does: a head with replies leaves a tombstone, any other nothing. */
  deleteMessage(message: Message): void {
    if (message.threadTs === undefined && this.thread(message.channelId, message.ts).length > 1) {
      message.isTombstone = true;
      message.text = 'This message was deleted.';
      message.blocks = [];
      return;
    }
    this.messages.splice(this.messages.indexOf(message), 1);
  }

  issueTrigger(userId: string): string {
    const id = `${this.mint('')}.${this.mint('')}.${this.mint('t')}`;
    this.triggers.set(id, { userId, issuedAtMs: this.#now(), used: false });
    return id;
  }

  openDm(installation: Installation, userId: string): Channel {
    const wanted = [installation.botUserId, userId];
    for (const channel of this.channels.values())
      if (channel.kind === 'im' && wanted.every((id) => channel.members.has(id))) return channel;
    return this.addChannel({ name: '', kind: 'im', teamIds: [installation.teamId], members: wanted });
  }
}

const microsOf = (ts: string): number => Number(ts.replace('.', '')) || 0;
