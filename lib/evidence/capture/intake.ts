import { isObjectKind, type ObjectKind, parseObject } from '../objects/kinds.ts';
import { classify, itemKindOf, kindOfSelfLink } from './classify.ts';
import { fromInternal, isInternal } from './internal-case.ts';
import type { Layout } from './layout.ts';
import { Listing } from './listing.ts';
import type { ObjectStore } from './object-store.ts';
import { isRecord, type RawObject, textOf } from './raw-object.ts';
import type { Skips } from './skips.ts';
import { versionOf } from './version.ts';

/** Lists in lists. */
const MAX_NESTING = 4;

/** Takes the parsed values of one file into the store, and remembers which listings it held. */
export class Intake {
  readonly #path: string;
  readonly #layout: Layout;
  readonly #store: ObjectStore;
  readonly #skips: Skips;
  readonly listings: Listing[] = [];
  /** Objects that went into the store. */
  recognised = 0;

  constructor(path: string, layout: Layout, store: ObjectStore, skips: Skips) {
    this.#path = path;
    this.#layout = layout;
    this.#store = store;
    this.#skips = skips;
  }

  /** A value that stands by itself: an object, a list, or an array of objects. */
  value(raw: unknown, nesting = 0): void {
    if (nesting > MAX_NESTING) {
      this.#skips.add(this.#path, 'too-deep');
    } else if (Array.isArray(raw)) {
      const list = this.list(true);
      for (const item of raw) list.item(item, nesting);
      list.end({});
    } else if (isRecord(raw) && isList(raw)) {
      const items = raw['items'] ?? raw['Items'];
      const list = this.list(false);
      const { items: _items, Items: _internalItems, ...frame } = raw;
      list.begin(frame);
      for (const item of Array.isArray(items) ? items : []) list.item(item, nesting);
      list.end(frame);
    } else if (isRecord(raw)) {
      this.#object(raw, [], undefined);
    } else {
      this.#skips.add(this.#path, 'not-recognised');
    }
  }

  /** A list whose items come one by one. An array tells nothing of itself: it is a listing only where its place says so. */
  list(isArray: boolean): ListIntake {
    const listing = new Listing();
    let hints: readonly (string | undefined)[] | undefined = isArray ? [] : undefined;
    let waiting: { raw: unknown; nesting: number }[] = [];
    const take = (raw: unknown, nesting: number): void => {
      if (isRecord(raw) && !isList(raw)) this.#object(raw, hints ?? [], listing);
      else this.value(raw, nesting + 1);
    };
    return {
      begin: (frame) => {
        hints = hintsOf(frame);
      },
      item: (raw, nesting = 0) => {
        // Where the list's kind is written behind its items, an item without a kind of its own waits for it.
        if (hints === undefined && isRecord(raw) && textOf(raw, 'kind') === undefined)
          waiting.push({ raw, nesting });
        else take(raw, nesting);
      },
      spoil: () => listing.spoilAll(),
      end: (frame) => {
        hints = isArray ? [] : (hintsOf(frame) ?? []);
        for (const { raw, nesting } of waiting) take(raw, nesting);
        waiting = [];
        const named =
          hints.find((hint) => hint !== undefined) ??
          (isArray || hasNoKind(frame) ? this.#layout.kind : undefined);
        listing.finish(
          named !== undefined && isObjectKind(named) ? named : undefined,
          isRecord(frame) ? frame : {},
        );
        if (!isArray || this.#layout.wholeListing) this.listings.push(listing);
      },
    };
  }

  #object(given: RawObject, hints: readonly (string | undefined)[], listing: Listing | undefined): void {
    const raw = normalise(given);
    const version = versionOf(raw);
    if (version) {
      this.#take('ServerVersion', version, undefined);
      return;
    }
    const shaped = classify(raw, hints);
    const what =
      shaped.is === 'other' &&
      shaped.kind === undefined &&
      this.#layout.kind &&
      textOf(raw['metadata'], 'name')
        ? classify(raw, [this.#layout.kind])
        : shaped;
    if (what.is === 'secret') this.#skips.add(this.#path, 'secret');
    else if (what.is === 'object') this.#take(what.kind, raw, listing);
    else this.#skips.add(this.#path, what.kind ? 'kind-not-read' : 'not-recognised', { kind: what.kind });
  }

  #take<K extends ObjectKind>(kind: K, raw: RawObject, listing: Listing | undefined): void {
    const parsed = parseObject(kind, raw);
    if (!parsed.ok) {
      listing?.spoil(kind);
      this.#skips.add(this.#path, 'malformed-object', { kind, field: parsed.field });
      return;
    }
    // A node's bare status has no name, and is still worth judging; of anything else nothing could be said.
    if (kind !== 'Node' && kind !== 'ServerVersion' && textOf(raw['metadata'], 'name') === undefined) {
      listing?.spoil(kind);
      this.#skips.add(this.#path, 'nameless', { kind });
      return;
    }
    const version = Number(textOf(raw['metadata'], 'resourceVersion') ?? Number.NaN);
    this.#store.add(kind, parsed.value, Number.isSafeInteger(version) ? version : undefined);
    listing?.add(kind, parsed.value);
    this.recognised += 1;
  }
}

export interface ListIntake {
  /** What the list says of itself in front of its items. */
  begin(frame: unknown): void;
  item(raw: unknown, nesting?: number): void;
  /** An item could not be read, or the list did not end. */
  spoil(): void;
  /** All that the list says of itself. */
  end(frame: unknown): void;
}

function isList(raw: RawObject): boolean {
  const items = raw['items'] ?? raw['Items'];
  const kind = textOf(raw, 'kind');
  if (Array.isArray(items)) return kind === undefined || kind.endsWith('List');
  return items == null && kind !== undefined && kind.endsWith('List') && raw['spec'] === undefined;
}

const hasNoKind = (frame: unknown): boolean => textOf(frame, 'kind') === undefined;

/** What a list says of the kind of its items, or undefined as long as it has said nothing. */
function hintsOf(frame: unknown): readonly (string | undefined)[] | undefined {
  if (!isRecord(frame)) return undefined;
  const kind = textOf(frame, 'kind');
  const selfLink =
    textOf(frame['metadata'], 'selfLink') ?? textOf(frame, 'selfLink') ?? textOf(frame, 'SelfLink');
  const hints = [itemKindOf(kind), kindOfSelfLink(selfLink)];
  return kind !== undefined || hints.some((hint) => hint !== undefined) ? hints : undefined;
}

/** Brings the forms in which an object may come into the API's own. */
function normalise(raw: RawObject): RawObject {
  const object = isInternal(raw) ? fromInternal(raw) : raw;
  const bare =
    textOf(object, 'kind') === undefined &&
    Array.isArray(object['conditions']) &&
    !isRecord(object['status']);
  const whole = bare ? { status: object } : object;
  return isRecord(whole['metadata']) ? whole : { ...whole, metadata: {} };
}
