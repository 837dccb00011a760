import { spawnSync } from 'node:child_process';
import { parseArgs } from 'node:util';
import { capture } from './capture.ts';
import type { Fault } from './fault.ts';
import { FAULTS } from './faults.ts';
import { startMonitoring } from './monitoring.ts';
import { heal, inject, prove } from './prove.ts';
import { missing } from './requirements.ts';
import { inside, kubeconfigOf, rigOf } from './rig.ts';
import { upAtScale } from './scale.ts';
import { status } from './status.ts';
import { down, up } from './up.ts';

const USAGE = `usage: npm run cluster -- COMMAND [--prefix wr]
  up [--nodes 3] [--proxy-mode iptables|nftables] [--flannel host-gw|vxlan]
  up --scale 5000           an API server with 5,000 made-up nodes and 100,000 pods, no kubelet
  down | status | kubeconfig
  shell MACHINE             a root shell on node1, node2, … or control
  logs MACHINE UNIT         the unit's journal
  exec MACHINE COMMAND...   runs a command there
  monitoring [--webhook 8080]  Prometheus, Alertmanager and kube-state-metrics; alerts go to the host's 127.0.0.1:PORT/alerts
  capture DIR               writes what a user could have captured: objects, pod logs, outputs of the hosts
  faults                    lists the faults, each with the cause that it stands for
  fault NAME | heal NAME    breaks the rig and waits until it shows; mends it and waits until it is whole
  prove [NAME...]           breaks and mends, one fault after the other; --captures DIR keeps what was seen of each
`;

async function main(argv: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...argv],
    allowPositionals: true,
    options: {
      prefix: { type: 'string', default: 'wr' },
      nodes: { type: 'string', default: '3' },
      'proxy-mode': { type: 'string', default: 'iptables' },
      flannel: { type: 'string', default: 'host-gw' },
      scale: { type: 'string' },
      webhook: { type: 'string', default: '8080' },
      captures: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  const [command, ...rest] = positionals;
  const [first = '', second = ''] = rest;
  if (command === undefined || values.help) {
    console.log(USAGE);
    return command === undefined && !values.help ? 2 : 0;
  }
  const lacks = missing();
  if (lacks.length > 0) {
    console.error(`The rig cannot run here. Missing:\n${lacks.map((line) => `  ${line}`).join('\n')}`);
    return 1;
  }
  const rig = rigOf(values.prefix);
  switch (command) {
    case 'up':
      if (values.scale !== undefined) {
        await upAtScale(rig, wholeNumber(values.scale, 1, 20_000));
        return 0;
      }
      await up(rig, {
        nodes: wholeNumber(values.nodes, 1, 9),
        proxyMode: oneOf(values['proxy-mode'], ['iptables', 'nftables']),
        flannelBackend: oneOf(values.flannel, ['host-gw', 'vxlan']),
      });
      return 0;
    case 'down':
      await down(rig);
      return 0;
    case 'status':
      return status(rig);
    case 'kubeconfig':
      console.log(kubeconfigOf(rig));
      return 0;
    case 'shell':
      return interactive(inside(rig, first, ['bash', '-l']));
    case 'logs':
      return interactive(inside(rig, first, ['journalctl', '--no-pager', '-u', second]));
    case 'exec':
      return interactive(inside(rig, first, rest.slice(1)));
    case 'monitoring':
      await startMonitoring(rig, wholeNumber(values.webhook, 1, 65_535));
      return 0;
    case 'capture':
      capture(rig, first, 'none named');
      return 0;
    case 'faults':
      for (const fault of FAULTS) console.log(`${fault.name.padEnd(30)}${fault.cause}`);
      return 0;
    case 'fault':
      await inject(rig, faultNamed(first));
      return 0;
    case 'heal':
      await heal(rig, faultNamed(first));
      return 0;
    case 'prove': {
      const chosen = rest.length === 0 ? FAULTS : rest.map(faultNamed);
      const proofs = await prove(rig, chosen, values.captures);
      console.table(proofs);
      return proofs.some(({ breaks, recovers }) => [breaks, recovers].some((word) => word.startsWith('NOT')))
        ? 1
        : 0;
    }
    default:
      console.error(`unknown command: ${command}\n${USAGE}`);
      return 2;
  }
}

function faultNamed(name: string): Fault {
  const found = FAULTS.find((fault) => fault.name === name);
  if (found === undefined)
    throw new Error(
      `no fault is called ${name || 'nothing'}; they are: ${FAULTS.map((fault) => fault.name).join(', ')}`,
    );
  return found;
}

function interactive(command: readonly string[]): number {
  const [program = '', ...args] = command;
  return spawnSync(program, args, { stdio: 'inherit' }).status ?? 1;
}

function wholeNumber(text: string, least: number, most: number): number {
  const number = Number(text);
  if (!Number.isInteger(number) || number < least || number > most)
    throw new Error(`not a number from ${least} to ${most}: ${text}`);
  return number;
}

function oneOf<T extends string>(text: string, allowed: readonly T[]): T {
  const found = allowed.find((one) => one === text);
  if (found === undefined) throw new Error(`not one of ${allowed.join(', ')}: ${text}`);
  return found;
}

// A reader such as `head` may leave before the end.
process.stdout.on('error', () => process.exit(0));

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
