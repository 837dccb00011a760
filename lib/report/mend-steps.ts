import type { CauseId } from '../causes/catalogue.ts';
import type { ObjectRef } from '../checks/check.ts';
import { causeTexts } from '../messages/en/causes/index.ts';
import type { ReportedCause } from './report.ts';

/**
 * A name that Kubernetes allows, and so one that no shell takes for anything else. What a capture calls a node is
 * somebody's input; only such a name enters a command that people copy.
 * https://kubernetes.io/docs/concepts/overview/working-with-objects/names/#dns-subdomain-names
 */
const SAFE_NAME = /^[a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?$/;

/** How to mend a cause, with the object's own names in the commands as far as they are known. */
export function mendSteps(
  cause: CauseId,
  object: ObjectRef,
  node: string | undefined,
): ReportedCause['remediations'] {
  const names = namesOf(object, node);
  return causeTexts[cause].mend.map(({ text, command }) => ({
    text,
    ...(command === undefined ? {} : { command: fillIn(command, names) }),
  }));
}

function namesOf(
  { kind, namespace, name }: ObjectRef,
  node: string | undefined,
): ReadonlyMap<string, string> {
  const names: [string, string | undefined][] = [
    ['NODE', kind === 'Node' ? name : node],
    ['NAMESPACE', namespace],
    ['POD', kind === 'Pod' ? name : undefined],
    ['SERVICE', kind === 'Service' ? name : undefined],
  ];
  return new Map(
    names.filter((entry): entry is [string, string] => entry[1] !== undefined && SAFE_NAME.test(entry[1])),
  );
}

const fillIn = (command: string, names: ReadonlyMap<string, string>): string =>
  command.replace(/(?<![A-Za-z0-9_-])[A-Z]+(?![A-Za-z0-9_])/g, (word) => names.get(word) ?? word);
