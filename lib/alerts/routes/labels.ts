export type Labels = Readonly<Record<string, string>>;

/** Names of objects and addresses of nodes: nothing in them that ends a word of the grammar or a key. */
const name = /^[A-Za-z0-9](?:[A-Za-z0-9._:-]{0,251}[A-Za-z0-9])?$/;

const usable = (value: string | undefined): string | undefined =>
  value !== undefined && name.test(value) ? value : undefined;

/** The first of the labels that holds a usable name. */
export function firstName(labels: Labels, keys: readonly string[]): string | undefined {
  for (const key of keys) {
    const value = usable(labels[key]);
    if (value) return value;
  }
  return undefined;
}

const stateMetrics = /(^|[-/])kube-state-metrics($|[-:.])/;

/** Exporters that stand for what they watch: their own Service or pod is never what an alert is about. */
const exporters = /(^|[-/])(kube-state-metrics|node-exporter|blackbox-exporter|cadvisor|kubelet)($|[-:.])/;

const isExporter = (value: string | undefined): boolean => value !== undefined && exporters.test(value);

/** Whether the alert comes from kube-state-metrics, whose `instance` is its own address. */
const isFromStateMetrics = (labels: Labels): boolean =>
  ['job', 'service', 'pod', 'container', 'endpoint', 'instance'].some((key) =>
    stateMetrics.test(labels[key] ?? ''),
  );

/** Whether Prometheus renamed the metric's own labels since the target had them too: honor_labels is false. */
const isRenamed = (labels: Labels): boolean =>
  ['exported_namespace', 'exported_pod', 'exported_node', 'exported_service', 'exported_container'].some(
    (key) => labels[key],
  );

/**
 * The labels that speak of the object. Where an exporter and its metric both have a label, the exporter's own has the
 * plain name and the metric's is `exported_…`:
 * https://prometheus.io/docs/prometheus/latest/configuration/configuration/#scrape_config (honor_labels)
 */
export function ownLabels(labels: Labels): Labels {
  const own: Record<string, string> = { ...labels };
  if (isFromStateMetrics(labels)) delete own['instance'];
  if (isExporter(labels['service'])) delete own['service'];
  if (isRenamed(labels) || isExporter(labels['pod'])) {
    for (const key of ['namespace', 'pod', 'container', 'service']) delete own[key];
    // The node on which the exporter runs.
    if (isRenamed(labels) && isFromStateMetrics(labels)) delete own['node'];
  }
  for (const key of ['namespace', 'pod', 'node', 'service', 'container']) {
    const exported = labels[`exported_${key}`];
    if (exported) own[key] = exported;
  }
  return own;
}

/** Labels that name the node itself; what relabelling makes of `__meta_kubernetes_node_name` among them. */
const nodeKeys = ['node', 'node_name', 'kubernetes_node', 'nodename', 'host', 'hostname'];

export const nodeOf = (labels: Labels): string | undefined => firstName(labels, nodeKeys);

/** The host of `node-3:9100`, `10.0.0.7:9100`, `[fd00::7]:9100`, or of an address without a port. */
export function hostOf(instance: string | undefined): string | undefined {
  if (!instance) return undefined;
  const bracketed = /^\[([0-9A-Fa-f:]+)\](?::\d+)?$/.exec(instance);
  if (bracketed) return usable(bracketed[1]);
  const colons = instance.split(':').length - 1;
  return usable(colons === 1 ? instance.replace(/:\d+$/, '') : instance);
}
