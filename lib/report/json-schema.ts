import * as z from 'zod';
import { diagnosisReport, errorReport } from './report.ts';

/** The documents that describe what `-o json` puts out, by their file names. */
export function jsonSchemas(): ReadonlyMap<string, string> {
  return new Map([
    ['diagnosis-v1.schema.json', documentOf(diagnosisReport)],
    ['error-v1.schema.json', documentOf(errorReport)],
  ]);
}

/** As readers see it: properties may be added within a version, so unknown ones are not forbidden. */
function documentOf(schema: z.ZodType): string {
  return `${JSON.stringify(z.toJSONSchema(schema, { io: 'input' }), undefined, 2)}\n`;
}
