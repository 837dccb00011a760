import { configDocs } from '../../messages/en/config-docs.ts';
import { describeFields, type FieldDescription } from './describe-fields.ts';
import { exampleConfig } from './example-config.ts';
import { wrap } from './wrap.ts';

const WIDTH = 110;

/** wardround.example.yml: the example with what the schema says of each field above where it first appears. */
export function writeExample(): string {
  const untold = new Map<string, FieldDescription>(describeFields().map((field) => [field.path, field]));
  const lines = [...configDocs.exampleHead.map((line) => `# ${line}`), ''];
  for (const [key, value] of Object.entries(exampleConfig)) {
    lines.push(...entryLines(key, value, { path: key, indent: '', untold }), '');
  }
  return `${lines.join('\n').trimEnd()}\n`;
}

interface Where {
  readonly path: string;
  readonly indent: string;
  readonly untold: Map<string, FieldDescription>;
}

function entryLines(key: string, value: unknown, where: Where): readonly string[] {
  const comment = commentLines(where);
  const { indent } = where;
  if (Array.isArray(value)) return [...comment, `${indent}${key}:`, ...itemLines(value, where)];
  if (typeof value !== 'object' || value === null) {
    return [...comment, `${indent}${key}: ${scalar(value)}`];
  }
  return [...comment, `${indent}${key}:`, ...mapLines(value, { ...where, indent: `${indent}  ` })];
}

function mapLines(map: object, where: Where): readonly string[] {
  return Object.entries(map).flatMap(([key, value]) =>
    entryLines(key, value, { ...where, path: `${where.path}.${key}` }),
  );
}

function itemLines(items: readonly unknown[], where: Where): readonly string[] {
  const indent = `${where.indent}  `;
  const path = `${where.path}[]`;
  return items.flatMap((item) => {
    const comment = commentLines({ ...where, path, indent });
    if (typeof item !== 'object' || item === null) return [...comment, `${indent}- ${scalar(item)}`];
    // The field's own lines introduce themselves.
    return dashed(mapLines(item, { ...where, path, indent: `${indent}  ` }), indent);
  });
}

/** Puts the dash of a list in front of the first line that is no comment, and the comments above it. */
function dashed(lines: readonly string[], indent: string): readonly string[] {
  const first = lines.findIndex((line) => !line.trimStart().startsWith('#'));
  return lines.map((line, index) => {
    if (index > first) return line;
    return `${indent}${index === first ? '- ' : ''}${line.trimStart()}`;
  });
}

function commentLines({ path, indent, untold }: Where): readonly string[] {
  const field = untold.get(path);
  if (!field) return [];
  untold.delete(path);
  const { meaning, unit, defaultValue, whenMissing } = field;
  const text = [
    meaning,
    ...(unit ? [`${configDocs.unitLabel} ${unit}.`] : []),
    ...(defaultValue && whenMissing === undefined ? [`${configDocs.defaultLabel}: ${defaultValue}.`] : []),
    ...(whenMissing ? [`${configDocs.missingLabel}: ${whenMissing}.`] : []),
  ].join(' ');
  return wrap(text, WIDTH - indent.length - 2).map((line) => `${indent}# ${line}`);
}

/** Plain where YAML reads the same text back, else in quotes. */
function scalar(value: unknown): string {
  if (typeof value !== 'string') return JSON.stringify(value);
  return /^[A-Za-z./][^#\n]*(?:#[a-z-]+)?$/.test(value) && !value.includes(': ')
    ? value
    : JSON.stringify(value);
}
