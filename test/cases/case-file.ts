import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';

/** One input with a known answer. */
export const caseEntry = z.object({
  id: z.string(),
  /** Arguments of `wardround`, relative to the folder. */
  argv: z.array(z.string()).min(1),
  /** Ids of which one must be the first cause of severity error. */
  first: z.array(z.string()),
  /** Ids that may appear besides. */
  also: z.array(z.string()),
  /** A healthy input: any cause of severity error is a false alarm. */
  control: z.boolean(),
  strength: z.string(),
  note: z.string().optional(),
});

export type CaseEntry = z.output<typeof caseEntry>;

/** Reads `cases.json` of a folder. Throws with the path, the entry and the field where it does not hold. */
export function readCases(folder: string): CaseEntry[] {
  const path = join(folder, 'cases.json');
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    throw new Error(`${path} cannot be read: ${error instanceof Error ? error.message : String(error)}`);
  }
  const parsed = z.array(caseEntry).safeParse(JSON.parse(text));
  if (parsed.success) return parsed.data;
  throw new Error(`${path} is not a list of cases:\n${z.prettifyError(parsed.error)}`);
}
