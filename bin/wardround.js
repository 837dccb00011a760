#!/usr/bin/env node
import { existsSync } from 'node:fs';

const bundle = new URL('../dist/wardround.js', import.meta.url);

if (existsSync(bundle)) {
  await import(bundle.href);
} else {
  process.stderr.write('wardround is not built yet: run `npm run build` in the folder of the clone.\n');
  process.exitCode = 2;
}
