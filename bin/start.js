#!/usr/bin/env node
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const bundle = new URL('../dist/start.js', import.meta.url);

if (existsSync(bundle)) {
  const { main } = await import(bundle.href);
  await main(fileURLToPath(new URL('..', import.meta.url)));
} else {
  process.stderr.write('Wardround is not built yet: run `npm run build` in the folder of the clone.\n');
  process.exitCode = 2;
}
