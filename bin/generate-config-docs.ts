import { writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { generatedFiles } from '../lib/config/docs/generated-files.ts';

for (const [path, write] of Object.entries(generatedFiles)) {
  await writeFile(fileURLToPath(new URL(`../${path}`, import.meta.url)), write());
  console.log(path);
}
