import { helpDocument } from '../lib/cli/help-document.ts';
import { jsonSchemas } from '../lib/report/json-schema.ts';

/** Every document that is made from code, by its path below docs/. */
export function generatedDocuments(): ReadonlyMap<string, string> {
  const schemas = [...jsonSchemas()].map(([name, text]) => [`schema/${name}`, text] as const);
  return new Map([...schemas, ['command-line.md', helpDocument()]]);
}
