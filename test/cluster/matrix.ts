import { parseArgs } from 'node:util';
import type { Fault } from './fault.ts';
import { FAULTS } from './faults.ts';
import { heal, inject } from './prove.ts';
import { missing } from './requirements.ts';
import { kubeconfigOf, type Rig, rigOf } from './rig.ts';
import { attempt } from './run.ts';
import { up } from './up.ts';

/** What of `wardround diagnose -o json` is judged here. */
interface Diagnosis {
  readonly verdict: string;
  readonly causes: readonly { readonly id: string; readonly severity: string }[];
  readonly cost?: { readonly requests?: number };
}

interface Row {
  readonly fault: string;
  readonly expected: string;
  readonly first: string;
  readonly others: string;
  readonly requests: number | '';
  readonly seconds: number;
  readonly result: 'named' | 'open' | 'WRONG';
}

const HEALTHY_TARGETS = [
  'node node1',
  'node node2',
  'dns',
  'proxy',
  'network',
  'service shop/web',
  'cluster',
];

function diagnose(rig: Rig, wardround: string, target: string): Diagnosis {
  const done = attempt(
    [
      ...wardround.split(' '),
      'diagnose',
      ...target.split(' '),
      '--kubeconfig',
      kubeconfigOf(rig),
      '-o',
      'json',
    ],
    { timeoutMs: 120_000 },
  );
  try {
    // The schema of the output has its own tests; a member that is missing shows up as a wrong row.
    return JSON.parse(done.stdout) as Diagnosis;
  } catch {
    throw new Error(
      `wardround diagnose ${target} (exit ${done.status}) printed no JSON: ${done.stderr.slice(0, 400)}`,
    );
  }
}

/** A fault is named when its cause is the first one; the rig's weaker promise is that none ever passes for healthy. */
async function row(rig: Rig, wardround: string, fault: Fault): Promise<Row> {
  const began = Date.now();
  const finish = (first: string, others: string, requests: number | '', result: Row['result']): Row => {
    const seconds = Math.round((Date.now() - began) / 1000);
    return { fault: fault.name, expected: fault.cause, first, others, requests, seconds, result };
  };
  try {
    await inject(rig, fault);
    const sick = diagnose(rig, wardround, fault.target);
    await heal(rig, fault);
    const ids = sick.causes.map((cause) => cause.id);
    const requests = sick.cost?.requests ?? '';
    const [first = `(${sick.verdict})`, ...others] = ids;
    if (first === fault.cause) return finish(first, others.join(' '), requests, 'named');
    const passedOver = sick.verdict === 'healthy' && fault.severity === 'error';
    return finish(first, others.join(' '), requests, passedOver ? 'WRONG' : 'open');
  } catch (error) {
    await fault.heal(rig);
    return finish(error instanceof Error ? error.message : String(error), '', '', 'WRONG');
  }
}

function healthyRows(rig: Rig, wardround: string, when: string): Row[] {
  return HEALTHY_TARGETS.map((target) => {
    const began = Date.now();
    const { verdict, causes, cost } = diagnose(rig, wardround, target);
    return {
      fault: `none, ${when}: ${target}`,
      expected: '(healthy)',
      first: causes[0]?.id ?? `(${verdict})`,
      others: causes
        .slice(1)
        .map((cause) => cause.id)
        .join(' '),
      requests: cost?.requests ?? '',
      seconds: Math.round((Date.now() - began) / 1000),
      result: verdict === 'healthy' && causes.length === 0 ? 'named' : 'WRONG',
    };
  });
}

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      prefix: { type: 'string', default: 'wr' },
      wardround: { type: 'string', default: 'npx --no-install wardround' },
      'budget-minutes': { type: 'string', default: '60' },
    },
  });
  const lacks = missing();
  if (lacks.length > 0) {
    console.log(`not run: this machine cannot run the rig.\n${lacks.join('\n')}`);
    return 0;
  }
  const end = Date.now() + Number(values['budget-minutes']) * 60_000;
  const rig = rigOf(values.prefix);
  await up(rig, { nodes: 3, proxyMode: 'iptables', flannelBackend: 'host-gw' });
  const rows = healthyRows(rig, values.wardround, 'before');
  const notRun: string[] = [];
  for (const fault of FAULTS) {
    if (Date.now() > end) notRun.push(fault.name);
    else rows.push(await row(rig, values.wardround, fault));
  }
  rows.push(...healthyRows(rig, values.wardround, 'after'));
  console.table(rows);
  for (const { fault, expected, first } of rows.filter(({ result }) => result === 'open'))
    console.log(`open: ${fault} is ${expected}, named ${first}`);
  for (const name of notRun) console.log(`not run: budget: ${name}`);
  return rows.some(({ result }) => result === 'WRONG') ? 1 : 0;
}

process.exitCode = await main();
