import { kinds, type ObjectKind, type ObjectOf } from '../objects/kinds.ts';
import { namespaceOfSelfLink } from './classify.ts';
import { Commonality, type Coverage } from './coverage.ts';
import type { Layout } from './layout.ts';
import { fieldOf, isRecord, type RawObject, textOf } from './raw-object.ts';

interface OfKind {
  count: number;
  readonly namespaces: Set<string>;
  readonly common: Commonality;
}

/** One listing of a capture while it is read, and then: of what it holds everything. */
export class Listing {
  readonly #kinds = new Map<ObjectKind, OfKind>();
  readonly #namespaces = new Set<string>();
  readonly #broken = new Set<ObjectKind>();
  /** The kind that the list itself names; a `kind: List` names none. */
  kind: ObjectKind | undefined;
  #paged = false;
  #selfLink: string | undefined;

  add<K extends ObjectKind>(kind: K, object: ObjectOf<K>): void {
    const ofKind = this.#of(kind);
    ofKind.count += 1;
    ofKind.common.add(object);
    const namespace = textOf(fieldOf(object, 'meta'), 'namespace');
    if (namespace === undefined) return;
    ofKind.namespaces.add(namespace);
    this.#namespaces.add(namespace);
  }

  /** An object of this kind could not be read: the listing does not hold all of them. */
  spoil(kind: ObjectKind): void {
    this.#broken.add(kind);
  }

  /** The list did not end, or an item of it could not be read at all. */
  spoilAll(): void {
    this.#paged = true;
  }

  /** Reads what the list says of itself. https://kubernetes.io/docs/reference/using-api/api-concepts/#retrieving-large-results-sets-in-chunks */
  finish(kind: ObjectKind | undefined, frame: RawObject): void {
    this.kind = kind;
    const meta = isRecord(frame['metadata']) ? frame['metadata'] : frame;
    this.#selfLink = textOf(meta, 'selfLink');
    if (textOf(meta, 'continue') !== undefined || Number(meta['remainingItemCount'] ?? 0) > 0)
      this.#paged = true;
    if (kind) this.#of(kind);
  }

  holds(kind: ObjectKind): boolean {
    return this.#kinds.has(kind);
  }

  get onlyNamespace(): string | undefined {
    return this.#namespaces.size === 1 ? [...this.#namespaces][0] : undefined;
  }

  get namespaceCount(): number {
    return this.#namespaces.size;
  }

  /**
   * Marks what this listing holds completely.
   * @param layout what the file's place says of it
   * @param group the namespace to which the listing belongs by its place on a dump's one stream
   * @param oneNode whether the cluster is known to have one node only, so that all pods are on it anyway
   */
  cover(
    coverage: Coverage,
    layout: Layout,
    group: { whole: boolean; namespace: string | undefined },
    oneNode: boolean,
  ): void {
    if (this.#paged) return;
    const fromDump =
      layout.namespace !== undefined && this.kind !== undefined && this.#isOnlyIn(layout.namespace);
    const whole = layout.wholeListing || fromDump || group.whole;
    for (const [kind, { count, namespaces, common }] of this.#kinds) {
      if (this.#broken.has(kind)) continue;
      if (!kinds[kind].namespaced) coverage.cover(kind, undefined);
      else if (!whole && count > 0 && common.looksSelected(kind, oneNode)) continue;
      else if (this.#namespaces.size > 1) coverage.cover(kind, undefined);
      else
        this.#coverOne(
          coverage,
          kind,
          [...namespaces][0] ?? this.#namespaceWhereEmpty(count, layout, group.namespace),
        );
    }
  }

  #isOnlyIn(namespace: string): boolean {
    return this.#namespaces.size === 0 || this.onlyNamespace === namespace;
  }

  #namespaceWhereEmpty(count: number, layout: Layout, group: string | undefined): string | undefined {
    return count > 0 || this.kind === undefined
      ? undefined
      : (namespaceOfSelfLink(this.#selfLink) ?? layout.namespace ?? group);
  }

  #coverOne(coverage: Coverage, kind: ObjectKind, namespace: string | undefined): void {
    if (namespace !== undefined) coverage.cover(kind, namespace);
  }

  #of(kind: ObjectKind): OfKind {
    const known = this.#kinds.get(kind) ?? {
      count: 0,
      namespaces: new Set<string>(),
      common: new Commonality(),
    };
    this.#kinds.set(kind, known);
    return known;
  }
}

/** The listings of one file, in their order. */
export interface FileListings {
  readonly layout: Layout;
  readonly listings: readonly Listing[];
}

/** `cluster-info dump` writes at least so many typed lists a namespace, events first. */
const LISTS_OF_A_DUMP = 4;

/**
 * Marks what the listings of one file hold completely. On a dump's one stream the lists of a namespace follow each
 * other from its events on, so that an empty one among them belongs to the namespace of its neighbours.
 * https://github.com/kubernetes/kubectl/blob/master/pkg/cmd/clusterinfo/clusterinfo_dump.go
 */
export function coverFile({ layout, listings }: FileListings, coverage: Coverage, oneNode: boolean): void {
  const typed = listings.filter((listing) => listing.kind !== undefined);
  const isDump = typed.length >= LISTS_OF_A_DUMP && typed.some((listing) => listing.kind === 'Event');
  let group: Listing[] = [];
  const groups: Listing[][] = [group];
  for (const listing of listings) {
    if (listing.kind === 'Event' || listing.kind === 'Node') groups.push((group = []));
    group.push(listing);
  }
  for (const members of groups) {
    const namespaces = new Set(
      members.map((member) => member.onlyNamespace).filter((name) => name !== undefined),
    );
    const single = namespaces.size === 1 && members.every((member) => member.namespaceCount <= 1);
    const namespace = isDump && single ? [...namespaces][0] : undefined;
    for (const member of members) member.cover(coverage, layout, { whole: isDump, namespace }, oneNode);
  }
}
