import type { ObjectRef } from '../checks/check.ts';
import type { ConfirmStep, MendStep } from '../messages/en/causes/cause-text.ts';
import { causeTexts } from '../messages/en/causes/index.ts';
import type { DiagnosedCause } from './diagnosis.ts';

/**
 * A name that Kubernetes allows, and so one that no shell takes for anything else. What a capture calls a node is
 * somebody's input; only such a name enters a command that people copy.
 * https://kubernetes.io/docs/concepts/overview/working-with-objects/names/#dns-subdomain-names
 */
const SAFE_NAME = /^[a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?$/;

export interface Advice {
  readonly confirm: readonly ConfirmStep[];
  readonly mend: readonly MendStep[];
}

/** How to make sure of a cause and how to mend it, the commands naming the object as far as its names are known. */
export function adviceFor({ id, object, node }: Pick<DiagnosedCause, 'id' | 'object' | 'node'>): Advice {
  const { confirm, mend } = causeTexts[id];
  const names = namesOf(object, node);
  return {
    confirm: confirm.map((step) => ({ ...step, command: fillIn(step.command, names) })),
    mend: mend.map((step) => (step.command ? { ...step, command: fillIn(step.command, names) } : step)),
  };
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

/** Placeholders are words in capitals that stand alone. */
const fillIn = (command: string, names: ReadonlyMap<string, string>): string =>
  command.replace(/(?<![A-Za-z0-9_-])[A-Z]+(?![A-Za-z0-9_])/g, (word) => names.get(word) ?? word);
