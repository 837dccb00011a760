import type { Fault } from '../fault.ts';
import { keepObject, type ObjectName, putBackObject } from '../keep.ts';
import { kubectl } from '../rig.ts';
import { unresolved } from '../sights.ts';

const SERVICE: ObjectName = ['service', 'kube-system', 'kube-dns'];

export const corednsServiceMissing: Fault = {
  name: 'coredns-service-missing',
  cause: 'dns.object-missing',
  severity: 'error',
  target: 'dns',
  inject: (rig) => {
    keepObject(rig, SERVICE);
    kubectl(rig, ['delete', 'service', 'kube-dns', '-n', 'kube-system', '--ignore-not-found']);
  },
  heal: (rig) => putBackObject(rig, SERVICE),
  seen: [unresolved('node1', 'kubernetes.default')],
};
