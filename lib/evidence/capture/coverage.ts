import { kinds, type ObjectKind } from '../objects/kinds.ts';
import { fieldOf, isRecord } from './raw-object.ts';

/** Of which kinds, and where, a capture holds all there is: only there does "not found" mean "does not exist". */
export class Coverage {
  readonly #everywhere = new Set<ObjectKind>();
  readonly #namespaces = new Map<ObjectKind, Set<string>>();

  cover(kind: ObjectKind, namespace: string | undefined): void {
    if (namespace === undefined) {
      this.#everywhere.add(kind);
      return;
    }
    const known = this.#namespaces.get(kind) ?? new Set<string>();
    this.#namespaces.set(kind, known.add(namespace));
  }

  /** All of a namespace, or of the cluster where none is given. */
  covers(kind: ObjectKind, namespace: string | undefined): boolean {
    if (this.#everywhere.has(kind)) return true;
    return namespace !== undefined && (this.#namespaces.get(kind)?.has(namespace) ?? false);
  }
}

/** What every object of a listing has in common: the mark that a selector leaves. */
export class Commonality {
  #labels: Map<string, string> | undefined;
  #traits: Map<string, string> | undefined;
  #anyRunning = false;

  add(object: unknown): void {
    const labels = fieldOf(fieldOf(object, 'meta'), 'labels');
    this.#labels = intersect(
      this.#labels,
      isRecord(labels) ? labels : {},
      (key) => !SET_BY_MACHINES.has(key),
    );
    this.#traits = intersect(this.#traits, traitsOf(object), () => true);
    if (fieldOf(object, 'phase') === 'Running') this.#anyRunning = true;
  }

  /**
   * Whether the listing was probably asked for with a selector. A label that all have (`k8s-app`, `app`, `component` …)
   * may be chance, and so may be a field; but to take a part for the whole would be a wrong answer, and not to is a gap.
   * @param oneNode whether the cluster is known to have one node only, so that all pods are on it anyway
   */
  looksSelected(kind: ObjectKind, oneNode: boolean): boolean {
    if (!kinds[kind].namespaced) return false;
    if ((this.#labels?.size ?? 0) > 0) return true;
    if (kind === 'Pod') return !this.#anyRunning || (!oneNode && (this.#traits?.has('nodeName') ?? false));
    if (kind !== 'Event' || this.#traits === undefined) return false;
    return (
      this.#traits.get('type') === 'Warning' ||
      ['reason', 'kind', 'name'].some((trait) => this.#traits?.has(trait))
    );
  }
}

/** Labels that programs put on whatever they make, and that nobody selects by. */
const SET_BY_MACHINES: ReadonlySet<string> = new Set([
  'app.kubernetes.io/managed-by',
  'controller-revision-hash',
  'endpointslice.kubernetes.io/managed-by',
  'heritage',
  'pod-template-generation',
  'pod-template-hash',
]);

function traitsOf(object: unknown): Readonly<Record<string, unknown>> {
  if (!isRecord(object)) return {};
  const about = isRecord(object['about']) ? object['about'] : {};
  const { nodeName, type, reason } = object;
  return { nodeName, type, reason, kind: about['kind'], name: about['name'] };
}

function intersect(
  known: Map<string, string> | undefined,
  next: Readonly<Record<string, unknown>>,
  counts: (key: string) => boolean,
): Map<string, string> {
  const pairs =
    known ??
    new Map(Object.entries(next).filter((pair): pair is [string, string] => isPair(pair) && counts(pair[0])));
  for (const [key, value] of pairs) if (next[key] !== value) pairs.delete(key);
  return pairs;
}

const isPair = ([, value]: [string, unknown]): boolean => typeof value === 'string';
