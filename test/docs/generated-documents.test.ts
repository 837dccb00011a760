import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { generatedDocuments } from '../../bin/generated-documents.ts';

const documents = [...generatedDocuments()];

test('there are documents to compare', () => {
  expect(documents.map(([path]) => path)).toContain('schema/diagnosis-v1.schema.json');
});

test.each(documents)('docs/%s is what the code says; `npm run docs` writes it anew', (path, text) => {
  expect(readFileSync(new URL(`../../docs/${path}`, import.meta.url), 'utf8')).toBe(text);
});
