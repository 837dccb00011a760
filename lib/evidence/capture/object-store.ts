import type { EpochMs } from '../objects/fields.ts';
import type { ObjectKind, ObjectOf } from '../objects/kinds.ts';
import { newestMoment } from './newest.ts';
import { fieldOf, textOf } from './raw-object.ts';

interface Entry {
  object: ObjectOf<ObjectKind>;
  /** As the API server counts its writes; undefined where the capture has none. */
  resourceVersion: number | undefined;
  newest: EpochMs | undefined;
}

type ByName = Map<string, Entry>;

/** The objects of a capture, narrow ones only, found by kind, namespace and name, pods also by their node. */
export class ObjectStore {
  readonly #kinds = new Map<ObjectKind, Map<string, ByName>>();
  #byNode: Map<string, ObjectOf<'Pod'>[]> | undefined;
  #nameless = 0;

  /** Of two states of one object the later one stays; of equal ones the first. */
  add<K extends ObjectKind>(kind: K, object: ObjectOf<K>, resourceVersion: number | undefined): void {
    const meta = fieldOf(object, 'meta');
    const namespace = textOf(meta, 'namespace') ?? '';
    const name = textOf(meta, 'name') ?? `\n${(this.#nameless += 1)}`;
    const namespaces = this.#kinds.get(kind) ?? new Map<string, ByName>();
    this.#kinds.set(kind, namespaces);
    const names = namespaces.get(namespace) ?? new Map<string, Entry>();
    namespaces.set(namespace, names);
    const entry = { object, resourceVersion, newest: newestMoment(object) };
    const known = names.get(name);
    if (!known || isLater(entry, known)) names.set(name, entry);
    this.#byNode = undefined;
  }

  get<K extends ObjectKind>(kind: K, name: string, namespace: string | undefined): ObjectOf<K> | undefined {
    const object = this.#kinds
      .get(kind)
      ?.get(namespace ?? '')
      ?.get(name)?.object;
    return object as ObjectOf<K> | undefined; // `add` puts objects of a kind under that kind only
  }

  /** All objects of a kind, of one namespace or of all. */
  *all<K extends ObjectKind>(kind: K, namespace?: string): Generator<ObjectOf<K>> {
    const namespaces = this.#kinds.get(kind);
    if (!namespaces) return;
    const chosen =
      namespace === undefined
        ? [...namespaces.values()]
        : [namespaces.get(namespace) ?? new Map<string, Entry>()];
    for (const names of chosen) {
      for (const { object } of names.values()) yield object as ObjectOf<K>; // as above
    }
  }

  podsOfNode(nodeName: string): readonly ObjectOf<'Pod'>[] {
    this.#byNode ??= groupByNode(this.all('Pod'));
    return this.#byNode.get(nodeName) ?? [];
  }

  count(kind: ObjectKind): number {
    let count = 0;
    for (const names of this.#kinds.get(kind)?.values() ?? []) count += names.size;
    return count;
  }

  get counts(): Readonly<Partial<Record<ObjectKind, number>>> {
    return Object.fromEntries([...this.#kinds.keys()].map((kind) => [kind, this.count(kind)]));
  }

  get newest(): EpochMs | undefined {
    let newest: EpochMs | undefined;
    for (const namespaces of this.#kinds.values()) {
      for (const names of namespaces.values()) {
        for (const entry of names.values()) if ((entry.newest ?? 0) > (newest ?? 0)) newest = entry.newest;
      }
    }
    return newest;
  }
}

function groupByNode(pods: Iterable<ObjectOf<'Pod'>>): Map<string, ObjectOf<'Pod'>[]> {
  const groups = new Map<string, ObjectOf<'Pod'>[]>();
  for (const pod of pods) {
    const group = groups.get(pod.nodeName ?? '');
    if (group) group.push(pod);
    else groups.set(pod.nodeName ?? '', [pod]);
  }
  return groups;
}

function isLater(one: Entry, other: Entry): boolean {
  if (one.resourceVersion !== undefined && other.resourceVersion !== undefined) {
    return one.resourceVersion > other.resourceVersion;
  }
  return (one.newest ?? 0) > (other.newest ?? 0);
}
