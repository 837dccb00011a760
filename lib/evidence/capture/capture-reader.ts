import type { ClusterReader, Cost, ListQuery, LogQuery } from '../cluster-reader.ts';
import { kinds, type ObjectKind, type ObjectOf } from '../objects/kinds.ts';
import { collected, type Listing, nameOf, type Reading } from '../reading.ts';
import type { Coverage } from './coverage.ts';
import type { LogStore } from './log-store.ts';
import type { ObjectStore } from './object-store.ts';
import { labelSelector, matchesFields } from './selectors.ts';

/** Answers from what was captured. What a capture does not hold is `not-captured`, unless it holds all there was. */
export class CaptureReader implements ClusterReader {
  readonly origin = 'capture';
  readonly #store: ObjectStore;
  readonly #coverage: Coverage;
  readonly #logs: LogStore;
  readonly #bytes: number;

  constructor(store: ObjectStore, coverage: Coverage, logs: LogStore, bytes: number) {
    this.#store = store;
    this.#coverage = coverage;
    this.#logs = logs;
    this.#bytes = bytes;
  }

  async get<K extends ObjectKind>(kind: K, name: string, namespace?: string): Promise<Reading<ObjectOf<K>>> {
    const found =
      kind === 'ServerVersion'
        ? [...this.#store.all(kind)][0]
        : this.#store.get(kind, name, scopeOf(kind, namespace));
    if (found !== undefined) return collected(found);
    const what = nameOf(kind, name, namespace);
    return {
      status: this.#coverage.covers(kind, scopeOf(kind, namespace)) ? 'absent' : 'not-captured',
      what,
    };
  }

  async list<K extends ObjectKind>(kind: K, query: ListQuery): Promise<Reading<Listing<ObjectOf<K>>>> {
    const namespace = scopeOf(kind, query.namespace);
    const matchesLabels = labelSelector(query.labels ?? '');
    if (!matchesLabels)
      return { status: 'failed', httpStatus: 400, detail: `label selector: ${query.labels ?? ''}` };
    const complete = this.#covers(kind, namespace);
    const all = this.#candidates(kind, namespace, query);
    const matching: ObjectOf<K>[] = [];
    for (const object of all) {
      const labels = 'meta' in object ? object.meta.labels : {};
      const inScope = namespace === undefined || !('meta' in object) || object.meta.namespace === namespace;
      if (inScope && matchesLabels(labels) && matchesFields(object, query.fields ?? {}))
        matching.push(object);
    }
    if (matching.length === 0 && !complete && this.#holdsNone(kind, namespace)) {
      return {
        status: 'not-captured',
        what: namespace ? `${kinds[kind].plural} of ${namespace}` : kinds[kind].plural,
      };
    }
    if (matching.length <= query.limit) return collected({ items: matching, complete });
    return collected({ items: newestFirst(matching).slice(0, query.limit), complete: false });
  }

  async log(query: LogQuery): Promise<Reading<string>> {
    return this.#logs.read(query);
  }

  cost(): Cost {
    return { requests: 0, bytes: this.#bytes };
  }

  #candidates<K extends ObjectKind>(
    kind: K,
    namespace: string | undefined,
    query: ListQuery,
  ): Iterable<ObjectOf<K>> {
    const nodeName = query.fields?.['spec.nodeName'];
    // Pods by their node: what `podsOfNode` yields are objects of the kind Pod.
    if (kind === 'Pod' && nodeName !== undefined)
      return this.#store.podsOfNode(nodeName) as readonly ObjectOf<K>[];
    return kind === 'EndpointSlice'
      ? (this.#slices(namespace) as ObjectOf<K>[])
      : this.#store.all(kind, namespace);
  }

  /** EndpointSlices, and Endpoints of the Services for which no slice was captured. */
  #slices(namespace: string | undefined): ObjectOf<'EndpointSlice'>[] {
    const slices = [...this.#store.all('EndpointSlice', namespace)];
    const served = new Set(slices.map((slice) => `${slice.meta.namespace}/${slice.serviceName}`));
    const older = [...this.#store.all('Endpoints', namespace)];
    return [...slices, ...older.filter((item) => !served.has(`${item.meta.namespace}/${item.serviceName}`))];
  }

  #covers(kind: ObjectKind, namespace: string | undefined): boolean {
    if (this.#coverage.covers(kind, namespace)) return true;
    return kind === 'EndpointSlice' && this.#coverage.covers('Endpoints', namespace);
  }

  #holdsNone(kind: ObjectKind, namespace: string | undefined): boolean {
    if (!this.#store.all(kind, namespace).next().done) return false;
    return kind !== 'EndpointSlice' || this.#holdsNone('Endpoints', namespace);
  }
}

const scopeOf = (kind: ObjectKind, namespace: string | undefined): string | undefined =>
  kinds[kind].namespaced ? namespace : undefined;

/** Events tell the more the newer they are; other objects keep their order. */
function newestFirst<T>(objects: readonly T[]): readonly T[] {
  const lastAt = (object: T): number =>
    typeof object === 'object' && object !== null && 'lastAt' in object ? Number(object.lastAt ?? 0) : 0;
  return [...objects].sort((one, other) => lastAt(other) - lastAt(one));
}
