import type { ObjectKind } from '../objects/kinds.ts';
import { kindOfPlural } from './classify.ts';

/** Whose log a file is. */
export interface LogOwner {
  readonly namespace: string;
  readonly pod: string;
  /** Missing where the frames inside the file say it. */
  readonly container?: string;
  readonly previous: boolean;
}

/** What a file's place in a capture says of its content. */
export interface Layout {
  readonly kind?: ObjectKind;
  readonly namespace?: string;
  /** The tool that made this layout writes whole listings there: no selector was at work. */
  readonly wholeListing: boolean;
  readonly log?: LogOwner;
}

const NOTHING: Layout = { wholeListing: false };

/** The files of one namespace in a `kubectl cluster-info dump`: https://github.com/kubernetes/kubectl/blob/master/pkg/cmd/clusterinfo/clusterinfo_dump.go */
const DUMP_FILES: ReadonlySet<string> = new Set([
  'events',
  'services',
  'daemonsets',
  'deployments',
  'replicasets',
  'pods',
]);

/** A DNS-1123 name, as namespaces and pods have: https://kubernetes.io/docs/concepts/overview/working-with-objects/names/ */
const NAME = /^[a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?$/;

/**
 * Reads a path's end, so that it does not matter from where a capture is opened. Layouts:
 * - `cluster-info dump`: `nodes.json`, `NS/pods.json`, `NS/POD/logs.txt`
 * - support bundles: `cluster-resources/pods/NS.json`, `pods/logs/NS/POD/CONTAINER.log`
 *   (https://troubleshoot.sh/docs/collect/cluster-resources/)
 * - must-gather: `namespaces/NS/core/pods.yaml`, `cluster-scoped-resources/core/nodes/NODE.yaml`,
 *   `namespaces/NS/pods/POD/CONTAINER/CONTAINER/logs/current.log` (https://github.com/openshift/must-gather)
 * - others that keep logs as `NS/POD/CONTAINER.log`
 */
export function layoutOf(path: string): Layout {
  const parts = path.split(/[\\/!]+/).filter((part) => part !== '');
  const file = parts.at(-1) ?? '';
  const stem = file.replace(/\.(?:json|ya?ml|log|txt)(?:\.gz)?$/i, '');
  if (/\.log(?:\.gz)?$/i.test(file) || /^logs(?:-.{1,253})?\.txt$/i.test(file)) return logLayout(parts, stem);
  const [grandparent, parent] = [parts.at(-3), parts.at(-2)];
  if (grandparent === 'cluster-resources' && parent)
    return optional(kindOfPlural(parent), namespaceIn(stem), true);
  if (parent === 'cluster-resources') return optional(kindOfPlural(stem), undefined, true);
  if (parts.at(-4) === 'namespaces' && grandparent && kindOfPlural(stem)) {
    return optional(kindOfPlural(stem), namespaceIn(grandparent), true);
  }
  const kind = kindOfPlural(stem);
  if (kind && DUMP_FILES.has(stem)) return optional(kind, parent && namespaceIn(parent), false);
  if (kind) return optional(kind, undefined, false);
  return parent ? optional(kindOfPlural(parent), undefined, false) : NOTHING;
}

function optional(
  kind: ObjectKind | undefined,
  namespace: string | undefined,
  wholeListing: boolean,
): Layout {
  return {
    wholeListing: wholeListing && kind !== undefined,
    ...(kind ? { kind } : {}),
    ...(namespace ? { namespace } : {}),
  };
}

const namespaceIn = (text: string): string | undefined => (NAME.test(text) ? text : undefined);

function logLayout(parts: readonly string[], stem: string): Layout {
  const previous = /^previous$|[.-]previous$/.test(stem);
  const owner =
    stem === 'current' || stem === 'previous' || stem === 'previous.insecure' || stem === 'current.insecure'
      ? ownerOfFolder(parts.slice(0, -1))
      : ownerOfFile(parts, stem);
  if (!owner || !NAME.test(owner.namespace) || !NAME.test(owner.pod)) return NOTHING;
  return { wholeListing: false, log: { ...owner, previous } };
}

type Owner = Omit<LogOwner, 'previous'>;

/** `…/NS/POD/CONTAINER/current.log`, and must-gather's `…/NS/pods/POD/CONTAINER/CONTAINER/logs/current.log`. */
function ownerOfFolder(folders: readonly string[]): Owner | undefined {
  const inLogs = folders.at(-1) === 'logs' ? folders.slice(0, -1) : folders;
  const container = inLogs.at(-1);
  const rest = inLogs.at(-2) === container ? inLogs.slice(0, -2) : inLogs.slice(0, -1);
  const pod = rest.at(-1);
  const namespace = rest.at(-2) === 'pods' ? rest.at(-3) : rest.at(-2);
  return namespace && pod && container ? { namespace, pod, container } : undefined;
}

/** `…/NS/POD/CONTAINER.log` and `…/NS/POD/logs.txt`, `logs-CONTAINER-previous.txt` beside it. */
function ownerOfFile(parts: readonly string[], stem: string): Owner | undefined {
  const [namespace, pod] = [parts.at(-3), parts.at(-2)];
  if (!namespace || !pod) return undefined;
  if (stem === 'logs') return { namespace, pod };
  return { namespace, pod, container: stem.replace(/^logs-/, '').replace(/[.-]previous$/, '') };
}
