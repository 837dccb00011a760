import type { ObjectRef } from '../checks/check.ts';
import type { DiagnosedCause } from '../diagnosis/diagnosis.ts';
import type { ConfirmStep, MendStep } from '../messages/en/causes/cause-text.ts';
import { causeTexts } from '../messages/en/causes/index.ts';

/**
 * Names that Kubernetes itself allows. Only these go into a command that people copy into a shell:
 * https://kubernetes.io/docs/concepts/overview/working-with-objects/names/
 */
const safeName = /^[a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?$/;

export interface Advice {
  readonly confirm: readonly ConfirmStep[];
  readonly mend: readonly MendStep[];
}

/** How to make sure of a cause and how to mend it, with the commands naming the object that was found. */
export function adviceFor({ id, object }: Pick<DiagnosedCause, 'id' | 'object'>): Advice {
  const { confirm, mend } = causeTexts[id];
  return {
    confirm: confirm.map((step) => ({ ...step, command: fillIn(step.command, object) })),
    mend: mend.map((step) => (step.command ? { ...step, command: fillIn(step.command, object) } : step)),
  };
}

const placeholderOfKind: Readonly<Record<string, string>> = { Node: 'NODE', Pod: 'POD', Service: 'SERVICE' };

function fillIn(command: string, object: ObjectRef): string {
  const named = placeholderOfKind[object.kind];
  const values: Record<string, string | undefined> = {
    ...(named ? { [named]: object.name } : {}),
    NAMESPACE: object.namespace,
  };
  return command.replace(/(?<![A-Za-z0-9_-])[A-Z]+(?![A-Za-z0-9_])/g, (word) => {
    const value = Object.hasOwn(values, word) ? values[word] : undefined;
    return value !== undefined && safeName.test(value) ? value : word;
  });
}

/** An object as people write it: `Pod shop/cart-0`. */
export function nameObject({ kind, namespace, name }: ObjectRef): string {
  return `${kind} ${namespace ? `${namespace}/` : ''}${name}`;
}
