import { writeEnvironment } from './write-environment.ts';
import { writeExample } from './write-example.ts';
import { writeReference } from './write-reference.ts';

/** The files that are made of the schema, by their path in the repository. */
export const generatedFiles: Readonly<Record<string, () => string>> = {
  '.env.example': writeEnvironment,
  'docs/configuration.md': writeReference,
  'wardround.example.yml': writeExample,
};
