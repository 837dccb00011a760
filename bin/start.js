#!/usr/bin/env node
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

// The SDK speaks to a table in this very process; which version of Node Amazon supports is of no use to whoever starts this.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true';

const bundle = new URL('../dist/start.js', import.meta.url);

if (existsSync(bundle)) {
  const { main } = await import(bundle.href);
  await main(fileURLToPath(new URL('..', import.meta.url)));
} else {
  process.stderr.write('Wardround is not built yet: run `npm run build` in the folder of the clone.\n');
  process.exitCode = 2;
}
