import manifest from '../../package.json' with { type: 'json' };
import { ConnectError } from '../adapters/kubernetes/connect-error.ts';
import type { Verdict } from '../diagnosis/diagnosis.ts';
import { look } from '../diagnosis/look.ts';
import { CaptureError } from '../evidence/capture/capture-error.ts';
import { type Message, render, say } from '../messages/message.ts';
import { captureTrouble } from '../report/capture-trouble.ts';
import { connectTrouble } from '../report/connect-trouble.ts';
import { lookTrouble } from '../report/look-trouble.ts';
import { plainText } from '../report/plain-text.ts';
import { type Trouble, trouble, writeErrorReport } from '../report/trouble.ts';
import { writeReport } from '../report/write-report.ts';
import { type OpenedEvidence, openEvidence } from './open-evidence.ts';
import { type CommandLine, type DiagnoseRequest, parseCommandLine } from './parse-command-line.ts';
import { silent, startProgress } from './progress.ts';
import { type Terminal, widthOf } from './terminal.ts';
import { choosePaint } from './text/paint.ts';
import type { Layout } from './text/sections.ts';
import { wrap } from './text/wrap.ts';
import { writeDiagnosis } from './text/write-diagnosis.ts';
import { writeHelp } from './text/write-help.ts';
import { writeWhy } from './text/write-why.ts';
import { TimeoutError } from './within-time.ts';

/** What a command line runs in. */
export interface Surroundings {
  /** Without the names of the program. */
  readonly argv: readonly string[];
  readonly stdout: Terminal;
  readonly stderr: Terminal;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly homeFolder: string | undefined;
  readonly now: () => number;
  readonly elapsedMs: () => number;
}

const exitCodes: Readonly<Record<Verdict, number>> = { healthy: 0, unhealthy: 1, unknown: 3 };
const COULD_NOT_LOOK = 2;

/** Runs one command line to its end, and says with which code the process shall exit. Never throws. */
export async function run(surroundings: Surroundings): Promise<number> {
  const commandLine = parseCommandLine(surroundings.argv);
  try {
    const result = await answer(commandLine, surroundings);
    return typeof result === 'number' ? result : complain(result, commandLine, surroundings);
  } catch (error) {
    const known = troubleOf(error, commandLine);
    if (known) return complain(known, commandLine, surroundings);
    const detail = error instanceof Error ? error.message : String(error);
    const code = complain(
      trouble('internal', { detail, verbose: commandLine.verbose }),
      commandLine,
      surroundings,
    );
    if (commandLine.verbose && error instanceof Error) surroundings.stderr.write(traceOf(error));
    return code;
  }
}

const traceOf = (error: Error): string => `${(error.stack ?? '').split('\n').map(plainText).join('\n')}\n`;

async function answer(commandLine: CommandLine, surroundings: Surroundings): Promise<number | Trouble> {
  const { request } = commandLine;
  if ('code' in request) return request;
  const layout = layoutOf(commandLine, surroundings);
  switch (request.verb) {
    case 'version':
      surroundings.stdout.write(`wardround ${manifest.version}\n`);
      return 0;
    case 'help':
      surroundings.stdout.write(writeHelp(request.about, layout));
      return 0;
    case 'why':
      surroundings.stdout.write(writeWhy(request.cause, layout));
      return 0;
    case 'diagnose':
      return runDiagnose(request.diagnose, commandLine, surroundings);
  }
}

function layoutOf({ verbose, withoutColour }: CommandLine, { stdout, env }: Surroundings): Layout {
  const paint = choosePaint({ isOff: withoutColour, isTerminal: stdout.isTerminal, env });
  return { width: widthOf(stdout), paint, verbose };
}

async function runDiagnose(
  request: DiagnoseRequest,
  commandLine: CommandLine,
  surroundings: Surroundings,
): Promise<number | Trouble> {
  const { stderr, env, homeFolder, now, elapsedMs } = surroundings;
  const progress = stderr.isTerminal || commandLine.verbose ? startProgress(stderr) : silent;
  let opened: OpenedEvidence | undefined;
  try {
    const begunAtMs = elapsedMs();
    opened = await openEvidence(request, { env, homeFolder, progress });
    const { reader, newestAt, server } = opened;
    const at = request.now ?? newestAt ?? now();
    const result = await look({ target: request.target, reader, now: at, elapsedMs });
    progress.stop();
    if (!result.ok) return lookTrouble(result.problem, { server });
    const { diagnosis } = result;
    const notes = [...diagnosis.notes, ...notesOn(opened, request, commandLine)];
    const durationMs = Math.round(elapsedMs() - begunAtMs);
    const whole = { ...diagnosis, notes, cost: { ...diagnosis.cost, durationMs } };
    await show(whole, opened, commandLine, surroundings);
    return exitCodes[diagnosis.verdict];
  } finally {
    progress.stop();
    opened?.close();
  }
}

function notesOn(opened: OpenedEvidence, request: DiagnoseRequest, { verbose }: CommandLine): Message[] {
  const { reader, newestAt, skippedTotal } = opened;
  const isTimeless = reader.origin === 'capture' && newestAt === undefined && request.now === undefined;
  return [
    ...(isTimeless ? [say('capture.timeless', {})] : []),
    ...(skippedTotal > 0 ? [say('capture.skipped', { total: skippedTotal, listed: verbose })] : []),
  ];
}

async function show(
  diagnosis: Parameters<typeof writeReport>[0],
  { skipped }: OpenedEvidence,
  commandLine: CommandLine,
  surroundings: Surroundings,
): Promise<void> {
  const { stdout } = surroundings;
  switch (commandLine.output) {
    case 'json':
      stdout.write(`${JSON.stringify(writeReport(diagnosis), undefined, 2)}\n`);
      return;
    case 'slack': {
      const { renderDiagnosis } = await import('../slack/render-diagnosis.ts');
      const { text, blocks } = renderDiagnosis(diagnosis);
      stdout.write(`${JSON.stringify({ text, blocks }, undefined, 2)}\n`);
      return;
    }
    case 'text': {
      const extras = { skipped: skipped.map((skip) => plainText(render(skip))) };
      stdout.write(writeDiagnosis(writeReport(diagnosis), layoutOf(commandLine, surroundings), extras));
      return;
    }
  }
}

/** Errors that are answers, in words; undefined for what should not happen. */
function troubleOf(error: unknown, { request }: CommandLine): Trouble | undefined {
  if (error instanceof CaptureError) return captureTrouble(error.problem);
  if (error instanceof ConnectError) return connectTrouble(error.problem);
  if (!(error instanceof TimeoutError) || 'code' in request || request.verb !== 'diagnose') return undefined;
  const { from } = request.diagnose;
  const paths = from.kind === 'capture' ? from.paths : [];
  return trouble('capture.timed-out', { paths, seconds: error.afterMs / 1000 });
}

/** Says on stderr what keeps us from looking, and as JSON on stdout where JSON is asked for. */
function complain(known: Trouble, { output }: CommandLine, { stdout, stderr }: Surroundings): number {
  const width = widthOf(stderr);
  const lines = [
    ...wrap(`wardround: ${known.message}`, { width, hang: 2 }),
    ...(known.fix === undefined ? [] : wrap(known.fix, { width, indent: 2 })),
  ];
  stderr.write(`${lines.join('\n')}\n`);
  if (output === 'json') stdout.write(`${JSON.stringify(writeErrorReport(known), undefined, 2)}\n`);
  return COULD_NOT_LOOK;
}
