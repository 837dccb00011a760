import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { kubectl, on, type Rig, tryKubectl } from './rig.ts';

// A fault keeps what it changes before it changes it, so that healing puts back the very same thing.

const KEPT = '/var/tmp/rig-kept';
const keptName = (path: string): string => `${KEPT}/${path.replaceAll('/', '_')}`;

/** Keeps a file or directory of a machine; the first keeping counts until it is put back. */
export function keepFile(rig: Rig, machine: string, path: string): void {
  const kept = keptName(path);
  on(
    rig,
    machine,
    `mkdir -p ${KEPT}; [ -e ${kept} ] || { cp -a ${path} ${kept}.partial && mv ${kept}.partial ${kept}; }`,
  );
}

/** Puts a kept file back, in place of whatever is there now; nothing happens when none is kept. */
export function putBackFile(rig: Rig, machine: string, path: string): void {
  const kept = keptName(path);
  on(rig, machine, `[ ! -e ${kept} ] || { rm -rf ${path}; cp -a ${kept} ${path}; rm -rf ${kept}; }`);
}

/** Keeps an object, such as `['deployment', 'kube-system', 'coredns']`; a namespace of '' is for what has none. */
export type ObjectName = readonly [kind: string, namespace: string, name: string];

const keptObject = (rig: Rig, object: ObjectName): string =>
  join(rig.dir, 'kept', `${object.join('_')}.json`);
const reference = ([kind, namespace, name]: ObjectName): string[] => [
  kind,
  name,
  ...(namespace === '' ? [] : ['-n', namespace]),
];

export function keepObject(rig: Rig, object: ObjectName): void {
  const path = keptObject(rig, object);
  if (existsSync(path)) return;
  mkdirSync(join(rig.dir, 'kept'), { recursive: true });
  // kubectl prints one object; only these members are touched.
  const parsed = JSON.parse(kubectl(rig, ['get', ...reference(object), '-o', 'json'])) as {
    metadata: Record<string, unknown>;
    status?: unknown;
  };
  for (const owned of ['resourceVersion', 'uid', 'creationTimestamp', 'generation', 'managedFields'])
    delete parsed.metadata[owned];
  delete parsed.status;
  writeFileSync(path, JSON.stringify(parsed));
}

export function putBackObject(rig: Rig, object: ObjectName): void {
  const path = keptObject(rig, object);
  if (!existsSync(path)) return;
  const there = tryKubectl(rig, ['get', ...reference(object)]).status === 0;
  kubectl(rig, [there ? 'replace' : 'create', '-f', '-'], readFileSync(path, 'utf8'));
  rmSync(path);
}

/** Deletes a workload's pods at once, so that neither a rolling update nor a back-off delays what a fault or its end shows. */
export function restartPods(rig: Rig, namespace: string, label: string): void {
  kubectl(rig, [
    'delete',
    'pods',
    '-n',
    namespace,
    '-l',
    label,
    '--grace-period=0',
    '--force',
    '--ignore-not-found',
  ]);
}
