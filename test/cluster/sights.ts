import { resolves, serves } from './demo.ts';
import type { Sight } from './fault.ts';
import { kubectl, type Rig, tryOn } from './rig.ts';

/** A condition of a node: `Ready` is `True`, `False` or `Unknown`. */
export const condition = (node: string, type: string, status: string): Sight => ({
  what: `${node} has ${type}=${status}`,
  holds: (rig) =>
    kubectl(rig, [
      'get',
      'node',
      node,
      '-o',
      `jsonpath={.status.conditions[?(@.type=="${type}")].status}`,
    ]) === status,
});

export const message = (node: string, type: string, pattern: RegExp): Sight => ({
  what: `${node}'s ${type} condition says ${pattern}`,
  holds: (rig) =>
    pattern.test(
      kubectl(rig, [
        'get',
        'node',
        node,
        '-o',
        `jsonpath={.status.conditions[?(@.type=="${type}")].message}`,
      ]),
    ),
});

/** The journal of a unit since the machine's last boot matches. */
export const journal = (node: string, unit: string, pattern: RegExp): Sight => ({
  what: `${unit}'s journal on ${node} has ${pattern}`,
  holds: (rig) =>
    pattern.test(
      tryOn(
        rig,
        node,
        `journalctl --no-pager -o cat -u ${unit} -n 400; journalctl --no-pager -n 200 | grep ${unit}`,
      ).stdout,
    ),
});

export const unitIs = (node: string, unit: string, state: string): Sight => ({
  what: `${unit} on ${node} is ${state}`,
  holds: (rig) => tryOn(rig, node, `systemctl is-active ${unit}`).stdout.trim() === state,
});

/** A log of any pod with the label, the last run's included. */
export const podLog = (namespace: string, label: string, pattern: RegExp): Sight => ({
  what: `a log of ${namespace}/${label} has ${pattern}`,
  holds: (rig) => podNames(rig, namespace, label).some((pod) => pattern.test(logs(rig, namespace, pod))),
});

/** No log of any pod with the label matches. */
export const podLogLacks = (namespace: string, label: string, pattern: RegExp): Sight => ({
  what: `no log of ${namespace}/${label} has ${pattern}`,
  holds: (rig) => podNames(rig, namespace, label).every((pod) => !pattern.test(logs(rig, namespace, pod))),
});

function podNames(rig: Rig, namespace: string, label: string): string[] {
  return kubectl(rig, ['get', 'pods', '-n', namespace, '-l', label, '-o', 'name'])
    .split('\n')
    .filter(Boolean);
}

function logs(rig: Rig, namespace: string, pod: string): string {
  const of = (...more: string[]) => {
    try {
      return kubectl(rig, ['logs', '-n', namespace, pod, '--tail=200', ...more]);
    } catch {
      return ''; // A container that has not run yet has no log: what we look for is not in it.
    }
  };
  return of() + of('--previous');
}

/** Any pod with the label is in the state that kubectl's STATUS column shows. */
export const podStatus = (namespace: string, label: string, pattern: RegExp): Sight => ({
  what: `a pod of ${namespace}/${label} shows ${pattern}`,
  holds: (rig) =>
    kubectl(rig, ['get', 'pods', '-n', namespace, '-l', label, '--no-headers'])
      .split('\n')
      .some((line) => pattern.test(line.split(/\s+/)[2] ?? '')),
});

export const noPods = (namespace: string, label: string, node?: string): Sight => ({
  what: `no pod of ${namespace}/${label}${node === undefined ? '' : ` on ${node}`}`,
  holds: (rig) => {
    const field = node === undefined ? [] : [`--field-selector=spec.nodeName=${node}`];
    return kubectl(rig, ['get', 'pods', '-n', namespace, '-l', label, ...field, '-o', 'name']).trim() === '';
  },
});

export const event = (namespace: string, reason: string, pattern: RegExp): Sight => ({
  what: `an event ${reason} in ${namespace} says ${pattern}`,
  holds: (rig) =>
    pattern.test(
      kubectl(rig, [
        'get',
        'events',
        '-n',
        namespace,
        `--field-selector=reason=${reason}`,
        '-o',
        'jsonpath={.items[*].message}',
      ]),
    ),
});

export const unresolved = (node: string, name: string): Sight => ({
  what: `a pod on ${node} cannot resolve ${name}`,
  holds: (rig) => !resolves(rig, node, name),
});

export const unserved = (node: string): Sight => ({
  what: `a pod on ${node} cannot reach Service web`,
  holds: (rig) => !serves(rig, node),
});
export const served = (node: string): Sight => ({
  what: `a pod on ${node} reaches Service web`,
  holds: (rig) => serves(rig, node),
});
