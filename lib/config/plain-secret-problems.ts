import { say } from '../messages/message.ts';
import type { ConfigProblem } from './config-problem.ts';
import type { FindPlace, Path } from './place.ts';
import { plainSecretForm } from './plain-secret.ts';
import { fieldText, patternOf } from './schema-problems.ts';
import { pathText } from './show.ts';

/** Secrets that stand in the configuration itself, known by their form, in fields that exist and in others. */
export function plainSecretProblems(raw: unknown, placeOf: FindPlace): readonly ConfigProblem[] {
  const problems: ConfigProblem[] = [];
  const left: { readonly path: Path; readonly value: unknown }[] = [{ path: [], value: raw }];
  for (let next = left.pop(); next !== undefined; next = left.pop()) {
    const { path, value } = next;
    if (typeof value === 'string') {
      const problem = problemOf(path, value, placeOf);
      if (problem) problems.push(problem);
    } else if (typeof value === 'object' && value !== null) {
      for (const [key, child] of Object.entries(value)) {
        left.push({ path: [...path, Array.isArray(value) ? Number(key) : key], value: child });
      }
    }
  }
  return problems;
}

function problemOf(path: Path, value: string, placeOf: FindPlace): ConfigProblem | undefined {
  const form = plainSecretForm(value);
  if (form === undefined) return undefined;
  const field = pathText(path);
  const { example } = fieldText(patternOf(path));
  const instead = example?.includes(':') && !example.includes('//') ? example : 'env:NAME';
  return {
    field,
    place: placeOf(path, 'value'),
    message: say('config.plain-secret', { field, form, example: instead }),
  };
}
