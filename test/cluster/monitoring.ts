import { copyFileSync, existsSync, mkdirSync, mkdtempSync, renameSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePorts, openDoor, openDoorOut } from './doors.ts';
import { CONTROL, CONTROL_IP, initPid, on, type Rig } from './rig.ts';
import { run } from './run.ts';

const PACKAGES = ['prometheus', 'prometheus-alertmanager'] as const;
const WEBHOOK_PORT = 9999;

/** Rules under the names that the Kubernetes mixin uses (https://github.com/kubernetes-monitoring/kubernetes-mixin), with short delays. */
const RULES = `groups:
- name: nodes
  rules:
  - alert: KubeNodeNotReady
    expr: kube_node_status_condition{condition="Ready",status="true"} == 0 and on (node) kube_node_spec_unschedulable == 0
    for: 10s
    labels: {severity: warning}
    annotations: {summary: Node is not ready.}
  - alert: KubeNodeUnreachable
    expr: kube_node_spec_taint{key="node.kubernetes.io/unreachable",effect="NoSchedule"} == 1
    for: 10s
    labels: {severity: warning}
    annotations: {summary: Node is unreachable.}
- name: workloads
  rules:
  - alert: KubePodCrashLooping
    expr: max_over_time(kube_pod_container_status_waiting_reason{reason="CrashLoopBackOff"}[1m]) >= 1
    for: 10s
    labels: {severity: warning}
    annotations: {summary: Pod is crash looping.}
  - alert: KubeDeploymentReplicasMismatch
    expr: kube_deployment_spec_replicas > kube_deployment_status_replicas_available
    for: 20s
    labels: {severity: warning}
    annotations: {summary: Deployment has not matched the expected number of replicas.}
- name: watchdog
  rules:
  - alert: Watchdog
    expr: vector(1)
    labels: {severity: none}
    annotations: {summary: An alert that should always be firing.}
`;

const PROMETHEUS = `global: {scrape_interval: 5s, evaluation_interval: 5s}
rule_files: [/etc/monitoring/rules.yml]
alerting: {alertmanagers: [{static_configs: [{targets: ['127.0.0.1:9093']}]}]}
scrape_configs:
- job_name: kube-state-metrics
  honor_labels: true
  static_configs: [{targets: ['127.0.0.1:8080']}]
`;

const ALERTMANAGER = `route: {receiver: wardround, group_by: [namespace], group_wait: 5s, group_interval: 10s, repeat_interval: 12h}
receivers:
- name: wardround
  webhook_configs: [{url: 'http://${CONTROL_IP}:${WEBHOOK_PORT}/alerts', send_resolved: true, max_alerts: 50}]
`;

const UNITS: Readonly<Record<string, string>> = {
  'kube-state-metrics':
    'kube-state-metrics --kubeconfig=/etc/kubernetes/admin.conf --host=127.0.0.1 --port=8080 --telemetry-host=127.0.0.1',
  prometheus:
    'prometheus --config.file=/etc/monitoring/prometheus.yml --storage.tsdb.path=/var/lib/prometheus --web.listen-address=127.0.0.1:9090',
  alertmanager:
    'prometheus-alertmanager --config.file=/etc/monitoring/alertmanager.yml --storage.path=/var/lib/alertmanager --web.listen-address=127.0.0.1:9093 --cluster.listen-address=',
};

/**
 * Starts kube-state-metrics and Debian's Prometheus and Alertmanager on the control machine. Alertmanager posts to `/alerts` on the host's
 * loopback at `webhookPort`. Prints where the two can be looked at.
 */
export async function startMonitoring(rig: Rig, webhookPort: number): Promise<void> {
  const root = `/proc/${initPid(rig, CONTROL)}/root`;
  const debian = debianFiles(rig);
  for (const name of PACKAGES) {
    const program = `${root}/usr/bin/${name}`;
    if (!existsSync(program)) copyFileSync(join(debian, 'usr/bin', name), program);
  }
  // Debian's Alertmanager reads its own templates from here and does not start without them.
  run([
    'cp',
    '-r',
    '--no-clobber',
    '--no-dereference',
    join(debian, 'usr/share/prometheus'),
    `${root}/usr/share/`,
  ]);
  const files = { rules: RULES, prometheus: PROMETHEUS, alertmanager: ALERTMANAGER };
  on(rig, CONTROL, 'mkdir -p /etc/monitoring /var/lib/prometheus /var/lib/alertmanager');
  for (const [name, text] of Object.entries(files))
    on(rig, CONTROL, `cat > /etc/monitoring/${name}.yml`, text);
  for (const [name, command] of Object.entries(UNITS)) {
    on(
      rig,
      CONTROL,
      `systemctl is-active --quiet ${name} || systemd-run --quiet --unit=${name} -p Restart=always ${command}`,
    );
  }
  openDoorOut(rig, CONTROL, WEBHOOK_PORT, `127.0.0.1:${webhookPort}`);
  const [prometheusPort = 0, alertmanagerPort = 0] = await freePorts(2);
  openDoor(rig, CONTROL, prometheusPort, '127.0.0.1:9090');
  openDoor(rig, CONTROL, alertmanagerPort, '127.0.0.1:9093');
  console.log(
    `Prometheus http://127.0.0.1:${prometheusPort}, Alertmanager http://127.0.0.1:${alertmanagerPort}`,
  );
}

/** Debian's programs without their services: the packages are unpacked into the cache, not installed. */
function debianFiles(rig: Rig): string {
  const dir = join(rig.cacheDir, 'monitoring');
  if (existsSync(dir)) return dir;
  const work = mkdtempSync(join(tmpdir(), 'monitoring-'));
  const partial = `${dir}.${process.pid}`;
  mkdirSync(partial);
  run(['sh', '-euc', 'cd "$1"; shift; apt-get download -qq "$@"', 'sh', work, ...PACKAGES]);
  run([
    'sh',
    '-euc',
    'for deb in "$1"/*.deb; do dpkg -x "$deb" "$2"; done; rm -rf "$1"',
    'sh',
    work,
    partial,
  ]);
  renameSync(partial, dir);
  return dir;
}
