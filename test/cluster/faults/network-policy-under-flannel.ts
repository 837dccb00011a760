import { DEMO_NAMESPACE } from '../demo.ts';
import type { Fault } from '../fault.ts';
import { kubectl } from '../rig.ts';
import { served } from '../sights.ts';

const POLICY = `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: deny-all, namespace: ${DEMO_NAMESPACE}}
spec: {podSelector: {}, policyTypes: [Ingress, Egress]}
`;

/** What should be cut off answers all the same. */
export const networkPolicyUnderFlannel: Fault = {
  name: 'network-policy-under-flannel',
  cause: 'cni.network-policy-not-enforced',
  severity: 'warning',
  target: 'network',
  inject: (rig) => void kubectl(rig, ['apply', '-f', '-'], POLICY),
  heal: (rig) =>
    void kubectl(rig, ['delete', 'networkpolicy', 'deny-all', '-n', DEMO_NAMESPACE, '--ignore-not-found']),
  seen: [served('node1')],
};
