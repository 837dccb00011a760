import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { capture } from './capture.ts';
import type { Fault } from './fault.ts';
import { FAULTS } from './faults.ts';
import { heal, inject } from './prove.ts';
import { missing } from './requirements.ts';
import { kubeconfigOf, kubectl, type Rig, rigOf } from './rig.ts';
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
  /** What the product says once the rig is well again; yesterday's events are still there. */
  readonly healed: string;
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
async function row(rig: Rig, wardround: string, fault: Fault, captures: string | undefined): Promise<Row> {
  const began = Date.now();
  const base = { fault: fault.name, expected: fault.cause };
  const seconds = () => Math.round((Date.now() - began) / 1000);
  try {
    await inject(rig, fault);
    const sick = diagnose(rig, wardround, fault.target);
    if (captures !== undefined) capture(rig, join(captures, fault.name), fault.name);
    await heal(rig, fault);
    const well = diagnose(rig, wardround, fault.target);
    forgetEvents(rig);
    const [first = `(${sick.verdict})`, ...others] = sick.causes.map((cause) => cause.id);
    const passedOver = sick.verdict === 'healthy' && fault.severity === 'error';
    const falseAlarm = well.verdict !== 'healthy';
    const named = first === fault.cause ? 'named' : 'open';
    return {
      ...base,
      first,
      others: others.join(' '),
      requests: sick.cost?.requests ?? '',
      healed: brief(well),
      seconds: seconds(),
      result: passedOver || falseAlarm ? 'WRONG' : named,
    };
  } catch (error) {
    await fault.heal(rig);
    const text = error instanceof Error ? error.message : String(error);
    return {
      ...base,
      first: text.slice(0, 200),
      others: '',
      requests: '',
      healed: '',
      seconds: seconds(),
      result: 'WRONG',
    };
  }
}

const brief = ({ verdict, causes }: Diagnosis): string =>
  [verdict, ...causes.map((cause) => cause.id)].join(' ');

/** Events last for an hour; the next fault is judged by its own. */
function forgetEvents(rig: Rig): void {
  kubectl(rig, ['delete', 'events', '-A', '--all', '--wait=false']);
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
      healed: '',
      seconds: Math.round((Date.now() - began) / 1000),
      result: verdict === 'healthy' && causes.length === 0 ? 'named' : 'WRONG',
    };
  });
}

const USAGE = `usage: npm run test:cluster -- [FAULT...] [--prefix wr] [--budget-minutes 60] [--captures DIR] [--wardround COMMAND]
Breaks a rig in every way, or in those named, and compares what Wardround says. Exits with 1 where it says something wrong.`;

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      captures: { type: 'string' },
      prefix: { type: 'string', default: 'wr' },
      wardround: { type: 'string', default: 'node bin/wardround.js' },
      'budget-minutes': { type: 'string', default: '60' },
      help: { type: 'boolean', short: 'h' },
    },
  });
  if (values.help) {
    console.log(USAGE);
    return 0;
  }
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
  const chosen = positionals.length === 0 ? FAULTS : FAULTS.filter(({ name }) => positionals.includes(name));
  for (const fault of chosen) {
    if (Date.now() > end) notRun.push(fault.name);
    else {
      const done = await row(rig, values.wardround, fault, values.captures);
      console.log(
        `${done.result}: ${done.fault} is ${done.expected}, named ${done.first}; healed: ${done.healed}`,
      );
      rows.push(done);
    }
  }
  rows.push(...healthyRows(rig, values.wardround, 'after'));
  console.table(rows);
  for (const { fault, expected, first } of rows.filter(({ result }) => result === 'open'))
    console.log(`open: ${fault} is ${expected}, named ${first}`);
  for (const name of notRun) console.log(`not run: budget: ${name}`);
  return rows.some(({ result }) => result === 'WRONG') ? 1 : 0;
}

process.exitCode = await main();
