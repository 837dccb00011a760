import { bytes, enumerate, plural } from '../words.ts';
import { type ErrorText, systemError } from './error-text.ts';

type Position = { readonly line: number; readonly column: number } | undefined;

const what =
  'the output of kubectl get -o json or -o yaml, a folder of kubectl cluster-info dump, or a tarball of such files';

const formats: Readonly<Record<string, string>> = { json: 'JSON', yaml: 'YAML', gzip: 'gzip', tar: 'tar' };
const repairs: Readonly<Record<string, string>> = {
  json: 'It may be cut off: write it again with kubectl get … -o json > FILE, and see that kubectl ends without an error.',
  yaml: 'YAML is indented by spaces, never by tabs. Write it again with kubectl get … -o yaml, or mend that line.',
  gzip: 'It may be cut off: fetch or pack it again; gzip --test FILE tells whether it is whole.',
  tar: 'It may be cut off: fetch or pack it again; tar --list --file FILE tells whether it is whole.',
};

/** Why a capture cannot be read. */
export const captureErrors = {
  'capture.no-such-path': (p: { path: string }): ErrorText => ({
    message: `There is no file or folder ${p.path}.`,
    fix: 'Check the path behind --from; a relative one starts from the current folder.',
  }),
  'capture.not-readable': (p: { path: string; reason: string }): ErrorText => ({
    message: `${p.path} cannot be read: ${systemError(p.reason)}.`,
    fix: 'Check who may read it: ls -l',
  }),
  'capture.empty': (p: { path: string }): ErrorText => ({
    message: `${p.path} is empty.`,
    fix: `Give ${what}.`,
  }),
  'capture.nothing-recognised': (p: { paths: readonly string[]; skipped: readonly string[] }): ErrorText => ({
    message: `Nothing of Kubernetes was recognised in ${enumerate(p.paths)}${
      p.skipped.length > 0 ? `: ${enumerate(p.skipped, 3)}` : ''
    }.`,
    fix: `Give ${what}.`,
  }),
  'capture.malformed': (p: { path: string; format: string; at: Position }): ErrorText => ({
    message: `${p.path} is no valid ${formats[p.format] ?? p.format}${
      p.at ? `: it breaks at line ${p.at.line}, column ${p.at.column}` : ''
    }.`,
    ...(repairs[p.format] ? { fix: repairs[p.format] } : {}),
  }),
  'capture.too-large': (p: { path: string; bytes: number; limitBytes: number }): ErrorText => ({
    message: `${p.path} is too large: ${bytes(p.bytes)}, and at most ${bytes(p.limitBytes)} are read.`,
    fix: 'Capture less: one node, the namespace kube-system, or objects without their logs.',
  }),
  'capture.too-many-files': (p: { path: string; limit: number }): ErrorText => ({
    message: `${p.path} holds more than ${plural(p.limit, 'file')}.`,
    fix: 'Point --from at the folder of one capture.',
  }),
  'capture.archive-ratio': (p: { path: string; limit: number }): ErrorText => ({
    message: `${p.path} unpacks to more than ${p.limit} times its size, as only an archive does that is made to fill a disk.`,
    fix: 'If you trust it, unpack it yourself and give the folder.',
  }),
  'capture.archive-unsafe-path': (p: { path: string; entries: number }): ErrorText => ({
    message: `${p.path} would be written outside its archive (${plural(p.entries, 'entry', 'entries')}), and nothing else is in it.`,
    fix: 'Pack it again from within its folder, with relative paths: tar -czf FILE .',
  }),
  'capture.timed-out': (p: { paths: readonly string[]; seconds: number }): ErrorText => ({
    message: `Reading ${enumerate(p.paths)} took longer than ${p.seconds} s.`,
    fix: 'Allow more time with --timeout.',
  }),
};

const skipReasons: Readonly<Record<string, string>> = {
  empty: 'empty',
  'kind-not-read': 'a kind that no check reads',
  link: 'a link, which is not followed',
  malformed: 'malformed',
  'malformed-object': 'an object that does not have the form of its kind',
  nameless: 'an object without a name',
  'nested-archive': 'an archive within an archive',
  'not-readable': 'not readable',
  'not-recognised': 'not recognised',
  'not-text': 'not text',
  secret: 'a Secret, which is never read',
  'special-file': 'no ordinary file',
  'too-deep': 'too deep in folders',
  'too-large': 'too large',
  'unsafe-path': 'a path outside its archive',
  'unsupported-archive': 'a kind of archive that is not read',
};

/** One line about what was passed over in a capture. */
export const captureSkips = {
  'capture.skip': (p: {
    path: string;
    reason: string;
    count: number;
    kind: string | undefined;
    field: string | undefined;
    at: Position;
  }) => {
    const detail = [
      ...(p.kind ? [p.kind] : []),
      ...(p.field ? [`field ${p.field}`] : []),
      ...(p.at ? [`line ${p.at.line}, column ${p.at.column}`] : []),
    ];
    return `${p.path}: ${skipReasons[p.reason] ?? p.reason}${detail.length > 0 ? ` (${detail.join(', ')})` : ''}${
      p.count > 1 ? ` ×${p.count}` : ''
    }`;
  },
  'capture.timeless': (_: object) =>
    'The capture carries no time; ages are judged by the clock. --now says another moment.',
  'capture.skipped': (p: { total: number; listed: boolean }) =>
    `${plural(p.total, 'thing')} in the capture ${p.total === 1 ? 'was' : 'were'} passed over${
      p.listed ? '' : '; --verbose lists them'
    }.`,
};
