import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'yaml';
import * as z from 'zod';
import { type CauseId, isCauseId } from '../../lib/causes/catalogue.ts';
import type { AnyCheck, Finding } from '../../lib/checks/check.ts';
import { type Judged, judge } from '../../lib/diagnosis/diagnose.ts';
import { openCapture } from '../../lib/evidence/capture/open-capture.ts';
import { collectEvidence } from '../../lib/evidence/collect.ts';
import type { EvidenceKind } from '../../lib/evidence/evidence.ts';
import type { Missing } from '../../lib/evidence/reading.ts';
import { sources } from '../../lib/evidence/sources/index.ts';
import type { Target } from '../../lib/evidence/target.ts';

export const checksFolder = new URL('../../lib/checks/', import.meta.url).pathname;

/** The rig's fault and version, or the page after which the objects were written. */
const origin = z.string().regex(/^(rig: .+, v\d+\.\d+\.\d+.*|by hand after https:\/\/\S+.*)$/s);

const target = z.string().transform((text, context): Target => {
  const [kind = '', argument = ''] = text.split(' ');
  const [namespace, name] = argument.split('/');
  switch (kind) {
    case 'node':
      return { kind, name: argument };
    case 'service':
      return { kind, namespace: namespace ?? '', name: name ?? '' };
    case 'dns':
    case 'proxy':
    case 'network':
    case 'cluster':
      return { kind };
    default:
      context.addIssue(`no target: ${text}`);
      return z.NEVER;
  }
});

const missingState = z.enum(['forbidden', 'timed-out', 'unauthorized', 'not-captured', 'absent']);
type MissingState = z.output<typeof missingState>;

const header = z.strictObject({
  origin,
  target,
  now: z.string().transform((text) => Date.parse(text)),
  expect: z.strictObject({
    /** Every cause that the check finds, consequences among them. */
    causes: z.array(z.string().refine(isCauseId)).default([]),
    /** Every reason why something was not learnt. */
    unknown: z.array(z.string()).default([]),
    /** A part of a note that must be told. */
    note: z.string().optional(),
  }),
  /** Evidence that could not be had: the kind, and the state of its reading. */
  missing: z.record(z.string(), missingState).default({}),
  /** Logs as `kubectl cluster-info dump` writes them: `namespace/pod/container` and the text. */
  logs: z.record(z.string(), z.string()).default({}),
});

export type Status = 'healthy' | 'unhealthy' | 'unknown';

/** One case of one check: a stream of YAML whose first document says what the others must come to. */
export interface Fixture {
  readonly check: string;
  readonly file: string;
  readonly status: Status;
  readonly path: string;
}

export async function fixturesOf(check: string): Promise<Fixture[]> {
  const folder = join(checksFolder, check, 'fixtures');
  const files = (await readdir(folder).catch(() => [])).filter((file) => file.endsWith('.yaml')).sort();
  return files.map((file) => {
    const status = /^(healthy|unhealthy|unknown)\.[a-z0-9.-]+\.yaml$/.exec(file)?.[1];
    if (!status) throw new Error(`${check}/fixtures/${file}: its name begins with no status`);
    return { check, file, path: join(folder, file), status: status as Status }; // one of the three that the pattern allows
  });
}

export async function readHeader(fixture: Fixture): Promise<z.output<typeof header>> {
  const text = await readFile(fixture.path, 'utf8');
  return header.parse(parse(text.split(/^---$/m)[0] ?? ''));
}

/** What a check says of a fixture, which is read as a user's capture would be. */
export async function judgeFixture(check: AnyCheck, fixture: Fixture): Promise<Judged> {
  const { target: wanted, now, missing, logs } = await readHeader(fixture);
  const folder = await mkdtemp(join(tmpdir(), 'fixture-'));
  try {
    await writeLogs(folder, logs);
    const { reader } = await openCapture([fixture.path, ...(Object.keys(logs).length > 0 ? [folder] : [])]);
    const kinds = [...check.required, ...check.supporting];
    const evidence = await collectEvidence(kinds, wanted, reader);
    const gaps = Object.entries(missing).map(([kind, state]) => [
      kind,
      toMissing(kind as EvidenceKind, state, wanted), // a kind that is none has no source, which fails there
    ]);
    const all = { ...evidence, ...Object.fromEntries(gaps) };
    return judge([check], all, { target: wanted, origin: 'capture', now });
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function writeLogs(folder: string, logs: Readonly<Record<string, string>>): Promise<void> {
  for (const [key, text] of Object.entries(logs)) {
    const [namespace = '', pod = '', container = ''] = key.split('/');
    const mark = `logs for container ${container} of pod ${namespace}/${pod} ====`;
    await mkdir(join(folder, namespace, pod), { recursive: true });
    await writeFile(
      join(folder, namespace, pod, 'logs.txt'),
      `==== START ${mark}\n${text}\n==== END ${mark}\n`,
    );
  }
}

function toMissing(kind: EvidenceKind, state: MissingState, wanted: Target): Missing {
  const [permission] = sources[kind].permissions(wanted.kind);
  switch (state) {
    case 'forbidden':
      if (!permission) throw new Error(`${kind} needs no permission and cannot be forbidden`);
      return { status: state, permission };
    case 'timed-out':
      return { status: state, afterMs: 10_000 };
    case 'unauthorized':
      return { status: state };
    case 'not-captured':
    case 'absent':
      return { status: state, what: kind };
  }
}

/** Every cause in an answer, told or explained, once each and sorted. */
export const allCauses = ({ causes }: Judged): CauseId[] =>
  [
    ...new Set(causes.flatMap(({ id, explains }) => [id, ...explains.map(({ cause }: Finding) => cause)])),
  ].sort();
