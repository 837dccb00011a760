import { describe, expect, test } from '@jest/globals';
import { targetOf } from '../../incidents/target-of.ts';
import { routeAlert } from './route-alert.ts';
import { neverDiagnosed, routes } from './routes.ts';

type Labels = Readonly<Record<string, string>>;

const route = (name: string, labels: Labels = {}): string => {
  const routed = routeAlert({ name, labels: { alertname: name, ...labels } });
  return routed.kind === 'diagnosed' ? `${routed.object} → ${routed.target ?? 'nothing'}` : routed.kind;
};

/** What kube-state-metrics adds of its own to whatever it tells. */
const stateMetrics = {
  job: 'kube-state-metrics',
  instance: '10.244.1.7:8080',
  service: 'kube-state-metrics',
  namespace: 'monitoring',
  pod: 'kube-state-metrics-7d4b9c6f5d-x2x8z',
};
const exporter = {
  job: 'node-exporter',
  namespace: 'monitoring',
  service: 'node-exporter',
  pod: 'node-exporter-x2x8z',
};
const node3 = 'node/node-3 → node node-3';

/** Every name that the rule sets have, with labels as they send them, and where it leads. */
const sent: readonly { readonly names: string; readonly labels: Labels; readonly leads: string }[] = [
  {
    names: 'KubeNodeNotReady KubeNodePressure KubeNodeUnreachable KubeNodeReadinessFlapping',
    labels: { ...stateMetrics, node: 'node-3', cluster: 'prod' },
    leads: node3,
  },
  {
    names:
      'KubeletTooManyPods KubeNodeEviction KubeletPlegDurationHigh KubeletPodStartUpLatencyHigh KubeletClientCertificateExpiration KubeletServerCertificateExpiration KubeletClientCertificateRenewalErrors KubeletServerCertificateRenewalErrors KubeletInstanceUnreachable',
    labels: { node: 'node-3', instance: '10.0.0.7:10250', job: 'kubelet', namespace: 'kube-system' },
    leads: node3,
  },
  { names: 'KubeletDown', labels: { cluster: 'prod' }, leads: 'cluster → cluster' },
  { names: 'KubeProxyDown', labels: { cluster: 'prod' }, leads: 'proxy → proxy' },
  { names: 'KubeProxyInstanceUnreachable', labels: { instance: '10.0.0.7:10249' }, leads: 'proxy → proxy' },
  {
    names: 'TargetDown',
    labels: { job: 'coredns', service: 'kube-dns', namespace: 'kube-system' },
    leads: 'dns → dns',
  },
  {
    names: 'TargetDown',
    labels: { job: 'kubelet', service: 'kubelet', namespace: 'kube-system' },
    leads: 'cluster → cluster',
  },
  {
    names: 'TargetDown',
    labels: { job: 'kube-proxy', service: 'kube-proxy', namespace: 'kube-system' },
    leads: 'proxy → proxy',
  },
  {
    names:
      'CoreDNSDown CoreDNSLatencyHigh CoreDNSErrorsHigh CoreDNSForwardLatencyHigh CoreDNSForwardErrorsHigh CoreDNSForwardHealthcheckFailureCount CoreDNSForwardHealthcheckBrokenCount CoreDNSPanicCount',
    labels: { instance: '10.244.0.3:9153', pod: 'coredns-7d4b9c6f5d-x2x8z', node: 'node-1' },
    leads: 'dns → dns',
  },
  {
    names: 'KubePodCrashLooping KubePodNotReady KubeContainerWaiting',
    labels: { ...stateMetrics, exported_namespace: 'kube-system', exported_pod: 'coredns-7d4b9c6f5d-x2x8z' },
    leads: 'dns → dns',
  },
  {
    names: 'KubeDeploymentReplicasMismatch KubeDeploymentRolloutStuck',
    labels: {
      namespace: 'kube-system',
      deployment: 'coredns',
      job: 'kube-state-metrics',
      instance: '10.244.1.7:8080',
    },
    leads: 'dns → dns',
  },
  {
    names: 'KubeDaemonSetRolloutStuck KubeDaemonSetNotScheduled KubeDaemonSetMisScheduled',
    labels: { namespace: 'kube-system', daemonset: 'kube-proxy', job: 'kube-state-metrics' },
    leads: 'proxy → proxy',
  },
  {
    names: 'KubeDaemonSetRolloutStuck KubeDaemonSetNotScheduled KubeDaemonSetMisScheduled',
    labels: { namespace: 'kube-flannel', daemonset: 'kube-flannel-ds' },
    leads: 'network → network',
  },
  {
    names:
      'KubeAPIDown KubeAPIInstanceUnreachable KubeAPIErrorBudgetBurn KubeClientCertificateExpiration KubeClientErrors KubeAggregatedAPIDown KubeVersionMismatch',
    labels: { instance: '10.0.0.1:6443', job: 'apiserver' },
    leads: 'cluster → cluster',
  },
  {
    names:
      'NodeFilesystemSpaceFillingUp NodeFilesystemAlmostOutOfSpace NodeFilesystemFilesFillingUp NodeFilesystemAlmostOutOfFiles NodeHighNumberConntrackEntriesUsed NodeClockSkewDetected NodeClockNotSynchronising NodeFileDescriptorLimit NodeSystemdServiceFailed NodeSystemdServiceCrashlooping NodeNetworkReceiveErrs NodeNetworkTransmitErrs NodeMemoryHighUtilization NodeMemoryMajorPagesFaults NodeSystemSaturation NodeDiskIOSaturation NodeCPUHighUsage NodeNetworkInterfaceFlapping',
    labels: { ...exporter, instance: '10.0.0.7:9100', name: 'kubelet.service' },
    leads: 'node/10.0.0.7 → node 10.0.0.7',
  },
  { names: 'Watchdog InfoInhibitor', labels: { severity: 'none' }, leads: 'never-diagnosed' },
];

const each = sent.flatMap(({ names, labels, leads }) =>
  names.split(' ').map((name) => ({ name, labels, leads })),
);

describe('the usual rule sets', () => {
  test.each(each)('$name leads to $leads', ({ name, labels, leads }) => {
    expect(route(name, labels)).toBe(leads);
  });

  test('are all there: no route without an example, no example without a route', () => {
    const routed = new Set([...routes.flatMap(({ alerts }) => alerts), ...neverDiagnosed]);
    expect(new Set(each.map(({ name }) => name))).toEqual(routed);
    expect(routes.flatMap(({ alerts }) => alerts)).toHaveLength(routed.size - neverDiagnosed.length);
  });

  test('lead to targets that the grammar reads', () => {
    for (const { leads } of each) {
      const [, words] = leads.split(' → ');
      if (words) expect([words, targetOf(words) !== undefined]).toEqual([words, true]);
    }
  });
});

describe("kube-state-metrics' own labels", () => {
  test.each(['instance', 'pod', 'service', 'namespace'])('are never what an alert is about: %s', (key) => {
    const { [key as 'pod']: value } = stateMetrics;
    expect(route('SomethingOfOurs', { job: 'kube-state-metrics', [key]: value })).toBe(
      'alert/SomethingOfOurs → nothing',
    );
    expect(route('SomethingOfOurs', stateMetrics)).toBe('alert/SomethingOfOurs → nothing');
  });

  test('give way to those of the metric', () => {
    const renamed = { ...stateMetrics, node: 'node-9', exported_node: 'node-3' };
    expect(route('KubeNodeNotReady', renamed)).toBe(node3);
    expect(
      route('SomethingOfOurs', {
        ...stateMetrics,
        node: 'node-9',
        exported_namespace: 'shop',
        exported_pod: 'cart-0',
      }),
    ).toBe('workload/shop/cart → nothing');
  });

  test('do not name a node where the alert about a node names none', () => {
    expect(route('KubeNodeNotReady', stateMetrics)).toBe('cluster → cluster');
    expect(route('KubeletTooManyPods', stateMetrics)).toBe('cluster → cluster');
  });
});

describe('an address', () => {
  test.each([
    ['10.0.0.7:9100', '10.0.0.7'],
    ['node-3:9100', 'node-3'],
    ['node-3', 'node-3'],
    ['[fd00::7]:9100', 'fd00::7'],
  ])('%s of the exporter on a node is the node %s', (instance, name) => {
    expect(route('NodeCPUHighUsage', { ...exporter, instance })).toBe(`node/${name} → node ${name}`);
    expect(targetOf(`node ${name}`)).toEqual({ kind: 'node', name });
  });

  test('of something else is no node', () => {
    expect(route('ProbeFailed', { job: 'blackbox', instance: 'https://shop.example/' })).toBe(
      'alert/ProbeFailed → nothing',
    );
    expect(route('QueueTooLong', { job: 'app', instance: '10.244.3.4:8080' })).toBe(
      'alert/QueueTooLong → nothing',
    );
  });
});

describe('an alert that nobody knows', () => {
  test.each<[Labels, string]>([
    [{ node: 'node-3', namespace: 'shop', service: 'cart' }, node3],
    [{ namespace: 'shop', service: 'cart', pod: 'cart-0' }, 'service/shop/cart → service shop/cart'],
    [{ namespace: 'kube-system', service: 'kube-dns' }, 'dns → dns'],
    [{ namespace: 'shop', pod: 'cart-7d4b9c6f5d-x2x8z' }, 'workload/shop/cart → nothing'],
    [{ namespace: 'shop', pod: 'db-2' }, 'workload/shop/db → nothing'],
    [{ namespace: 'shop' }, 'alert/SomethingOfOurs → nothing'],
    [{ job: 'node-exporter', instance: 'node-3:9100' }, node3],
    [{}, 'alert/SomethingOfOurs → nothing'],
  ])('with %j', (labels, leads) => {
    expect(route('SomethingOfOurs', labels)).toBe(leads);
  });
});

describe('a name that is none', () => {
  test.each(['<!channel>', 'node-3 prod', 'x; reboot', '../..', `${'n'.repeat(300)}`, '-', 'a/b', '“n”'])(
    '%s is not taken',
    (name) => {
      expect(route('SomethingOfOurs', { node: name, namespace: 'shop', service: name })).toBe(
        'alert/SomethingOfOurs → nothing',
      );
    },
  );

  test('a node that is called like a part of the cluster is a node', () => {
    expect(route('KubeNodeNotReady', { node: 'dns' })).toBe('node/dns → node dns');
    expect(targetOf('node dns')).toEqual({ kind: 'node', name: 'dns' });
  });

  test('an endless name of an alert makes a short key, another for another name', () => {
    const [one, other] = [route('a'.repeat(300)), route(`${'a'.repeat(299)}b`)];
    expect(one.length).toBeLessThan(130);
    expect(one).not.toBe(other);
  });
});
