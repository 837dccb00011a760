import { findRecord, initPid, kubeconfigOf, machines, type Rig, tryKubectl } from './rig.ts';

/** Prints what is up of a rig; 0 when it is complete and its API server answers. */
export function status(rig: Rig): number {
  const record = findRecord(rig);
  if (record === undefined) {
    console.log(`rig ${rig.prefix} is down`);
    return 1;
  }
  console.log(
    `rig ${rig.prefix}: Kubernetes ${record.version}, ${record.complete ? 'complete' : 'half-made: run up again'}`,
  );
  console.log(`kubeconfig ${kubeconfigOf(rig)}, API server 127.0.0.1:${record.apiPort}`);
  for (const name of machines(rig)) {
    const ssh = record.sshPorts[name];
    const door = ssh === undefined ? '' : `, ssh -i ${rig.dir}/ssh -p ${ssh} root@127.0.0.1`;
    console.log(`${name}: ${initPid(rig, name) === undefined ? 'down' : 'up'}${door}`);
  }
  const pods = tryKubectl(rig, ['get', 'nodes,pods', '-A', '-o', 'wide', '--request-timeout=10s'], 20_000);
  console.log(pods.status === 0 ? pods.stdout : `the API server does not answer:\n${pods.stderr}`);
  return record.complete && pods.status === 0 ? 0 : 1;
}
