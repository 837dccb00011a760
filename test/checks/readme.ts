import { catalogue } from '../../lib/causes/catalogue.ts';
import type { AnyCheck } from '../../lib/checks/check.ts';
import { formatRef } from '../../lib/checks/observe.ts';
import type { Judged } from '../../lib/diagnosis/diagnose.ts';
import { ruleOf } from '../../lib/diagnosis/gap.ts';
import type { EvidenceKind } from '../../lib/evidence/evidence.ts';
import { sources } from '../../lib/evidence/sources/index.ts';
import { causeTexts } from '../../lib/messages/en/causes/index.ts';
import { render } from '../../lib/messages/message.ts';

export const sectionNames = [
  'Meaning',
  'Impact',
  'Reads',
  'Finds',
  'Diagnosis',
  'Remediation',
  'Example',
] as const;

/** The sections of a check's README, in their order, each without its heading. */
export function sectionsOf(readme: string): Map<string, string> {
  const parts = readme.split(/^## /m).slice(1);
  return new Map(
    parts.map((part) => {
      const end = part.indexOf('\n');
      return [part.slice(0, end).trim(), part.slice(end + 1).trim()];
    }),
  );
}

/** The sections that are written from code. */
export const generated: Readonly<Record<'Reads' | 'Finds', (check: AnyCheck) => string>> = {
  Reads: (check) =>
    [
      ...check.required.map((kind) => `- \`${kind}\` (required)`),
      ...check.supporting.map((kind) => `- \`${kind}\` (supporting)`),
      '',
      `Rules: ${rulesOf(check)}`,
    ].join('\n'),
  Finds: (check) =>
    check.finds.map((id) => `- \`${id}\` (${catalogue[id].severity}): ${causeTexts[id].title}`).join('\n'),
};

/** The rules of RBAC that a check's evidence needs, for whichever of its targets, on one line. */
function rulesOf(check: AnyCheck): string {
  const kinds: EvidenceKind[] = [...check.required, ...check.supporting];
  const rules = kinds.flatMap((kind) =>
    check.targets.flatMap((target) => sources[kind].permissions(target).map(ruleOf)),
  );
  return [...new Set(rules)]
    .sort()
    .map((rule) => `\`${rule}\``)
    .join(', ');
}

/** What a check says of one of its fixtures, as text. */
export function exampleOf(fixture: string, { verdict, causes, unknowns, notes }: Judged): string {
  const lines = causes.flatMap(({ id, severity, summary, evidence, explains }) => [
    `${severity} ${id}: ${render(summary)}`,
    ...evidence.map(({ source, text }) => `  - ${source}: ${render(text)}`),
    ...explains.map(({ cause, object }) => `  explains ${cause} on ${formatRef(object)}`),
  ]);
  const open = unknowns.map(({ detail }) => `unknown: ${render(detail)}`);
  return [
    `\`fixtures/${fixture}\` gives:`,
    '',
    '```text',
    verdict,
    ...lines,
    ...open,
    ...notes.map((note) => `note: ${render(note)}`),
    '```',
  ].join('\n');
}
