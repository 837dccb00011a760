import * as z from 'zod';
import { type ObjectKind, type ObjectOf, parseObject } from '../../evidence/objects/kinds.ts';
import { collected, type Reading } from '../../evidence/reading.ts';
import type { Page } from './read-pages.ts';

export const listMeta = z
  .object({ continue: z.string().nullish() })
  .nullish()
  .transform((raw) => ({ continueToken: raw?.continue || undefined }));

const objectList = z.object({ kind: z.string(), metadata: listMeta, items: z.array(z.unknown()).nullish() });

/** One page of a list. Objects that are not of their kind's form are left out, and said to be missing. */
export function readObjectList<K extends ObjectKind>(kind: K, json: unknown): Reading<Page<ObjectOf<K>>> {
  const list = objectList.safeParse(json);
  if (!list.success || list.data.kind !== `${kind}List`) {
    return { status: 'failed', httpStatus: 200, detail: `the answer is no ${kind}List` };
  }
  const raws = list.data.items ?? [];
  const items: ObjectOf<K>[] = [];
  let firstProblem: string | undefined;
  for (const raw of raws) {
    const parsed = parseObject(kind, raw);
    if (parsed.ok) items.push(parsed.value);
    else firstProblem ??= `${parsed.field}: ${parsed.problem}`;
  }
  if (firstProblem !== undefined && items.length === 0) {
    return {
      status: 'failed',
      httpStatus: 200,
      detail: `no ${kind} of the list could be read: ${firstProblem}`,
    };
  }
  return collected({ items, hasUnreadable: items.length < raws.length, ...list.data.metadata });
}

const typed = z.object({ kind: z.string().nullish() });

/** One object. */
export function readObject<K extends ObjectKind>(kind: K, json: unknown): Reading<ObjectOf<K>> {
  const told = typed.safeParse(json).data?.kind ?? undefined;
  if (kind !== 'ServerVersion' && told !== kind) {
    return { status: 'failed', httpStatus: 200, detail: `the answer is no ${kind}` };
  }
  const parsed = parseObject(kind, json);
  return parsed.ok
    ? collected(parsed.value)
    : { status: 'failed', httpStatus: 200, detail: `${kind} ${parsed.field}: ${parsed.problem}` };
}
