import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { generatedDocuments } from './generated-documents.ts';

const docs = new URL('../docs/', import.meta.url);

for (const [path, text] of generatedDocuments()) {
  const file = fileURLToPath(new URL(path, docs));
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, text);
  console.log(`docs/${path}`);
}
