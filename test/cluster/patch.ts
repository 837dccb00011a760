import type { ObjectName } from './keep.ts';
import { kubectl, type Rig } from './rig.ts';

/** A merge patch; a strategic one would be right too, but this one is the same for every kind. */
export function patch(rig: Rig, [kind, namespace, name]: ObjectName, change: object): void {
  const where = namespace === '' ? [] : ['-n', namespace];
  kubectl(rig, ['patch', kind, name, ...where, '--type=merge', '-p', JSON.stringify(change)]);
}

/** A JSON patch, for a member of a list. */
export function patchAt(rig: Rig, [kind, namespace, name]: ObjectName, path: string, value: unknown): void {
  kubectl(rig, [
    'patch',
    kind,
    name,
    '-n',
    namespace,
    '--type=json',
    '-p',
    JSON.stringify([{ op: 'add', path, value }]),
  ]);
}
