import type { EpochMs } from '../../evidence/objects/fields.ts';
import type { Pod } from '../../evidence/objects/pod.ts';
import { isReady } from '../../evidence/objects/pod-state.ts';
import type { Service } from '../../evidence/objects/service.ts';
import type { Workload } from '../../evidence/objects/workload.ts';
import type { Listing } from '../../evidence/reading.ts';
import { say } from '../../messages/message.ts';
import type { EvidenceLine, Finding } from '../check.ts';
import { formatRef, podRef } from '../observe.ts';
import { seenTrouble, troubleOf } from '../pod-trouble.ts';
import type { Endpoints } from './endpoints.ts';
import { nearMisses, selects } from './selector.ts';

const SHOWN = 3;

/** Pods that the Service would send traffic to once they are ready. */
export function matchedPods(service: Service, pods: readonly Pod[]): readonly Pod[] {
  return pods.filter(
    (pod) =>
      selects(service.selector, pod.meta.labels) && pod.phase !== 'Succeeded' && pod.phase !== 'Failed',
  );
}

/** A pod that is going is taken out of the endpoints, ready or not. */
const isServing = (pod: Pod): boolean => isReady(pod) && pod.meta.deletedAt === undefined;

interface Scene {
  readonly service: Service;
  readonly pods: Listing<Pod>;
  readonly workloads: readonly Workload[];
  readonly endpoints: Endpoints | undefined;
  readonly now: EpochMs;
}

/** Whether there are pods behind a Service, and whether one of them is ready. */
export function backendFindings(scene: Scene): Finding[] {
  const { service, pods, endpoints } = scene;
  const matched = matchedPods(service, pods.items);
  if (matched.length > 0) {
    const served = service.publishNotReadyAddresses || matched.some(isServing) || (endpoints?.ready ?? 0) > 0;
    return served ? [] : [noneReady(scene, matched)];
  }
  // Ready endpoints of a selector that matches nothing were made by hand, or the pods were not all seen.
  if (!pods.complete || (endpoints && endpoints.ready > 0)) return [];
  const owners = scene.workloads.filter((workload) => selects(service.selector, workload.templateLabels));
  const stopped = owners.find((workload) => workload.replicas === 0);
  if (stopped) return [scaledToZero(service, stopped)];
  return owners.length > 0 ? [noneCreated(service, owners)] : [selectsNothing(service, pods.items)];
}

const refOf = ({ meta }: Service): Finding['object'] => ({
  kind: 'Service',
  name: meta.name,
  ...(meta.namespace ? { namespace: meta.namespace } : {}),
});

const seenSelector = (service: Service): EvidenceLine => ({
  source: `${formatRef(refOf(service))} .spec.selector`,
  text: say('seen.selector', { selector: service.selector }),
});

function selectsNothing(service: Service, pods: readonly Pod[]): Finding {
  const near = nearMisses(service.selector, pods, SHOWN);
  return {
    cause: 'service.selector-matches-nothing',
    object: refOf(service),
    confidence: 'proven',
    summary: say('service.selector-matches-nothing', {
      service: service.meta.name,
      selector: service.selector,
      near: near.map(({ pod, lacking, instead }) => ({ pod: pod.meta.name, lacking, instead })),
    }),
    evidence: [
      seenSelector(service),
      ...near.map(({ pod }) => ({
        source: formatRef(podRef(pod)),
        text: say('seen.labels', { labels: pod.meta.labels }),
      })),
    ],
  };
}

function noneReady({ service, now }: Scene, matched: readonly Pod[]): Finding {
  const troubled = matched.flatMap((pod) => {
    const trouble = troubleOf(pod, now);
    return trouble ? [{ pod, trouble }] : [];
  });
  return {
    cause: 'service.no-ready-endpoints',
    object: refOf(service),
    confidence: 'proven',
    summary: say('service.no-ready-endpoints', {
      service: service.meta.name,
      matched: matched.length,
      trouble: troubled[0]?.trouble.kind,
    }),
    evidence: [
      seenSelector(service),
      ...troubled.slice(0, SHOWN).flatMap(({ pod, trouble }) => seenTrouble(pod, trouble, now)),
    ],
  };
}

function scaledToZero(service: Service, workload: Workload): Finding {
  return {
    cause: 'service.scaled-to-zero',
    object: refOf(service),
    confidence: 'proven',
    summary: say('service.scaled-to-zero', { service: service.meta.name, workload: workload.meta.name }),
    evidence: [seenSelector(service), seenWorkload(workload)],
  };
}

/** A workload has pods to make for this selector and has made none: a quota, a webhook or its own template refuses them. */
function noneCreated(service: Service, owners: readonly Workload[]): Finding {
  return {
    cause: 'service.no-ready-endpoints',
    object: refOf(service),
    confidence: 'proven',
    summary: say('service.no-pods-created', {
      service: service.meta.name,
      workload: owners[0]?.meta.name ?? '',
    }),
    evidence: [
      seenSelector(service),
      ...owners.map(seenWorkload),
      ...owners.flatMap((owner) =>
        owner.conditions
          .filter((condition) => condition.type === 'ReplicaFailure' && condition.status === 'True')
          .map((condition) => ({
            source: `${owner.meta.name} .status.conditions[ReplicaFailure]`,
            text: say('seen.log', { line: condition.message ?? '' }),
          })),
      ),
    ],
  };
}

function seenWorkload(workload: Workload): EvidenceLine {
  const { desired, ready } = workload;
  return { source: `Workload ${workload.meta.name}`, text: say('seen.workload', { desired, ready }) };
}
