import { execFile } from 'node:child_process';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import * as z from 'zod';
import { type CaseEntry, readCases } from './case-file.ts';
import { type Answer, percentRight, type Score, scoreCase, totals } from './score.ts';

const USAGE = `Scores wardround on a folder of inputs with known answers.

  npm run cases -- DIR [--min PERCENT] [--only PREFIX]

DIR holds cases.json: a list of { id, argv, first, also, control, strength }, argv relative to DIR.
--min PERCENT   exit with 1 below this share of right answers (default: 0)
--only PREFIX   only the cases whose argv begins with this word, for example diagnose`;

const PROGRAM = fileURLToPath(new URL('../../bin/wardround.js', import.meta.url));
const CASE_TIMEOUT_MS = 60_000;
const AT_ONCE = 2;

const report = z.object({ causes: z.array(z.object({ id: z.string(), severity: z.string() })) });

/** Runs the program as a user would, in the folder of the case. */
function run(entry: CaseEntry, folder: string): Promise<Answer> {
  return new Promise((done) => {
    const argv = [PROGRAM, ...entry.argv, '-o', 'json'];
    execFile(
      process.execPath,
      argv,
      { cwd: folder, timeout: CASE_TIMEOUT_MS, maxBuffer: 64 << 20 },
      (_, stdout, stderr) => {
        let answer: unknown;
        try {
          answer = JSON.parse(stdout);
        } catch {
          // Not JSON is what an unknown command or an unreadable input prints; its reason is on stderr.
        }
        const parsed = report.safeParse(answer);
        const reason = stderr.trim().split('\n')[0] ?? '';
        done(parsed.success ? { kind: 'causes', causes: parsed.data.causes } : { kind: 'no-answer', reason });
      },
    );
  });
}

async function scoreAll(entries: readonly CaseEntry[], folder: string): Promise<Score[]> {
  const scores: Score[] = [];
  for (let at = 0; at < entries.length; at += AT_ONCE) {
    const some = entries.slice(at, at + AT_ONCE);
    scores.push(
      ...(await Promise.all(some.map(async (entry) => scoreCase(entry, await run(entry, folder))))),
    );
  }
  return scores;
}

function print(scores: readonly Score[]): void {
  const wrong = scores.filter((score) => !score.right || score.falseAlarms.length > 0);
  for (const { entry, right, got, falseAlarms, reason } of wrong) {
    const wanted = entry.control ? 'no error' : entry.first.join(' | ');
    const what = right ? 'false alarm' : 'miss';
    const alarms = falseAlarms.length > 0 ? `; false alarms: ${falseAlarms.join(', ')}` : '';
    console.log(
      `${what.padEnd(12)} ${entry.id.padEnd(14)} wanted ${wanted}; got ${got ?? reason ?? 'no error'}${alarms}`,
    );
  }
  if (wrong.length > 0) console.log('');
  for (const total of totals(scores)) {
    console.log(
      `${total.kind.padEnd(20)} ${total.right}/${total.of} right, ${total.falseAlarms} with false alarms`,
    );
  }
}

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { min: { type: 'string' }, only: { type: 'string' }, help: { type: 'boolean', short: 'h' } },
  });
  const [folder] = positionals;
  if (values.help || folder === undefined || positionals.length > 1) {
    console.log(USAGE);
    return values.help ? 0 : 2;
  }
  const min = Number(values.min ?? '0');
  if (!(min >= 0 && min <= 100)) {
    console.error(`--min must be a number from 0 to 100, and is "${values.min ?? ''}".`);
    return 2;
  }
  const entries = readCases(folder).filter((entry) => !values.only || entry.argv[0] === values.only);
  const scores = await scoreAll(entries, resolve(folder));
  print(scores);
  return percentRight(scores) >= min && scores.length > 0 ? 0 : 1;
}

try {
  process.exitCode = await main();
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 2;
}
