import { rm } from 'node:fs/promises';
import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

// Another folder can be named, so that a test builds without disturbing who runs the product.
const outdir = process.argv[2] ?? 'dist';
// As esbuild names its outputs: from the current folder.
const entry = relative('', `${outdir}/wardround.js`);

await rm(outdir, { recursive: true, force: true });

// Splitting gives each dynamic import a file of its own: reading a capture never loads the client of a live cluster.
const { metafile } = await build({
  entryPoints: { wardround: 'lib/cli/main.ts', start: 'lib/local/main.ts' },
  outdir,
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node20',
  minify: false,
  sourcemap: false,
  metafile: true,
  logLevel: 'warning',
  // What client-node builds on asks Node for its own copy, which Node has deprecated and complains of on stderr.
  alias: { punycode: fileURLToPath(import.meta.resolve('punycode/punycode.js')) },
  // Their native parts stay where npm put them.
  external: ['dynalite', 'classic-level'],
  // Bundled CommonJS packages call require() for Node's own modules, which an ES module does not have.
  banner: {
    js: "import { createRequire as createBundleRequire } from 'node:module';\nconst require = createBundleRequire(import.meta.url);",
  },
});

/** Every output file that Node loads before the first line of the entry runs. */
function loadedAtStart(file, seen = new Set()) {
  if (seen.has(file)) return seen;
  seen.add(file);
  for (const { path, kind, external } of metafile.outputs[file].imports) {
    if (kind === 'import-statement' && !external) loadedAtStart(path, seen);
  }
  return seen;
}

for (const file of loadedAtStart(entry)) {
  const heavy = Object.keys(metafile.outputs[file].inputs).find((input) =>
    input.includes('@kubernetes/client-node'),
  );
  if (heavy) throw new Error(`${entry} loads ${heavy} at every start: import its adapter with import().`);
}
